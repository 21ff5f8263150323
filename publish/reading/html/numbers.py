"""Numbers that stand beside what is numbered anyway: the lines of a listing, the steps of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from publish.reading.html.names import names
from publish.reading.html.sight import is_seen, words

_LINES = re.compile(r"\b(?:ln|lnt|line-?nos?|linenodiv|line-?num(?:ber)?s?|gutter|blob-num|hljs-ln-numbers)\b")
_LISTINGS = ("code", "pre")
_NEAR = 4
"""How many elements up the listing is."""
_FEW = 10
"""How many elements beside it may come before the listing."""
_DEEPEST = 6
"""How many elements down the number of a step is."""


def printed(root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements below ``root`` that hold nothing but such numbers. They may be voided."""
    for element in list(root.iter("span", "td", "th", "div", "pre", "a")):
        if _LINES.search(names(element)) and _is_number(element) and _is_in_listing(element):
            yield element
    for steps in root.iter("ol"):
        for place, item in enumerate(steps.iterchildren("li"), start=1):
            if (number := _first(item)) is not None and words(number).strip(" .)") == str(place):
                yield number


def _is_number(element: HtmlElement) -> bool:
    text = "".join(element.itertext())
    return bool(text.strip()) and not text.strip("0123456789 \t\n\r")


def _is_in_listing(element: HtmlElement) -> bool:
    """Whether an element stands in a listing, or beside one."""
    around = list(islice(element.iterancestors(), _NEAR))
    if any(one.tag in _LISTINGS for one in around):
        return True
    beside = (one for above in (element, *around) for one in (above.getnext(), above.getprevious()))
    return any(inner.tag in _LISTINGS for one in beside if one is not None for inner in islice(one.iter(), _FEW))


def _first(item: HtmlElement) -> HtmlElement | None:
    """The element that the first words of an item stand in, if others follow."""
    first = item
    for _ in range(_DEEPEST):
        if (first.text or "").strip():
            break
        inner = next((one for one in first if is_seen(one) and words(one)), None)
        if inner is None:
            return None
        first = inner
    return first if first is not item and words(first) != words(item) else None
