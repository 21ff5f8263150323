"""How the lines of a text are broken: at a width, or where their paragraphs end.

A line was broken by width where the next line's first word would not have fitted on it. In wrapped prose nearly all
lines are like that, and most of them end in the middle of a sentence. Lines of even length may be like that by chance,
but they end where their sentences do: those are paragraphs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from publish.reading.lines import Line
from publish.reading.plain import looks
from publish.reading.wide import is_spaced
from publish.reading.wording import bare, is_anchor, letters

NARROWEST, WIDEST = 38, 120
"""Between how many columns a text is broken."""
ENOUGH = 4
"""How many pairs of lines tell how a text, or what stands at one margin, is broken."""
LOOSEST = 0.8
"""The share of the width that a line fills at least, with the word that did not fit: typeset lines vary."""
STRAY = 0.75
"""The same for a line of evenly broken text that goes on in a small letter, as where a word was taken out later."""
NEARLY = 0.9
"""The share of the width that a line which comes again fills at most; prose may be repeated too."""
DEEPEST = 12
"""How far the first line of a paragraph is indented at most."""
OPEN = 0.7
"""The share of full lines that end within a sentence where lines are broken by width."""

Pair = tuple[Line, Line]


@dataclass(frozen=True, slots=True)
class Measure:
    """How a text is broken."""

    margin: int
    """Where most lines begin, in columns from the left."""
    width: int
    """Where they end at the latest."""
    margins: Mapping[int, int]
    """The same for the lines at each indent that has enough of them."""
    slack: float
    """The share of its width that a full line fills with the word that did not fit; 1 where a program broke lines."""
    indented: bool
    """Whether paragraphs are told by the indentation of their first lines."""
    alone: frozenset[str]
    """The letters of lines that come again elsewhere: headings and their entries, which are no part of anything."""

    def full(self, line: Line, after: Line) -> bool:
        """Whether the first word of ``after`` would not have fitted on ``line``."""
        return self._filling(line, after) >= self.slack

    def goes_on(self, line: Line, after: Line) -> bool:
        """Whether nothing but the width parts ``line`` from ``after``."""
        filling = self._filling(line, after)
        stray = STRAY if self.slack == 1 and not looks.is_parted(line.text) else 0
        return filling >= self.slack or (filling >= stray and looks.begins_low(after.text))

    def parts(self, line: Line, after: Line) -> bool:
        """Whether one of the two comes again elsewhere, and is not just the same rest of another sentence."""
        if self._is_alone(line):
            return True
        return self._is_alone(after) and (looks.is_closed(line.text) or not self.full(line, after))

    def _is_alone(self, line: Line) -> bool:
        return bool(self.alone) and not self.alone.isdisjoint(_names(line, self.width))

    def _filling(self, line: Line, after: Line) -> float:
        return _filling(line, after, self.margins.get(line.indent, self.width))


def measure(lines: Sequence[Line]) -> Measure | None:
    """How ``lines`` are broken; None where they are paragraphs, or nothing tells."""
    pairs = list(_pairs(lines))
    width = _widest(line for line, _ in pairs)
    if len(pairs) < ENOUGH or not NARROWEST <= width <= WIDEST:
        return None
    alone = _coming_again(lines, width)
    pairs = [pair for pair in pairs if alone.isdisjoint(_names(pair[0], width) | _names(pair[1], width))]
    if len(pairs) < ENOUGH:
        return None
    margin = Counter(after.indent for _, after in pairs).most_common(1)[0][0]
    margins = _margins(pairs)
    slack = _slack(pairs, width, margins)
    found = Measure(margin, width, margins, slack, False, alone)
    if not _is_broken([pair for pair in pairs if found.full(*pair)], pairs):
        return None
    return replace(found, margins={}, indented=True) if _is_indented(lines, found) else found


def _is_broken(full: Sequence[Pair], pairs: Sequence[Pair]) -> bool:
    """Whether lines are full, most of them within sentences, and, where letters tell, go on in small ones."""
    open_ended = sum(not looks.is_closed(line.text) for line, _ in full)
    low = sum(looks.begins_low(after.text) for _, after in full)
    cased = low + sum(after.text[0].isupper() for _, after in full)
    told = 5 * cased >= len(full)
    return len(full) > 0.55 * len(pairs) and open_ended > OPEN * len(full) and (not told or low >= 0.3 * cased)


def _pairs(lines: Sequence[Line]) -> Iterator[Pair]:
    """Lines that follow each other at one margin, or below an indented one, on one page, and are no items."""
    for line, after in pairwise(lines):
        together = after.gap == 0 and after.page == line.page and -1 <= line.indent - after.indent <= DEEPEST
        if together and not looks.is_marked(line) and not looks.is_marked(after) and not looks.is_tabular(line):
            yield line, after


def _filling(line: Line, after: Line, end: int) -> float:
    """The share of the width that ``line`` would fill with the first word of ``after``, from 1 on if it cannot."""
    needed = looks.width(line.text) + is_spaced(line.text, after.text) + looks.width(looks.first_word(after.text))
    room = max(end - line.indent, 1)
    return 1.0 if needed > room else needed / (room + 1)


def _slack(pairs: Sequence[Pair], width: int, margins: Mapping[int, int]) -> float:
    """What 19 of 20 lines fill that are sure to go on in the next one.

    Where no small letters tell which do, three in four of those that may, less what typesetters of Chinese and Japanese
    need to keep brackets and stops where they belong.
    """
    pairs = [pair for pair in pairs if not looks.is_closed(pair[0].text)] or pairs
    sure = [pair for pair in pairs if looks.begins_low(pair[1].text)]
    told = 5 * len(sure) >= len(pairs)
    fillings = sorted(
        _filling(line, after, margins.get(line.indent, width)) for line, after in (sure if told else pairs)
    )
    return max(fillings[len(fillings) // 20] if told else 0.95 * fillings[len(fillings) // 4], LOOSEST)


def _widest(lines: Iterable[Line]) -> int:
    """Where 19 of 20 lines end at the latest."""
    ends = sorted(line.indent + looks.width(line.text) for line in lines)
    return ends[len(ends) * 19 // 20] if ends else 0


def _margins(pairs: Sequence[Pair]) -> Mapping[int, int]:
    at: dict[int, list[Line]] = defaultdict(list)
    for line, _ in pairs:
        at[line.indent].append(line)
    return {indent: _widest(lines) for indent, lines in at.items() if len(lines) >= 2 * ENOUGH}


def _is_indented(lines: Sequence[Line], measure: Measure) -> bool:
    """Whether sentences end before full lines that are indented deeper than the lines around them, again and again."""
    found = 0
    for line, first, after in zip(lines, lines[1:], lines[2:], strict=False):
        together = first.gap == after.gap == 0 and 1 < first.indent - line.indent <= DEEPEST
        hangs = together and after.indent < first.indent - 1
        found += hangs and looks.is_ended(line.text) and measure.full(first, after)
    return found >= ENOUGH


def _coming_again(lines: Sequence[Line], width: int) -> frozenset[str]:
    """The letters of what stands on more than one line, as headings do that the contents name.

    Lines that go on are none of them, and the last line of a paragraph may say the same as another: ``of it.``
    """
    goes_on = {line.number for line, after in pairwise(lines) if after.gap == 0 and _runs_on(line, after, width)}
    shorter = round(width * NEARLY)
    counts = Counter(name for line in lines if line.number not in goes_on for name in _names(line, shorter))
    return frozenset(name for name, count in counts.items() if count > 1)


def _runs_on(line: Line, after: Line, width: int) -> bool:
    """Whether what follows begins in a small letter, or, where letters have no case, a full line ends in a sentence."""
    if looks.begins_low(after.text) or after.text[0].isupper():
        return looks.begins_low(after.text)
    return _filling(line, after, width) == 1 and not looks.is_closed(line.text)


def _names(line: Line, longest: int) -> set[str]:
    """The letters of a line that may be a heading or an entry: with its number and without, and without a link."""
    text = line.text
    if looks.width(text) > longest or text[-1] in ".,;。，、；।" or looks.begins_low(text):
        return set()
    words = bare(text.lstrip("-*•‣◦·–+ ")).text
    head, bracket, tail = words.rpartition("[")
    names = {letters(text), letters(words), letters(head) if is_anchor(bracket + tail) else ""}
    return {name for name in names if len(name) > 1}
