"""Tables made regular: every row as wide as the others, every header with a scope.

Sources have tables with missing cells, cells that span thousands of columns, and headers for nothing. HTML forgives
them; PDF/UA does not (ISO 14289-1, 7.5), nor do screen readers that count columns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from publish.fragments import Element, removed

GROUPS = ("thead", "tbody", "tfoot")
CELLS = ("td", "th")

WIDEST = 1000
"""The most columns that a cell spans, as in HTML (4.9.11)."""


def regular(table: Element) -> None:
    """Make the table regular."""
    placed = [_placed(rows) for rows in _groups(table)]
    _group_headers(table)
    starts = sorted({start for group in placed for row in group for _, start, _ in row.cells})
    for group in placed:
        for row in group:
            _fill(row, starts)
    _name_headers(table)


@dataclass(slots=True)
class _Row:
    """A row, and where things stand in it: columns from 0, before those are dropped in which nothing begins."""

    element: Element
    cells: list[tuple[Element, int, int]] = field(default_factory=list)
    """Each cell with the column in which it begins, and that after its last one."""
    covered: list[tuple[int, int]] = field(default_factory=list)
    """What cells of the rows above reach down into, in order."""


@dataclass(slots=True)
class _Span:
    """A cell on its way down over several rows."""

    cell: Element
    start: int
    end: int
    rows: int
    """How many rows there are still to cover."""


def _group_headers(table: Element) -> None:
    """Rows of headers at the top of a table without a ``thead`` become one, so that each page repeats them."""
    if table.find("thead") is not None:
        return
    rows = [row for group in _groups(table) for row in group]
    headers = []
    for row in rows:
        cells = [cell for cell in row if cell.tag in CELLS]
        if any(cell.tag != "th" or _number(cell, "rowspan") != 1 for cell in cells):
            break
        headers.append(row)
    if headers and len(headers) < len(rows):
        head = etree.Element("thead")
        first = next(child for child in table if child.tag in (*GROUPS, "tr"))
        first.addprevious(head)
        for row in headers:
            row.tail = None
            head.append(row)
        for group in [child for child in table if child.tag in GROUPS and not len(child)]:
            removed(group)


def _groups(table: Element) -> list[list[Element]]:
    """The rows of each group; rows that stand in the table directly are one."""
    groups = [[row for row in group if row.tag == "tr"] for group in table if group.tag in GROUPS]
    return [*groups, [row for row in table if row.tag == "tr"]]


def _placed(rows: Sequence[Element]) -> list[_Row]:
    """The rows of a group with their cells in columns; rows without a cell are taken away."""
    found: list[_Row] = []
    spans: list[_Span] = []
    for place, element in enumerate(rows):
        cells = [cell for cell in element if cell.tag in CELLS]
        if not cells:
            for span in spans:
                _span(span.cell, "rowspan", _number(span.cell, "rowspan") - 1)
            removed(element)
        else:
            row = _Row(element, covered=[(span.start, span.end) for span in spans])
            spans += _seated(row, cells, len(rows) - place)
            found.append(row)
        for span in spans:
            span.rows -= 1
        spans = sorted((span for span in spans if span.rows > 0), key=lambda span: span.start)
    return found


def _seated(row: _Row, cells: Sequence[Element], room: int) -> list[_Span]:
    """Put the cells into the free columns of a row; those that span more rows come back.

    ``room`` is the number of rows to the end of the group, this one included.
    """
    down, column, waiting = [], 0, list(row.covered)
    for cell in cells:
        while waiting and waiting[0][0] <= column:
            column = max(column, waiting.pop(0)[1])
        end = column + min(_number(cell, "colspan") or 1, WIDEST)
        if waiting:
            end = min(end, waiting[0][0])
        row.cells.append((cell, column, end))
        rows = min(_number(cell, "rowspan") or room, room)
        _span(cell, "rowspan", rows)
        if rows > 1:
            down.append(_Span(cell, column, end, rows))
        column = end
    return down


def _fill(row: _Row, starts: Sequence[int]) -> None:
    """Count spans in columns in which some cell begins, and add empty cells for what the row lacks."""
    taken = []
    for cell, start, end in row.cells:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        _span(cell, "colspan", last - first)
        taken.append((first, last))
    taken += [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in row.covered]
    column = 0
    for first, last in [*sorted(taken), (len(starts), len(starts))]:
        if first > column:
            _span(etree.SubElement(row.element, "td"), "colspan", first - column)
        column = max(column, last)


def _name_headers(table: Element) -> None:
    """Give each header its scope. One that says nothing, or stands in a table of headers only, is a cell."""
    data = any(cell.tag == "td" for cell in table.iter("td"))
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in CELLS]
        group = row.getparent()
        heads = (group is not None and group.tag == "thead") or all(cell.tag == "th" for cell in cells)
        for cell in cells:
            says = "".join(cell.itertext()).strip() or cell.find(".//img") is not None
            if cell.tag == "th" and not (data and says):
                cell.tag = "td"
                cell.attrib.pop("scope", None)
            elif cell.tag == "th" and cell.get("scope") not in ("row", "col", "rowgroup", "colgroup"):
                cell.set("scope", "col" if heads else "row")


def _number(cell: Element, name: str) -> int:
    """A span: 1 where none is given, or what is no number."""
    value = cell.get(name, "1").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def _span(cell: Element, name: str, number: int) -> None:
    if number > 1:
        cell.set(name, str(number))
    else:
        cell.attrib.pop(name, None)
