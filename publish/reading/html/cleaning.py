"""What stands within an article and is no part of it: forms, boxes of links, buttons, what is named after sharing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from publish.reading.html import names
from publish.reading.html.sight import seen, words
from publish.reading.html.tallies import Tallies, Tally
from publish.reading.markup import trees

_SHARING = 500
"""The characters below which what is named after sharing is no part of an article."""
_PROSE = 10
"""The commas from which an element is prose, whatever else it holds."""
_COLUMN = 500
"""The characters from which a cell of a table that lays out a page is a column of text."""
_WIDER = 4
"""How many times as much as in the cells beside it."""
_NEAR = 4
"""How many elements on each side are looked at."""
_NOTHING = re.compile(
    r"[\W_]*(?:ad(?:vertising|vertisements?)?|pub(?:licité)?|werb(?:ung)?|anzeige|广告|広告|реклама|anuncio|publicidad"
    r"|(?:skip|(?:story|article) continues (?:below|after)(?: this)?) ad(?:vertisement)?"
    r"|continue reading the main story|scroll to continue|(?:loading|正在加载|загрузка|chargement|cargando))[\W_]*",
    re.IGNORECASE,
)
"""Words that stand where something else was to be loaded."""
_LINES = frozenset(["aside", "div", "p", "section"])
_SHORT = 60
"""The characters below which such words are looked for."""
_NEVER = frozenset(["aside", "button", "footer", "input", "select", "textarea"])
"""Elements that are no part of an article."""
_BUTTON = re.compile(r"\b(?:btn|button|cta)\b", re.IGNORECASE)
_WAYS = frozenset("contents first help home index last next prev previous search start up".split())
"""How pages call links to the pages beside them (HTML 4.01, §6.12, and what came after)."""
_BOXES = frozenset(["div", "dl", "ol", "p", "table", "ul"])
_LONGEST_WAY = 500
"""The characters below which a block with such links is no text."""

Take = Callable[[HtmlElement], None]
"""Takes an element out of the tree, and notes it."""


@dataclass(frozen=True, slots=True)
class Broom:
    """What is needed to clean an article."""

    tallies: Tallies
    take: Take
    heeds_names: bool
    ways: frozenset[str] = frozenset()
    """The addresses of the pages beside this one."""

    def sweep(self, root: HtmlElement, *, boxes: bool) -> None:
        """Take out of ``root`` what is no part of an article; ``boxes``: also what only looks so."""
        self._take_nothing(root)
        self._take_ways(root)
        self._take_controls(root)
        if boxes:
            self._take_doubtful(root, "form", "fieldset")
        for element in self._below(root, *_NEVER):
            if not names.is_reference(element):
                self.take(element)
        for element in self._below(root):
            if names.is_sharing(element) and self.tallies[element].characters < _SHARING and not self._tells(element):
                self.take(element)
        if boxes:
            for tag in ("table", "ul", "div", "td"):
                self._take_doubtful(root, tag)
            self._take_bare_headings(root)

    def _tells(self, element: HtmlElement) -> bool:
        """Whether an element has no links and ends like a sentence."""
        return not self.tallies[element].linked and words(element).endswith((".", "!", "?", "。"))

    def _below(self, root: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
        for element in [found for found in seen(root) if found in self.tallies and found is not root]:
            if (not tags or element.tag in tags) and element in self.tallies:
                yield element

    def _take_nothing(self, root: HtmlElement) -> None:
        """Take out lines that only say what was to be loaded in their place."""
        for element in self._below(root, *_LINES):
            if self.tallies[element].characters < _SHORT and _NOTHING.fullmatch(words(element)):
                self.take(element)

    def _take_ways(self, root: HtmlElement) -> None:
        """Take out what leads to the page before and the page behind."""
        for link in self._below(root, "a"):
            if not is_way(link, self.ways):
                continue
            block = next((one for one in link.iterancestors() if one.tag in _BOXES), root)
            tally = self.tallies[block]
            if block is not root and tally.characters < _LONGEST_WAY and tally.linked_share >= 0.5:
                self.take(block)

    def _take_controls(self, root: HtmlElement) -> None:
        """Take out buttons with the numbers beside them, and links that are dressed up as buttons."""
        speaking: set[HtmlElement] = {root}
        for element in self._below(root, "a", "button"):
            if element.tag != "button" and not _is_button(element):
                continue
            whole = element
            for above in element.iterancestors():
                if above in speaking or self.tallies[above].images or _says(above):
                    speaking.add(above)
                    break
                whole = above
            if element.tag == "button" or whole is not element:
                self.take(whole)

    def _take_bare_headings(self, root: HtmlElement) -> None:
        """Take out headings at the end whose text was taken."""
        is_taken = False
        for element in reversed(list(root.iterdescendants())):
            if element.getparent() is None:  # It stood in what was taken just now.
                continue
            if element.tag == "img" or (element.tail or "").strip():
                return
            is_taken = is_taken or element.tag == trees.VOID
            if element in self.tallies and (element.text or "").strip():
                around = (element, *element.iterancestors())
                heading = next((one for one in around if one.tag in names.HEADINGS), None)
                if heading is None or not is_taken:
                    return
                self.take(heading)

    def _take_doubtful(self, root: HtmlElement, *tags: str) -> None:
        """Take out the elements that do not look like text, from the innermost on."""
        for element in reversed(list(self._below(root, *tags))):
            if element in self.tallies and self._is_doubtful(element):
                self.take(element)

    def _is_doubtful(self, element: HtmlElement) -> bool:
        tally = self.tallies[element]
        is_line = element.tag == "div" and tally.blocks == 1
        if is_line or tally.data_tables or names.is_reference(element) or self._is_in_data(element):
            return False
        if element.tag == "td" and not self._is_beside_text(element):
            return False
        weight = names.weight(element) if self.heeds_names else 0
        in_figure = any(ancestor.tag == "figure" for ancestor in _near(element))
        if weight < 0 or tally.commas >= _PROSE:
            return weight < 0 and not (in_figure and tally.images)
        is_list = element.tag == "ul" or tally.listed > 0.9 * tally.characters
        if not _looks_empty(tally, weight, is_list=is_list, in_figure=in_figure):
            return False
        return not (is_list and _is_gallery(element, tally))

    def _is_beside_text(self, cell: HtmlElement) -> bool:
        """Whether a cell stands in one row with a column of text, as menus do where a table lays out the page."""
        row = (*islice(cell.itersiblings(preceding=True), _NEAR), *islice(cell.itersiblings(), _NEAR))
        beside = [self.tallies[one].characters for one in row if one in self.tallies]
        return max(beside, default=0) > max(_COLUMN, _WIDER * self.tallies[cell].characters)

    def _is_in_data(self, element: HtmlElement) -> bool:
        """Whether an element stands in a table of data, or in code."""
        if any(ancestor.tag == "code" for ancestor in _near(element)):
            return True
        return any(table in self.tallies.data for table in element.iterancestors("table"))


def ways(page: HtmlElement) -> frozenset[str]:
    """The addresses of the pages beside a page, as its head names them."""
    links = page.iter("link")
    return frozenset(link.get("href", "") for link in links if _WAYS & trees.tokens(link, "rel")) - {"", "#", "/"}


def is_way(link: HtmlElement, known: frozenset[str]) -> bool:
    """Whether a link leads to a page beside this one."""
    return link.get("href") in known or bool(_WAYS & trees.tokens(link, "rel"))


def _is_button(link: HtmlElement) -> bool:
    return link.get("role") == "button" or bool(_BUTTON.search(link.get("class") or ""))


def _says(element: HtmlElement) -> bool:
    """Whether an element says something besides what its buttons say."""
    buttons = {one for one in element.iter("a", "button") if one.tag == "button" or _is_button(one)}
    return any(map(str.isalpha, words(element, dict.fromkeys(buttons, ""))))


def _near(element: HtmlElement) -> Iterator[HtmlElement]:
    """The next elements around another."""
    return islice(element.iterancestors(), _NEAR)


def _looks_empty(tally: Tally, weight: int, *, is_list: bool, in_figure: bool) -> bool:
    """Whether what an element holds looks more like a box than like text."""
    images, paragraphs, links = tally.images, tally.paragraphs, tally.linked_share
    is_short = tally.characters < 25 and tally.headed < 0.9 * tally.characters and (images == 0 or images > 2)
    return (
        (not in_figure and images > 1 and paragraphs < images / 2)
        or (not is_list and tally.items - 100 > paragraphs)
        or tally.inputs > paragraphs // 3
        or (not is_list and not in_figure and is_short and links > 0)
        or (not is_list and weight < names.WEIGHT and links > 0.2)
        or (weight >= names.WEIGHT and links > 0.5)
        or (tally.embeds == 1 and tally.characters < 75)
        or tally.embeds > 1
    )


def _is_gallery(element: HtmlElement, tally: Tally) -> bool:
    """Whether a list is one of pictures, one in each item."""
    return tally.images == tally.items and all(len(child) <= 1 for child in element)
