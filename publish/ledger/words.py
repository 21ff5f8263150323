"""Texts cut into tokens: the words and signs that a reader sees, in order.

A word is a run of letters and digits with the marks on them, and with apostrophes inside; a character of Chinese and
Japanese is one by itself. Every other character that prints is a sign of its own. What prints nothing, such as a space,
a soft hyphen or a mark that steers direction, is no token.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

_ALONE = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Ideographs and kana."""
_APOSTROPHES = "'\u2019\u02bc\uff07"
_MARKUP = frozenset("+<=>|~^$`\u00b4")
"""Signs that sources use to lay text out, and that are words only where they are printed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that ends words at both of its ends: a paragraph, a cell, the mark of a note."""

    text: str
    role: str = "text"
    """``title``, ``entry``, ``heading``, ``text``, ``note``, ``formula``, ``dropped``…: why it stands where it does."""
    line: int | None = None
    """The line of the source, or the page of an edition, from 1; None where it has none."""
    rule: str | None = None
    """For ``dropped``: by which rule."""
    shown: tuple[str, ...] = ()
    """For a paragraph of a PDF that is read from the right: its lines as they are shown, from left to right."""
    owed: bool = True
    """Whether the other side must have it: nobody has to print the number that a list gives to its items."""


_FIGURE = re.compile(r"(?![0-9])\d")
_ASCII = re.compile(r"[0-9A-Za-z]+(?:'[0-9A-Za-z]+)*|[^\s\x00-\x1f\x7f]")


@cache
def _token() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.category(chr(code))[0] == "M")
    ranges = re.escape(marks) + "\U000e0100-\U000e01ef"
    word = rf"(?:[^\W_{_ALONE}]++[{ranges}]*+)++"
    return re.compile(rf"{word}(?:[{_APOSTROPHES}]{word})*+|[{_ALONE}][{ranges}]*|\S[{ranges}]*")


@cache
def _unseen() -> dict[int, None]:
    """What prints nothing: controls of format and direction, variation selectors, which are marks, and the stroke that
    draws out an Arabic letter."""
    codes = (code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Cf", "Co"))
    kept = dict.fromkeys(code for code in codes if not 0xE000 <= code <= 0xF8FF and code < 0xF0000)
    return {**kept, **dict.fromkeys(range(0xFE00, 0xFE10)), 0x0640: None}


def tokens(text: str) -> list[str]:
    """The words and signs of a text, as it spells them."""
    if text.isascii():
        return _ASCII.findall(text)
    return _token().findall(unicodedata.normalize("NFC", text.translate(_unseen())))


@cache
def is_word(token: str) -> bool:
    """Whether a token is a word, or a sign that is as much as one, such as ``€``, ``∑`` or an emoji."""
    return token[0].isalnum() or (unicodedata.category(token[0])[0] == "S" and token not in _MARKUP)


@cache
def key(token: str) -> str:
    """What two spellings of one token have in common: ``don't`` and ``don’t``, ``3`` and ``٣``."""
    alike = unicodedata.normalize("NFKC", token)
    if not alike.isascii():
        alike = _FIGURE.sub(lambda figure: str(unicodedata.decimal(figure[0])), alike)
    return re.sub(f"[{_APOSTROPHES}]", "'", alike)


def letters(token: str) -> str:
    """The letters of a token, in lower case."""
    return unicodedata.normalize("NFKC", key(token).casefold()).replace("'", "")


def words(text: str) -> list[str]:
    """The keys of the words of a text."""
    return [key(token) for token in tokens(text) if is_word(token)]


@dataclass(frozen=True, slots=True)
class Stream:
    """Tokens in order, each with the piece in which it stands."""

    pieces: tuple[Piece, ...]
    tokens: list[str]
    homes: list[int]
    """For each token, the index of its piece."""

    def __len__(self) -> int:
        return len(self.tokens)

    def piece(self, place: int) -> Piece:
        """The piece in which a token stands."""
        return self.pieces[self.homes[place]]

    def keys(self) -> list[str]:
        """What each token is compared by."""
        return [key(token) for token in self.tokens]


def stream(pieces: Iterable[Piece], *, signs: bool) -> Stream:
    """The tokens of these pieces; without ``signs``, words only."""
    kept = tuple(pieces)
    found: list[str] = []
    homes: list[int] = []
    for index, piece in enumerate(kept):
        said = tokens(piece.text)
        if not signs:
            said = [token for token in said if is_word(token)]
        found += said
        homes += [index] * len(said)
    return Stream(kept, found, homes)
