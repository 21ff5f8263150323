"""What the rest of a text says for and against a list being its contents: do its lines come again, with text below?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

from publish.reading.lines import Line
from publish.reading.reconcile.seams import length, seam
from publish.reading.wording import bare, ends, is_anchor, letters

LONGEST = 320
"""The most characters of a line that may be a heading."""
PROSE = 55
"""How much a line of running text says at least, in letters."""
NEAR = 8
"""Within how many lines below a heading its text begins."""
MOST = 40
"""How many places of the same words are looked at."""
SELDOM = 3
"""How often the words of a heading stand alone at most."""
_GLUED = 8
"""How many letters a heading has at least that is looked for at the beginning of a paragraph."""
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "।", "؟", "…", ":", "：")


class Places:
    """Where in a text each wording stands as a line, and where there is running text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.size = len(lines)
        self._lines = lines
        self._where: dict[str, list[int]] = defaultdict(list)
        beginnings = []
        for place, line in enumerate(lines):
            said = letters(line.text[:LONGEST])
            beginnings.append((said[:LONGEST], place))
            if len(line.text) > LONGEST:
                continue
            self._where[said].append(place)
            if (words := letters(bare(line.text).text)) != said:
                self._where[words].append(place)
            if line.text.endswith("]") and (words := letters(line.text.rpartition("[")[0])) != said:
                self._where[words].append(place)
        self._beginnings = sorted(beginnings)
        self._prose = [0, *accumulate(_is_prose(line.text) for line in lines)]

    def of(self, text: str, start: int, end: int) -> list[int]:
        """Where ``text`` stands as a line, or glued to its paragraph, outside of lines ``start`` to ``end``."""
        said = letters(text)
        if not said:
            return []
        found = self._where.get(said, [])
        low, high = bisect_left(found, start), bisect_left(found, end)
        places = {*found[:low][-MOST:], *found[high : high + MOST], *self._glued(text, said, start, end)}
        return sorted(places)

    def again(self, text: str, place: int, start: int = 0) -> bool:
        """Whether ``text`` stands as a line of its own, or before a paragraph, below ``place`` or above ``start``."""
        return bool(self.of(text, start, place + 1))

    def heads(self, text: str, place: int, start: int) -> bool:
        """Whether ``text`` comes again as a heading does: seldom, and with running text below."""
        found = self.of(text, start, place + 1)
        return 0 < len(found) <= SELDOM and any(map(self.has_text, found))

    def _glued(self, text: str, said: str, start: int, end: int) -> list[int]:
        if length(said) < _GLUED:
            return []
        first = bisect_left(self._beginnings, (said, -1))
        found: list[int] = []
        for beginning, place in self._beginnings[first : first + MOST]:
            if not beginning.startswith(said):
                break
            line = self._lines[place].text
            cut = ends(line, said)
            if cut is None or start <= place < end:
                continue
            marked = cut + (cut < len(line) and not line[cut].isalnum() and not line[cut].isspace())
            if is_anchor(line[cut:]) or seam(line, marked, words=len(text.split())) >= 0.7:
                insort(found, place)
        return found

    def has_text(self, place: int) -> bool:
        """Whether running text stands soon below the line at ``place``, or in it, and does not just go on from it."""
        if self._is_long(place):
            return True
        after = self._lines[place + 1].text if place + 1 < self.size else ""
        return not after[:1].islower() and self.prose(place + 1, place + 1 + NEAR) > 0

    def _is_long(self, place: int) -> bool:
        return length_of(self._lines[place].text) >= 2 * PROSE

    def prose(self, start: int, end: int) -> int:
        """How many lines of running text stand between two places."""
        return self._prose[min(end, self.size)] - self._prose[min(start, self.size)]

    def headings(self, texts: Iterable[str], start: int, end: int) -> int:
        """How many of ``texts`` come again in their order, each with text below, outside of ``start`` to ``end``.

        One that stands right above another is none of them: where lines come again as a block they are a copy.
        """
        tails: list[int] = []
        places = [self.of(text, start, end) for text in texts]
        taken = {place for several in places for place in several}
        for several in places:
            for place in reversed(several):
                if (place + 1 not in taken or self._is_long(place)) and self.has_text(place):
                    spot = bisect_left(tails, place)
                    tails[spot : spot + 1] = [place]
        return len(tails)

    def following(self, texts: Iterable[str], place: int) -> int:
        """The first line from ``place`` on that says one of ``texts``; the number of lines where there is none."""
        found = self.size
        for text in texts:
            where = self._where.get(letters(text), [])
            at = bisect_right(where, place - 1)
            found = min([found, *where[at : at + 1]])
        return found


def _is_prose(text: str) -> bool:
    said = length_of(text)
    return said >= PROSE or (said >= PROSE // 2 and text.endswith(_SENTENCE_ENDS[:7]))


def reads_on(text: str) -> bool:
    """Whether a line is a piece of running text, by its beginning and its end."""
    return length_of(text) >= PROSE and (text[0].islower() or text[-1] in ".,;。，" or ". " in text)


def length_of(text: str) -> int:
    """How much a line says, in letters; see :func:`publish.reading.reconcile.seams.length`."""
    return len(text) if text.isascii() or len(text) > PROSE else length(text[:12]) * len(text) // min(len(text), 12)
