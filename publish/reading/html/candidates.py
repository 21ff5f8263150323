"""Which element holds the article: paragraphs speak for what they stand in, links and names against it.

The method is arc90's, which browsers' reading modes made known: each paragraph gives points to the elements around it,
the nearer the more; links take points away; the element with the most holds the article, with those of its siblings
that have nearly as many.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from lxml.html import HtmlElement

from publish.reading.html import names
from publish.reading.html.sight import seen, words
from publish.reading.html.tallies import Tallies

_SCORED = frozenset(["h2", "h3", "h4", "h5", "h6", "p", "pre", "section", "td"])
"""Elements that are taken for paragraphs."""
_SHORTEST = 25
"""The characters from which a paragraph counts."""
_SHARES = (1, 2, 6, 9, 12)
"""What each of them gets the points divided by."""
_BEST = 5
"""How many of the best are compared."""
_RIVAL = 0.75
"""The share of the best score from which another is as good."""
_RIVALS = 3
"""How many as good ones make what is around them all the better choice."""
_SIBLING = 0.2
"""The share of the best score that lets a sibling in; and what it gains by bearing the same class."""
_SIBLING_LEAST = 10
_TEXT = 80
"""The characters from which a lone paragraph beside the article belongs to it."""
_TEXT_LINKS = 0.25
_MAIN = frozenset(["article", "main"])
_MAIN_LINKS = 0.2
"""The share of links up to which the main part of a page is all article."""
_MAIN_HEADINGS = 2
"""The headings beside the best element that show the main part to be one article."""
_POINTS = {
    **dict.fromkeys(["div"], 5),
    **dict.fromkeys(["blockquote", "pre", "td"], 3),
    **dict.fromkeys(["address", "dd", "dl", "dt", "form", "li", "ol", "ul"], -3),
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6", "th"], -5),
}
"""What an element gets for its kind."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How much the elements of a tree speak for holding the article."""

    scores: dict[HtmlElement, float]
    body: HtmlElement
    tallies: Tallies
    heeds_names: bool
    """Whether classes and ids count."""

    def of(self, element: HtmlElement) -> float:
        """The score of an element; what no paragraph speaks for has that of its kind and names."""
        if element in self.scores:
            return self.scores[element]
        return _POINTS.get(str(element.tag), 0) + (names.weight(element) if self.heeds_names else 0)


def weigh(body: HtmlElement, tallies: Tallies, *, heeds_names: bool) -> Weighing:
    """The scores of all that paragraphs stand in."""
    weighing = Weighing({}, body, tallies, heeds_names)
    found: dict[HtmlElement, float] = {}
    for element in seen(body):
        tally = tallies[element]
        is_line = element.tag == "div" and tally.blocks == 1
        if not (is_line or element.tag in _SCORED) or tally.characters < _SHORTEST:
            continue
        points = 2 + tally.commas + min(tally.characters // 100, 3)
        for ancestor, share in zip(_around(element, body), _SHARES, strict=False):
            if ancestor not in found:
                found[ancestor] = weighing.of(ancestor)
            found[ancestor] += points / share
    for element, score in found.items():
        weighing.scores[element] = score * (1 - tallies[element].linked_share)
    return weighing


def _around(element: HtmlElement, body: HtmlElement) -> Iterator[HtmlElement]:
    """The nearest elements around another, up to the body."""
    return takewhile(lambda ancestor: ancestor is not body.getparent(), element.iterancestors())


def choose(weighing: Weighing) -> list[HtmlElement]:
    """The elements that hold the article: siblings, in their order. The body alone where nothing stands out."""
    body = weighing.body
    ranked = sorted(weighing.scores, key=lambda element: -weighing.scores[element])[:_BEST]
    if not ranked or ranked[0] is body:
        return [body]
    best = _around_rivals(ranked, weighing)
    best = _better_around(best, weighing)
    best = _widest(best, weighing)
    siblings = _siblings(best, weighing)
    while len(siblings) == 1 and (parent := best.getparent()) is not None and parent is not body:
        best, siblings = parent, _siblings(parent, weighing)
    return [one for one in siblings if one is best or _belongs(one, best, weighing)]


def _siblings(element: HtmlElement, weighing: Weighing) -> list[HtmlElement]:
    """An element and those beside it that are seen."""
    parent = element.getparent()
    return [element] if parent is None else [one for one in parent if one in weighing.tallies]


def _around_rivals(ranked: list[HtmlElement], weighing: Weighing) -> HtmlElement:
    """The element around the best one and at least :data:`_RIVALS` that are nearly as good; else the best one."""
    best = ranked[0]
    top = weighing.scores[best]
    rivals = [set(other.iterancestors()) for other in ranked[1:] if weighing.scores[other] >= _RIVAL * top]
    for ancestor in best.iterancestors():
        if ancestor is weighing.body:
            break
        if sum(ancestor in above for above in rivals) >= _RIVALS:
            return ancestor
    return best


def _better_around(best: HtmlElement, weighing: Weighing) -> HtmlElement:
    """The nearest element around with a higher score, if scores do not fall off on the way to it."""
    last = weighing.of(best)
    least = last / 3
    for ancestor in best.iterancestors():
        if ancestor is weighing.body:
            break
        if ancestor not in weighing.scores:
            continue
        score = weighing.scores[ancestor]
        if score < least:
            break
        if score > last:
            return ancestor
        last = score
    return best


def _widest(best: HtmlElement, weighing: Weighing) -> HtmlElement:
    """What the page itself calls its main part, if that is text with headings beside ``best``; else ``best``.

    So an article is found whole whose sections stand in containers of their own.
    """
    main = next((above for above in best.iterancestors() if _is_main(above)), None)
    if main is None or weighing.tallies[main].linked_share > _MAIN_LINKS:
        return best
    within = set(best.iter())
    beside = [one for one in seen(main) if one not in within]
    if any(names.is_company(one) for one in beside):
        return best
    return main if len([one for one in beside if _parts_text(one, weighing.tallies)]) >= _MAIN_HEADINGS else best


def _is_main(element: HtmlElement) -> bool:
    return element.tag in _MAIN or element.get("role") in _MAIN or element.get("itemprop") == "articleBody"


def _parts_text(element: HtmlElement, tallies: Tallies) -> bool:
    """Whether an element is a heading with words that are no link to elsewhere, as those of teasers are."""
    tally = tallies[element]
    return element.tag in names.HEADINGS and tally.characters > 0 and tally.linked_share <= 0.5


def _belongs(sibling: HtmlElement, best: HtmlElement, weighing: Weighing) -> bool:
    """Whether a sibling of the element that holds the article is a part of it, too."""
    top = weighing.of(best)
    is_alike = bool(best.get("class")) and sibling.get("class") == best.get("class")
    if weighing.scores.get(sibling, -math.inf) + is_alike * _SIBLING * top >= max(_SIBLING_LEAST, _SIBLING * top):
        return True
    tally = weighing.tallies[sibling]
    if sibling.tag == "figure":
        return tally.images == 1 and not names.is_around(sibling)
    if sibling.tag != "p":
        return False
    if tally.characters > _TEXT:
        return tally.linked_share < _TEXT_LINKS
    text = words(sibling)
    return tally.linked == 0 and (". " in text or text.endswith("."))
