"""The article is found in its page, on trial: strictly first, and with less and less strictness if little is found.

What is left out is kept beside, in the order of the page: the words of the article and these are the page's.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from publish.model import Dropped
from publish.reading.html import names
from publish.reading.html.candidates import choose, weigh
from publish.reading.html.cleaning import Broom
from publish.reading.html.paragraphs import gather
from publish.reading.html.sight import seen, words
from publish.reading.html.tallies import Tallies
from publish.reading.markup import trees

ENOUGH = 500
"""The characters from which an article is believed to be found."""


@dataclass(frozen=True, slots=True)
class Located:
    """An article, found."""

    root: HtmlElement
    dropped: tuple[Dropped, ...]
    characters: int


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


def locate(body: HtmlElement, title: str) -> Located:
    """The article in the body of a page; the first trial that finds enough, or the one that finds most."""
    trials = []
    for trial in TRIALS:
        found = _try(deepcopy(body), title, trial)
        if found.characters >= ENOUGH:
            return found
        trials.append(found)
    return max(trials, key=lambda found: found.characters)


class _Attempt:
    pass


def _try(body: HtmlElement, title: str, trial: Trial) -> Located:
    taken: dict[HtmlElement, str] = {}

    def void(element: HtmlElement) -> None:
        taken[element] = words(element)
        trees.void(element)

    for element in [found for found in seen(body) if found is not body]:
        if element.getparent() is None:
            continue
        if element.get("aria-hidden") == "true" and "fallback-image" not in element.get("class", ""):
            void(element)
        elif trial.drops_around and element.tag not in ("a", "body") and names.is_around(element):
            if not any(a.tag in ("table","code") for a in list(element.iterancestors())[:4]):
                void(element)
    gather(body)
    tallies = Tallies(body)

    def take(element: HtmlElement) -> None:
        tallies.take(element)
        void(element)

    chosen = choose(weigh(body, tallies, heeds_names=trial.heeds_names))
    root = HTMLParser().makeelement("article")
    broom = Broom(tallies, take, trial.heeds_names)
    for c in chosen:
        broom.sweep(c, boxes=trial.drops_boxes)
    dropped = ()
    if chosen == [body]:
        root = body
    else:
        for c in chosen: root.append(c)
    text = words(root)
    return Located(root, dropped, len(text))
