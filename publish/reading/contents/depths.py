"""How deep each entry of a contents list is: by its number, its bullet, its indentation, or the room around it."""

from __future__ import annotations

from collections.abc import Sequence

from publish.reading.contents.items import Item
from publish.reading.numbering import Number, begins, follows


class Numbers:
    """The numbers of a list so far, style by style: ``Part I`` above ``1.`` above ``a)``."""

    def __init__(self) -> None:
        self._styles: list[str] = []
        self._latest: dict[str, Number] = {}
        self._anew: set[str] = set()

    def take(self, number: Number, *, deeper: bool = False) -> bool:
        """Whether ``number`` goes on with the list; if so it is taken. ``deeper``: it stands below the last one."""
        if not self.fits(number, deeper=deeper):
            return False
        self._open(family(number), number)
        return True

    def fits(self, number: Number, *, deeper: bool = False) -> bool:
        """Whether ``number`` could be taken."""
        latest = self._latest.get(family(number))
        if latest is not None and follows(number, latest):
            return True
        return begins(number) and (latest is None or deeper or family(number) in self._anew)

    def _open(self, style: str, number: Number) -> None:
        if style not in self._styles:
            self._styles.append(style)
        self._anew |= set(self._styles[self._styles.index(style) + 1 :])  # What is below it may begin anew.
        self._anew.discard(style)
        self._latest[style] = number


def family(number: Number) -> str:
    """What numbers of one list share: ``1`` and ``1.2`` are of one style, ``Chapter 1`` and ``Part 1`` are not."""
    if number.kind in ("plain", "dotted"):
        return "arabic"
    if number.kind == "named":
        return number.printed.split()[0].casefold()
    if number.kind in ("chinese", "japanese"):
        return number.printed[-1] if not number.printed.startswith("付録") else "付録"
    return number.kind


def depths(items: Sequence[Item]) -> list[int]:
    """The depth of each item, from 1."""
    if all(one.printed.depth for one in items):
        return [one.printed.depth or 1 for one in items]
    measures = [_by_numbers(items), _by_indentation(items), _by_bullets(items)]
    found = [max(several) for several in zip(*measures, strict=True)]
    if set(found) == {1}:
        found = _by_room(items)
    least = min(found, default=1)
    return [depth - least + 1 for depth in found]


def _by_numbers(items: Sequence[Item]) -> list[int]:
    """By the parts of ``2.3``, and by style: what has the style of the first number is at the top."""
    styles: list[str] = []
    found = []
    for one in items:
        if one.number is None:
            found.append(1)
            continue
        style = family(one.number)
        if style not in styles:
            styles.append(style)
        found.append(one.number.parts + styles.index(style))
    return found


def _by_indentation(items: Sequence[Item]) -> list[int]:
    if _is_flush_right(items):
        return [1] * len(items)
    found = []
    margins: list[int] = []
    for one in items:
        while margins and margins[-1] >= one.printed.indent:
            margins.pop()
        margins.append(one.printed.indent)
        found.append(len(margins))
    return found


def _is_flush_right(items: Sequence[Item]) -> bool:
    """Whether numbers are set flush right, as ``VIII.`` below ``I.``: then their indentation tells nothing."""
    ends = {one.printed.indent + len(one.number.printed) for one in items if one.number}
    starts = {one.printed.indent for one in items if one.number}
    return len(starts) > 1 and max(ends) - min(ends) <= 1


def _by_bullets(items: Sequence[Item]) -> list[int]:
    """Bullets of several kinds, at one margin, are levels in the order in which they are met."""
    kinds = list(dict.fromkeys(one.bullet for one in items))
    if "" in kinds or len({one.printed.indent for one in items}) > 1:
        return [1] * len(items)
    return [kinds.index(one.bullet) + 1 for one in items]


def _by_room(items: Sequence[Item]) -> list[int]:
    """Lone entries each followed by a group, with room between, are the groups' heads."""
    groups: list[list[int]] = []
    for index, one in enumerate(items):
        if index == 0 or one.printed.gap:
            groups.append([])
        groups[-1].append(index)
    found = [1] * len(items)
    sizes = [len(group) for group in groups]
    paired = all(not (size > 1 and (place == 0 or sizes[place - 1] > 1)) for place, size in enumerate(sizes))
    if paired and sum(size > 1 for size in sizes) > 1:
        for group in (group for group in groups if len(group) > 1):
            for index in group:
                found[index] = 2
    return found
