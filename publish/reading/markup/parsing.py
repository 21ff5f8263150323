"""HTML becomes a tree, however deep it is nested."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

DEEPEST = 200
"""How deep elements may be nested; below that they stand beside each other."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML forbids (XML 1.0, §2.2); a parser of HTML lets them through."""


def parse(html: str | bytes, encoding: str | None = None) -> HtmlElement:
    """The ``html`` element of a document, or of a fragment, with all its words.

    ``encoding`` is that of bytes, None where the document itself shall tell. Comments are left out.
    """
    if not html.strip():
        html, encoding = "<p></p>", None
    if isinstance(html, str):
        # Bytes, as the parser otherwise heeds what a document claims about them.
        html, encoding = html.encode("utf-8", "replace"), "utf-8"
    parser = HTMLParser(encoding=encoding, huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(html, parser)
    if root is None:
        return parse("")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        # Past its limit the parser gives up the rest of the document.
        options: dict[str, Any] = {"target": _Flat(), "encoding": encoding, "huge_tree": True}
        root = etree.fromstring(html, HTMLParser(**options))
    _make_fit(root)
    return root


def _make_fit(root: HtmlElement) -> None:
    for element in root.iter():
        for part in ("text", "tail"):
            if _UNFIT.search(text := getattr(element, part) or ""):
                setattr(element, part, _UNFIT.sub("", text))
        for name, value in element.attrib.items():
            if _UNFIT.search(value):
                element.set(name, _UNFIT.sub("", value))


def body(root: HtmlElement) -> HtmlElement:
    """The ``body`` of a document; an empty one where it has nothing but a head."""
    found = root.find("body")
    return root.makeelement("body") if found is None else found


class _Flat:
    """Builds a tree that is at most :data:`DEEPEST` deep: what is nested deeper stands side by side."""

    def __init__(self) -> None:
        self._builder = etree.TreeBuilder(element_factory=HTMLParser().makeelement)
        self._open: list[str] = []
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._builder.end(self._open.pop())
        self._open.append(tag)
        self._builder.start(tag, dict(attributes))

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(self._open.pop())
        if self._depth >= DEEPEST:
            self._open.append("span")
            self._builder.start("span", {})

    def data(self, data: str) -> None:
        self._builder.data(data)

    def close(self) -> HtmlElement:
        while self._open:
            self._builder.end(self._open.pop())
        root = self._builder.close()
        assert isinstance(root, HtmlElement)
        return root
