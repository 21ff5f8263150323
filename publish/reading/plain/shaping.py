"""What is set line by line is told from paragraphs: verse, tables, code.

Only stretches between blank lines are looked at, so a text that is a paragraph a line has none but its code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publish.reading.lines import Kind, Line
from publish.reading.plain import looks
from publish.reading.plain.manuscript import Manuscript

VERSE = 64
"""The most columns of a line of verse."""
STANZA = 3
"""The fewest lines of a stanza that tells verse."""
LONG = 100
"""From how many columns on a line is sure to be a paragraph."""
ROWS = 3
"""The fewest rows of a table that is told by its columns alone."""

_CODE = re.compile(
    r"\s*(?:.*(?:[;{]|\);?|=>)\s*(?://.*)?|[{}\[\]();,]+|(?://|/\*|\*/|\* ?@|#include\b|\$ |>>> |<\?php).*"
    r"|(?:import|from|using|def|class|public|private|protected|function|var|const|let|return|if|else|for|while)\b.*[:;{})(]"
    r"|[\w.\[\]]+ ?[-+*/|&]?= ?\S.*)\s*"
)
_STATEMENT = re.compile(r"[;{}]\s*(?://.*)?\Z|\A\s*(?:#include|\$ |>>> |//|def \w+\(|import \w)")
_PIPES = re.compile(r"\|.*\|")
_CLOSES = re.compile("[,;:.!?\u2026\u2014\u060c\u061b\u3002\uff0c][\"'\u2019\u201d\u00bb)]*\\Z")


def tell(manuscript: Manuscript) -> Manuscript:
    """The manuscript, each line with its kind."""
    lines = list(manuscript.lines)
    for start, end in _stretches_of_code(lines):
        lines[start:end] = _as(lines[start:end], "code")
    blocks = tuple(_blocks(lines))
    stanzas = {start for start, end in blocks if _is_stanza(lines[start:end])}
    prose = any(looks.width(line.text) > LONG for line in lines)
    for start, end in blocks:
        block = lines[start:end]
        if block[0].kind in ("text", "lines") and _is_table(block):
            lines[start:end] = _as(block, "table")
        elif start in stanzas and (block[0].kind == "lines" or len(stanzas) > 1 or (prose and len(block) > STANZA)):
            lines[start:end] = _as(block, "verse")
    return replace(manuscript, lines=tuple(_couplets(lines)))


def _as(lines: Iterable[Line], kind: Kind) -> list[Line]:
    return [replace(line, kind=kind) for line in lines]


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where each stretch of two lines or more of one kind between blank lines begins and ends."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place].gap or lines[place].kind != lines[place - 1].kind:
            if place - start > 1:
                yield start, place
            start = place


def _is_stanza(block: Sequence[Line]) -> bool:
    """Lines too short for prose, most of which are sentences or parts of them, and none an item."""
    if len(block) < STANZA or len(block) > 200 or block[0].kind not in ("text", "lines"):
        return False
    if any(looks.is_marked(line) or looks.is_tabular(line) for line in block):
        return False
    widths = [line.indent - block[0].indent + looks.width(line.text) for line in block]
    closed = sum(bool(_CLOSES.search(line.text[-4:])) for line in block)
    ended = sum(map(looks.is_ended, (line.text for line in block)))
    shouted = sum(line.text.isupper() for line in block)
    return (
        max(widths) <= VERSE
        and sum(widths) >= 12 * len(block)
        and closed >= 0.4 * len(block)
        and ended <= 0.75 * len(block)
        and shouted < 0.5 * len(block)
    )


def _couplets(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; what keeps its ends beside verse is verse, such as a stanza of two lines."""
    for place, line in enumerate(lines):
        beside = lines[max(place - 2, 0) : place + 3]
        yield replace(line, kind="verse") if line.kind == "lines" and _near_verse(line, beside) else line


def _near_verse(line: Line, beside: Iterable[Line]) -> bool:
    return any(other.kind == "verse" and abs(other.indent - line.indent) <= 4 for other in beside)


def _is_table(block: Sequence[Line]) -> bool:
    if all(_PIPES.fullmatch(line.text) for line in block):
        return True
    rows = [line for line in block if not looks.is_rule(line)]
    return len(rows) >= ROWS and sum(map(looks.is_tabular, rows)) > 0.6 * len(rows)


def _stretches_of_code(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where three lines or more are code, with what stands between them."""
    start = last = -4
    statements = 0
    for place, line in enumerate(lines):
        if len(line.raw) > 200 or not _CODE.fullmatch(line.raw):
            continue
        if place - last > 3 or line.gap > 1:
            if statements >= STANZA:
                yield start, last + 1
            start, statements = place, 0
        statements += bool(_STATEMENT.search(line.raw))
        last = place
    if statements >= STANZA:
        yield start, last + 1
