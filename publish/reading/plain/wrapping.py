"""Lines that were broken at a fixed width are paragraphs again: one line each, as in texts that never were.

A line was broken by width where the next line's first word would not have fitted on it. In prose nearly all lines are
like that; in verse, addresses, lists and tables hardly any, so those keep their lines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from publish.reading.lines import Kind, Line
from publish.reading.plain import looks
from publish.reading.plain.hyphens import Healer
from publish.reading.plain.manuscript import Manuscript

NARROWEST, WIDEST = 38, 120
"""Between how many columns a text is broken."""
ENOUGH = 4
"""How many pairs of lines tell how a text, or what stands at one margin, is broken."""
SLACK = 0.88
"""The share of the width that a full line fills with the word that did not fit: typeset lines vary."""
TALL = 60
"""Lines without a blank one between them that are no paragraph: the whole text has none."""

_Pair = tuple[Line, Line]


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a text is broken."""

    margin: int
    """Where most lines begin, in columns from the left."""
    width: int
    """Where they end."""
    margins: Mapping[int, int]
    """The same for the lines at each indent that has enough of them."""

    def full(self, line: Line, after: Line, least: int = 0) -> bool:
        """Whether the first word of ``after`` would not have fitted on ``line``, the widest being ``least`` or more."""
        end = max(self.margins.get(line.indent, self.width), least)
        needed = line.indent + looks.width(line.text) + 1 + looks.width(looks.first_word(after.text))
        return needed > line.indent + (end - line.indent) * SLACK


def join(manuscript: Manuscript) -> Manuscript:
    """The manuscript a paragraph a line, where its lines were broken by width; as it is otherwise."""
    measure = _measure(manuscript.lines)
    if measure is None:
        return manuscript
    healer = Healer(manuscript.lines)
    lines = tuple(line for block in _blocks(manuscript.lines) for line in _joined(block, measure, healer))
    return replace(manuscript, lines=lines, findings=(*manuscript.findings, *healer.findings()))


def _pairs(lines: Sequence[Line]) -> Iterator[_Pair]:
    """Lines that follow each other at one margin, on one page, and are no items."""
    for line, after in pairwise(lines):
        together = after.gap == 0 and after.page == line.page and abs(after.indent - line.indent) <= 1
        if together and not looks.is_marked(line) and not looks.is_marked(after) and not looks.is_tabular(line):
            yield line, after


def _measure(lines: Sequence[Line]) -> _Measure | None:
    """How the text is broken; None where its lines are paragraphs, or nothing tells."""
    pairs = list(_pairs(lines))
    if len(pairs) < ENOUGH:
        return None
    margin = Counter(after.indent for _, after in pairs).most_common(1)[0][0]
    measure = _Measure(margin, _widest(line for line, _ in pairs), _margins(pairs))
    if not NARROWEST <= measure.width <= WIDEST:
        return None
    full = sum(measure.full(line, after) for line, after in pairs)
    open_ended = sum(not looks.is_ended(line.text) for line, _ in pairs)
    cased = sum(looks.begins_low(after.text) or after.text[0].isupper() for _, after in pairs)
    low = sum(looks.begins_low(after.text) for _, after in pairs)
    broken = full > 0.55 * len(pairs) and open_ended > 0.6 * len(pairs) and low >= 0.3 * cased
    return measure if broken else None


def _widest(lines: Iterable[Line]) -> int:
    """Where nine of ten lines end at the latest."""
    ends = sorted(line.indent + looks.width(line.text) for line in lines)
    return ends[len(ends) * 9 // 10]


def _margins(pairs: Sequence[_Pair]) -> Mapping[int, int]:
    at: dict[int, list[Line]] = defaultdict(list)
    for line, _ in pairs:
        at[line.indent].append(line)
    return {indent: _widest(lines) for indent, lines in at.items() if len(lines) >= 2 * ENOUGH}


def _blocks(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The stretches between blank lines, and between pages where a sentence ends with the page."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place].gap or _turns(lines[place - 1], lines[place]):
            yield lines[start:place]
            start = place


def _turns(line: Line, after: Line) -> bool:
    return after.page != line.page and looks.is_ended(line.text)


def _joined(block: Sequence[Line], measure: _Measure, healer: Healer) -> Iterator[Line]:
    """The paragraphs of a block; its lines, each of kind ``lines``, where it is not prose."""
    if len(block) > 1 and _keeps_lines(block, measure):
        yield from (replace(line, kind="lines") for line in block)
        return
    start = 0
    for place in range(1, len(block) + 1):
        if place == len(block) or not _goes_on(block, start, place, measure):
            run = block[start:place]
            # Only a first line may be indented in the paragraphs of the text itself.
            indent = min(line.indent for line in run)
            kind: Kind = (
                "quote" if len(run) > 1 and indent > measure.margin + 1 and not looks.is_marked(run[0]) else "text"
            )
            yield replace(healer.joined(run), gap=max(run[0].gap, 1), indent=indent, kind=kind)
            start = place


def _keeps_lines(block: Sequence[Line], measure: _Measure) -> bool:
    """Whether the ends of a block's lines mean something, as in verse, an address or a table."""
    if len(block) <= TALL and sum(map(looks.is_tabular, block)) > len(block) / 2:
        return True
    if len(block) > TALL or any(map(looks.is_marked, block)):
        return False
    pairs = list(pairwise(block))
    least = max(line.indent + looks.width(line.text) for line in block) if len(block) > 3 else 0
    measured = measure if least <= 0 or block[1].indent < 2 else replace(measure, width=least, margins={})
    broken = sum(measured.full(line, after) or looks.begins_low(after.text) for line, after in pairs)
    full = sum(measured.full(line, after) for line, after in pairs)
    return broken < 0.75 * len(pairs) or (full < 0.4 * len(pairs) and len(pairs) >= ENOUGH)


def _goes_on(block: Sequence[Line], start: int, place: int, measure: _Measure) -> bool:
    """Whether the line at ``place`` belongs to the paragraph that begins at ``start``."""
    line, after = block[place - 1], block[place]
    if looks.is_marked(after) or looks.is_tabular(after) or looks.is_tabular(line):
        return False
    if looks.is_marked(block[start]):
        return after.indent > block[start].indent or (measure.full(line, after) and not looks.is_ended(line.text))
    deeper = after.indent - line.indent
    if deeper > 1 or (deeper < -1 and place - 1 > start):
        return False
    return looks.begins_low(after.text) or measure.full(line, after)
