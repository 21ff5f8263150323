"""How much a drawing draws. What it refers to counts each time: a few lines can stand for a billion shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

MOST = 200_000
"""The most shapes of a drawing that is shown: some twenty seconds of layout."""

_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')]+)")
_MARKER = re.compile(r"marker(?:-start|-mid|-end)?\s*:[^;}]*url\(\s*[\"']?#([^\"')]+)")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_PAINTED = ("fill", "stroke", "mask", "clip-path", "style")
_MARKED = ("marker-start", "marker-mid", "marker-end")
_WEIGHTLESS = ("linearGradient", "radialGradient", "filter", "title", "desc", "style")


def is_heavy(root: etree._Element) -> bool:
    """Whether a drawing, cleaned, draws more than :data:`MOST` shapes, or refers to itself."""
    try:
        return _Scale(root).weight(root) > MOST
    except RecursionError:
        return True


class _Scale:
    """Weighs the elements of one drawing, each once."""

    def __init__(self, root: etree._Element) -> None:
        self._named = {name: element for element in root.iter() if (name := element.get("id"))}
        self._known: dict[etree._Element, float] = {}
        sheets = "".join(element.text or "" for element in root.iter("{*}style"))
        self._styled = _REFERENCE.findall(sheets)
        self._styled_markers = _MARKER.findall(sheets)

    def weight(self, element: etree._Element) -> float:
        """The shapes that an element stands for; infinite where it refers to itself."""
        name = etree.QName(element).localname
        if name in _WEIGHTLESS:
            return 0
        if element not in self._known:
            self._known[element] = float("inf")  # For as long as it is being weighed.
            below = sum(self.weight(child) for child in element)
            self._known[element] = 1 + below + sum(self._named_weight(one) for one in self._references(element, name))
            if markers := self._markers(element):
                corners = len(_NUMBER.findall(element.get("d") or element.get("points") or "1 1"))
                self._known[element] += corners * sum(map(self._named_weight, markers))
        return self._known[element]

    def _references(self, element: etree._Element, name: str) -> Iterator[str]:
        if name == "use":
            yield (element.get("{http://www.w3.org/1999/xlink}href") or "").removeprefix("#")
        for attribute in _PAINTED:
            yield from _REFERENCE.findall(element.get(attribute) or "")
        if not len(element):
            yield from self._styled

    def _markers(self, element: etree._Element) -> list[str]:
        own = [one for attribute in _MARKED for one in _REFERENCE.findall(element.get(attribute) or "")]
        return [*own, *_MARKER.findall(element.get("style") or ""), *(self._styled_markers if element.get("d") else ())]

    def _named_weight(self, name: str) -> float:
        element = self._named.get(name)
        return 0 if element is None else self.weight(element)
