"""Headings in other words than their entries: how much alike they are, where the order leaves room for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from publish.model import Entry
from publish.reading.reconcile.pairs import FAINT, Candidate, Pair
from publish.reading.wording import bare, letters

GRAM = 3
"""How many letters in a row two wordings must share to be compared at all."""
COMMON = 60
"""How many places may share such letters; what more places share tells nothing."""
COMPARED = 12
"""How many places are compared with an entry: those that share most with it."""
SUREST = 0.95
"""Other words are never as sure as the same."""


def likenesses(
    entries: Sequence[Entry], missing: Collection[int], candidates: Sequence[Candidate], taken: Mapping[int, Pair]
) -> list[Pair]:
    """Each entry without a heading, with the places between its neighbours' headings that say nearly the same.

    ``missing`` are the indices of such entries, and ``taken`` the pairs of the others.
    """
    said = {index: letters(entries[index].text) for index in sorted(missing)}
    longest = 2 * max(map(len, said.values()), default=0) + 10
    used = {place for pair in taken.values() for place in range(pair.place, pair.place + pair.lines)}
    headings: dict[int, str] = {}
    for place, candidate in enumerate(candidates):
        if len(candidate.text) <= longest and place not in used and _like_a_heading(candidates, place):
            headings[place] = letters(bare(candidate.text).text)
    postings = _postings(headings, {gram for name in said.values() for gram in _grams(name)})
    room = _room(len(entries), len(candidates), taken)
    found = []
    for index, name in said.items():
        low, high = room[index]
        shared = Counter(
            place for gram in sorted(_grams(name)) for place in postings.get(gram, ()) if low < place < high
        )
        for place, _ in shared.most_common(COMPARED):
            alike = fuzz.ratio(name, headings[place], score_cutoff=100 * FAINT) / 100
            if alike:
                found.append(Pair(place, index, min(alike, SUREST)))
    return sorted(found, key=lambda pair: (pair.place, -pair.entry))


def _like_a_heading(candidates: Sequence[Candidate], place: int) -> bool:
    """A heading has something below it and is no item of a list."""
    return place + 1 < len(candidates) and not candidates[place].text.startswith(("- ", "* ", "• ", "> "))


def _grams(name: str) -> set[str]:
    size = GRAM if name.isascii() else 2
    return {name[place : place + size] for place in range(max(len(name) - size + 1, 1))}


def _postings(headings: Mapping[int, str], wanted: Collection[str]) -> dict[str, list[int]]:
    """For each run of letters that an entry has, the places that have it, unless they are many."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, name in headings.items():
        for size in (2, GRAM):
            for gram in {name[start : start + size] for start in range(max(len(name) - size + 1, 1))} & wanted:
                places[gram].append(place)
    return {gram: found for gram, found in places.items() if len(found) <= COMMON}


def _room(entries: int, places: int, taken: Mapping[int, Pair]) -> list[tuple[int, int]]:
    """For each entry the places between which its heading must stand to be in order."""
    lows, highs = [], []
    low, high = -1, places
    for index in range(entries):
        lows.append(low)
        low = max(low, taken[index].place) if index in taken else low
    for index in reversed(range(entries)):
        highs.append(high)
        high = min(high, taken[index].place) if index in taken else high
    return list(zip(lows, reversed(highs), strict=True))


def best(pairs: Iterable[Pair]) -> dict[int, Pair]:
    """The surest pair of each entry."""
    found: dict[int, Pair] = {}
    for pair in pairs:
        if pair.entry not in found or pair.confidence > found[pair.entry].confidence:
            found[pair.entry] = pair
    return found
