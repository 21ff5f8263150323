"""The lines of a contents list, taken apart: bullet, number, words, leader and page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.reading import numbering
from publish.reading.lines import Line
from publish.reading.numbering import Number

LONGEST = 300
"""The most characters of an entry."""

_BULLET = re.compile(r"(?P<bullet>[-–—*+•·◦▪▫■□●○►▶▸‣⁃➤➢→»›✓✔]|o(?= [^a-z\s]))\s+(?=\S)")
_O = re.compile(r"o\s+(?=\S)")
_LINK = re.compile(r"\[(?P<text>[^\[\]]{1,300})\]\((?P<href>[^()\s]{0,500})\)")
_PAGE = re.compile(r"(?:(?:pp?|S|s|pág|стр)\.\s?)?(?P<page>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})$")
_GOES_ON = re.compile(r"[.:,;](?=\s|$)|[-–—]$")
_OPEN = re.compile(r"\s[-–—]$")
_LEADER = " .…·‥・_\u00a0\u2009-–—"
_LEAST_LEADER = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """One visible line of a contents list, whatever it was printed in: what other readers hand over."""

    text: str
    line: int | None = None
    indent: int = 0
    """In columns, or in any other unit."""
    depth: int | None = None
    """From 1, where the source says it, as nested lists do; None where it has to be told from the looks."""
    href: str | None = None
    """Where the line leads."""
    gap: bool = False
    """Whether more room is above it than between most lines."""
    lines: int = 1
    """How many lines of the source it was printed on."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry, taken apart."""

    printed: Printed
    bullet: str
    """Empty where there is none."""
    number: Number | None
    text: str
    page: str
    """Its page, as printed; empty where there is none."""
    leader: bool
    """Whether dots or the like lead to the page, so that it can be nothing else."""
    tail: str
    """The leader and the page, as printed."""
    href: str | None
    lines: int = 1
    """How many lines of the source it was printed on."""

    @property
    def whole(self) -> str:
        """The words with the number, but without bullet and page."""
        return f"{self.number.printed} {self.text}" if self.number else self.text


def printed(lines: Sequence[Line], start: int, end: int) -> list[Printed]:
    """The lines from ``start`` to ``end`` as a list of contents has them."""
    lines = lines[:end]
    steps = [lines[place].number - lines[place - 1].number for place in range(start + 1, end)]
    usual = min(steps, default=1)
    return [
        Printed(
            line.text, line.number, line.indent, gap=place > start and line.number - lines[place - 1].number > usual
        )
        for place, line in enumerate(lines[start:end], start)
    ]


def item(one: Printed) -> Item:
    """A line taken apart. A number at its end counts as a page for the time being."""
    text = one.text
    bullet = _BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
    href = one.href
    if link := _LINK.fullmatch(text):
        text, href = link["text"], link["href"]
    whole = text
    text, page, leader, tail = _paged(whole)
    number, rest = numbering.leading(text)
    if number and not rest and not leader:  # There are no words that have the page.
        page, tail = "", ""
        number, rest = numbering.leading(whole)
    if link is None and (link := _LINK.fullmatch(rest)):
        rest, href = link["text"], link["href"]
    words = rest if number else text
    return Item(one, bullet["bullet"] if bullet else "", number, words, page, leader, tail, href, one.lines)


def _paged(text: str) -> tuple[str, str, bool, str]:
    """The words, the page, whether a leader stands between, and leader and page as printed."""
    match = _PAGE.search(text[-20:])
    start = len(text) - len(match.group()) if match else len(text)
    words = text[:start].rstrip(_LEADER)
    between = text[len(words) : start]
    marks = len(between.replace(" ", "").replace("\u00a0", ""))
    if marks >= _LEAST_LEADER or ("…" in between and (match is not None or marks > 1)):
        return words, match["page"] if match else "", True, text[len(words) :].strip()
    if match is None or not between or not words:
        return text, "", False, ""
    return words + between.rstrip(" \u00a0"), match["page"], False, match.group()


def unpaged(one: Item) -> Item:
    """The item with what looked like a page as its last word."""
    if not one.page or one.leader:
        return one
    return replace(one, text=f"{one.text} {one.tail}", page="", tail="")


def unnumbered(one: Item) -> Item:
    """The item with what looked like a number as its first word."""
    if one.number is None:
        return one
    return replace(one, number=None, text=_without_bullet(one))


def _without_bullet(one: Item) -> str:
    text = one.printed.text
    bullet = _BULLET.match(text)
    text = _paged(text[bullet.end() :] if bullet else text)[0] if one.page else text[bullet.end() :] if bullet else text
    link = _LINK.fullmatch(text)
    return link["text"] if link else text


def joined(one: Item, other: Item) -> Item:
    """An entry that was printed on two lines."""
    return replace(
        one,
        text=f"{one.text} {other.whole}".strip(),
        page=other.page,
        leader=other.leader,
        tail=other.tail,
        lines=one.lines + other.lines,
    )


def is_number(one: Item) -> bool:
    """Whether the line is nothing but a number, or a page; a letter alone is none."""
    number = one.number
    return (
        number is not None and not one.text and (number.firm or number.kind not in ("upper", "lower") or number.roman)
    )


def _numbered(one: Item) -> bool:
    return one.number is not None and one.number.firm


def mended(lines: Iterable[Printed]) -> Iterator[Printed]:
    """Lines that scraping broke put together: one that begins with a stop, a colon or a lone dash goes on."""
    open_line: Printed | None = None
    for line in lines:
        if open_line is None:
            open_line = line
        elif _GOES_ON.match(line.text) or (len(open_line.text) < LONGEST and _OPEN.search(open_line.text)):
            space = "" if line.text[0] in ".,:;" else " "
            open_line = replace(
                open_line, text=f"{open_line.text}{space}{line.text}", lines=open_line.lines + line.lines
            )
        else:
            yield open_line
            open_line = line
    if open_line is not None:
        yield open_line


def _rebulleted(one: Item) -> Item:
    """The item with its ``o`` as a bullet."""
    return replace(item(replace(one.printed, text=_O.sub("", one.printed.text))), printed=one.printed, bullet="o")


def items(lines: Sequence[Printed]) -> Iterator[Item]:
    """The items of ``lines``; a line with a number alone belongs to the one below it, or to the one above it.

    The first such line tells: where the list begins with one, numbers come first; else they are pages.
    """
    parts = [item(line) for line in mended(lines)]
    if any(one.bullet for one in parts[:1]):  # An “o” is a bullet among bullets; elsewhere it may be an article.
        parts = [_rebulleted(one) if _O.match(one.text) and not one.bullet else one for one in parts]
    numbers_first = bool(parts) and is_number(parts[0])
    pages_below = len(parts) > 1 and is_number(parts[1]) and not numbers_first
    place = 0
    while place < len(parts):
        one = parts[place]
        after = parts[place + 1] if place + 1 < len(parts) else None
        if is_number(one) and numbers_first and after and not is_number(after) and not _numbered(after):
            yield replace(
                unnumbered(after),
                printed=replace(after.printed, line=one.printed.line, indent=one.printed.indent, gap=one.printed.gap),
                bullet=one.bullet or after.bullet,
                number=replace(one.number, firm=True) if one.number else None,
                lines=one.lines + after.lines,
            )
            place += 2
        elif after and is_number(after) and not is_number(one) and not one.page and (one.leader or pages_below):
            yield replace(
                one, page=after.whole.strip(), leader=True, tail=after.printed.text, lines=one.lines + after.lines
            )
            place += 2
        else:
            yield one
            place += 1
