"""Which families a text is set in."""

from __future__ import annotations

from functools import lru_cache

from publish.fonts.coverage import UPRIGHT, drawn, shared_out
from publish.fonts.table import TEXTS, Face, beside_han

TEXT = "EB Garamond"
WIDE = "Noto Serif"

# Languages by the script that they are usually written in; all others: Latin, Greek or Cyrillic.
_WRITTEN = {
    "Arab": "ar ckb fa ks ps sd ug ur",
    "Armn": "hy",
    "Beng": "as bn mni",
    "Deva": "bho brx doi hi kok mai mr ne sa",
    "Ethi": "am ti",
    "Geor": "ka",
    "Gujr": "gu",
    "Guru": "pa",
    "Hans": "zh",
    "Hant": "yue",
    "Hebr": "he iw yi",
    "Jpan": "ja",
    "Khmr": "km",
    "Knda": "kn",
    "Kore": "ko",
    "Laoo": "lo",
    "Mlym": "ml",
    "Mymr": "my",
    "Orya": "or",
    "Sinh": "si",
    "Taml": "ta",
    "Telu": "te",
    "Thai": "th",
}
_SCRIPTS = {language: script for script, languages in _WRITTEN.items() for language in languages.split()}
_REGIONS = {"zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant", "pa-PK": "Arab"}
# Han, in a text of another language, is most likely that of the letters beside it.
_NEIGHBOURS = (("Jpan", "\u3041", "\u30ff"), ("Kore", "\uac00", "\ud7a3"))
_HAN = ("Hans", "Hant", "Jpan", "Kore")


def script_of(language: str) -> str | None:
    """The script of a BCP 47 tag, by its ISO 15924 code, from the tag itself or from what is usual for the language.

    None for Latin, Greek and Cyrillic, and where it is not known; Han is told apart: ``Hans``, ``Hant``, ``Jpan``,
    ``Kore``.
    """
    subtags = language.split("-")
    written = next((tag.title() for tag in subtags[1:] if len(tag) == 4 and tag.isalpha()), None)
    if written is not None:
        return written if written in _WRITTEN else None
    region = next((tag.upper() for tag in subtags[1:] if len(tag) == 2), "")
    primary = subtags[0].lower()
    return _REGIONS.get(f"{primary}-{region}", _SCRIPTS.get(primary))


def families(language: str, text: str, base: str = TEXT) -> tuple[str, ...]:
    """The families for a text of a language (BCP 47), as a CSS ``font-family`` lists them.

    ``base`` is the text face that the theme chose, one of :data:`publish.fonts.table.TEXTS`. Those of the language come
    first, then those which the text needs besides, and last two that are always there: the text face and a wide one, so
    that italics and bold, which lack a few characters, fall back within their kind.
    """
    drawing = (face.family for face in needed(language, text, base))
    return tuple(dict.fromkeys((*leading(language, base), *drawing, base, WIDE)))


def needed(language: str, text: str, base: str = TEXT) -> tuple[Face, ...]:
    """The upright face of each family that draws some character of the text, in the order of :func:`families`."""
    characters = drawn(text)
    return shared_out(characters, _order(language, characters, base))[0]


def leading(language: str, base: str = TEXT) -> tuple[str, ...]:
    """The families that a language starts with.

    Chinese, Japanese and Korean take Latin letters, figures and ASCII marks from the text face, and leave to their
    own the marks that are wide there. Other scripts' faces draw the Latin beside them to match, and their full stops
    and brackets sit at their own heights, so these faces come before the text face.
    """
    script = script_of(language)
    own = next(((face.family,) for face in _like(base) if script is not None and face.script == script), ())
    return (beside_han(base), *own) if script in _HAN else (*own, base)


@lru_cache
def _like(base: str) -> tuple[Face, ...]:
    """All upright faces but the text faces that the theme did not choose; those of the kind of its own come first."""
    theirs = {name for text in TEXTS if text not in (base, WIDE) for name in (text, beside_han(text))}
    sans = any(face.family == base and face.sans for face in UPRIGHT)
    faces = (face for face in UPRIGHT if face.family not in theirs)
    return tuple(sorted(faces, key=lambda face: face.script is not None and face.sans != sans))


def _order(language: str, characters: frozenset[str], base: str) -> tuple[Face, ...]:
    """The upright faces, as a text of the language asks for them."""
    lead = {family: place for place, family in enumerate(leading(language, base))}
    han = _han(script_of(language), characters)
    faces = _like(base)

    def rank(face: Face) -> tuple[int, int]:
        return lead.get(face.family, len(lead)), han.index(face.script) if face.script in han else -1

    return tuple(sorted((face for face in faces if face.family in lead or face.family != beside_han(base)), key=rank))


def _han(script: str | None, characters: frozenset[str]) -> tuple[str, ...]:
    """The Han scripts, the likeliest first (Unicode unifies their characters; the languages draw them differently)."""
    beside = (name for name, first, last in _NEIGHBOURS if any(first <= c <= last for c in characters))
    likely = script if script in _HAN else next(beside, _HAN[0])
    return tuple(sorted(_HAN, key=lambda name: name != likely))
