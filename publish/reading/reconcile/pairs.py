"""Which places of a text could be the heading of which entry, by their letters."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from publish.model import Entry
from publish.reading import numbering
from publish.reading.reconcile.seams import seam
from publish.reading.wording import bare, ends, is_anchor, key, letters

MOST_PAIRS = 200_000
"""How many pairs of equal words are weighed. Only a text that says the same heading thousands of times has more; then
the first such place goes with the first such entry, the second with the second."""
MOST_LINES = 3
"""Over how many lines a heading may run."""
FAINT = 0.5
"""The confidence below which a likeness is not worth a word."""

LONG = 3
"""How many words a heading has at least that may have lost its full stop in the contents."""
SAME, DRIFTED, NUMBERED = 1.0, 0.98, 0.96


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the text that may be a heading, or begin with one: a line, a paragraph, a heading of a page."""

    position: int
    """Places are numbered in the order of the text."""
    text: str
    level: int | None = None
    """From 1, where the source says it: by Markdown's marks or a page's elements; None where it does not."""
    line: int | None = None
    """The line of the source."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry and a place that may be its heading."""

    place: int
    """The index of the candidate."""
    entry: int
    confidence: float
    cut: int | None = None
    """How many characters of the candidate are the heading; None: all of them."""
    lines: int = 1
    """Over how many candidates the heading runs."""


class Wanted:
    """The entries, ready to be looked up by words, by letters, and by the letters that a text begins with."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.keys: dict[str, list[int]] = defaultdict(list)
        self.letters: dict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(entries):
            if name := key(entry.text):
                self.keys[name].append(index)
            if name := letters(entry.text):
                self.letters[name].append(index)
        self.sorted = sorted(self.letters)
        self._shorter = list(self._chains())
        self.reach = 4 * max((len(entry.text) for entry in entries), default=0) + 80

    def _chains(self) -> Iterator[int | None]:
        """For each name the longest other one that it begins with."""
        open_names: list[int] = []
        for index, name in enumerate(self.sorted):
            while open_names and not name.startswith(self.sorted[open_names[-1]]):
                open_names.pop()
            yield open_names[-1] if open_names else None
            open_names.append(index)

    def beginning(self, said: str) -> Iterator[str]:
        """The names that ``said`` begins with, the longest first."""
        place: int | None = bisect_right(self.sorted, said) - 1
        if place == -1:
            return
        while place is not None:
            if said.startswith(self.sorted[place]):
                yield self.sorted[place]
            place = self._shorter[place]

    def goes_on(self, said: str) -> bool:
        """Whether a name begins with ``said`` and is longer."""
        place = bisect_right(self.sorted, said)
        return place < len(self.sorted) and self.sorted[place].startswith(said)


def pairs(wanted: Wanted, candidates: Sequence[Candidate]) -> list[Pair]:
    """Every place with every entry whose letters it has or begins with: places rising, for each entries falling."""
    found = list(_named(wanted, candidates))
    if sum(len(indices) for _, indices, *_ in found) > MOST_PAIRS:
        found = list(_in_turn(found))
    return [
        Pair(place, index, _agreeing(sure, wanted.entries[index], candidates[place]), cut, lines)
        for place, indices, sure, cut, lines in found
        for index in reversed(indices)
    ]


_Found = tuple[int, Sequence[int], float, int | None, int]


def _in_turn(found: Sequence[_Found]) -> Iterator[_Found]:
    seen: Counter[int] = Counter()
    for place, indices, *rest in found:
        turn = seen[indices[0]]
        if turn < len(indices):
            yield (place, indices[turn : turn + 1], *rest)  # type: ignore[misc]
        seen[indices[0]] += 1


def _named(wanted: Wanted, candidates: Sequence[Candidate]) -> Iterator[_Found]:
    """For each place the entries it may head, how sure that is, its cut and its lines; the best reading."""
    if not wanted.keys:
        return
    for place, candidate in enumerate(candidates):
        text = candidate.text[: wanted.reach]
        whole = len(candidate.text) <= wanted.reach
        if whole and (name := key(text)) in wanted.keys:
            yield place, wanted.keys[name], SAME, None, 1
            continue
        heading = bare(text)
        said, named = letters(text), letters(heading.text)
        if whole and named in wanted.letters and _enough(named):
            sure = SAME if key(heading.text) in wanted.keys else NUMBERED if heading.number else DRIFTED
            yield place, wanted.letters[named], sure, None, 1
            continue
        if whole and said in wanted.letters and _enough(said):
            yield place, wanted.letters[said], DRIFTED, None, 1
            continue
        if run := _over_lines(wanted, candidates, place, named):
            yield place, wanted.letters[run[0]], NUMBERED - 0.01, None, run[1]
            continue
        yield from _beginnings(wanted, place, candidate, text)


def _enough(said: str) -> bool:
    """Whether letters alone say enough: ``C#`` and ``C++`` are not the same."""
    return len(said) > 2 or not said.isascii()


def _over_lines(wanted: Wanted, candidates: Sequence[Candidate], place: int, said: str) -> tuple[str, int] | None:
    """The name that this line and those after it make together, and how many lines they are."""
    if not said or not wanted.goes_on(said):
        return None
    for lines, candidate in enumerate(islice(candidates, place + 1, place + MOST_LINES), start=2):
        if len(candidate.text) > wanted.reach:
            return None
        said += letters(candidate.text)
        if said in wanted.letters:
            return said, lines
        if not wanted.goes_on(said):
            return None
    return None


def _beginnings(wanted: Wanted, place: int, candidate: Candidate, text: str) -> Iterator[_Found]:
    """The entry whose words, and no more of them than a heading has, stand at the beginning of a longer text."""
    offset = len(text) - len(bare(text).text) if not text.startswith(("#", "=")) else 0
    for start in sorted({0, offset}):
        for name in wanted.beginning(letters(text[start:])):
            cut = ends(text[start:], name)
            if cut is None or not _enough(name):
                continue
            index = wanted.letters[name][0]
            cut = with_its_marks(text, start + cut, wanted.entries[index].text)
            if is_anchor(candidate.text[cut:]):
                yield place, wanted.letters[name], NUMBERED + 0.01, cut, 1
                return
            sure = seam(candidate.text, cut, words=_words(wanted.entries[index].text))
            if sure >= FAINT:
                yield place, wanted.letters[name], sure, cut, 1
                return


def with_its_marks(text: str, cut: int, entry: str) -> int:
    """The cut behind the marks that end the heading as they end its entry: a question mark, a bracket, an emoji.

    A leader of dots takes the full stop of its entry along.
    """
    for mark in "".join(entry[ends(entry, letters(entry)) or len(entry) :].split()):
        place = len(text) - len(text[cut:].lstrip())
        if key(text[place : place + 1]) != key(mark):
            return cut
        cut = place + 1
    stopped = entry[-1:].isalnum() and _words(entry) >= LONG and text[cut : cut + 1] in (".", "…")
    return cut + (stopped and text[cut + 1 : cut + 2].isalpha() and not text[cut + 1].islower())


def _words(text: str) -> int:
    return max(len(text.split()), len(text) // 4 if not text.isascii() else 0)


def _agreeing(sure: float, entry: Entry, candidate: Candidate) -> float:
    """A heading with another number than its entry's is a little less sure, so that of two the right one is chosen."""
    if entry.number is None:
        return sure
    number, _ = numbering.leading(entry.number + " -")
    said = bare(candidate.text[:200]).number
    agree = said is None or said.printed == entry.number or numbering.same(number, said)
    return sure if agree else sure - 0.005
