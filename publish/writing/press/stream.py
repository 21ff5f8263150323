"""A page's content in the inks of a press: no RGB, no transparency, no marks of structure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import weasyprint.pdf

from publish.writing.press.inks import Inks
from publish.writing.stream import SpelledStream


class InkedStream(SpelledStream):
    """WeasyPrint's stream (version 70), its colours turned into inks as they are set."""

    inks: ClassVar[Inks]
    finest: ClassVar[float]
    """How wide a line is at least, in points."""

    def set_color(self, color: Any, stroke: bool = False) -> None:
        """Set a colour in inks. One that lets the paper through is mixed with white, and covers what is below it."""
        red, green, blue = color.to("srgb").coordinates
        alpha = color.alpha
        mixed = tuple(min(max(1 - alpha + alpha * channel, 0.0), 1.0) for channel in (red, green, blue))
        operands = self.inks.of(*mixed)
        known = "_current_color_stroke" if stroke else "_current_color"
        if getattr(self, known) != operands:
            setattr(self, known, operands)
            operator = ("G" if stroke else "g") if len(operands) == 1 else ("K" if stroke else "k")
            self.stream.append(f"{' '.join(f'{value:g}' for value in operands)} {operator}".encode())

    def set_line_width(self, width: float) -> None:
        """Set how wide lines are, and no finer than the press prints them."""
        super().set_line_width(max(width, self.finest / self._scale()))

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Begin a rectangle; one that is a rule is no finer than the press prints it."""
        finest = self.finest / self._scale()
        if 0 < abs(height) < finest and abs(width) > 3 * abs(height):
            y, height = y - (finest - height) / 2, finest
        elif 0 < abs(width) < finest and abs(height) > 3 * abs(width):
            x, width = x - (finest - width) / 2, finest
        super().rectangle(x, y, width, height)

    def _scale(self) -> float:
        """How many points a unit is."""
        a, b, c, d = (self.ctm[row][column] for row in (0, 1) for column in (0, 1))
        return float(abs(a * d - b * c)) ** 0.5 * 0.75 or 0.75

    def set_alpha(self, alpha: float, stroke: bool = False, fill: bool | None = None) -> None:
        """Nothing: :meth:`set_color` has mixed it."""


@contextmanager
def drawing(inks: Inks, finest: float) -> Iterator[None]:
    """Inside of this context, WeasyPrint draws with these inks, and no lines that are finer, in points."""
    before = weasyprint.pdf.Stream
    weasyprint.pdf.Stream = type("Inked", (InkedStream,), {"inks": inks, "finest": finest})
    try:
        yield
    finally:
        weasyprint.pdf.Stream = before
