"""The table of contents that a source prints: where it stands, and what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from publish.model import Contents, Entry
from publish.reading.lines import Line

_LABELS = """
table of contents, contents, المحتويات, جدول المحتويات, змест, съдържание, সূচিপত্র, obsah, indhold,
inhalt, inhaltsverzeichnis, περιεχόμενα, índice, contenido, فهرست, فهرست مطالب, sisällys, sommaire,
table des matières, תוכן העניינים, विषय-सूची, विषय सूची, tartalom, tartalomjegyzék, daftar isi, indice,
sommario, 目次, もくじ, 차례, 목차, kandungan, innhold, inhoud, inhoudsopgave, spis treści, sumário, conteúdo,
cuprins, содержание, оглавление, innehåll, yaliyomo, பொருளடக்கம், สารบัญ, i̇çindekiler, içindekiler, зміст,
mục lục, 目录, 目錄
"""
LABELS = frozenset(label.strip() for label in _LABELS.split(","))
"""The lines that announce a table of contents, in lower case and without a colon."""
FAR = 40
"""How many lines may precede the label; further down, a line that says “Contents” is part of the text."""

_ENTRY = re.compile(
    r"""
    (?:(?P<bullet>[-*•]) \s+)?
    (?:(?P<number> \d{1,3}(?:\.\d{1,3}){1,5}(?=[.)]?\s) | (?:\d{1,3}|[IVXLC]{1,7})(?=[.)]\s) ) [.)]? \s+)?
    (?P<text> \S.*)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Parted:
    """The lines of a source below its title: those above its contents, the contents, and those below them."""

    before: tuple[Line, ...]
    contents: Contents | None
    """What the lines between say; their entries name no section yet. None where there are no contents."""
    text: tuple[Line, ...]
    """All lines where there are no contents."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One line that could be an entry."""

    style: tuple[bool, bool]
    """Whether it has a bullet, and whether it has a number."""
    indent: int
    number: str | None
    text: str
    line: int


def is_label(text: str) -> bool:
    """Whether a line announces a table of contents: ``Table of Contents``, ``CONTENTS:``."""
    return text.rstrip(" :").lower() in LABELS


def part(lines: tuple[Line, ...]) -> Parted:
    """Part ``lines`` at their first table of contents: a label with a list of at least one entry below it."""
    for start, label in enumerate(lines[:FAR]):
        if is_label(label.text) and (items := _items(lines, start + 1)):
            return Parted(lines[:start], Contents(label.text, _entries(items)), lines[start + 1 + len(items) :])
    return Parted((), None, lines)


def _items(lines: Sequence[Line], start: int) -> list[_Item]:
    """The list that begins at ``start``; it ends where its style does, or where its numbers begin again."""
    items: list[_Item] = []
    for line in islice(lines, start, None):
        item = _item(line)
        if item is None:
            break
        if items and item.indent <= items[0].indent:
            begins_again = item.number is not None and item.number == items[0].number
            if item.style != items[0].style or begins_again:
                break
        items.append(item)
    return items


def _item(line: Line) -> _Item | None:
    match = _ENTRY.fullmatch(line.text)
    if match is None or not (match["bullet"] or match["number"]):
        return None
    style = match["bullet"] is not None, match["number"] is not None
    return _Item(style, line.indent, match["number"], match["text"], line.number)


def _entries(items: Sequence[_Item]) -> tuple[Entry, ...]:
    """The items with their depths: by the parts of a number such as ``2.3``, otherwise by indentation."""
    entries = []
    margins: list[int] = []
    for item in items:
        while margins and margins[-1] >= item.indent:
            margins.pop()
        margins.append(item.indent)
        parts = item.number.count(".") + 1 if item.number else 1
        entries.append(Entry(item.number, item.text, max(parts, len(margins)), section=None, line=item.line))
    return tuple(entries)
