"""The body of a document, a note or a text box: its paragraphs and tables as blocks of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement

from publish.reading.docx.flow import Flow, heading
from publish.reading.docx.inline import Inline, text_of
from publish.reading.docx.numbering import Numbering
from publish.reading.docx.parts import Element, is_on, value
from publish.reading.docx.styles import Kind

WIDEST = 1000
"""The most columns that a cell spans."""

_TRANSPARENT = ("customXml", "ins", "moveTo", "sdtContent", "smartTag")


@dataclass(slots=True)
class Body:
    """Writes blocks; lists are counted, and fields go on, through the whole document."""

    inline: Inline
    numbering: Numbering
    _pending: HtmlElement | None = None
    """A paragraph whose end was deleted: the next one goes on in it."""

    def write(self, content: Element, root: HtmlElement) -> HtmlElement:
        """Write all blocks of ``content`` into ``root``, which is given back."""
        self._blocks(content, Flow(root, self.inline.remarks), in_contents=False)
        return root

    def _blocks(self, content: Element, flow: Flow, *, in_contents: bool) -> None:
        for child in content:
            if child.tag == "p":
                self._paragraph(child, flow, in_contents=in_contents)
            elif child.tag == "tbl":
                flow.block(self._table(child))
            elif child.tag == "sdt":
                gallery = value(child, "sdtPr/docPartObj/docPartGallery")
                if (inner := child.find("sdtContent")) is not None:
                    self._blocks(inner, flow, in_contents=in_contents or gallery == "Table of Contents")
            elif child.tag in _TRANSPARENT:
                self._blocks(child, flow, in_contents=in_contents)
            elif child.tag in ("del", "moveFrom"):
                self.inline.remarks.drop("deletion-removed", text_of(child))
            elif child.tag in ("m-oMath", "m-oMathPara"):
                paragraph = html.Element("p")
                self.inline.write([child], paragraph)
                flow.block(paragraph)
            elif child.tag == "AlternateContent":
                paragraph = html.Element("p")
                self.inline.write([child], paragraph)
                self._below(flow, paragraph)

    def _paragraph(self, element: Element, flow: Flow, *, in_contents: bool) -> None:
        properties = element.find("pPr")
        paragraph = html.Element("p") if self._pending is None else self._pending
        in_contents = in_contents or any(one.is_contents for one in self.inline.fields)
        self.inline.write(element, paragraph)
        in_contents = in_contents or any(one.is_contents for one in self.inline.fields)
        self._pending = paragraph if properties is not None and properties.find("rPr/del") is not None else None
        if self._pending is not None:
            return
        if is_on(properties, "bidi"):
            paragraph.set("dir", "rtl")
        kind = self.inline.styles.paragraph(properties)
        item = self.numbering.item(properties)
        if not (len(paragraph) or (paragraph.text or "").strip()):
            if properties is not None and properties.find("pBdr/bottom") is not None:
                flow.block(html.Element("hr"))
            elif kind.name == "code":
                flow.code(paragraph)
        elif in_contents and kind.name not in ("heading", "title", "subtitle"):
            self._contents(paragraph, kind, flow)
        elif kind.name != "text":
            self._styled(paragraph, kind, flow)
        elif item is not None:
            flow.item(paragraph, item)
        else:
            flow.block(paragraph)
        self._boxes(flow)

    def _contents(self, paragraph: HtmlElement, kind: Kind, flow: Flow) -> None:
        if not "".join(paragraph.itertext()).strip():
            flow.block(paragraph)
        elif kind.name == "contents-label" or (kind.name == "text" and paragraph.find(".//a[@href]") is None):
            flow.contents_label(paragraph)
        else:
            flow.entry(paragraph, max(1, kind.level))

    def _styled(self, paragraph: HtmlElement, kind: Kind, flow: Flow) -> None:
        if kind.name == "heading":
            flow.block(heading(paragraph, kind.level + 1))
        elif kind.name == "title":
            flow.block(heading(paragraph, 1))
        elif kind.name == "subtitle":
            paragraph.set("class", "subtitle")
            flow.block(paragraph)
        elif kind.name == "quote":
            flow.quoted(paragraph)
        elif kind.name == "code":
            flow.code(paragraph)
        elif kind.name == "caption":
            if paragraph.find(".//img") is None:
                paragraph.tag = "figcaption"
            flow.block(paragraph)
        elif kind.name == "contents":
            flow.entry(paragraph, kind.level)
        elif kind.name == "contents-label":
            flow.contents_label(paragraph)
        else:
            flow.continued(paragraph)

    def _below(self, flow: Flow, paragraph: HtmlElement) -> None:
        if len(paragraph) or paragraph.text:
            flow.block(paragraph)
        self._boxes(flow)

    def _boxes(self, flow: Flow) -> None:
        """Text boxes stand below the paragraph that they are anchored in."""
        boxes, self.inline.boxes = self.inline.boxes, []
        for box in boxes:
            fields, self.inline.fields = self.inline.fields, []
            flow.block(self.write(box, html.Element("aside")))
            self.inline.fields = fields

    def _table(self, element: Element) -> HtmlElement:
        """A table; its header is what the author repeats on each page, or what its style sets apart."""
        style, look = value(element, "tblPr/tblStyle"), element.find("tblPr/tblLook")
        styles = self.inline.styles
        first_row = _looks(look, "firstRow", 0x0020) and styles.has_header(style, "firstRow")
        first_column = _looks(look, "firstColumn", 0x0080) and styles.has_header(style, "firstCol")
        table = html.Element("table")
        open_cells: dict[int, HtmlElement] = {}
        for number, row in enumerate(_rows(element)):
            if row.find("trPr/del") is not None:
                self.inline.remarks.drop("deletion-removed", text_of(row))
                continue
            is_header = bool(is_on(row, "trPr/tblHeader")) or (number == 0 and first_row)
            self._row(row, etree.SubElement(table, "tr"), open_cells, is_header=is_header, first_column=first_column)
        return table

    def _row(
        self,
        row: Element,
        made: HtmlElement,
        open_cells: dict[int, HtmlElement],
        *,
        is_header: bool,
        first_column: bool,
    ) -> None:
        before = _span(value(row, "trPr/gridBefore", "0"), least=0)
        if before:
            etree.SubElement(made, "td", colspan=str(before))
        column = before
        for cell in _cells(row):
            properties = cell.find("tcPr")
            span = _span(value(properties, "gridSpan"))
            merged = None if properties is None else properties.find("vMerge")
            if merged is not None and merged.get("val", "continue") == "continue" and column in open_cells:
                above = open_cells[column]
                above.set("rowspan", str(int(above.get("rowspan", "1")) + 1))
                target = (
                    above if text_of(cell).strip() else html.Element("td")
                )  # Words in a cell that Word does not show.
                self.write(cell, target)
            else:
                tag = "th" if is_header or (first_column and column == before) else "td"
                target = etree.SubElement(made, tag)
                if tag == "th":
                    target.set("scope", "col" if is_header else "row")
                if span > 1:
                    target.set("colspan", str(span))
                self.write(cell, target)
                if len(target) == 1 and target[0].tag == "p":
                    target[0].drop_tag()
                open_cells[column] = target
            column += span


def _rows(table: Element) -> Iterator[Element]:
    yield from _found(table, "tr")


def _cells(row: Element) -> Iterator[Element]:
    yield from _found(row, "tc")


def _found(element: Element, tag: str) -> Iterator[Element]:
    """Rows or cells, those within tracked insertions and content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in ("sdt", *_TRANSPARENT):
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
