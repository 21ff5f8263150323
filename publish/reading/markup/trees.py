"""What all steps do with the untrusted tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

VOID = "removed"
"""The tag of an element that was taken away: it holds the place of the text behind it."""

_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def name(element: etree._Element) -> str:
    """The tag of an element; empty for what is none, such as a comment."""
    return element.tag if isinstance(element.tag, str) else ""


def elements(root: HtmlElement) -> Iterator[HtmlElement]:
    """All elements below ``root`` and itself, in the order of the source. One that is voided is not entered."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        yield element
        if element.tag == VOID:
            walker.skip_subtree()


def void(element: HtmlElement) -> None:
    """Take an element away with all that is in it. The text behind it stays, and is not copied: that takes no time."""
    element.clear(keep_tail=True)
    element.tag = VOID


def words(element: HtmlElement) -> str:
    """All text in an element, its white space made single spaces."""
    return (
        " ".join("".join(element.itertext(etree.Element)).split())
        if len(element)
        else " ".join((element.text or "").split())
    )


def tokens(element: HtmlElement, name: str) -> frozenset[str]:
    """The words of an attribute such as ``class``, in lower case."""
    return frozenset((element.get(name) or "").lower().split())


def is_hidden(element: HtmlElement) -> bool:
    """Whether the source itself hides an element from everybody."""
    if element.get("hidden") is not None and (element.get("hidden") or "").lower() != "until-found":
        return True
    return bool(_HIDING.search(element.get("style") or ""))
