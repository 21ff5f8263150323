"""The ISBN of a printed book, as a bookshop reads it: EAN-13, in black alone.

ISO/IEC 15420; GS1 General Specifications, 5.2.

At its nominal size a module is 0.33 mm, and 11 of them stay white before the bars, 7 behind.
"""

from __future__ import annotations

from itertools import groupby

from barcode import EAN13
from stdnum import isbn as numbers

MODULE = 0.33 / 25.4 * 72
"""The width of the narrowest bar, in points."""
QUIET = (11, 7)
"""Modules that stay white before and behind the bars."""
MODULES = 95
GUARDS = (range(3), range(45, 50), range(92, 95))
"""The modules whose bars are longer than the others, between which the figures stand."""
LONGER = 5
"""How much longer, in modules."""


def width() -> float:
    """Of the bars with what stays white beside them, in points."""
    return (MODULES + sum(QUIET)) * MODULE


def bars(isbn: str, height: float) -> list[tuple[float, float, float]]:
    """Each bar of an ISBN of thirteen figures: where it begins, how wide and how high it is, in points.

    They begin behind the white before them; ``height`` is that of the longer ones.
    """
    modules = EAN13(isbn[:12]).build()[0]
    found, place = [], 0
    for black, run in groupby(modules):
        size = len(list(run))
        if black == "1":
            guard = any(place in one for one in GUARDS)
            high = height if guard else height - LONGER * MODULE
            found.append(((QUIET[0] + place) * MODULE, size * MODULE, high))
        place += size
    return found


def figures(isbn: str) -> tuple[str, str, str]:
    """The first figure, and the two groups of six that stand below the bars."""
    return isbn[0], isbn[1:7], isbn[7:]


def printed(isbn: str) -> str:
    """An ISBN with its hyphens (International ISBN Agency, range message)."""
    return str(numbers.format(isbn))
