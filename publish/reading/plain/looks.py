"""How a line looks: what the steps that join, keep and shape lines all ask of it."""

from __future__ import annotations

import re

from publish.reading.lines import Line
from publish.reading.wide import WIDE

_MARKER = re.compile(r"(?:[-*•‣◦·–+] |>|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})[.)] )")
_RULE = re.compile(r"(?:[*#~=_+|\u2042•·-] ?)++")
_TERMINAL = re.compile(
    "[.!?:;\u2026\u3002\uff01\uff1f\uff1a\uff1b\u061f\u06d4\u0964\u0965]"
    "[\"'\u2019\u201d\u00bb\u203a)\\]_*\u300d\u300f]*\\Z"
)
_CLOSED = re.compile(
    r"[.!?:;\u2026\u3002\uff01\uff1f\uff1a\uff1b\u061f\u06d4\u0964\u0965](?:[^\w\s]|\s?[\d\u00b2\u00b3\u00b9\u2070-\u2079]{1,6}|\s)*\Z"
)
_ROOMY = re.compile(r"(?:[-*•‣◦·–+>†‡]|\(?\w{1,3}[.)]|\[\d{1,4}\])\s+")
"""A mark with the room behind it, which makes no columns."""
_COLUMNS = re.compile(r"\S(?: {3,}|\t+ *)\S")
_LEADERS = re.compile(r"(?:\. ?){6,}|\u2026{3,}|(?:(?:\. ?){4,}|\u2026{2,})\s*(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})\Z")
"""Dots up to a page, or more of them than a sentence has."""


def width(text: str) -> int:
    """How many columns the text takes in a fixed pitch."""
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))


def first_word(text: str) -> str:
    """What could not have been parted from the end of the line before: a word, or a wide character."""
    return text[:1] if WIDE.match(text) else text.partition(" ")[0]


def is_marked(line: Line) -> bool:
    """Whether the line begins as an item of a list or a quotation does, or is a rule."""
    return bool(_MARKER.match(line.text)) or is_rule(line)


def is_rule(line: Line) -> bool:
    """Whether the line is drawn, not written."""
    return bool(_RULE.fullmatch(line.text))


def is_ended(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return bool(_TERMINAL.search(text[-8:]))


def is_closed(text: str) -> bool:
    """The same, though marks of notes, brackets or numbers may stand behind the end: ``the sea.12``."""
    return bool(_CLOSED.search(text[-24:]))


def is_parted(text: str) -> bool:
    """Whether the text ends with a hyphen behind a letter, as a word that goes on does."""
    return text[-1] in "-\u2010\u00ad\u00ac" and text[-2:-1].isalpha()


def is_tabular(line: Line) -> bool:
    """Whether the line has columns, or leaders to one."""
    cells = line.raw.lstrip()
    if marker := _ROOMY.match(cells):
        cells = cells[marker.end() :]
    return bool(_COLUMNS.search(cells.rstrip()) or _LEADERS.search(line.text))


def begins_low(text: str) -> bool:
    """Whether the first letter is a small one, so that the text goes on from somewhere."""
    return text.lstrip("\"'(\u201c\u2018\u00ab_*")[:1].islower()
