"""How wide the columns of a table are on paper, and how large its type is.

A reading system lays tables out itself; a page is set once, so its columns are measured as titles are: by the average
width of letters. What is measured becomes classes, whose widths only the style sheet of pages has.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from lxml import etree

from publish.fragments import Element, classes, text_of

PADDING = (1.1, 0.9, 0.7)
"""Between two columns, in ems of the table's type: for the largest type, the next one, and all others."""

WIDEST = 24.0
"""What a column asks for at the most, in ems: text longer than this is read in lines."""

CAPTION = 0.6
"""The share of the measure to which a table is widened where its caption is wider than its columns."""

_THIN = frozenset(".,:;!|'’ijl()[]-–")

_WIDTHS = {True: 0.7, False: 0.49}
"""The width of a capital, or of another letter, in ems; figures count as letters. Rather too wide than too narrow."""


def measured(table: Element, room: float, sizes: Sequence[float], breadth: float = 1.0) -> None:
    """Give a regular table its columns, with their widths in tenths of an em, and the largest type that its words fit.

    ``room`` is the measure in points, ``sizes`` are the type sizes to choose from, the largest first; ``breadth`` is
    how much wider than EB Garamond the face runs. Classes: ``size-2`` for the second size, ``ems-45`` for a width of
    4.5 ems.
    """
    columns = _columns(table, breadth)
    if not columns:
        return
    words = sum(word for word, _ in columns)
    fits = (n for n, size in enumerate(sizes) if (words + len(columns) * _padding(n)) * size <= room)
    number = next(fits, len(sizes) - 1)
    narrow = [_padding(number) + word for word, _ in columns]
    natural = [_padding(number) + min(line, WIDEST) for _, line in columns]
    room = room / sizes[number]
    caption = table.find("caption")
    widths = _shared(
        narrow, natural, room, least=0.0 if caption is None else min(_line(caption, breadth), room * CAPTION)
    )
    tenths = [max(1, int(width * 10)) for width in widths]
    table.set("class", " ".join([*classes(table), f"size-{number + 1}", f"ems-{sum(tenths)}"]))
    group = etree.Element("colgroup")
    for width in tenths:
        etree.SubElement(group, "col", {"class": f"ems-{width}"})
    table.insert(0 if caption is None else table.index(caption) + 1, group)


def _padding(number: int) -> float:
    return PADDING[min(number, len(PADDING) - 1)]


def _columns(table: Element, breadth: float) -> list[tuple[float, float]]:
    """The longest word and the longest line of each column, in ems, from cells that span no other column."""
    longest: dict[int, tuple[float, float]] = {}
    down: dict[int, int] = {}
    total = 0
    for row in table.iter("tr"):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while down.get(column, 0) > 0:
                down[column] -= 1
                column += 1
            span = int(cell.get("colspan", "1"))
            if (rows := int(cell.get("rowspan", "1"))) > 1:
                down.update(dict.fromkeys(range(column, column + span), rows - 1))
            if span == 1:
                words, line = longest.get(column, (0.0, 0.0))
                longest[column] = _wider(cell, words, line, breadth)
            column += span
        while down.get(column, 0) > 0:
            down[column] -= 1
            column += 1
        total = max(total, column)
    return [longest.get(column, (1.0, 1.0)) for column in range(total)]


def _wider(cell: Element, words: float, line: float, breadth: float) -> tuple[float, float]:
    """The widest word and line, those of this cell included."""
    weight = 1.06 if cell.tag == "th" else 1.0
    for text in _lines(cell):
        pieces = [_ems(word, breadth) * weight for word in text.split()]
        words = max(words, *pieces, 0.0)
        line = max(line, sum(pieces) + 0.25 * max(0, len(pieces) - 1))
    return words, line


def _lines(cell: Element) -> list[str]:
    """The text of a cell, a line for each block and break."""
    text = ""
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            text += ("\n" if element.tag in ("p", "li", "br", "pre") else "") + (element.text or "")
        elif element is not cell:
            text += element.tail or ""
    return text.split("\n")


def _ems(word: str, breadth: float) -> float:
    """The width of a word, no wider than a word can be that is not broken."""
    return min(sum(_width(character, breadth) for character in word[:60]), 9.0 * breadth)


def _width(character: str, breadth: float) -> float:
    if east_asian_width(character) in "WF":
        return 1.0
    return (0.3 if character in _THIN else _WIDTHS[character.isupper()]) * breadth


def _line(element: Element, breadth: float) -> float:
    """The width of an element's text on one line."""
    return 0.25 + sum(_ems(word, breadth) + 0.25 for word in text_of(element).split())


def _shared(narrow: Sequence[float], natural: Sequence[float], room: float, least: float) -> list[float]:
    """The widths of columns within the room: as wide as they ask, or else between that and their longest word.

    In sum they are no narrower than ``least``.
    """
    asked, needed = sum(natural), sum(narrow)
    if asked <= room:
        return [width * max(1.0, least / asked) for width in natural]
    if needed >= room:
        return [width * room / needed for width in narrow]
    share = (room - needed) / (asked - needed)
    return [low + (high - low) * share for low, high in zip(narrow, natural, strict=True)]
