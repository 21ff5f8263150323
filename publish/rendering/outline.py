"""Contents as a tree: nested from the flat list that a source prints, and once more as what can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from publish.model import Entry, NavPoint, Part

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the printed contents, with those below it."""

    number: str | None
    text: str
    href: str | None
    """None: not in the source."""
    children: tuple[Row, ...]


def rows(entries: Sequence[Entry], hrefs: Mapping[str, str]) -> tuple[Row, ...]:
    """The printed contents as a tree. ``hrefs`` tells where each id stands."""
    return tuple(
        Row(entry.number, entry.text, hrefs.get(entry.section or ""), rows(below, hrefs))
        for entry, below in _families(entries, [entry.depth for entry in entries])
    )


def points(part: Part, hrefs: Mapping[str, str]) -> NavPoint:
    """All headings of an article as a tree below its title: what a reader can jump to."""
    headings = [(section.level, section.title, section.id) for section in part.sections if section.title]
    return NavPoint(part.metadata.title, hrefs[part.id], _points(headings, hrefs))


def _points(headings: Sequence[tuple[int, str, str]], hrefs: Mapping[str, str]) -> tuple[NavPoint, ...]:
    return tuple(
        NavPoint(title, hrefs[identifier], _points(below, hrefs))
        for (_, title, identifier), below in _families(headings, [level for level, _, _ in headings])
    )


def flattened(outline: Sequence[NavPoint], levels: int) -> tuple[NavPoint, ...]:
    """The same points in their order, on so many levels: deeper ones stand on the last of them."""
    if levels > 1:
        return tuple(replace(point, children=flattened(point.children, levels - 1)) for point in outline)
    return tuple(one for point in outline for one in (replace(point, children=()), *flattened(point.children, 1)))


def depth(outline: Iterable[NavPoint]) -> int:
    """How many levels the tree has."""
    return max((1 + depth(point.children) for point in outline), default=0)


def _families(items: Sequence[Item], depths: Sequence[int]) -> list[tuple[Item, list[Item]]]:
    """Each item that is no deeper than all before it, with the deeper ones that follow it."""
    found: list[tuple[Item, list[Item]]] = []
    floor = 0
    for item, level in zip(items, depths, strict=True):
        if not found or level <= floor:
            found.append((item, []))
            floor = level
        else:
            found[-1][1].append(item)
    return found
