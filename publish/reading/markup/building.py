"""A tree that holds to the contract is written, whatever comes in, in whatever order.

The builder takes the beginnings and ends of elements, as they stand in a properly nested source, and puts each where it
may stand: a block inside a paragraph ends the paragraph, words outside of one begin one, an item without a list gets
its list. What stands in paragraphs goes to its :attr:`~Builder.text`. No word is lost, nothing is ordered anew, and it
takes time in proportion to what comes in.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from publish.reading.markup import shapes
from publish.reading.markup.attributes import Way
from publish.reading.markup.phrasing import Attributes, Phrasing
from publish.reading.markup.places import Places
from publish.reading.markup.vocabulary import ACCEPTED, CONTAINERS, IMPLIED, PARENTS, Model

DEEPEST = 40
"""How deep containers may be nested; below that, a container's content stands beside it."""
_PARTS = frozenset().union(*ACCEPTED.values()) - {"figcaption"}
"""What stands only in its own kind of container."""


@dataclass(slots=True)
class _Container:
    """A container that is open."""

    element: etree._Element
    model: Model
    way: Way
    implied: bool = False
    """Whether nothing in the source says that it is there."""


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
    places: Places = field(default_factory=Places)
    in_text: bool = True
    """Whether this is the text of the article, which has sections; a note has none."""
    text: Phrasing = field(init=False)
    """Where words go, and what stands among them."""

    _flattened: int = 0
    _containers: list[_Container] = field(default_factory=list)
    _blocks: list[_Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = Phrasing(self._begin, self.places)
        self._containers.append(_Container(self.root, "flow", self.way))

    @property
    def depth(self) -> int:
        """How many containers are open: what :meth:`close` goes back to."""
        return len(self._containers)

    @property
    def flattened(self) -> int:
        """How many elements were nested too deep."""
        return self._flattened + self.text.flattened

    def has_place(self, tag: str) -> bool:
        """Whether a part of a list, a table or a figure may stand here; lists are made for items that have none."""
        if tag == "figcaption":
            return self._top.element.tag == "figure"
        container = next((one for one in reversed(self._containers) if not one.implied), self._top)
        if tag == "caption":
            return container.model == "table" and not len(container.element)
        if tag in ACCEPTED[container.model] or (tag in ("td", "th") and container.model in ("table", "rows")):
            return True
        return tag in PARENTS and self.depth < DEEPEST

    def part(self) -> None:
        """Whatever comes next stands in another paragraph."""
        self.text.end()

    def begin_paragraph(self, tag: str, attributes: Attributes) -> None:
        """The words that follow stand in a block ``tag``: a paragraph, a heading, a term, a caption."""
        self.part()
        if tag not in PARENTS:
            self._leave_implied_lists()
        self._blocks.append(_Block(tag, attributes, self.depth))

    def end_paragraph(self) -> None:
        """The end of what :meth:`begin_paragraph` began."""
        self.part()
        self._blocks.pop()

    def open(self, tag: str, attributes: Attributes) -> int:
        """Open a container; gives what :meth:`close` needs."""
        self.part()
        before = self._make_room(tag)
        if self.depth > DEEPEST:
            self._flattened += 1
            return before
        self._push(tag, attributes)
        return before

    def close(self, depth: int) -> None:
        """Close containers until ``depth`` of them are open."""
        self.part()
        while self.depth > depth:
            self._pop()

    def leaf(self, tag: str, attributes: Attributes) -> None:
        """A block that holds nothing: a rule."""
        self.part()
        self._make_room(tag)
        self.places.settle(self._attach(self._top.element, tag, attributes))

    def whole(self, element: etree._Element) -> None:
        """A block that is finished, such as a display formula."""
        self.part()
        self._make_room(str(element.tag))
        self._top.element.append(element)
        self.places.settle(element)

    def finish(self) -> None:
        """Everything is closed; ids at the very end mean the last block."""
        self.close(0)
        blocks = list(self.root)
        self.places.settle(blocks[-1] if blocks else self.root)

    @property
    def _top(self) -> _Container:
        return self._containers[-1]

    def _begin(self) -> etree._Element:
        """Begin a paragraph: the one that the source began, or one of our own."""
        block = self._blocks[-1] if self._blocks and self._blocks[-1].place == self.depth else None
        tag, attributes = (block.tag, block.attributes) if block else (shapes.BARE_TAG, {})
        self._make_room(tag)
        paragraph = self._attach(self._top.element, tag, attributes)
        self.places.settle(paragraph)
        return paragraph

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
        self.places.settle(element)
        self._containers.append(_Container(element, CONTAINERS[tag], self.way, implied))

    def _pop(self) -> None:
        self.places.inherit(shapes.close(self._containers.pop().element))

    def _attach(self, parent: etree._Element, tag: str, attributes: Attributes) -> etree._Element:
        """A new block, which says its language and direction where they differ from those around it."""
        element = etree.SubElement(parent, tag, dict(attributes))
        for name, own, around in zip(("lang", "dir"), self.way, self._top.way, strict=True):
            if own and own != around:
                element.set(name, own)
        return element
