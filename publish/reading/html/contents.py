"""The page's own contents, where they stand beside the article instead of in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import unquote

from lxml.html import HtmlElement

from publish.reading.html.names import HEADINGS, is_contents
from publish.reading.html.sight import seen

_LEAST = 3
"""The fewest links of such contents."""
_SHARE = 0.8
"""The least share of them that lead into the article."""

Take = Callable[[HtmlElement], None]
"""Takes an element out of the tree, and notes it."""


def contents_beside(body: HtmlElement, chosen: Sequence[HtmlElement], take: Take) -> HtmlElement | None:
    """The element beside the article that lists its headings; without what leads back to the top of the page."""
    within = {one for root in chosen for one in root.iter()}
    if any(is_contents(one) for one in within):
        return None
    places = {one.get("id") for one in within} - {None}
    for box in seen(body):
        if box in within or not is_contents(box) or any(root in chosen for root in box.iter()):
            continue
        list_ = next(box.iter("ul", "ol"), None)
        names = [(link.get("href") or "").partition("#")[2] for link in box.iter("a")]
        led = [name for name in names if name]
        found = sum(bool({name, unquote(name)} & places) for name in led)
        if list_ is not None and found >= max(_LEAST, _SHARE * len(led)) and len(led) >= len(names) - 1:
            for item in list(list_.iterchildren("li")):
                if any((link.get("href") or "") in ("#", "#top") for link in item.iterchildren("a")):
                    take(item)
            for heading in box.iter(*HEADINGS):
                heading.tag = "p"  # It is the label, and heads nothing else.
            list_.set("role", "doc-toc")
            return box
    return None
