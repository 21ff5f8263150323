"""The places of a page that tell something of its article: ``meta``, ``link``, microdata, marked elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from lxml.html import HtmlElement

from publish.reading.html.sight import seen, words
from publish.reading.page import linked_data

Told = tuple[str, str]
"""A value, and where it comes from."""


@dataclass(frozen=True, slots=True)
class Signals:
    """All that a page tells, to be asked by name."""

    root: HtmlElement
    data: linked_data.Node
    meta: Mapping[str, str]
    """The first ``content`` of each ``name`` and ``property``, in lower case and with ``:`` for ``.``."""

    def linked(self, *keys: str) -> Iterator[Told]:
        """What JSON-LD says under one of the keys."""
        for key in keys:
            if value := linked_data.text(self.data.get(key)):
                yield unescape(value), f"JSON-LD {key}"

    def metas(self, *keys: str) -> Iterator[Told]:
        """What ``meta`` elements say under one of the names."""
        for key in keys:
            if value := self.meta.get(key):
                yield value, f"meta {key}"

    def marked(self, name: str) -> Iterator[HtmlElement]:
        """The elements of microdata with a property."""
        return (one for one in self.root.iter() if name in (one.get("itemprop") or "").split())


def signals(root: HtmlElement) -> Signals:
    """What the page tells."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        value = " ".join(unescape(element.get("content") or "").split())
        for key in _keys(element):
            if value:
                meta.setdefault(key, value)
    return Signals(root, linked_data.article(root), meta)


def _keys(meta: HtmlElement) -> Iterable[str]:
    named = [(meta.get("property") or "").split(), [meta.get("name") or ""], (meta.get("itemprop") or "").split()]
    return [re.sub(r"\s", "", key.lower()).replace(".", ":") for keys in named for key in keys if key.strip()]


def first(*told: Iterable[Told]) -> Told | None:
    """The first value of all."""
    return next((one for some in told for one in some), None)


def heading(root: HtmlElement, *tags: str) -> list[str]:
    """The words of the headings that are seen."""
    return [found for element in seen(root) if element.tag in tags and (found := words(element))]
