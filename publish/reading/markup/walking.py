"""The untrusted tree is walked, and each of its elements becomes what the contract has for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.markup import addresses, attributes, codes, trees
from publish.reading.markup.building import Builder
from publish.reading.markup.draft import Draft
from publish.reading.markup.notices import Notices
from publish.reading.markup.vocabulary import BLOCK_LIKE, CONTAINERS, HEADINGS, INLINES, PARAGRAPHS, RENAMED

_STYLED = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), "i"),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), "b"),
)
"""What an element that means nothing by itself says by its style."""

_End = Callable[[], None]


@dataclass(slots=True)
class Walk:
    """One way through a tree, or through a part of it; what it makes goes to the builder."""

    builder: Builder
    draft: Draft
    notices: Notices
    finished: dict[HtmlElement, etree._Element] = field(default_factory=dict)
    """Elements of the source that an earlier step has made into what they become."""
    known: frozenset[str] = frozenset()
    """The ids of the source: what links within it may lead to."""
    narrow: int = 0
    """How many headings, captions and terms are open: in these there are no blocks."""

    def with_builder(self, builder: Builder) -> Walk:
        """The same walk, through something else, to another builder."""
        return replace(self, builder=builder, narrow=0)

    def through(self, root: HtmlElement) -> None:
        """Walk through what is in ``root``."""
        ends: list[_End] = []
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if element is root:
                self._words(root.text if event == "start" else None)
            elif event == "end":
                ends.pop()()
                self._words(element.tail)
            elif self._is_whole(element):
                self._whole(element)
                ends.append(_nothing)
                walker.skip_subtree()
            else:
                ends.append(self._begin(element))
                self._words(element.text)

    def _words(self, text: str | None) -> None:
        if text:
            self.builder.text.words(text)

    def _is_whole(self, element: HtmlElement) -> bool:
        return element.tag in _WHOLE or element in self.finished or (element.tag in _LISTINGS and not self.narrow)

    def _whole(self, element: HtmlElement) -> None:
        """An element whose content is not walked through."""
        builder = self.builder
        if element.tag == trees.VOID:
            return
        builder.text.anchor(*attributes.ids(element))
        if (made := self.finished.get(element)) is not None:
            if made.tag in ("p", "pre") and not self.narrow:
                builder.whole(made)
            else:
                builder.text.object(made[0] if made.tag == "p" else made)
        elif element.tag == "br":
            builder.text.line_break()
        elif element.tag == "hr":
            if not self.narrow:
                builder.leaf("hr", self._line(element))
        elif element.tag in _LISTINGS:
            builder.whole(codes.block(element, self._line(element)))

    def _begin(self, element: HtmlElement) -> _End:
        """Begin what an element becomes; gives what ends it."""
        source = trees.name(element)
        tag = RENAMED.get(source, source)
        if self.narrow and (tag in CONTAINERS or tag in PARAGRAPHS or tag in BLOCK_LIKE):
            self.builder.text.anchor(*attributes.ids(element))
            self.builder.text.words(" ")
            return lambda: self.builder.text.words(" ")
        if tag not in CONTAINERS and tag not in PARAGRAPHS and tag not in BLOCK_LIKE:
            return self._inline(element, tag)
        before = self.builder.way
        self.builder.part()
        self.builder.way = attributes.way(element, before)
        end = self._paragraph(element, tag) if self._is_paragraph(tag) else self._container(element, tag)

        def ended() -> None:
            end()
            self.builder.way = before

        return ended

    def _is_paragraph(self, tag: str) -> bool:
        return tag in PARAGRAPHS and (tag != "caption" or self.builder.has_place(tag))

    def _paragraph(self, element: HtmlElement, tag: str) -> _End:
        builder = self.builder
        made, name = PARAGRAPHS[tag]
        if made == "dt" and not builder.has_place(made):
            made = "p"
        if tag in HEADINGS and not (builder.in_text and builder.depth == 1):
            made, name = "p", "heading"
        kept = self._line(element) | attributes.block(element, made)
        if name:
            kept["class"] = name
        builder.text.anchor(*attributes.ids(element))
        builder.begin_paragraph(made, kept)
        narrow = tag != "p"
        self.narrow += narrow

        def end() -> None:
            builder.end_paragraph()
            self.narrow -= narrow

        return end

    def _container(self, element: HtmlElement, tag: str) -> _End:
        builder = self.builder
        builder.text.anchor(*attributes.ids(element))
        parts = tag in _PARTS
        if tag not in CONTAINERS or not attributes.is_kept(element, tag) or (parts and not builder.has_place(tag)):
            return builder.part
        depth = builder.open(tag, self._line(element) | attributes.block(element, tag))
        return lambda: builder.close(depth)

    def _inline(self, element: HtmlElement, tag: str) -> _End:
        builder = self.builder
        kept = attributes.inline(element, builder.way)
        ids = attributes.ids(element)
        if tag == "a":
            if (address := self._address(element)) is None:
                tag = "span"
                kept.pop("title", None)
            else:
                kept["href"] = address
                kept |= attributes.block(element, tag)
        elif tag not in INLINES or tag == "span":
            style = element.get("style")
            tag = next((mark for pattern, mark in _STYLED if style and pattern.search(style)), "span")
        if tag == "span" and not kept:
            builder.text.anchor(*ids)
            return _nothing
        return builder.text.end_inline if builder.text.begin_inline(tag, kept, ids) else _nothing

    def _address(self, element: HtmlElement) -> str | None:
        reference = element.get("href")
        if reference is None:
            return None
        address, problem = addresses.link(reference, self.draft.base or self.draft.among)
        if address and address.startswith("#") and not {address[1:], unquote(address[1:])} & self.known:
            address, problem = None, "link-unresolved"
        if problem:
            self.notices.tell(problem, reference, line=self.draft.line(element))
        return address

    def _line(self, element: HtmlElement) -> dict[str, str]:
        line = self.draft.line_of(element) if self.draft.line_of else None
        return {} if line is None else {"data-line": str(line)}


_LISTINGS = frozenset({"pre", "listing", "xmp", "plaintext"})
_WHOLE = frozenset({"br", "hr", trees.VOID})
_PARTS = frozenset({"dd", "figcaption", "li", "thead", "tbody", "tfoot", "tr", "th", "td"})
"""What stands only in its own kind of container."""


def _nothing() -> None:
    """The end of what leaves nothing behind."""
