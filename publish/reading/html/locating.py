"""The article is found in its page, on trial: strictly first, and with less and less strictness if little is found.

What is left out is kept beside, in the order of the page: the words of the article and these are the page's.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement, HTMLParser

from publish.model import Dropped
from publish.reading.html import leavings, names, numbers
from publish.reading.html.candidates import choose, weigh
from publish.reading.html.cleaning import Broom, is_way, ways
from publish.reading.html.contents import contents_beside
from publish.reading.html.opening import Known, kicker, opening, standfirst, title_heading
from publish.reading.html.paragraphs import gather
from publish.reading.html.sight import seen, words
from publish.reading.html.tallies import Tallies
from publish.reading.markup import trees

ENOUGH = 500
"""The bytes from which an article is believed to be found: an ideograph says more than a letter, and takes more."""
_MOST = 0.5
"""The share of a page's words that is too much to be hidden, or to stand around the article."""
_ALL = 0.98
"""The share of them beside which the rest is nothing."""
_CHROME = frozenset(["aside", "button", "dialog", "footer", "form", "iframe", "nav", "select", "textarea"])
_PLAIN_LINKS = 0.25
"""The share of links from which a page is not all article."""

_make = HTMLParser().makeelement


@dataclass(frozen=True, slots=True)
class Located:
    """An article, found."""

    root: HtmlElement
    """It alone, as the page has it."""
    dropped: tuple[Dropped, ...] = ()
    """All other words of the page that are seen."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How strictly a page is judged."""

    drops_around: bool = True
    """What its names say to be around the article is taken away first."""
    heeds_names: bool = True
    """Classes and ids count in the scores."""
    drops_boxes: bool = True
    """What looks like a box is taken out of the article."""


TRIALS = (Trial(), Trial(False), Trial(False, False), Trial(False, False, False))
"""From the strictest on."""


def locate(page: HtmlElement, body: HtmlElement, known: Known, *, whole: bool = False) -> Located:
    """The article in the body of a page: by the first trial that finds enough, or the one that finds most.

    A page with nothing around its article is the article, and so is any if ``whole``.
    """
    _reveal(body)
    beside = ways(page)
    if whole or _is_plain(body, beside):
        return _Attempt(body, TRIALS[-1], known).whole()
    found = []
    for trial in TRIALS:
        located = _Attempt(deepcopy(body), trial, known, beside).located()
        found.append((len(words(located.root).encode()), located))
        if found[-1][0] >= ENOUGH:
            return located
    return max(found, key=lambda pair: pair[0])[1]


def _reveal(body: HtmlElement) -> None:
    """Show what holds most of a page and is hidden: until a script has run, or behind a window that stood open."""
    whole = len("".join(body.itertext()).split())
    for element in body.iter():
        is_hidden = trees.is_hidden(element) or element.get("aria-hidden") == "true"
        if is_hidden and len("".join(element.itertext()).split()) > _MOST * whole:
            for name in ("hidden", "style", "aria-hidden"):
                element.attrib.pop(name, None)


def _is_plain(body: HtmlElement, beside: frozenset[str]) -> bool:
    """Whether nothing on a page is said to be around an article, and it is no list of links."""
    elements = [element for element in seen(body) if element is not body]
    if any(element.tag in _CHROME or names.is_around(element) or names.is_company(element) for element in elements):
        return False
    tallies = Tallies(body)
    if tallies[body].linked_share >= _PLAIN_LINKS or any(is_way(one, beside) for one in elements if one.tag == "a"):
        return False
    return not any(_is_column(element, tallies, tallies[body].characters) for element in elements)


def _is_column(element: HtmlElement, tallies: Tallies, whole: float) -> bool:
    """Whether an element is a cell of a table that lays out a page, with most of its words and not all."""
    if element.tag != "td" or not _MOST * whole < tallies[element].characters < _ALL * whole:
        return False
    return not any(table in tallies.data for table in element.iterancestors("table"))


@dataclass(slots=True)
class _Attempt:
    """One trial, on a page of its own."""

    body: HtmlElement
    trial: Trial
    known: Known
    beside: frozenset[str] = frozenset()
    """The addresses of the pages beside this one."""
    taken: dict[HtmlElement, Dropped] = field(default_factory=dict)
    """What was taken out of the tree, each with its words."""
    said: dict[HtmlElement, str] = field(default_factory=dict)
    """The same words alone."""

    def whole(self) -> Located:
        """All of the page."""
        self._take_numbers()
        self._take_opening([self.body])
        return Located(self.body, leavings.outside(self.body, [self.body], self.taken))

    def located(self) -> Located:
        """What is the article by this trial."""
        self._take_around()
        self._take_numbers()
        gather(self.body)
        tallies = Tallies(self.body)
        chosen = choose(weigh(self.body, tallies, heeds_names=self.trial.heeds_names))

        def take(element: HtmlElement) -> None:
            tallies.take(element)
            self._void(element)

        contents = contents_beside(self.body, chosen, take)
        chosen = [*standfirst(self.body, chosen, self.known), *chosen]
        broom = Broom(tallies, take, self.trial.heeds_names, self.beside)
        for element in chosen:
            broom.sweep(element, boxes=self.trial.drops_boxes)
        for element in kicker(chosen[0], self.known):
            self._void(element)
        self._take_opening(chosen)
        if contents is not None:
            broom.sweep(contents, boxes=False)
            chosen.insert(0, contents)
        left = leavings.outside(self.body, chosen, self.taken)
        return Located(self._joined(chosen), left)

    def _take_around(self) -> None:
        """Take away what its names, or the page, say to be no part of the text."""
        most = _MOST * len(words(self.body))
        title = title_heading(self.body, self.known)
        kept = {self.body} if title is None else {self.body, title, *title.iterancestors()}
        for element in seen(self.body):
            if element not in kept and self._is_around(element) and len(words(element)) <= most:
                self._void(element)

    def _is_around(self, element: HtmlElement) -> bool:
        if element.get("aria-hidden") == "true":
            return "fallback-image" not in element.get("class", "")  # Wikipedia's formulas.
        if not self.trial.drops_around or element.tag == "a" or not names.is_around(element):
            return False
        return not any(above.tag in ("table", "code") for above in islice(element.iterancestors(), 4))

    def _take_numbers(self) -> None:
        for element in list(numbers.printed(self.body)):
            if element.tag != trees.VOID:
                self._void(element, "number-repeated")

    def _take_opening(self, chosen: Sequence[HtmlElement]) -> None:
        for element in opening(chosen, self.known):
            self._void(element, "byline-moved")

    def _void(self, element: HtmlElement, rule: str = leavings.RULE) -> None:
        self.said[element] = words(element, self.said)
        self.taken[element] = Dropped(rule, self.said[element], element.sourceline or None)
        trees.void(element)

    def _joined(self, chosen: Sequence[HtmlElement]) -> HtmlElement:
        """What was chosen, in one element."""
        if chosen == [self.body]:
            return self.body
        root = _make("article")
        for element in chosen:
            root.append(element)
        return root
