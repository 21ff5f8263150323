"""Is everything that a source says in an edition, whole and in order?

Mends change spaces, quotation marks, dashes and dots, and nothing else; so these are made alike, and nothing else is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

_DOUBLE = dict.fromkeys(map(ord, "“”„‟«»"), '"')
_SINGLE = dict.fromkeys(map(ord, "‘’‚‛‹›"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―"), "-")
_ALIKE = {**_DOUBLE, **_SINGLE, **_DASHES, ord("…"): "..."}

_MARKER = re.compile(r"^(?:- |> )")
"""What the reader takes for a list item or a quotation; editions show it by other means."""

_INVISIBLE = re.compile("[\\s\u00ad\u200b\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Spaces, and what steers lines and directions without being a letter."""


def squashed(text: str) -> str:
    """A text with quotation marks, dashes and dots made alike, and without spaces."""
    alike = re.sub("-{2,}", "-", unicodedata.normalize("NFC", text.translate(_ALIKE)))
    return _INVISIBLE.sub("", alike)


def lines_of(source: Path) -> list[str]:
    """The lines of a source, without the markers of lists and quotations."""
    return [_MARKER.sub("", line) for line in source.read_text(encoding="utf-8-sig").splitlines()]


def lost(lines: list[str], text: str) -> list[str]:
    """The lines that do not stand in the text whole, each after the one before."""
    found, place, missing = squashed(text), 0, []
    for line in lines:
        start = found.find(squashed(line), place)
        if start < 0:
            missing.append(line)
        else:
            place = start + len(squashed(line))
    return missing


def words(text: str) -> list[str]:
    """The words of a text, without marks for vowels, which extractors put before or behind their letter."""
    letters = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Mn", "Cf"))
    return re.findall(r"[^\W_]+", letters)


def lost_words(lines: list[str], text: str) -> float:
    """The share of the lines' words that the text has not, counted each as often as it stands there."""
    wanted = Counter(word for line in lines for word in words(line))
    missing = wanted - Counter(words(text))
    return missing.total() / wanted.total()
