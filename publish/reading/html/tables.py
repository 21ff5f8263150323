"""Tables that hold data, told from those that lay out a page."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

_MOST_CELLS = 1000
"""How many cells are counted; so many are data in any case."""


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data: it says so, has headings or a caption, or is large and has no table within."""
    if table.get("role") in ("presentation", "none") or table.get("datatable") == "0":
        return False
    parts = table.iterdescendants("caption", "col", "colgroup", "tfoot", "thead", "th")
    if table.get("summary") or any(next(part.iterancestors("table")) is table for part in parts):
        return True
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = columns = 0
    for row in islice(table.iterdescendants("tr"), _MOST_CELLS):
        rows += _span(row, "rowspan")
        columns = max(columns, sum(_span(cell, "colspan") for cell in row.iterchildren("td")))
    if rows == 1 or columns == 1:
        return False
    return rows >= 10 or columns > 4 or rows * columns > 10


def _span(element: HtmlElement, name: str) -> int:
    """How many rows or columns a cell takes (HTML standard, §4.9.11: at most 1000)."""
    digits = re.match(r"\s*(\d{1,4})", element.get(name, ""))
    return min(int(digits[1]) or 1, 1000) if digits else 1
