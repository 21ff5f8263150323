"""Lines that were broken at a fixed width are paragraphs again: one line each, as in texts that never were.

Verse, addresses, lists and tables are not broken by width, so they keep their lines; nor are headings, and what the
contents name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from publish.reading.lines import Kind, Line
from publish.reading.plain import looks
from publish.reading.plain.breaking import ENOUGH, Measure, measure
from publish.reading.plain.hyphens import Healer
from publish.reading.plain.manuscript import Manuscript

TALL = 60
"""Lines without a blank one between them that are no paragraph: the whole text has none."""

_QUOTED = re.compile(r"> ?")
_NOTE = re.compile(r"\[\d{1,4}\] |[*†‡\u00b9\u00b2\u00b3]")
"""What a note begins with, whose other lines hang."""


def join(manuscript: Manuscript) -> Manuscript:
    """The manuscript a paragraph a line, where its lines were broken by width; as it is otherwise."""
    found = measure(manuscript.lines)
    if found is None:
        return manuscript
    healer = Healer(manuscript.lines)
    lines = tuple(line for block in _blocks(manuscript.lines) for line in _joined(block, found, healer))
    return replace(manuscript, lines=lines, findings=(*manuscript.findings, *healer.findings()))


def _blocks(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The stretches between blank lines, and between pages where a sentence ends with the page."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place].gap or _turns(lines[place - 1], lines[place]):
            yield lines[start:place]
            start = place


def _turns(line: Line, after: Line) -> bool:
    return after.page != line.page and looks.is_ended(line.text)


def _joined(block: Sequence[Line], measure: Measure, healer: Healer) -> Iterator[Line]:
    """The paragraphs of a block, those that it quotes among them."""
    for look, run in groupby(block, key=_look):
        if look == "lone":
            yield from run
        elif look == "quoted":
            inner = _joined(tuple(map(_unquoted, run)), measure, healer)
            yield from (replace(line, text=f"> {line.text}", indent=line.indent - 2, kind="text") for line in inner)
        else:
            yield from _paragraphs(tuple(run), measure, healer)


def _look(line: Line) -> str:
    """Whether a line is quoted, as in mail, or a lone mark, which parts two paragraphs of one quotation."""
    return "lone" if line.text == ">" else "quoted" if _QUOTED.match(line.text) else ""


def _unquoted(line: Line) -> Line:
    return replace(line, text=_QUOTED.sub("", line.text, count=1), indent=line.indent + 2)


def _paragraphs(block: Sequence[Line], measure: Measure, healer: Healer) -> Iterator[Line]:
    """The paragraphs of a block; its lines, each of kind ``lines``, where it is not prose."""
    measure = _own(block, measure)
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


def _own(block: Sequence[Line], measure: Measure) -> Measure:
    """The measure of a block that is set narrower than the text and is as full as that, as quotations are."""
    if len(block) < ENOUGH or len(block) > TALL or min(line.indent for line in block[1:]) <= measure.margin + 1:
        return measure
    own = replace(measure, width=max(line.indent + looks.width(line.text) for line in block), margins={})
    return own if all(own.goes_on(*pair) for pair in pairwise(block)) else measure


def _keeps_lines(block: Sequence[Line], measure: Measure) -> bool:
    """Whether the ends of a block's lines mean something, as in verse, an address or a table."""
    if len(block) <= TALL and sum(map(looks.is_tabular, block)) > len(block) / 2:
        return True
    if len(block) > TALL or any(map(looks.is_marked, block)):
        return False
    pairs = list(pairwise(block))
    parted = [pair for pair in pairs if not measure.goes_on(*pair)]
    if len(parted) == len(pairs):
        return not all(_begins_paragraph(*pair, measure) and pair[1].indent > measure.margin + 1 for pair in pairs)
    meant = sum(not _begins_paragraph(*pair, measure) for pair in parted if pair is not pairs[0])
    full = sum(measure.full(*pair) or looks.is_parted(pair[0].text) for pair in pairs)
    return 4 * meant > len(pairs) or (full < 0.4 * (len(pairs) - len(parted) + meant) and len(pairs) >= ENOUGH)


def _begins_paragraph(line: Line, after: Line, measure: Measure) -> bool:
    """Whether something other than the width and the author's will may part the two: a paragraph, a heading."""
    if measure.indented and after.indent > measure.margin + 1:
        return True
    return looks.is_ended(line.text) or measure.parts(line, after)


def _goes_on(block: Sequence[Line], start: int, place: int, measure: Measure) -> bool:
    """Whether the line at ``place`` belongs to the paragraph that begins at ``start``."""
    line, after = block[place - 1], block[place]
    if looks.is_marked(after) or looks.is_tabular(after) or looks.is_tabular(line):
        return False
    if measure.parts(line, after) or _is_heading(block, place, measure):
        return False
    if looks.is_marked(block[start]):
        return after.indent > block[start].indent or (measure.full(line, after) and not looks.is_ended(line.text))
    if after.indent > block[start].indent and _NOTE.match(block[start].text):
        return True
    deeper = after.indent - line.indent
    if deeper > 1 or (deeper < -1 and place - 1 > start):
        return False
    if measure.indented and after.indent > measure.margin + 1 and looks.is_ended(line.text):
        return False
    return measure.goes_on(line, after)


def _is_heading(block: Sequence[Line], place: int, measure: Measure) -> bool:
    """Whether the line at ``place`` stands between a sentence that ended and one that begins, and is none itself."""
    if place + 1 == len(block) or not looks.is_ended(block[place - 1].text):
        return False
    line, after = block[place], block[place + 1]
    return not (
        looks.is_ended(line.text)
        or looks.begins_low(line.text)
        or looks.begins_low(after.text)
        or measure.full(line, after)
    )
