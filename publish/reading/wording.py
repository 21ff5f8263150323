"""What two wordings of one heading share, and what scraping put around the words.

A heading and its entry in the contents are the same words printed twice, in other case, with other quotes, without the
spaces, with a link for editors behind them or a number in front. Comparing *letters* sees through all of that.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from publish.reading.numbering import Number, leading

_VARIANTS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_MARKUP = re.compile(
    r"(?P<marks>\#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+\#+)?|(?P<equals>={2,6})[ \t]*(?P<title>[^=].*?)[ \t]*={2,6}"
)
"""What a heading begins with in a text that was made of Markdown or of a wiki's source."""
_ANCHOR = re.compile(
    r"""(?x)
    (?: \s* (?: \[ [^\[\]]{1,60} \]      # [edit], [Bearbeiten | Quelltext bearbeiten], [1]
              | [^\w\s\[\]()<>"'“”„«»‘’]  # ¶, #, §, a chain, an arrow
            )
    )* \s*
    """
)
"""What stands behind a heading for those who edit it or link to it."""

_JOINERS = ("\u200c", "\u200d", "\u00ad")


class _Letters(dict[int, str]):
    """A table for :meth:`str.translate` that folds a character to its letters, made as characters are met."""

    def __missing__(self, point: int) -> str:
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(point)).casefold())
        self[point] = "".join("i" if letter == "ı" else letter for letter in folded if _speaks(letter))
        return self[point]


def _speaks(letter: str) -> bool:
    """Whether a character says something: a letter, a digit, or a vowel sign, but no accent, which capitals lose."""
    return unicodedata.category(letter)[0] in "LNM" and not "\u0300" <= letter <= "\u036f"


_LETTERS = _Letters()


@dataclass(frozen=True, slots=True)
class Bare:
    """A line without what stands in front of its words."""

    text: str
    number: Number | None
    """The number in front; None where there is none."""
    level: int | None
    """What its markup says of its level, from 1; None where it bears none."""


def key(text: str) -> str:
    """What two wordings of one heading share: all but white space, case, kinds of quotes and dashes, a last colon."""
    plain = unicodedata.normalize("NFC", text).translate(_VARIANTS)
    return " ".join(plain.casefold().split()).rstrip(" :\uff1a")


def letters(text: str) -> str:
    """The letters and digits of ``text`` without case, accents, ligatures, white space, punctuation and symbols.

    A text of symbols alone is its own key: ``C++`` and ``C#`` differ in nothing else.
    """
    return text.translate(_LETTERS)


def ends(text: str, wanted: str) -> int | None:
    """Where in ``text`` its first words end, if their letters are those in ``wanted``; None if they are others."""
    rest = wanted
    place = 0
    for character in text:
        if not rest:
            break
        place += 1
        said = _LETTERS[ord(character)]
        if not rest.startswith(said):
            return None
        rest = rest[len(said) :]
    if rest:
        return None
    while (place < len(text) and unicodedata.category(text[place])[0] == "M") or text[place : place + 1] in _JOINERS:
        if _LETTERS[ord(text[place])]:
            return None  # A vowel sign: the last syllable is another one.
        place += 1
    return place


def bare(text: str) -> Bare:
    """``text`` without the marks of a heading in Markdown and without a number in front."""
    marked = _MARKUP.fullmatch(text)
    words = (marked["words"] or marked["title"] or "") if marked else text
    number, rest = leading(words)
    level = len(marked["marks"] or marked["equals"]) if marked else None
    return Bare(rest or words, number if rest else None, level)


def is_anchor(text: str) -> bool:
    """Whether ``text``, which stands behind a heading's words, is for editors and links: `` ¶``, ``[edit]``."""
    return len(text) <= 120 and _ANCHOR.fullmatch(text) is not None
