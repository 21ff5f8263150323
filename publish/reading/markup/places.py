"""What the ids of the source mean in the tree that is built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree


@dataclass(slots=True)
class Places:
    """The element for each id. An id whose element is not there yet waits for the next one that comes to be."""

    found: dict[str, etree._Element] = field(default_factory=dict)
    _heirs: dict[etree._Element, etree._Element] = field(default_factory=dict)
    """Elements that are gone again, each with the one that its ids mean now."""
    _waiting: list[str] = field(default_factory=list)

    def wait(self, ids: Iterable[str]) -> None:
        """These ids mean what comes next."""
        self._waiting += ids

    def settle(self, element: etree._Element | None) -> None:
        """Ids that wait mean this element, if there is one."""
        if element is not None and self._waiting:
            self.give(self._waiting, element)
            self._waiting.clear()

    def give(self, ids: Iterable[str], element: etree._Element) -> None:
        """These ids mean this element, unless they already mean another one."""
        for name in ids:
            self.found.setdefault(name, element)

    def inherit(self, heirs: Iterable[tuple[etree._Element, etree._Element]]) -> None:
        """Elements that are gone, each with its heir."""
        self._heirs.update(heirs)

    def of(self, name: str) -> etree._Element | None:
        """The element that an id means now."""
        place = self.found.get(name)
        while place is not None and place in self._heirs:
            place = self._heirs[place]
        return place
