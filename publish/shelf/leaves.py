"""Long lists on several pages, so that one more entry changes one or two of them.

A page ends where the spot of the next entry happens to be divisible, some forty entries on; a change in one place moves
no boundary behind it. Pages are called by their first entries, not by numbers. (This is how backup programs cut files.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST, MOST, USUAL = 16, 120, 32
"""Entries of a page; after the least, each next one begins a new page with a chance of one to the usual."""

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Entry]):
    """One page of a list."""

    name: str
    """Of its file, without an ending."""
    entries: tuple[Entry, ...]
    before: str | None
    """The name of the page before."""
    after: str | None


def leaves(stem: str, entries: Iterable[Entry], spot: Callable[[Entry], int]) -> Iterator[Leaf[Entry]]:
    """The pages of a list; the first one is called ``stem``. A list without entries has one page without any."""
    name, before, held = stem, None, list[Entry]()
    for entry in entries:
        if len(held) >= MOST or (len(held) >= LEAST and spot(entry) % USUAL == 0):
            following = f"{stem}-{spot(entry):08x}"
            yield Leaf(name, tuple(held), before, following)
            name, before, held = following, name, []
        held.append(entry)
    yield Leaf(name, tuple(held), before, None)
