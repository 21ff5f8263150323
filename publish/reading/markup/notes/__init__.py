"""Notes: references and what they refer to, in all the shapes that pages give them, become the contract's."""

from __future__ import annotations

from publish.reading.markup.notes.finding import Notes, find
from publish.reading.markup.notes.placing import place

__all__ = ["Notes", "find", "place"]
