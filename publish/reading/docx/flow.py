"""Where a paragraph goes: in Word they follow each other, in HTML there are lists, quotations, listings around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html
from lxml.html import HtmlElement

from publish.reading.docx.inline import add, last_of
from publish.reading.docx.numbering import Item
from publish.reading.docx.remarks import Remarks

HIGHEST = 6
"""The deepest heading that HTML has."""
_PAGE = re.compile(r"[\s.…·_]*\t\s*([0-9]{1,5}|[ivxlcdm]{1,8})\s*$|(?:\s*[.…·]){3,}\s*([0-9]{1,5})\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _List:
    """A list that is open."""

    item: Item
    """The last one."""
    element: HtmlElement


@dataclass(slots=True)
class Flow:
    """The blocks of a body, a cell, a note; each goes below the last."""

    root: HtmlElement
    remarks: Remarks
    _lists: list[_List] = field(default_factory=list)
    _group: HtmlElement | None = None
    """The quotation, the listing or the contents that the last paragraph was put into."""

    def block(self, element: HtmlElement) -> None:
        """A block that stands for itself."""
        self._lists.clear()
        self._group = None
        self.root.append(element)

    def item(self, paragraph: HtmlElement, item: Item) -> None:
        """A paragraph of a list: the lists that are open and deeper end, and one begins if need be."""
        self._group = None
        while self._lists and not _goes_on(self._lists[-1].item, item):
            self._lists.pop()
        if not self._lists or self._lists[-1].item.level < item.level:
            above = self._lists[-1].element[-1] if self._lists else self.root
            element = etree.SubElement(above, "ol" if item.ordered else "ul")
            if item.ordered and item.number != 1:
                element.set("start", str(item.number))
            if item.ordered and item.type:
                element.set("type", item.type)
            self._lists.append(_List(item, element))
        paragraph.tag = "li"
        self._lists[-1].element.append(paragraph)
        self._lists[-1].item = item

    def continued(self, paragraph: HtmlElement) -> None:
        """A further paragraph of the last item."""
        if self._lists:
            self._lists[-1].element[-1].append(paragraph)
        else:
            self.block(paragraph)

    def quoted(self, paragraph: HtmlElement) -> None:
        """A paragraph of a quotation."""
        self._in_group("blockquote").append(paragraph)

    def code(self, paragraph: HtmlElement) -> None:
        """A line of a listing."""
        listing = self._in_group("pre")
        if listing.text is not None:
            add(listing, "\n")
        add(listing, paragraph.text or "")
        listing.extend(paragraph)

    def entry(self, paragraph: HtmlElement, level: int) -> None:
        """A line of the table of contents; the number of its page is left out."""
        contents = self._in_group("nav")
        contents.set("role", "doc-toc")
        self._without_page(paragraph)
        place: HtmlElement = contents
        for _ in range(level):
            last = last_of(place)
            above = last if last is not None and last.tag == "ol" else etree.SubElement(place, "ol")
            item = last_of(above)
            place = above if item is None else item
        paragraph.tag = "li"
        if place.tag == "li":
            place.addnext(paragraph)
        else:
            place.append(paragraph)

    def contents_label(self, paragraph: HtmlElement) -> None:
        """The line above the table of contents."""
        contents = self._in_group("nav")
        contents.set("role", "doc-toc")
        paragraph.tag = "h2"
        contents.append(paragraph)

    def _in_group(self, tag: str) -> HtmlElement:
        self._lists.clear()
        if self._group is None or self._group.tag != tag:
            self._group = etree.SubElement(self.root, tag)
        return self._group

    def _without_page(self, paragraph: HtmlElement) -> None:
        """Cut the number of a page off the end of a line, whatever elements that is spread over."""
        pieces = paragraph.xpath(".//text()")
        whole = "".join(pieces)
        match = _PAGE.search(whole)
        if match is None:
            return
        self.remarks.drop("page-number-removed", match[1] or match[2])
        cut = len(whole) - match.start()
        for piece in reversed(pieces):
            kept = piece[: max(0, len(piece) - cut)]
            cut -= len(piece) - len(kept)
            parent = piece.getparent()
            if piece.is_tail:
                parent.tail = kept
            else:
                parent.text = kept
            if cut <= 0:
                return


def _goes_on(last: Item, item: Item) -> bool:
    """Whether an item may stand in, or below, the list of the last one."""
    if last.level != item.level:
        return last.level < item.level
    return last.list == item.list and last.ordered == item.ordered and (not item.ordered or item.number > last.number)


def heading(paragraph: HtmlElement, level: int) -> HtmlElement:
    """A paragraph made a heading of HTML."""
    paragraph.tag = f"h{min(level, HIGHEST)}"
    return paragraph


def captioned(root: HtmlElement) -> None:
    """Put captions to what they belong to: the picture or listing above, or the table below or above."""
    for caption in list(root.iter("figcaption")):
        above, below = caption.getprevious(), caption.getnext()
        if above is not None and (above.tag == "img" or (above.tag == "p" and _is_picture(above))):
            other = above
        elif below is not None and below.tag == "table":
            other = below
        elif above is not None and above.tag in ("table", "pre"):
            other = above
        elif below is not None and below.tag == "p" and _is_picture(below):
            other = below
        else:
            caption.tag = "p"
            continue
        figure = html.Element("figure")
        other.addprevious(figure)
        first, second = (other, caption) if other is above else (caption, other)
        figure.append(first)
        figure.append(second)


def _is_picture(paragraph: HtmlElement) -> bool:
    return paragraph.find(".//img") is not None and not "".join(paragraph.itertext()).strip()
