"""A theme on the page that a printer trims: as the theme's own page looks, but larger or smaller.

A line keeps about as many letters, the margins keep their proportions and are never less than the printer asks for, and
the text is a whole number of lines high, so that those of a leaf's two sides stand back to back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from publish.printers.order import Sheet
from publish.rendering.theme import POINTS, Theme

SMALLER, LARGER = 0.9, 1.15
"""How far the type may go from the theme's own size."""
LONGER = 1.12
"""How much longer than the theme's a line may be, in ems; a wider page has wider margins."""
NARROWEST = 0.6
"""The least part of its margin that the fore edge gives away to the spine before the lines do."""
HEAD, FOOT = 2.1, 2.1
"""The room for running heads and folios outside of the text, in lines."""
TINT = "#e2e2e2"
"""A grey area that prints: more than a tenth of black."""


def on(theme: Theme, sheet: Sheet) -> Theme:
    """The theme with the tokens of its page, and of its inks, for this sheet."""
    page = theme.tokens["page"]
    fitted = {**page, **_page(page, sheet), "tables": [max(size, sheet.type) for size in page["tables"]]}
    fitted["tables"] = sorted(set(fitted["tables"]), reverse=True)
    return replace(theme, tokens={**theme.tokens, **_inks(theme.tokens, sheet), "page": fitted})


def _page(page: Mapping[str, Any], sheet: Sheet) -> dict[str, float]:
    """Margins in millimetres, type and leading in points."""
    width, height = sheet.width / POINTS, sheet.height / POINTS
    margin, gutter = sheet.margin / POINTS, sheet.gutter / POINTS
    beside = page["inner"] + page["outer"]
    measure = width * (1 - beside / page["width"])
    grown = min(max(measure / (page["width"] - beside), SMALLER), LARGER)
    size = round(page["type"] * grown, 1)
    leading = round(page["leading"] * grown, 1)
    measure = min(measure, (page["width"] - beside) * LONGER * size / page["type"])
    inner = (width - measure) * page["inner"] / beside
    outer = width - measure - inner
    if inner < gutter:
        inner = gutter
        outer = max(width - measure - inner, NARROWEST * outer, margin)
    outer = max(outer, margin)
    above, below = (max(page[name] * height / page["height"], margin) for name in ("top", "bottom"))
    line = leading / POINTS
    top = max(above, margin + HEAD * line)
    lines = min(round((height - top - below) / line), int((height - top - margin - FOOT * line) / line))
    return {
        "width": round(width, 4),
        "height": round(height, 4),
        "inner": round(inner, 4),
        "outer": round(outer, 4),
        "top": round(top, 4),
        "bottom": round(height - top - lines * line, 4),
        "type": size,
        "leading": leading,
    }


def _inks(tokens: Mapping[str, Any], sheet: Sheet) -> dict[str, Any]:
    """Text and rules in black alone, and in colours only where there are any."""
    colour = {**tokens["colour"], "quiet": "#000000"}
    if sheet.colour:
        return {"colour": colour}
    return {
        "colour": {**colour, "accent": "#000000", "mark": TINT},
        "code": dict.fromkeys(tokens["code"], "#000000"),
    }
