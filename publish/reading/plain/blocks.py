"""Lines become XHTML blocks: paragraphs, quotations, lists, verse and all else that a line can be part of.

Every block tells the line of the source it was made of in ``data-line``, for messages; composing takes it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, pairwise

from publish.reading.lines import Line
from publish.reading.plain import dialogue, lists, looks, tables

Render = Callable[[Sequence[Line]], str]


def body(lines: Iterable[Line]) -> str:
    """The XHTML of ``lines``: each run of lines of one shape in the block of that shape."""
    lines = tuple(lines)
    shapes = _shapes(lines)
    runs = groupby(range(len(lines)), key=shapes.__getitem__)
    return "\n".join(filter(None, (shape([lines[place] for place in run]) for shape, run in runs)))


def _shapes(lines: Sequence[Line]) -> list[Render]:
    """What each line is: what its kind says, what its first characters say, and what only its neighbours tell."""
    shapes = [_shape(line) for line in lines]
    for place in lists.numbered(lines):
        shapes[place] = lists.render
    for place in _starred(lines, shapes):
        shapes[place] = _paragraphs
    for place, (above, line) in enumerate(pairwise(lines), start=1):
        if shapes[place] is _rules and _underlines(line, above):
            shapes[place] = _nothing
    for start, end in dialogue.stretches(lines):
        if all(shape is _paragraphs for shape in shapes[start:end]):
            shapes[start:end] = [dialogue.render] * (end - start)
    return shapes


def _starred(lines: Sequence[Line], shapes: Sequence[Render]) -> Iterator[int]:
    """The places of lone items with a star that are notes: a line above them has a star behind a word."""
    named = 0
    for place, line in enumerate(lines):
        alone = lists.render not in (*shapes[max(place - 1, 0) : place], *shapes[place + 1 : place + 2])
        if named and alone and shapes[place] is lists.render and line.text.startswith("* "):
            named -= 1
            yield place
        elif line.text.count("*") % 2 and _STAR.search(line.text):
            named += 1


def _rules(lines: Sequence[Line]) -> str:
    return "\n".join(f'<hr data-line="{line.number}"/>' for line in lines)


def _nothing(lines: Sequence[Line]) -> str:
    return ""


def _paragraphs(lines: Sequence[Line]) -> str:
    return "\n".join(_paragraph(line, line.text) for line in lines)


def _paragraph(line: Line, text: str) -> str:
    return f'<p data-line="{line.number}">{escape(text, quote=False)}</p>'


def _marked_quotation(lines: Sequence[Line]) -> str:
    inner = "\n".join(_paragraph(line, line.text[2:]) for line in lines if line.text != ">")
    return f"<blockquote>{inner}</blockquote>" if inner else ""  # A lone “>” parts two paragraphs of one quotation.


def _quotation(lines: Sequence[Line]) -> str:
    return f"<blockquote>{_paragraphs(lines)}</blockquote>"


def _line_by_line(lines: Sequence[Line]) -> str:
    """A paragraph for each stretch between blank lines, its lines parted; what is indented is indented."""
    margin = min(line.indent for line in lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if line.gap or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return "\n".join(
        f'<p data-line="{stanza[0].number}">{"<br/>".join(_indented(line, margin) for line in stanza)}</p>'
        for stanza in paragraphs
    )


def _indented(line: Line, margin: int) -> str:
    space = "\u2003" * min((line.indent - margin) // 2, 8) if line.kind == "verse" else ""
    return space + escape(line.text, quote=False)


def _verse(lines: Sequence[Line]) -> str:
    return f'<div class="verse">{_line_by_line(lines)}</div>'


_BY_KIND: dict[str, Render] = {
    "quote": _quotation,
    "lines": _line_by_line,
    "verse": _verse,
    "table": tables.render,
    "code": tables.preformatted,
}
_BY_LOOK: tuple[tuple[re.Pattern[str], Render], ...] = (
    (re.compile("".join(rf"(?:{re.escape(mark)} ?){{3,}}+|" for mark in "*-_=~#•·") + "[⁂#]"), _rules),
    (re.compile(r">(?: .+)?"), _marked_quotation),
    (re.compile(r"[-*•‣◦] .+"), lists.render),
)
"""The shapes that a line's own marks tell, the first that fits.

The marks of a rule are matched possessively, as the engine would otherwise remember each of millions.
"""


def _shape(line: Line) -> Render:
    if line.kind != "text":
        return _BY_KIND[line.kind]
    return next((render for pattern, render in _BY_LOOK if pattern.fullmatch(line.text)), _paragraphs)


_STAR = re.compile(r"[^\s*]\*(?=[\s.,;:!?)\u201d\u2019\u00bb]|\Z)")


def _underlines(line: Line, above: Line) -> bool:
    """Whether a rule right below a line of its length is that line's decoration."""
    drawn = line.text[0] in "=-~_#" and line.gap == 0 and above.kind == "text"
    return drawn and len(line.text) > 3 and abs(looks.width(line.text) - looks.width(above.text)) <= 2
