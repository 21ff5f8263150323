"""Two long lists of words side by side: which stretches are the same, in time that grows with their length.

Equal ends are set aside; then stretches that stand in both lists exactly once are anchors, long ones first, and the
longest chain of them that keeps the order holds. What is left between two anchors is short, and is aligned exactly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

SMALL = 4_000_000
"""Up to how many pairs of words a gap is aligned exactly: 64 of them are compared at once."""
ANCHORS = (32, 12, 4, 1)
"""How many words an anchor has; the longest are the surest."""
STRIDE = 1500
"""What has no anchors, such as one word over and over, is aligned in stretches of so many."""


@dataclass(frozen=True, slots=True)
class Same:
    """``a[left:left + size]`` and ``b[right:right + size]`` are the same."""

    left: int
    right: int
    size: int


_Span = tuple[int, int, int, int]
"""From where to where in the one list, and in the other."""


def aligned(a: Sequence[str], b: Sequence[str]) -> list[Same]:
    """The stretches that both have, in order; stretches that touch in both are one."""
    found: list[Same] = []
    waiting: list[_Span | Same] = [(0, len(a), 0, len(b))]
    while waiting:
        item = waiting.pop()
        parts = [item] if isinstance(item, Same) else list(_divided(a, b, item))
        if len(parts) == 1 and isinstance(parts[0], Same):
            _append(found, parts[0])
        else:
            waiting += reversed(parts)
    return found


def _append(found: list[Same], same: Same) -> None:
    last = found[-1] if found else None
    if last and last.left + last.size == same.left and last.right + last.size == same.right:
        found[-1] = Same(last.left, last.right, last.size + same.size)
    elif same.size:
        found.append(same)


def _divided(a: Sequence[str], b: Sequence[str], span: _Span) -> Iterator[_Span | Same]:
    """What is the same in a span, and the smaller spans that are still to be looked at, in order."""
    left, left_end, right, right_end = span
    start = _shared(a, b, left, right, min(left_end - left, right_end - right))
    if start:
        yield Same(left, right, start)
        left, right = left + start, right + start
    end = 0
    while left_end - end > left and right_end - end > right and a[left_end - end - 1] == b[right_end - end - 1]:
        end += 1
    inner = (left, left_end - end, right, right_end - end)
    if inner[1] > left and inner[3] > right:
        yield from _inner(a, b, inner)
    if end:
        yield Same(inner[1], inner[3], end)


def _inner(a: Sequence[str], b: Sequence[str], span: _Span) -> Iterator[_Span | Same]:
    left, left_end, right, right_end = span
    if (left_end - left) * (right_end - right) <= SMALL:
        for step in LCSseq.opcodes(a[left:left_end], b[right:right_end]):
            if step.tag == "equal":
                yield Same(left + step.src_start, right + step.dest_start, step.src_end - step.src_start)
        return
    anchors = next(filter(None, (_anchors(a, b, span, size) for size in ANCHORS)), None)
    if anchors is None:
        yield from _in_stretches(span)
        return
    for anchor in anchors:
        if anchor.left >= left and anchor.right >= right:
            size = _shared(a, b, anchor.left, anchor.right, min(left_end - anchor.left, right_end - anchor.right))
            yield (left, anchor.left, right, anchor.right)
            yield Same(anchor.left, anchor.right, size)
            left, right = anchor.left + size, anchor.right + size
    yield (left, left_end, right, right_end)


def _shared(a: Sequence[str], b: Sequence[str], left: int, right: int, most: int) -> int:
    """How many words are the same from here on."""
    count = 0
    while count < most and a[left + count] == b[right + count]:
        count += 1
    return count


def _anchors(a: Sequence[str], b: Sequence[str], span: _Span, size: int) -> list[Same]:
    """Stretches of ``size`` that each list has once, as many as keep their order."""
    left, left_end, right, right_end = span
    mine, theirs = _once(a, left, left_end, size), _once(b, right, right_end, size)
    pairs = [(place, theirs[stretch]) for stretch, place in mine.items() if stretch in theirs]
    return [Same(i, j, size) for i, j in _rising(sorted(pairs))]


def _once(words: Sequence[str], start: int, end: int, size: int) -> dict[object, int]:
    """Where each stretch begins that stands there once."""
    places: dict[object, int] = {}
    for place in range(start, end - size + 1):
        stretch: object = words[place] if size == 1 else hash(tuple(words[place : place + size]))
        places[stretch] = -1 if stretch in places else place
    return {stretch: place for stretch, place in places.items() if place >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs in which the second numbers rise as the first do (Schensted 1961)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, right) in enumerate(pairs):
        place = bisect_left(tails, right)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(right)
            ends.append(index)
        else:
            tails[place], ends[place] = right, index
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _in_stretches(span: _Span) -> Iterator[_Span]:
    """The span cut into pieces of the same number, each small enough to be aligned exactly."""
    left, left_end, right, right_end = span
    count = -(-max(left_end - left, right_end - right) // STRIDE)
    cuts = [(left + (left_end - left) * n // count, right + (right_end - right) * n // count) for n in range(count + 1)]
    for (i, j), (i_end, j_end) in pairwise(cuts):
        yield (i, i_end, j, j_end)
