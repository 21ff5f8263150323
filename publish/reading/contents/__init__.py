"""The table of contents that a source prints: where it stands, and what it says.

:func:`part` finds it among the lines of a text; :func:`compiled` makes one of lines that another reader knows to be
contents. A list is believed to be contents on evidence only: its label, its numbers and pages, and above all that its
lines come again as headings, with text below them. A list too many costs the text some of its lines, so in doubt there
is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publish.model import Contents, Dropped, Entry, Finding
from publish.reading.contents.depths import depths
from publish.reading.contents.evidence import Places
from publish.reading.contents.finding import Found, copies, find, is_list
from publish.reading.contents.items import Item, Printed, items
from publish.reading.contents.labels import is_sure, label
from publish.reading.contents.lists import settled
from publish.reading.lines import Line

__all__ = ["Parted", "Printed", "compiled", "is_sure", "label", "part"]


AHEAD = 12
"""How many lines below a label tell whether a list stands there, be it another text's contents."""


@dataclass(frozen=True, slots=True)
class Parted:
    """The lines of a source below its title, and the contents that stood among them."""

    contents: Contents | None
    """Their entries name no section yet. None where there are no contents."""
    text: tuple[Line, ...]
    """All lines but those of the contents."""
    start: int
    """Where in ``text`` the contents stood; 0 where there are none."""
    dropped: tuple[Dropped, ...] = ()
    """What stood in or beside the contents and is no part of them."""
    findings: tuple[Finding, ...] = ()


def compiled(label: str, lines: Iterable[Printed]) -> tuple[Contents, tuple[Dropped, ...]]:
    """The contents that ``lines`` are, each an entry or a part of one, and what of them is no part of the entries."""
    return _contents(label, settled(list(items(list(lines)))))


def part(lines: tuple[Line, ...]) -> Parted:
    """Part ``lines`` at their table of contents, drop other copies of it, and tell of labels that lost their list."""
    places = Places(lines)
    found = find(lines, places)
    if found is None:
        return _without_orphans(Parted(None, lines, 0))
    contents, dropped = _contents(found.label, found.items)
    gone = set(range(found.start, found.end))
    dropped = (*_around(found), *dropped)
    findings = []
    for start, end in copies(lines, found):
        gone |= set(range(start, end))
        dropped += tuple(Dropped("contents-repeated", line.text, line.number) for line in lines[start:end])
        message = f"the contents stand again here, {end - start} lines; they are printed once"
        findings.append(Finding("contents-repeated", "info", message, lines[start].number))
    text = tuple(line for place, line in enumerate(lines) if place not in gone)
    above = sum(place not in gone for place in range(found.start))
    return _without_orphans(Parted(contents, text, above, dropped, tuple(findings)))


def _without_orphans(parted: Parted) -> Parted:
    """Labels that mean nothing else and have no list below them are no text."""
    text = parted.text
    orphans = {
        place: line
        for place, line in enumerate(text)
        if is_sure(line.text) and not is_list(text[place + 1 : place + 1 + AHEAD])
    }
    if not orphans or (parted.contents is None and len(text) < 2):
        return parted
    return Parted(
        parted.contents,
        tuple(line for place, line in enumerate(text) if place not in orphans),
        parted.start - sum(place < parted.start for place in orphans),
        (*parted.dropped, *(Dropped("contents-label-orphan", line.text, line.number) for line in orphans.values())),
        (*parted.findings, *map(_told, orphans.values())),
    )


def _told(line: Line) -> Finding:
    message = f"“{line.text}” stands above no list; it is left out"
    remedy = "write the entries below it, or take it out"
    return Finding("contents-label-orphan", "warning", message, line.number, remedy)


def _contents(label: str, entries: Sequence[Item]) -> tuple[Contents, tuple[Dropped, ...]]:
    found = tuple(_entry(one, depth) for one, depth in zip(entries, depths(entries), strict=True))
    pages = tuple(Dropped("contents-page", one.tail, one.printed.line) for one in entries if one.tail)
    return Contents(label, found), pages


def _entry(one: Item, depth: int) -> Entry:
    """A number without words is what the entry says."""
    number = one.number.printed if one.number and one.text else None
    return Entry(number, one.text or one.whole.strip(), depth, section=None, line=one.printed.line)


def _around(found: Found) -> tuple[Dropped, ...]:
    return tuple(Dropped("contents-switch", text, line) for text, line in found.switches)
