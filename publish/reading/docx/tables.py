"""Tables: their cells, merged or not, and their headers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree, html
from lxml.html import HtmlElement

from publish.reading.docx.inline import Inline, text_of
from publish.reading.docx.parts import TRANSPARENT, Element, is_on, value

WIDEST = 1000
"""The most columns that a cell spans."""

Write = Callable[[Element, HtmlElement], HtmlElement]
"""What writes the blocks of a cell into an element."""


def table(element: Element, inline: Inline, write: Write) -> HtmlElement:
    """A table; its header is what the author repeats on each page, or what its style sets apart."""
    style, look = value(element, "tblPr/tblStyle"), element.find("tblPr/tblLook")
    first_row = _looks(look, "firstRow", 0x0020) and inline.styles.has_header(style, "firstRow")
    first_column = _looks(look, "firstColumn", 0x0080) and inline.styles.has_header(style, "firstCol")
    made = html.Element("table")
    above: dict[int, HtmlElement] = {}
    for number, row in enumerate(_found(element, "tr")):
        if row.find("trPr/del") is not None:
            inline.remarks.drop("deletion-removed", text_of(row))
            continue
        is_header = bool(is_on(row, "trPr/tblHeader")) or (number == 0 and first_row)
        _row(row, etree.SubElement(made, "tr"), above, write, is_header=is_header, first_column=first_column)
    if len(made) > 1 and max(map(len, made)) > 1 and next(made.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is None:
        made.set("role", "table")  # Who writes in Word lays nothing out in rows and columns, but a page with headings.
    return made


def _row(
    row: Element, made: HtmlElement, above: dict[int, HtmlElement], write: Write, *, is_header: bool, first_column: bool
) -> None:
    """One row; ``above`` has the cell that was last begun in each column."""
    column = first = _span(value(row, "trPr/gridBefore", "0"), least=0)
    if first:
        etree.SubElement(made, "td", colspan=str(first))
    for cell in _found(row, "tc"):
        properties = cell.find("tcPr")
        span = _span(value(properties, "gridSpan"))
        if _is_continued(properties) and column in above:
            merged = above[column]
            merged.set("rowspan", str(int(merged.get("rowspan", "1")) + 1))
            write(cell, merged if text_of(cell).strip() else html.Element("td"))
        else:
            tag = "th" if is_header or (first_column and column == first) else "td"
            above[column] = target = etree.SubElement(made, tag)
            if tag == "th":
                target.set("scope", "col" if is_header else "row")
            if span > 1:
                target.set("colspan", str(span))
            write(cell, target)
            if len(target) == 1 and target[0].tag == "p":
                target[0].drop_tag()
        column += span


def _is_continued(properties: Element | None) -> bool:
    """Whether a cell is merged with the one above it."""
    merged = None if properties is None else properties.find("vMerge")
    return merged is not None and merged.get("val", "continue") == "continue"


def _found(element: Element, tag: str) -> Iterator[Element]:
    """Rows or cells, those within tracked insertions and content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in ("sdt", *TRANSPARENT):
            yield from _found(child, tag)


def _looks(look: Element | None, name: str, bit: int) -> bool:
    """A choice of how a table looks (ECMA-376, Part 1, section 17.4.55): by its name, or as a bit of an older form."""
    if look is None:
        return False
    if (told := look.get(name)) is not None:
        return told in ("1", "true", "on")
    try:
        return bool(int(look.get("val", "0"), 16) & bit)
    except ValueError:
        return False


def _span(text: str, least: int = 1) -> int:
    return max(least, min(int(text), WIDEST)) if text.isdecimal() and len(text) < 9 else least
