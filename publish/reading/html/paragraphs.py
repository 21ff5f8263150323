"""Loose text is put into paragraphs, so that a page without any can be weighed like the others.

What was loose between the blocks of a ``div``, or parted by two line breaks, stands in ``p`` afterwards; and a ``div``
that is only a paragraph becomes one. No word moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement, HTMLParser

from publish.reading.html.names import is_formula
from publish.reading.html.sight import seen, words
from publish.reading.markup.trees import VOID

_LINK_SHARE = 0.25
"""The share of links from which what a ``div`` holds is a list of links rather than a paragraph."""
_PHRASES = frozenset(
    """
    abbr audio b bdo br button cite code data datalist dfn em embed font i img input kbd label mark math meter
    noscript object output progress q ruby s samp script select small span strong sub sup textarea time u var wbr
    """.split()
)
_TRANSPARENT = frozenset(["a", "del", "ins"])
"""Elements that are phrases where all within is."""

_make = HTMLParser().makeelement


def gather(root: HtmlElement) -> None:
    """Put the loose text of a tree into paragraphs."""
    phrases = _phrases(list(root.iter()))
    whole = {inner for listing in root.iter("pre") for inner in listing.iter("br", "div")}
    for element in list(root.iter("br")):
        if element.tag == "br" and element not in whole:
            _part(element, phrases)
    phrases = _phrases(list(root.iter()))
    whole.update(inner for outer in root.iter("div") if is_formula(outer) for inner in outer.iter("div"))
    for division in [element for element in seen(root) if element.tag == "div" and element not in whole]:
        _enclose(division, phrases)
        _unwrap(division)


def _phrases(elements: Sequence[HtmlElement]) -> set[HtmlElement]:
    """The elements that are part of a line."""
    found: set[HtmlElement] = set()
    for element in reversed(elements):
        is_transparent = element.tag in _TRANSPARENT and all(child in found for child in element)
        if element.tag in _PHRASES or is_transparent:
            found.add(element)
    return found


def _part(first: HtmlElement, phrases: set[HtmlElement]) -> None:
    """Where two or more line breaks follow each other, what comes behind them becomes a paragraph."""
    parent = first.getparent()
    if parent is None or not _is_chain(first):
        return
    chain = list(_chain(first))
    first.tag, first.text, first.tail = "p", chain[-1].tail, None
    for element in chain[1:]:
        element.tag, element.tail = VOID, None
    following = chain[-1].getnext()
    while following is not None and following in phrases and not _is_chain(following):
        element, following = following, following.getnext()
        first.append(element)
    if parent.tag == "p":
        parent.tag = "div"


def _chain(first: HtmlElement) -> Iterator[HtmlElement]:
    """A line break and those that follow it with nothing between."""
    element: HtmlElement | None = first
    while element is not None and element.tag == "br":
        yield element
        element = None if (element.tail or "").strip() else element.getnext()


def _is_chain(element: HtmlElement) -> bool:
    return len(list(islice(_chain(element), 2))) == 2


def _enclose(division: HtmlElement, phrases: set[HtmlElement]) -> None:
    """Put each run of text and phrases between the blocks of a division into a paragraph."""
    paragraph: HtmlElement | None = None
    if (division.text or "").strip():
        paragraph = _make("p")
        paragraph.text, division.text = division.text, None
        division.insert(0, paragraph)
    for child in list(division):
        if child is paragraph:
            continue
        if child in phrases:
            if paragraph is None and not _is_blank(child):
                paragraph = _make("p")
                child.addprevious(paragraph)
            if paragraph is not None:
                paragraph.append(child)
            continue
        paragraph = None
        if (child.tail or "").strip():
            paragraph = _make("p")
            paragraph.text, child.tail = child.tail, None
            child.addnext(paragraph)


def _is_blank(element: HtmlElement) -> bool:
    return element.tag == "br" and not (element.tail or "").strip()


def _unwrap(division: HtmlElement) -> None:
    """A division with one paragraph and nothing else is that paragraph, unless it is a list of links."""
    paragraph = division[0] if len(division) == 1 else None
    if paragraph is None or paragraph.tag != "p" or (division.text or "").strip() or (paragraph.tail or "").strip():
        return
    linked = sum(len(words(link)) for link in paragraph.iter("a"))
    parent = division.getparent()
    if parent is None or linked >= _LINK_SHARE * len(words(paragraph)):
        return
    for name in ("class", "id"):
        if division.get(name) and not paragraph.get(name):
            paragraph.set(name, division.get(name))
    paragraph.tail = division.tail
    parent.replace(division, paragraph)
