"""A tree that holds to the contract is written, whatever comes in, in whatever order.

The builder takes the beginnings and ends of elements and the text between them, as they stand in a properly nested
source, and puts each where it may stand: a block inside a paragraph ends the paragraph, words outside of one begin one,
an item without a list gets its list, bold type around blocks goes into each. No word is lost, nothing is ordered anew,
and it takes time in proportion to what comes in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from publish.reading.markup import shapes
from publish.reading.markup.vocabulary import ACCEPTED, CONTAINERS, IMPLIED, LITERAL, PARENTS, Model

DEEPEST_BLOCKS = 40
"""How deep containers may be nested; below that, a container's content stands beside it."""
DEEPEST_INLINES = 24
"""The same for inline elements."""
_PARTS = frozenset().union(*ACCEPTED.values()) - {"figcaption"}
"""What stands only in its own kind of container."""
_SPACES = re.compile("[ \t\n\r\f]+")
_BREAKS = re.compile("[\t\n\r\f]")

Attributes = Mapping[str, str]
Way = tuple[str | None, str | None]
"""Language and direction, as the source tells them."""


@dataclass(slots=True)
class _Container:
    """A container that is open, or only its place where it may not be nested deeper."""

    element: etree._Element
    model: Model
    way: Way
    implied: bool = False
    """Whether nothing in the source says that it is there."""


@dataclass(slots=True)
class _Inline:
    """An inline element of the source that is open."""

    tag: str
    attributes: Attributes
    ids: list[str]
    made: etree._Element | None = None
    """The element in the paragraph that is open; it is made when a word comes."""


@dataclass(slots=True)
class _Block:
    """What a paragraph of the source becomes when a word comes."""

    tag: str
    attributes: Attributes
    place: int
    """How many containers were open where it began."""


@dataclass(slots=True)
class Builder:
    """Writes into ``root``, a flow container."""

    root: etree._Element
    way: Way = (None, None)
    places: dict[str, etree._Element] = field(default_factory=dict)
    """The element of the tree that each id of the source now means."""
    heirs: dict[etree._Element, etree._Element] = field(default_factory=dict)
    """Elements that are gone again, each with the one that its ids mean now."""
    flattened: int = 0
    """How many elements were nested too deep."""
    in_text: bool = True
    """Whether this is the text of the article, which has sections; a note has none."""

    _containers: list[_Container] = field(default_factory=list)
    _inlines: list[_Inline] = field(default_factory=list)
    _blocks: list[_Block] = field(default_factory=list)
    _paragraph: etree._Element | None = None
    _last: etree._Element | None = None
    """The element behind whose end tag text goes; None: into the innermost element."""
    _text: list[str] = field(default_factory=list)
    _space: bool = False
    """Whether a space is due before the next word."""
    _line_breaks: int = 0
    _ids: list[str] = field(default_factory=list)
    """Ids whose place is where the next words or the next block stand."""
    _literal: int = 0

    def __post_init__(self) -> None:
        self._containers.append(_Container(self.root, "flow", self.way))

    @property
    def depth(self) -> int:
        """How many containers are open: what :meth:`close` goes back to."""
        return len(self._containers)

    def has_place(self, tag: str) -> bool:
        """Whether a part of a list, a table or a figure may stand here; lists are made for items that have none."""
        if tag == "figcaption":
            return self._top.element.tag == "figure"
        container = next((one for one in reversed(self._containers) if not one.implied), self._top)
        if tag == "caption":
            return container.model == "table" and not len(container.element)
        if tag in ACCEPTED[container.model] or (tag in ("td", "th") and container.model in ("table", "rows")):
            return True
        return tag in PARENTS and self.depth < DEEPEST_BLOCKS

    def place_of(self, name: str) -> etree._Element | None:
        """The element that an id of the source means now."""
        place = self.places.get(name)
        while place is not None and place in self.heirs:
            place = self.heirs[place]
        return place

    # Blocks.

    def part(self) -> None:
        """Whatever comes next stands in another paragraph."""
        self._end_paragraph()

    def begin_paragraph(self, tag: str, attributes: Attributes) -> None:
        """The words that follow stand in a block ``tag``: a paragraph, a heading, a term, a caption."""
        self._end_paragraph()
        if tag not in PARENTS:
            self._leave_implied_lists()
        self._blocks.append(_Block(tag, attributes, self.depth))

    def end_paragraph(self) -> None:
        """The end of what :meth:`begin_paragraph` began."""
        self._end_paragraph()
        self._blocks.pop()

    def open(self, tag: str, attributes: Attributes) -> int:
        """Open a container; gives what :meth:`close` needs."""
        self._end_paragraph()
        before = self._make_room(tag)
        if self.depth > DEEPEST_BLOCKS:
            self.flattened += 1
            return before
        self._push(tag, attributes)
        return before

    def close(self, depth: int) -> None:
        """Close containers until ``depth`` of them are open."""
        self._end_paragraph()
        while self.depth > depth:
            self._pop()

    def leaf(self, tag: str, attributes: Attributes) -> None:
        """A block that holds nothing: a rule."""
        self._end_paragraph()
        self._make_room(tag)
        self._place(self._attach(self._top.element, tag, attributes))

    def whole(self, element: etree._Element) -> None:
        """A block that is finished, such as a display formula."""
        self._end_paragraph()
        self._make_room(str(element.tag))
        self._top.element.append(element)
        self._place(element)

    # What stands in paragraphs.

    def begin_inline(self, tag: str, attributes: Attributes, ids: list[str]) -> bool:
        """Words that follow are in an inline element ``tag``; empty ones do not come to be.

        Gives whether that is so: an element that is nested too deep, or a link in a link, does not begin.
        """
        if len(self._inlines) >= DEEPEST_INLINES or (tag == "a" and any(one.tag == "a" for one in self._inlines)):
            self.flattened += 1
            self.anchor(*ids)
            return False
        self._inlines.append(_Inline(tag, attributes, ids))
        self._literal += tag in LITERAL
        return True

    def end_inline(self) -> None:
        """The end of what :meth:`begin_inline` began."""
        inline = self._inlines[-1]
        if inline.made is not None:
            self._flush()
            self._last = inline.made
            if inline.tag == "a" and not _shows(inline.made):
                self._unlink(inline.made)
        self._inlines.pop()
        self._literal -= inline.tag in LITERAL
        self._ids += inline.ids
        self._place_ids(self._paragraph)

    def words(self, text: str) -> None:
        """Text. Outside of code a run of white space is one space, and none at the ends of a paragraph."""
        if self._literal:
            text = _BREAKS.sub(" ", text)
            if text.strip() or self._paragraph is not None:
                self._write(text)
            return
        text = _SPACES.sub(" ", text)
        if text.startswith(" "):
            self._space = True
            text = text[1:]
        if text:
            due = text.endswith(" ")
            self._write(text[:-1] if due else text)
            self._space = due

    def line_break(self) -> None:
        """A line break: one parts lines, two part paragraphs, and none stands at an end of one."""
        if self._paragraph is not None:
            self._line_breaks += 1
            self._space = False

    def object(self, element: etree._Element) -> None:
        """A finished inline element: a picture, a formula, a reference to a note, which parts a link around it."""
        self._write("")
        if (
            element.tag == "a"
            and (link := next((n for n, one in enumerate(self._inlines) if one.tag == "a"), None)) is not None
        ):
            self._leave_inlines(link)
        self._flush()
        self._innermost.append(element)
        self._last = element

    def anchor(self, *ids: str) -> None:
        """Ids of the source that mean this place."""
        self._ids += ids
        self._place_ids(self._paragraph)

    def finish(self) -> None:
        """Everything is closed; ids at the very end mean the last block."""
        self.close(0)
        blocks = list(self.root)
        self._place_ids(blocks[-1] if blocks else None)

    # Inside.

    @property
    def _top(self) -> _Container:
        return self._containers[-1]

    @property
    def _innermost(self) -> etree._Element:
        made = next((inline.made for inline in reversed(self._inlines) if inline.made is not None), None)
        inner = self._paragraph if made is None else made
        assert inner is not None
        return inner

    def _make_room(self, tag: str) -> int:
        """Open and close containers that the source only implies, until ``tag`` may stand here.

        Gives how many containers are open once ``tag`` is closed again.
        """
        if tag in _PARTS:
            while self._top.implied and tag not in ACCEPTED[self._top.model]:
                self._pop()
            if tag in ACCEPTED[self._top.model]:
                return self.depth
        else:
            self._leave_implied_lists()
        if tag in ("td", "th") and self._top.model in ("table", "rows"):
            self._push("tr", {}, implied=True)
            return self.depth
        before = self.depth
        while self._top.model != "flow":
            self._push(IMPLIED[self._top.model], {}, implied=True, again=tag in ("ul", "ol"))
        if tag in PARENTS:
            self._push(PARENTS[tag], {}, implied=True)
            return self.depth
        return before

    def _leave_implied_lists(self) -> None:
        while self._top.implied and self._top.model in ("list", "definitions"):
            self._pop()

    def _push(self, tag: str, attributes: Attributes, *, implied: bool = False, again: bool = False) -> None:
        """Open a container; ``again``: go on with the last one, as for a list that stands beside an item."""
        above = self._top.element
        goes_on = again and len(above) and above[-1].tag == tag
        element = above[-1] if goes_on else self._attach(above, tag, attributes)
        self._place(element)
        self._containers.append(_Container(element, CONTAINERS[tag], self.way, implied))

    def _pop(self) -> None:
        self.heirs.update(shapes.close(self._containers.pop().element))

    def _attach(self, parent: etree._Element, tag: str, attributes: Attributes) -> etree._Element:
        """A new block, which says its language and direction where they differ from those around it."""
        element = etree.SubElement(parent, tag, dict(attributes))
        for name, own, around in zip(("lang", "dir"), self.way, self._top.way, strict=True):
            if own and own != around:
                element.set(name, own)
        return element

    def _place(self, element: etree._Element) -> None:
        """Ids that wait mean this block."""
        self._place_ids(element)

    def _place_ids(self, element: etree._Element | None) -> None:
        if element is not None and self._ids:
            for name in self._ids:
                self.places.setdefault(name, element)
            self._ids.clear()

    def _write(self, text: str) -> None:
        """Text, into the innermost inline element of a paragraph; both are made as needed."""
        if self._line_breaks:
            self._break_line()
        if self._paragraph is None:
            self._begin()
        elif self._space:
            self._text.append(" ")
        self._space = False
        if self._inlines and self._inlines[-1].made is None:
            self._make_inlines()
        self._text.append(text)

    def _break_line(self) -> None:
        count, self._line_breaks = self._line_breaks, 0
        assert self._paragraph is not None
        if count > 1 and self._paragraph.tag in ("p", shapes.BARE_TAG) and self._paragraph.get("class") is None:
            self._end_paragraph()
            return
        self._flush()
        self._last = etree.SubElement(self._innermost, "br")
        self._space = False

    def _begin(self) -> None:
        """Begin a paragraph: the one that the source began, or one of our own."""
        block = self._blocks[-1] if self._blocks and self._blocks[-1].place == self.depth else None
        tag, attributes = (block.tag, block.attributes) if block else (shapes.BARE_TAG, {})
        self._make_room(tag)
        self._paragraph = self._attach(self._top.element, tag, attributes)
        self._place(self._paragraph)
        self._last, self._line_breaks = None, 0

    def _make_inlines(self) -> None:
        open_ = next((index for index, inline in enumerate(self._inlines) if inline.made is None), 0)
        parent = self._innermost
        for inline in self._inlines[open_:]:
            self._flush()
            inline.made = parent = etree.SubElement(parent, inline.tag, dict(inline.attributes))
            for name in inline.ids:
                self.places.setdefault(name, inline.made)
            self._last = None

    @staticmethod
    def _unlink(link: etree._Element) -> None:
        link.tag = "span"
        del link.attrib["href"]

    def _leave_inlines(self, first: int) -> None:
        """End inline elements from ``first`` on; they begin again with the next word."""
        self._flush()
        if (outer := self._inlines[first].made) is not None:
            self._last = outer
            if not _shows(outer):
                self._unlink(outer)
        for inline in self._inlines[first:]:
            inline.made = None

    def _flush(self) -> None:
        """Put the text that waits into the tree."""
        if text := "".join(self._text):
            if self._last is None:
                inner = self._innermost
                inner.text = (inner.text or "") + text
            else:
                self._last.tail = (self._last.tail or "") + text
        self._text.clear()

    def _end_paragraph(self) -> None:
        self._line_breaks, self._space = 0, False
        if self._paragraph is None:
            return
        self._flush()
        for inline in self._inlines:
            inline.made = None
        self._paragraph, self._last = None, None


def _shows(link: etree._Element) -> bool:
    """Whether there is anything to point at."""
    return any(text.strip() for text in link.itertext()) or link.find(".//img") is not None
