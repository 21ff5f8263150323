"""The entries and the places of a text aligned as a whole: which place is the heading of which entry.

The words of a heading do not suffice to tell: an item of a list may say the same, and two sections may be called alike.
So of all choices in order that one is taken in which the most entries find their heading, and the surest of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from publish.model import Entry
from publish.reading.reconcile.chain import heaviest
from publish.reading.reconcile.likeness import best, likenesses
from publish.reading.reconcile.pairs import DRIFTED, NUMBERED, Candidate, Pair, Wanted, pairs

HABIT = 3
"""From how many headings on, glued with a space, a text is one that glues: then each of them is surer."""
_ITEMS = ("- ", "* ", "• ", "+ ", "> ", "| ")
_EARLY = 0.9
"""What a heading above the contents counts, against one below them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of each entry."""

    taken: Mapping[int, Pair]
    """The heading of each entry that has one, by the entry's index."""
    moved: frozenset[int]
    """The entries whose heading stands out of order."""
    doubtful: tuple[Pair, ...]
    """What is alike, but not enough: at most one pair for each entry without a heading."""


def choose(entries: Sequence[Entry], candidates: Sequence[Candidate], *, after: int, threshold: float) -> Choice:
    """The best headings for ``entries``; the text below the contents begins at the position ``after``."""
    wanted = Wanted(entries)
    found = pairs(wanted, candidates)
    found = _with_habits(found, len(entries))
    sure = [pair for pair in found if pair.confidence >= threshold]
    taken = _aligned(sure, candidates, len(entries), after)
    missing = [index for index in range(len(entries)) if index not in taken]
    near: list[Pair] = []
    if missing:
        near = likenesses(entries, missing, candidates, taken)
        chosen = [*taken.values(), *(pair for pair in near if pair.confidence >= threshold)]
        chosen.sort(key=lambda pair: (pair.place, -pair.entry))
        taken = _aligned(chosen, candidates, len(entries), after)
    moved = _out_of_order(found, taken, candidates)
    taken |= moved
    faint = best(pair for pair in (*found, *near) if pair.entry not in taken and pair.confidence < threshold)
    used = {pair.place for pair in taken.values()}
    return Choice(taken, frozenset(moved), tuple(pair for _, pair in sorted(faint.items()) if pair.place not in used))


def _with_habits(found: Sequence[Pair], size: int) -> list[Pair]:
    """Where many headings are glued with a space, or none of the others has a heading, each glued one is surer."""
    glued = {pair.entry for pair in found if pair.cut is not None and pair.confidence < NUMBERED}
    clean = {pair.entry for pair in found if pair.confidence >= NUMBERED}
    only = glued - clean
    if len(only) < HABIT and 2 * len(only) < size:
        return list(found)
    return [
        replace(pair, confidence=min(pair.confidence + 0.15, 0.95))
        if pair.cut is not None and pair.confidence < 0.8 and pair.entry in only
        else pair
        for pair in found
    ]


def _aligned(found: Sequence[Pair], candidates: Sequence[Candidate], entries: int, after: int) -> dict[int, Pair]:
    """The chain of the most and the surest headings, of which those with text below them are preferred."""
    places = {pair.place for pair in found}
    scale = 1000 * (len(places) + 1)
    weights = [
        round(scale * pair.confidence * (1 if candidates[pair.place].position >= after else _EARLY))
        + (
            pair.cut is not None
            or (pair.place + pair.lines < len(candidates) and pair.place + pair.lines not in places)
        )
        for pair in found
    ]
    chain = heaviest(found, weights, entries)
    taken: dict[int, Pair] = {}
    end = -1
    for pair in chain:
        if pair.place < end:
            continue  # The heading before runs over this line.
        taken[pair.entry] = pair
        end = pair.place + pair.lines
    return taken


def _out_of_order(found: Sequence[Pair], taken: Mapping[int, Pair], candidates: Sequence[Candidate]) -> dict[int, Pair]:
    """The headings that stand where none is expected: the only ones with their words, and no items of a list."""
    used = {place for pair in taken.values() for place in range(pair.place, pair.place + pair.lines)}
    whole = [pair for pair in found if pair.confidence >= NUMBERED - 0.01 and pair.place not in used]
    often = Counter(pair.entry for pair in whole)
    claimed = Counter(pair.place for pair in whole)
    return {
        pair.entry: pair
        for pair in whole
        if pair.entry not in taken
        and often[pair.entry] == claimed[pair.place] == 1
        and pair.confidence >= min(DRIFTED, NUMBERED)
        and pair.place + pair.lines < len(candidates)
        and pair.place + pair.lines not in used | set(claimed)
        and not candidates[pair.place].text.startswith(_ITEMS)
    }
