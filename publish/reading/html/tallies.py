"""How much of what is in each element: counted once for the whole tree, and kept true when something is taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from lxml.html import HtmlElement

from publish.reading.html.names import HEADINGS, is_formula
from publish.reading.html.sight import seen
from publish.reading.html.tables import is_data

_COMMAS = frozenset(",،﹐︐︑⹁⸴⸲，、")

_LISTS = frozenset(["ul", "ol"])
_BLOCKS = frozenset(["blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul"])
_INPUTS = frozenset(["input", "select", "textarea"])
_EMBEDS = frozenset(["object", "embed", "iframe"])
_LINK_WITHIN = 0.1
"""How much a link to a place of the same page counts: notes and contents have many of them."""


@dataclass(slots=True, eq=False)
class Tally:
    """What an element holds, with all that is in it."""

    characters: float = 0
    """White space counts once, and not at all where a text begins or ends."""
    linked: float = 0
    """Characters in links."""
    headed: float = 0
    """Characters in headings."""
    listed: float = 0
    """Characters in lists, once for each list that they are in."""
    commas: int = 0
    blocks: int = 0
    """Paragraphs, pictures and what holds them, itself included."""
    paragraphs: int = 0
    images: int = 0
    items: int = 0
    inputs: int = 0
    embeds: int = 0
    data_tables: int = 0

    @property
    def linked_share(self) -> float:
        """The share of the characters that are links."""
        return self.linked / self.characters if self.characters else 0.0

    def add(self, other: Tally, sign: int = 1) -> None:
        """Add what an element inside holds; or take it away, if ``sign`` is -1."""
        for name in _FIELDS:
            setattr(self, name, getattr(self, name) + sign * getattr(other, name))


_FIELDS = tuple(field.name for field in fields(Tally))


class Tallies:
    """The tally of each element of a tree."""

    def __init__(self, root: HtmlElement) -> None:
        self._of: dict[HtmlElement, Tally] = {}
        self.data = {table for table in root.iter("table") if is_data(table)}
        """The tables that hold data."""
        for element in reversed(list(seen(root))):
            self._of[element] = self._counted(element)

    def __getitem__(self, element: HtmlElement) -> Tally:
        return self._of[element]

    def __contains__(self, element: HtmlElement) -> bool:
        return element in self._of

    def _counted(self, element: HtmlElement) -> Tally:
        """The tally of an element whose children have theirs."""
        tally = Tally()
        for text in _texts(element):
            tally.characters += len(" ".join(text.split()))
            tally.commas += sum(map(text.count, _COMMAS))
        for child in element:
            if child in self._of:
                tally.add(self._of[child])
        tally.data_tables += element in self.data
        return _with_itself(tally, element)

    def take(self, element: HtmlElement) -> None:
        """Note that an element is taken out of all that it stands in."""
        tally = self._of[element]
        for ancestor in element.iterancestors():
            if ancestor in self._of:
                self._of[ancestor].add(tally, -1)
        for inner in element.iter():
            self._of.pop(inner, None)


def _texts(element: HtmlElement) -> Iterator[str]:
    """The text that stands directly in an element."""
    if element.text:
        yield element.text
    for child in element:
        if child.tail:
            yield child.tail


def _with_itself(tally: Tally, element: HtmlElement) -> Tally:
    """The tally of what an element holds, and of what the element is."""
    tag = element.tag
    if tag == "a":
        is_within = element.get("href", "").startswith("#")
        tally.linked += tally.characters * (_LINK_WITHIN if is_within else 1)
    elif tag in HEADINGS:
        tally.headed += tally.characters
    elif tag in _LISTS:
        tally.listed += tally.characters
    tally.blocks += tag in _BLOCKS
    tally.paragraphs += tag == "p"
    tally.images += tag == "img" and not is_formula(element)
    tally.items += tag == "li"
    tally.inputs += tag in _INPUTS
    tally.embeds += tag in _EMBEDS
    return tally
