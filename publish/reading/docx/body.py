"""The body of a document, a note or a text box: its paragraphs and tables as blocks of HTML."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from publish.reading.docx.flow import Flow, heading
from publish.reading.docx.inline import Inline, text_of
from publish.reading.docx.numbering import Numbering
from publish.reading.docx.parts import TRANSPARENT, Element, is_on, value
from publish.reading.docx.styles import Kind
from publish.reading.docx.tables import table


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
                flow.block(table(child, self.inline, self.write))
            elif child.tag == "sdt":
                gallery = value(child, "sdtPr/docPartObj/docPartGallery")
                if (inner := child.find("sdtContent")) is not None:
                    self._blocks(inner, flow, in_contents=in_contents or gallery == "Table of Contents")
            elif child.tag in TRANSPARENT:
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
