"""The choice among pairs that could each be right: the heaviest chain of those that keep the order."""

from __future__ import annotations

from collections.abc import Sequence

from publish.reading.reconcile.pairs import Pair


def heaviest(pairs: Sequence[Pair], weights: Sequence[int], size: int) -> list[Pair]:
    """The pairs of greatest weight whose positions and entries both rise, of ``size`` entries.

    ``pairs`` come with positions rising and, at one position, entries falling. O(n log n), as the classic longest
    rising subsequence. The tree is a Fenwick tree: it answers which chain that ends before an entry is the heaviest.
    """
    scores: list[int] = []
    before: list[int | None] = []
    tree: list[int | None] = [None] * (size + 1)

    def better(one: int | None, other: int | None) -> int | None:
        if one is None or other is None:
            return other if one is None else one
        return max(one, other, key=lambda place: (scores[place], -pairs[place].entry, -place))

    for place, pair in enumerate(pairs):
        best, node = None, pair.entry
        while node:
            best, node = better(best, tree[node]), node & (node - 1)
        scores.append(weights[place] + (0 if best is None else scores[best]))
        before.append(best)
        node = pair.entry + 1
        while node <= size:
            tree[node] = better(tree[node], place)
            node += node & -node

    chain: list[Pair] = []
    last = None
    for place in range(len(pairs)):
        last = better(last, place)
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]
