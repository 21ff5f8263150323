"""Lines of text become XHTML blocks: paragraphs, quotations, lists of bullets and rules, each line in one of them.

Every block tells the line of the source it was made of in ``data-line``, for messages; composing takes it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby
from operator import itemgetter

from publish.reading.lines import Line

_Content = tuple[int, str]
"""The number of a line, and what it says, its marker taken off and escaped."""


def body(lines: Iterable[Line]) -> str:
    """The XHTML of ``lines``: a block a line of markup, and as many ``data-line`` as lines with words."""
    runs = groupby(map(_shape, lines), key=itemgetter(0))
    return "\n".join(filter(None, (render([content for _, content in run]) for render, run in runs)))


def _rules(contents: Sequence[_Content]) -> str:
    return "\n".join(f'<hr data-line="{number}"/>' for number, _ in contents)


def _paragraphs(contents: Sequence[_Content]) -> str:
    return "\n".join(f'<p data-line="{number}">{text}</p>' for number, text in contents if text)


def _quotation(contents: Sequence[_Content]) -> str:
    inner = _paragraphs(contents)  # A lone “>” parts two paragraphs of one quotation.
    return f"<blockquote>{inner}</blockquote>" if inner else ""


def _list(contents: Sequence[_Content]) -> str:
    items = "".join(f'<li data-line="{number}">{text}</li>' for number, text in contents)
    return f"<ul>{items}</ul>"


_Render = Callable[[Sequence[_Content]], str]

_SHAPES: tuple[tuple[re.Pattern[str], _Render], ...] = (
    (re.compile(r"(?P<text>)(?:(?:\* ?){3,}+|(?:- ?){3,}+)"), _rules),
    (re.compile(r">(?: (?P<text>.+))?"), _quotation),
    (re.compile(r"[-*•] (?P<text>.+)"), _list),
    (re.compile(r"(?P<text>.+)"), _paragraphs),
)
"""What a line can be, the first that fits: how it looks, and how a run of such lines is rendered.

A numbered line stays a paragraph: its number is a word of the source, and numbering it anew could change it. The marks
of a rule are matched possessively, as the engine would otherwise remember each of millions.
"""


def _shape(line: Line) -> tuple[_Render, _Content]:
    render, match = next((render, match) for pattern, render in _SHAPES if (match := pattern.fullmatch(line.text)))
    return render, (line.number, escape(match["text"] or "", quote=False))
