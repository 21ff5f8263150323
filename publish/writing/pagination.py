"""Where the pages of a laid-out document begin in its source, to the letter: for the page-list of an EPUB.

A place is an element and how many letters of its own text stand on earlier pages. Layout changes white space, adds
hyphens and moves notes, but no letter of a text, so that the same place can be found in the page of the publication.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publish.model import PageBreak
from publish.writing import structure
from publish.writing.document import Document
from publish.writing.letters import letters_in
from publish.writing.notes import HOME

_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_NUMERALS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")


def breaks(
    pages: Iterable[Any], document: Document, label: Callable[[int], str], blank: Iterable[str] = ()
) -> tuple[list[PageBreak], list[str]]:
    """Where each of these laid-out pages of a document begins, and the folios of the blank ones at the end.

    A blank page begins where the next one does. ``label`` gives the folio of a page by its number, from 1; ``blank``
    are the folios of the blank pages that come before all of these.
    """
    places = document.places
    parents = {child: parent for parent in document.tree.iter() for child in parent}
    told: Counter[Any] = Counter()
    headers: set[Any] = set()
    found: list[PageBreak] = []
    empty = list(blank)
    for number, page in enumerate(pages, start=1):
        empty.append(label(number))
        for box in _leaves(page._page_box, headers):
            letters = letters_in(box.text) if isinstance(box, boxes.TextBox) else 0
            if not letters and isinstance(box, boxes.TextBox):
                continue
            if empty:
                name, element, offset = _place(box, places, parents, told)
                found += [PageBreak(one, name, element, offset) for one in empty]
                empty = []
            told[box.element] += letters
    return found, empty


def roman(number: int) -> str:
    """A number in small roman numerals."""
    found = ""
    for value, numeral in zip(_VALUES, _NUMERALS, strict=True):
        found += numeral * (number // value)
        number %= value
    return found


def _place(
    box: Any, places: Mapping[Any, tuple[str, int]], parents: Mapping[Any, Any], told: Mapping[Any, int]
) -> tuple[str, int, int | None]:
    """The page's name, the element's number, and the letters of its own that come before; None: before the element."""
    element, before = box.element, not isinstance(box, boxes.TextBox)
    while element not in places:  # Made for layout, as the pairs of a ruby are.
        element, before = parents[element], True
    if element.get("class") == "formula-text":
        before = True
    for around in _above(element, parents):
        if around.tag == "ruby" or (around.tag == "a" and not any(told[one] for one in around.iter())):
            element, before = around, True
    name, number = places[element]
    return name, number, None if before else told[element]


def _above(element: Any, parents: Mapping[Any, Any]) -> Iterator[Any]:
    """The element, and those around it, as long as they are parts of a line."""
    while element is not None and element.tag not in ("p", "div", "li", "td", "th", "section", "body"):
        yield element
        element = parents.get(element)


def _leaves(box: Any, headers: set[Any]) -> Iterator[Any]:
    """The texts and pictures of a page in the order of the source; no notes, and nothing that layout has added."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    element = box.element
    if isinstance(box, boxes.MarginBox) or "::" in (box.element_tag or "") or structure.decorates(box):
        return
    if getattr(element, "get", None) and element.get(HOME) is not None:
        return
    if getattr(box, "is_header", False):
        if element in headers:
            return
        headers.add(element)
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        if element.tag != "rt":
            yield box
        return
    for child in getattr(box, "children", ()):
        yield from _leaves(child, headers)
