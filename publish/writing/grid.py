"""A baseline grid: lines of the text stand at the same heights on every page, so that both sides of a leaf agree.

WeasyPrint 70 sets a line where the one before it ends, and knows neither CSS Line Grid 1 nor CSS Rhythmic Sizing 1. A
style sheet asks for a grid by a property of its own, which is inherited:

    --line-grid: LEADING TOP

both in ``pt``: the height of a line, and how far below the page's upper edge, as trimmed, the first one begins. Blocks
whose lines have just that height are set on it; others, such as notes and code, keep their own, and what follows them
goes on with the next line of the grid.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from weasyprint.layout import inline
from weasyprint.text.line_break import strut

PIXELS = 96 / 72
"""WeasyPrint's unit in a point."""
NEAR = 0.05
"""What counts as the same height, in pixels: rounding."""
CROWDED = 1.5
"""Up to how many lines high a line is that is set as if it were one: signs of other fonts reach out a little."""

_next = inline.get_next_linebox


def _get_next_linebox(context: Any, linebox: Any, position_y: float, *rest: Any) -> Any:
    """WeasyPrint's hook: the next line, and where the one after it begins."""
    grid = _grid(linebox.style)
    if grid is None:
        return _next(context, linebox, position_y, *rest)
    leading, top = grid
    needed, baseline = strut(linebox.style)
    if abs(needed - leading) > NEAR:
        return _next(context, linebox, position_y, *rest)
    found = _next(context, linebox, position_y + _to_the_next(position_y - top, leading), *rest)
    if found[0] is not None and found[0].height > NEAR:
        _settle(found[0], leading, baseline)
    return found


def _grid(style: Any) -> tuple[float, float] | None:
    """Leading and top in pixels."""
    lengths = [token for token in style["__line_grid"] or () if token.type == "dimension"]
    if len(lengths) != 2:
        return None
    leading, top = (length.value * PIXELS for length in lengths)
    return leading, top


def _to_the_next(height: float, leading: float) -> float:
    """How far it is to the next line of the grid."""
    left = -height % leading
    return 0.0 if left < NEAR or leading - left < NEAR else left


def _settle(line: Any, leading: float, baseline: float) -> None:
    """Put a line's baseline onto the grid, whatever else stands in it."""
    lower = baseline - line.baseline
    if line.height > CROWDED * leading:
        lower = ceil((-lower - NEAR) / leading) * leading + lower
    if abs(lower) > NEAR:
        position = line.position_y
        line.translate(0, lower)
        line.position_y = position
        line.baseline += lower
    line.height = max(leading, line.height + lower) if line.height > CROWDED * leading else leading


def install() -> None:
    """Let WeasyPrint set lines with it; once a process is enough, after what breaks them."""
    global _next
    if inline.get_next_linebox is not _get_next_linebox:
        _next = inline.get_next_linebox
        inline.get_next_linebox = _get_next_linebox
