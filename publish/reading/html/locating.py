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
from publish.reading.html import leavings, names
from publish.reading.html.candidates import choose, weigh
from publish.reading.html.cleaning import Broom
from publish.reading.html.paragraphs import gather
from publish.reading.html.sight import seen, words
from publish.reading.html.tallies import Tallies
from publish.reading.markup import trees

ENOUGH = 500
"""The characters from which an article is believed to be found."""
_MOST = 0.5
"""The share of a page's words that is too much to be hidden, or to stand around the article."""
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


def locate(body: HtmlElement) -> Located:
    """The article in the body of a page: by the first trial that finds enough, or the one that finds most.

    A page with nothing around its article is the article.
    """
    _reveal(body)
    if _is_plain(body):
        return Located(body)
    found = []
    for trial in TRIALS:
        located = _Attempt(deepcopy(body), trial).located()
        found.append((len(words(located.root)), located))
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


def _is_plain(body: HtmlElement) -> bool:
    """Whether nothing on a page is said to be around an article, and it is no list of links."""
    elements = [element for element in seen(body) if element is not body]
    if any(element.tag in _CHROME or names.is_around(element) or names.is_company(element) for element in elements):
        return False
    return Tallies(body)[body].linked_share < _PLAIN_LINKS


@dataclass(slots=True)
class _Attempt:
    """One trial, on a page of its own."""

    body: HtmlElement
    trial: Trial
    taken: dict[HtmlElement, str] = field(default_factory=dict)
    """What was taken out of the tree, each with its words."""

    def located(self) -> Located:
        self._take_around()
        gather(self.body)
        tallies = Tallies(self.body)
        chosen = choose(weigh(self.body, tallies, heeds_names=self.trial.heeds_names))

        def take(element: HtmlElement) -> None:
            tallies.take(element)
            self._void(element)

        broom = Broom(tallies, take, self.trial.heeds_names)
        for element in chosen:
            broom.sweep(element, boxes=self.trial.drops_boxes)
        left = leavings.outside(self.body, chosen, self.taken)
        return Located(self._joined(chosen), left)

    def _take_around(self) -> None:
        """Take away what its names, or the page, say to be no part of the text."""
        most = _MOST * len(words(self.body))
        for element in seen(self.body):
            if element is not self.body and self._is_around(element) and len(words(element)) <= most:
                self._void(element)

    def _is_around(self, element: HtmlElement) -> bool:
        if element.get("aria-hidden") == "true":
            return "fallback-image" not in element.get("class", "")  # Wikipedia's formulas.
        if not self.trial.drops_around or element.tag == "a" or not names.is_around(element):
            return False
        return not any(above.tag in ("table", "code") for above in islice(element.iterancestors(), 4))

    def _void(self, element: HtmlElement) -> None:
        self.taken[element] = words(element, self.taken)
        trees.void(element)

    def _joined(self, chosen: Sequence[HtmlElement]) -> HtmlElement:
        """What was chosen, in one element."""
        if chosen == [self.body]:
            return self.body
        root = _make("article")
        for element in chosen:
            root.append(element)
        return root
