"""Tables that only lay a page out are set as the text that they hold, cell after cell."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from publish.reading.markup import trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.notices import Notices
from publish.reading.markup.vocabulary import HEADINGS

MOST_PARAGRAPHS = 4
"""A cell with more paragraphs than these is a column of a page."""

_PARTS = frozenset({"thead", "tbody", "tfoot"})


def linearise(draft: Draft, notices: Notices) -> None:
    """Make each table that is no table a division, and its rows and cells, too."""
    for table in [element for element in trees.elements(draft.root) if element.tag == "table"]:
        if _is_layout(table):
            notices.tell("table-flattened", line=draft.line(table))
            for part in _own(table):
                part.tag = "div"
            table.tag = "div"


def _is_layout(table: HtmlElement) -> bool:
    """Whether the evidence is against a table of data.

    A role of ``presentation`` is the author's word for it; a caption, a heading cell or ``thead`` is his word against
    it. Otherwise a page is laid out where there is one row or one column only, or where cells hold tables, headings or
    many paragraphs.
    """
    role = (table.get("role") or "").strip().lower()
    if role in ("presentation", "none"):
        return True
    own = list(_own(table))
    if role in ("table", "grid") or any(part.tag in ("caption", "thead", "th") for part in own):
        return False
    rows = [part for part in own if part.tag == "tr"]
    cells = [part for part in own if part.tag == "td"]
    if len(rows) < 2 or max((len(row.findall("td")) for row in rows), default=0) < 2:
        return True
    return any(_holds_a_page(cell) for cell in cells)


def _holds_a_page(cell: HtmlElement) -> bool:
    paragraphs = 0
    for element in cell.iter("p", "table", *sorted(HEADINGS)):
        if element.tag == "table" or element.tag in HEADINGS:
            return True
        paragraphs += 1
    return paragraphs > MOST_PARAGRAPHS


def _own(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows, cells and other parts of a table, without those of tables in its cells."""
    for child in table:
        yield child
        for row in child if child.tag in _PARTS else ():
            yield row
            yield from row if row.tag == "tr" else ()
        yield from child if child.tag == "tr" else ()
