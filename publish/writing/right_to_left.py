"""Lines of Arabic and Hebrew, shown so that extractors find the words in them.

Nothing in a PDF says where a word ends but the space glyph and the gaps. In these scripts kerning opens gaps within
words, vowel signs are drawn by going back and forth, and the space after a Latin word stands to its left, where an
extractor that looks for Latin from left to right counts it as the one before it. Each is mended without a reader seeing
it, in numbers that were found by trial with Poppler 22.12 and the PDFium of pypdfium2 5.15.

``ActualText`` is the standard's own way (ISO 32000-1, 14.9.4), but both turn it round with the line it stands in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from publish.fonts.spelling import ToUnicode

MARK_SIZE = 1.001
"""How much larger such a vowel sign is shown: in the size of its letters Poppler takes it for the word's end."""

WIDEST_GAP = 97.0
"""How far apart letters of a word may stand, in thousandths of the type size; from 100 on Poppler sees two words."""

_TOKEN = re.compile(r"<([0-9a-f]*)>|(-?[0-9.]+(?:e-?[0-9]+)?)")
_WAYS = {"R": "right", "AL": "right", "L": "left", "EN": "left", "AN": "left"}
"""From which side letters and figures are read, by their bidirectional class (Unicode Standard Annex 9, 3.2)."""

_TURNS = {("right", "left"), ("left", "right")}
"""What is read from one side, and what is read from the other to the right of it."""

_OF_NUMBERS = {"CS", "ES", "ET"}
"""Classes of what may stand in a number, such as the full stop, which Poppler reads with Latin wherever they stand."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one ``TJ`` operator shows (ISO 32000-1, 9.4.3)."""

    text: str
    astray: bool = False
    """Whether it is a vowel sign that stands so far from its letter's beginning that it needs :data:`MARK_SIZE`."""


@dataclass(slots=True)
class Line:
    """A line on its way from left to right, which may take several ``TJ`` operators."""

    run: list[str] = field(default_factory=list)
    """What comes into the next piece: glyphs as ``<0041>``, and numbers."""
    gap: float = 0.0
    """Numbers since the last glyph."""
    owed: float = 0.0
    """What was taken from gaps within words, for the next gap between words."""
    before: str = ""
    """What the glyph to the left says; empty after a vowel sign."""
    script: str = ""
    """From which side the last letter or figure to the left is read, as in :data:`_WAYS`; empty at the line's left."""
    between: set[str] = field(default_factory=set)
    """The bidirectional classes of all that stands between that letter and here."""
    edge: int | None = None
    """Where in the run that letter ends; None where the run has begun after it."""

    def pieces(self, shown: str, to_unicode: ToUnicode) -> list[Piece]:
        """What WeasyPrint would show at once, in the pieces in which it reads best.

        ``shown`` is the inside of a ``TJ``'s array: glyphs, and numbers that go left by thousandths of the type size.
        """
        found: list[Piece] = []
        for glyphs, number in _TOKEN.findall(shown):
            self.gap += float(number or 0)
            for start in range(0, len(glyphs), 4):
                glyph = int(glyphs[start : start + 4], 16)
                said = to_unicode.get(glyph, "")
                if said and all(unicodedata.category(character) == "Mn" for character in said):
                    astray = self.gap > 0 or self.gap < -WIDEST_GAP
                    found += (*self._end_run(), Piece(f"{_number(self.gap)}<{glyph:04x}>", astray))
                    self.gap, self.before = 0.0, ""
                else:
                    self._show(glyph, said, to_unicode.spelling.turn)
        if "WS" in self.between:  # What is set apart, such as a link, goes on to the right, and may be Latin there.
            self._turn("left", to_unicode.spelling.turn)
        self.run.append(_number(self.gap + self.owed))
        self.gap = self.owed = 0.0
        return [*found, *self._end_run()]

    def _show(self, glyph: int, said: str, turn: int | None) -> None:
        kind = unicodedata.bidirectional(said[0]) if said else "BN"
        way = _WAYS.get(kind, "")
        self._turn(way, turn)
        self._narrow(said)
        self._add(glyph)
        self.before = said
        if way:
            self.script, self.between, self.edge = way, set(), len(self.run)
        else:
            self.between.add(kind)

    def _turn(self, way: str, turn: int | None) -> None:
        """Say where Latin or a number ends, if it does so here and other signs than letters stand beside it."""
        if turn is None or not self.between or (self.script, way) not in _TURNS:
            return
        if way == "left":
            self._add(turn)
            self.between = set()  # It is said.
        elif self.edge is not None and self.between & _OF_NUMBERS:
            self.run.insert(self.edge, f"<{turn:04x}>")

    def _narrow(self, said: str) -> None:
        """Take from a gap within a word what is too much, and give it to the next one between words."""
        if self.gap < -WIDEST_GAP and self.before.isalpha() and said.isalpha():
            self.owed += self.gap + WIDEST_GAP
            self.gap = -WIDEST_GAP
        elif said.isspace():
            self.gap += self.owed
            self.owed = 0.0

    def _add(self, glyph: int) -> None:
        self.run += [_number(self.gap), f"<{glyph:04x}>"]
        self.gap = 0.0

    def _end_run(self) -> list[Piece]:
        text = "".join(self.run).replace("><", "")
        self.run, self.edge = [], None
        return [Piece(text)] if text else []


def _number(gap: float) -> str:
    """A number for the array; nothing for nothing."""
    return f"{gap:.2f}" if abs(gap) >= 0.005 else ""
