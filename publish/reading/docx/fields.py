"""Fields: places where Word computes what stands there (ECMA-376, Part 1, section 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINK = re.compile(r"\s*HYPERLINK\b(?P<rest>.*)", re.DOTALL | re.IGNORECASE)
_PLACE = re.compile(r'(\\l\s+)?(?:"([^"]*)"|([^\s\\"]+))')


@dataclass(slots=True)
class Field:
    """A field that has begun: what it is told to do, and whether its result has come."""

    instruction: str = ""
    has_result: bool = False

    @property
    def is_contents(self) -> bool:
        """Whether its result is a table of contents."""
        return self.instruction.split()[:1] == ["TOC"]

    @property
    def address(self) -> str | None:
        """Where a link leads; None for another field."""
        match = _LINK.match(self.instruction)
        address = ""
        for place in _PLACE.finditer(match["rest"]) if match else ():
            told = place[2] if place[2] is not None else place[3]
            address += f"#{told}" if place[1] else told if not address else ""
        return address or None
