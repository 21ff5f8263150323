"""The same letters in other words: where a space or a hyphen came or went, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.ledger.words import Stream, letters

NEAR = 40
"""How many words further on letters that are cut otherwise are looked for."""


def same_letters(
    source: Stream, mine: Sequence[int], target: Stream, theirs: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Stretches that have the same letters, though not in the same words."""
    at = 0
    start = 0
    while start < len(mine):
        for other in range(at, min(at + NEAR, len(theirs))):
            sizes = _levelled(source, mine[start:], target, theirs[other:])
            if sizes:
                yield mine[start : start + sizes[0]], theirs[other : other + sizes[1]]
                start, at = start + sizes[0] - 1, other + sizes[1]
                break
        start += 1


def _levelled(source: Stream, mine: Sequence[int], target: Stream, theirs: Sequence[int]) -> tuple[int, int] | None:
    """How many words of each, from the first on, have the same letters; None where they differ before that."""
    one, other, i, j = "", "", 0, 0
    while True:
        if len(one) <= len(other):
            if i == len(mine):
                return None
            one, i = one + letters(source.tokens[mine[i]]), i + 1
        else:
            if j == len(theirs):
                return None
            other, j = other + letters(target.tokens[theirs[j]]), j + 1
        if one == other:
            return i, j
        if not (one.startswith(other) or other.startswith(one)):
            return None
