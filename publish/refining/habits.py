"""What each language does with quotation marks, dashes and the space after a full stop.

A language that is not in :data:`HABITS` is left exactly as it was found, and so is a mark for which its line says
nothing: not every convention is ours to guess. Sources: the delimiters of Unicode CLDR for the quotation marks; for the
dashes *The Chicago Manual of Style* (English), Duden (German), Мильчин's *Справочник издателя и автора* (Russian), the
*Ortografía* of the Real Academia (Spanish) and the habits of newspapers elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

EM, EN = "—", "–"


def words(text: str) -> frozenset[str]:
    """A set of words, written as a line."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Habit:
    """How one language is set."""

    curly: bool = False
    """Whether it quotes “like this” and ‘like this’, and writes ’ for an apostrophe."""
    double: str | None = None
    """The dash that ``--`` stands for; None: leave it."""
    single: str | None = None
    """The dash that a hyphen between two spaces stands for; None: leave it."""
    spaced: bool = False
    """Whether one space follows every comma and every full stop."""
    openers: frozenset[str] = frozenset()
    """Words in lower case that open sentences and clauses and name nothing in a program or a company's brand."""


_ENGLISH = words(
    "the this these those that there here he she it its they we you i his her their our my your but and however "
    "although though if when while which who whose where because since meanwhile according moreover furthermore "
    "what why how in on at an"
)
_GERMAN = words("der die das ein eine einer dieser diese dieses er sie es wir ihr ich aber und wenn weil")
_SPANISH = words("el la los las un una este esta estos estas ellos nosotros pero y si cuando porque")
_PORTUGUESE = words("os um uma este esta estes estas ele ela eles nós mas se quando porque")
_FRENCH = words("le la les un une ce cette ces il elle ils elles nous vous je mais et si quand")
_ITALIAN = words("il la gli un una questo questa questi queste egli lei loro noi ma se quando perché")
_DUTCH = words("de het een deze dit dat die hij zij ze wij we ik maar en als wanneer omdat")

_PLAIN = Habit(spaced=True)
_EN_DASHES = Habit(double=EN, single=EN, spaced=True)
_EM_DASHES = Habit(double=EM, single=EM, spaced=True)
_QUOTES = Habit(curly=True, spaced=True)

HABITS: dict[str, Habit] = {
    "en": Habit(curly=True, double=EM, single=EN, spaced=True, openers=_ENGLISH),
    "pcm": Habit(curly=True, double=EM, single=EN, spaced=True, openers=_ENGLISH),
    "pt": Habit(curly=True, double=EM, single=EN, spaced=True, openers=_PORTUGUESE),
    "id": Habit(curly=True, double=EM, spaced=True),
    "ms": Habit(curly=True, double=EM, spaced=True),
    "sw": Habit(curly=True, double=EM, spaced=True),
    "tr": Habit(curly=True, spaced=True),
    "bn": _QUOTES,
    "hi": _QUOTES,
    "ta": _QUOTES,
    "de": Habit(double=EN, single=EN, spaced=True, openers=_GERMAN),
    "nl": Habit(double=EN, single=EN, spaced=True, openers=_DUTCH),
    "it": Habit(double=EN, single=EN, spaced=True, openers=_ITALIAN),
    "es": Habit(double=EM, spaced=True, openers=_SPANISH),
    "fr": Habit(double=EM, single=EN, spaced=True, openers=_FRENCH),
    "be": _EM_DASHES,
    "ru": _EM_DASHES,
    "uk": _EM_DASHES,
    "bg": _EN_DASHES,
    "cs": _EN_DASHES,
    "da": _EN_DASHES,
    "fi": _EN_DASHES,
    "hu": _EN_DASHES,
    "nb": _EN_DASHES,
    "nn": _EN_DASHES,
    "no": _EN_DASHES,
    "pl": _EN_DASHES,
    "ro": _EN_DASHES,
    "sk": _EN_DASHES,
    "sv": _EN_DASHES,
    **dict.fromkeys("ar el fa gu he ka kn ml mr ne pa si te ur".split(), _PLAIN),
}
"""Language, as BCP 47's primary subtag, to habit. The last line's only have their spaces and ellipses mended."""


def habit(language: str) -> Habit | None:
    """The habit of a BCP 47 language, ``pt-BR`` by its ``pt``; None for one we know nothing of, such as ``und``."""
    return HABITS.get(language.partition("-")[0].lower())
