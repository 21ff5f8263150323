"""HTML becomes a tree as browsers make one (HTML standard, §13.2), however it is written, bounded in depth.

The parser is turbohtml, which implements the standard whole and takes time in proportion to the page, whatever its
markup; the tree is lxml's, as everything behind it walks and changes trees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import turbohtml
from lxml.html import HtmlElement, HTMLParser

DEEPEST = 200
"""How deep elements may be nested; what is deeper stands there side by side, in its order."""
LAST_LINE = 65_535
"""The last line that lxml can note."""

_MOST_ATTRIBUTES = 200
"""How many attributes of an element are read: lxml takes quadratic time for them."""
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML forbids or advises against (XML 1.0, §2.2)."""
_NAME = re.compile(r"[a-zA-Z_][\w.-]*", re.ASCII)

_make = HTMLParser().makeelement


def parse(html: str | bytes) -> HtmlElement:
    """The ``html`` element of a document, or of a fragment; bytes are decoded as browsers do."""
    root = turbohtml.parse(html.replace("\0", "") if isinstance(html, str) else html).root
    assert root is not None  # The standard gives every document its root.
    return tree(root)


def body(root: HtmlElement) -> HtmlElement:
    """The ``body`` of a document; an empty one where it has nothing but a head."""
    found = root.find("body")
    return root.makeelement("body") if found is None else found


@dataclass(slots=True)
class _Level:
    """An element that is being filled."""

    nodes: Iterator[turbohtml.Node]
    element: HtmlElement
    last: HtmlElement | None = None
    """The child behind which text goes; None: text goes at the element's beginning."""
    pieces: list[str] = field(default_factory=list)
    """The text to go there."""

    def text(self) -> None:
        """Put the text where it goes."""
        text = _UNFIT.sub("", "".join(self.pieces))
        self.pieces.clear()
        if self.last is not None:
            self.last.tail = text
        else:
            self.element.text = text


def tree(html: turbohtml.Element) -> HtmlElement:
    """An element with all that is in it, copied; without comments, processing instructions and templates."""
    root = _copied(html)
    levels = [_Level(iter(html.children), root)]
    while levels:
        level = levels[-1]
        node = next(level.nodes, None)
        if isinstance(node, turbohtml.Text):
            level.pieces.append(node.data)
        elif isinstance(node, turbohtml.Element) and node.tag != "template":
            level.text()
            element = _copied(node)
            level.element.append(element)
            level.last = element
            is_deepest = len(levels) >= DEEPEST
            levels.append(_Level(iter(node.children), *((level.element, element) if is_deepest else (element, None))))
        elif node is None:
            levels.pop()
            if levels and levels[-1].element is level.element:
                levels[-1].last, levels[-1].pieces = level.last, level.pieces
            else:
                level.text()
    return root


def _copied(element: turbohtml.Element) -> HtmlElement:
    """An element alone, with the attributes that XML can hold."""
    copy = _make(element.tag if _NAME.fullmatch(element.tag) else "span")
    copy.sourceline = min(element.source_line or 0, LAST_LINE)  # type: ignore[misc]  # lxml can.
    for name, value in islice(element.attrs.items(), _MOST_ATTRIBUTES):
        if _NAME.fullmatch(name):
            text = " ".join(value) if isinstance(value, list) else value or ""
            copy.set(name.lower(), _UNFIT.sub("", text))
    return copy
