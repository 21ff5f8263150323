"""The structure tree of a PDF, tagged as a careful person would tag it by hand.

WeasyPrint tags page by page and line by line: a paragraph that runs over a page becomes two, a heading of two lines
gets two ``Span`` children, the contents is a plain list, and running heads are marked content that belongs to nothing.
This room replaces its two hooks (``weasyprint.pdf.Stream`` and ``weasyprint.pdf.add_tags``, version 70) by its own:

- one structure element for an element of the source, over as many lines and pages as it needs;
- ``TOC``, ``TOCI`` and ``Reference`` for the contents (ISO 32000-1, 14.8.4.2 and 14.8.4.4);
- running heads, folios and everything that is ``aria-hidden`` are artifacts (14.8.2.2.2);
- the hyphen at a line's end is a soft hyphen (14.8.2.2.3), and a line that ends between words ends with a space, so
  that whoever copies or hears the text gets the author's words (14.8.2.5);
- text whose glyphs do not map to characters one by one carries its ``ActualText`` (14.9.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import uharfbuzz as hb
import weasyprint.pdf
from weasyprint.formatting_structure import boxes

from publish.fonts.instancing import LINE_HYPHEN
from publish.writing.attributes import attributes
from publish.writing.letters import WORD_JOINER
from publish.writing.stream import SpelledStream
from publish.writing.structure import Node

_TOLD = re.compile("[\u0900-\u109f\u1780-\u17ff\u200c-\u200f\ufe00-\ufe0f\U0001f000-\U0010ffff]|  ")
"""What shaping joins, splits or moves: Indic and South-East Asian scripts, joiners, variation selectors; and the
indents of code, of which extractors keep one space."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


class TaggedStream(SpelledStream):
    """A page's content, with artifacts told from text, and text that reads as it was written."""

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Mark what is drawn inside as the content of a box, or as an artifact."""
        if self._tags is None:
            yield
        elif getattr(box, "artifact", False):
            self.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
            yield
            self.end_marked_content()
        else:
            with super().marked(box, tag):
                spoken = _actual_text(box)
                if spoken is not None:
                    self.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(spoken)}))
                yield
                if spoken is not None:
                    self.end_marked_content()
                elif getattr(box, "space_follows", False):
                    self._show_space(box)

    def _show_space(self, box: Any) -> None:
        """Set one more space where the line broke: it prints nothing, and keeps two words two."""
        if not self.stream or not self._old_font:
            return
        glyph = _space_glyph(next(font for font in self._fonts.values() if font.hash == self._old_font[0]))
        if glyph is not None:
            goes_on = self.stream[-1] == b"ET"  # Or a line was drawn through the text.
            self.begin_text()
            if not goes_on:
                self.set_font_size(*self._old_font)
                self.set_text_matrix(1, 0, 0, -1, box.position_x + box.width, box.position_y + box.baseline)
            self.show_text(f"<{glyph:04x}>")
            self.end_text()


def _space_glyph(font: Any) -> int | None:
    """The glyph of a font's space, noted among those it uses."""
    if not hasattr(font, "space_glyph"):
        face = hb.Face(font.file_content, font.index)
        drawing = hb.Font(face)
        font.space_glyph = glyph = drawing.get_nominal_glyph(ord(" "))
        if glyph is not None:
            font.to_unicode.setdefault(glyph, " ")
            font.widths.setdefault(glyph, round(drawing.get_glyph_h_advance(glyph) * 1000 / face.upem))
    found: int | None = font.space_glyph
    return found


def _actual_text(box: Any) -> str | None:
    """What a box says, where its glyphs alone would not tell; None where they do.

    Lines of Arabic and Hebrew go without: extractors put their glyphs, which stand in the order of display, into the
    order of reading, and do the same to an ``ActualText``, which is in that order already.
    """
    if not isinstance(box, boxes.TextBox) or not _TOLD.search(box.text) or _RIGHT_TO_LEFT.search(box.text):
        return None
    text = str(box.text).replace(LINE_HYPHEN, "\u00ad").replace(WORD_JOINER, "")
    return f"{text} " if getattr(box, "space_follows", False) else text


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: list[Any]) -> None:
    """Write the structure tree of ``document.structure`` into the PDF (ISO 32000-1, 14.7)."""
    heights = [page.height for page in document.pages]
    writer = _TreeWriter(pdf, [stream._tags for stream in page_streams], heights)
    writer.write(document.structure)
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


class _TreeWriter:
    """Turns nodes into objects of the PDF, and keeps the way back from marks to elements."""

    def __init__(self, pdf: Any, marks: list[dict[Any, Any]], heights: list[float]) -> None:
        self.pdf = pdf
        self.marks = marks
        self.heights = heights
        self.owners: list[dict[int, Any]] = [{} for _ in marks]
        self.annotations: list[tuple[Any, Any]] = []
        self.identified: list[tuple[Any, Any]] = []

    def write(self, root: Node) -> None:
        numbers = pydyf.Dictionary({})
        self.pdf.add_object(numbers)
        tree = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": numbers.reference})
        self.pdf.add_object(tree)
        tree["K"] = pydyf.Array([self._element(root, tree).reference])
        numbers["Nums"] = pydyf.Array()
        for page, owners in enumerate(self.owners):
            numbers["Nums"].extend([page, pydyf.Array([owners[mark] for mark in sorted(owners)])])
        for key, (annotation, element) in enumerate(self.annotations, start=len(self.owners)):
            annotation["StructParent"] = key
            numbers["Nums"].extend([key, element.reference])
        if self.identified:
            self.identified.sort(key=lambda pair: pair[0].string)
            names = [item for name, element in self.identified for item in (name, element.reference)]
            tree["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        tree["ParentTreeNextKey"] = len(self.owners) + len(self.annotations)
        self.pdf.catalog["StructTreeRoot"] = tree.reference

    def _element(self, node: Node, parent: Any) -> Any:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.tag}", "P": parent.reference})
        self.pdf.add_object(element)
        kids = pydyf.Array()
        home = next((kid[0] for kid in node.kids if not isinstance(kid, Node)), None)
        if home is not None:
            element["Pg"] = self.pdf.page_references[home]
        element.update(attributes(node, self.heights[home or 0]))
        if "ID" in element:
            self.identified.append((element["ID"], element))
        for kid in node.kids:
            below = isinstance(kid, Node)
            kids.append(self._element(kid, element).reference if below else self._mark(kid, home, element))
        for page, annotation in ((page, box.link_annotation) for page, box in node.links if box.link_annotation):
            annotation["Contents"] = pydyf.String(" ".join("".join(node.element.itertext()).split()))
            self.annotations.append((annotation, element))
            kids.append(
                pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.pdf.page_references[page]})
            )
        element["K"] = kids
        return element

    def _mark(self, kid: tuple[int, Any], home: int | None, element: Any) -> Any:
        """A reference to marked content; one that names its page where that is not the element's own (14.7.4.4)."""
        page, box = kid
        mark = self.marks[page][box]["mcid"]
        self.owners[page][mark] = element.reference
        if page == home:
            return mark
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self.pdf.page_references[page], "MCID": mark})


def name_line_hyphens(pdf: Any) -> None:
    """Let :data:`LINE_HYPHEN` be read as U+00AD in every ToUnicode map (ISO 32000-1, 14.8.2.2.3)."""
    ours, soft = (f"<{ord(character):04x}>".encode() for character in (LINE_HYPHEN, "\u00ad"))
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and b"begincmap" in item.stream:
            item.stream[:] = [line.replace(ours, soft) for line in item.stream]


def install() -> None:
    """Put this room in the place of WeasyPrint's own tagging; once a process is enough."""
    weasyprint.pdf.Stream = TaggedStream
    weasyprint.pdf.add_tags = add_tags
