"""Where in a text its contents stand: below a label, on a line of their own, or without any label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from publish.reading.contents import inline
from publish.reading.contents.evidence import PROSE, Places, length_of
from publish.reading.contents.items import Item, Printed, item, printed
from publish.reading.contents.labels import Label, is_head, is_switch, label
from publish.reading.contents.lists import Listing, listing
from publish.reading.lines import Line
from publish.reading.wording import letters

FAR = 40
"""How many lines may precede contents of which no entry is in the text; further down they are another text's."""
PROSE_ABOVE = 2
"""How many lines of running text may precede them."""
LABELS = 30
"""How many labels are tried."""
LONGEST = 3000
"""The most lines of a list."""
UNLABELLED = 3
"""The fewest entries of a list without a label."""
MARGIN = 20
"""How far a list without a label may go on behind the last line that comes again."""
TRIED = 1000
"""At how many places a copy is looked for."""
SHORT = 30
"""How much a line says at most, in letters, that stands between the entries of a copy: a number, a switch."""
ALIKE = 0.7
"""The share of entries that a copy of the contents has."""

NONE = Label("", sure=False, switch="", rest="")
"""No label at all."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table of contents in a text."""

    label: str
    """As printed; empty where there is none."""
    items: tuple[Item, ...]
    start: int
    """The place of its first line: the label, or the first entry where there is none."""
    end: int
    headings: int
    """How many entries come again as headings, in order."""
    switches: tuple[tuple[str, int | None], ...] = ()
    """What opens and closes it, with the lines of the source."""


def find(lines: Sequence[Line], places: Places) -> Found | None:
    """The contents of a text; of several the first that is at least half as good as the best."""
    found = [one for start, name in islice(_labels(lines), LABELS) if (one := _below(lines, start, name, places))]
    best = max((one.headings for one in found), default=0)
    chosen = next((one for one in found if 2 * one.headings >= best), None)
    return chosen or _unlabelled(lines, places) or _below_a_switch(lines, places)


def _below_a_switch(lines: Sequence[Line], places: Places) -> Found | None:
    """Contents of which only the switch is left that stood beside their label."""
    for start, line in enumerate(lines[:FAR]):
        found = _below(lines, start, NONE, places) if is_switch(line.text) else None
        if found is not None and found.headings >= UNLABELLED:
            return replace(found, switches=((line.text, line.number), *found.switches))
    return None


def _labels(lines: Sequence[Line]) -> Iterator[tuple[int, Label]]:
    return ((place, name) for place, line in enumerate(lines) if len(line.text) < 1200 and (name := label(line.text)))


def _below(lines: Sequence[Line], start: int, name: Label, places: Places) -> Found | None:
    """The contents that the label at ``start`` announces, if there is evidence for them."""
    switches: list[tuple[str, int | None]] = [(name.switch, lines[start].number)] if name.switch else []
    if name.rest:
        return _on_a_line(Printed(name.rest, lines[start].number), start, start + 1, name, places, ())
    place = start + 1
    while (
        place < len(lines)
        and place < start + 4
        and (is_switch(lines[place].text) or is_head(lines[place].text) or _again(lines[place], name))
    ):
        switches.append((lines[place].text, lines[place].number))
        place += 1
    if place == len(lines):
        return None
    if name.text and not name.sure and places.again(name.text, place):
        if outline := _outline(lines, start, places, end=None):
            return outline
        name, place = NONE, start  # It is the first entry: the text has a heading that says the same.
    end = min(place + LONGEST, len(lines))
    read = listing(printed(lines, place, end), place, places)
    if len(read.items) < 2 or not read.marked:
        first = printed(lines, place, place + 1)[0]
        if found := _on_a_line(first, start, place + 1, name, places, tuple(switches)):
            return found
    switches += [(one.text, one.line) for one in read.switches]
    headings = places.headings((one.whole for one in read.items), place, place + read.size)
    headings = max(headings, places.headings((one.text for one in read.items), place, place + read.size))
    again = sum(places.again(one.text, place + read.size, place) for one in read.items)
    if switches and name.sure and again == len(read.items) > 1:
        headings = max(headings, 1)
    elif not _believed(read, headings, name, early=start < FAR and places.prose(0, start) <= PROSE_ABOVE):
        return None
    return Found(name.text, read.items, start, place + read.size, headings, tuple(switches))


def is_list(lines: Sequence[Line]) -> bool:
    """Whether lines begin with a list that its bullets, numbers or pages show."""
    read = listing(printed(lines, 0, len(lines)), 0, Places(lines))
    return read.marked and len(read.items) > 1


def _again(line: Line, name: Label) -> bool:
    """Whether the line repeats the label, as pages for two sizes of screen do."""
    return letters(line.text) == letters(name.text)


def _believed(read: Listing, headings: int, name: Label, *, early: bool) -> bool:
    """Whether a list below a label is the text's own contents."""
    count = len(read.items)
    if not count:
        return False
    if count > 1 and all((one.href or "").startswith("#") for one in read.items):
        return True
    if name.sure:
        if not headings and _is_counted(read.items):
            return False
        enough = headings >= min(2, count) and 6 * headings >= count
        return enough or (read.marked and (early or bool(name.switch) or 10 * headings >= count > 1))
    if early and count > 1 and all(one.number and one.number.kind == "named" for one in read.items):
        return True
    share = 3 if read.marked or not name.text else 2
    return headings >= 2 and share * headings >= count


def _is_counted(items: Sequence[Item]) -> bool:
    """Whether bare numbers stand before small words, as in ``1 lamp``, ``2 wicks``: how many there are, not which."""
    return all(one.number and not one.number.firm and one.text[:1].islower() and not one.page for one in items)


def _on_a_line(
    one: Printed, start: int, end: int, name: Label, places: Places, switches: tuple[tuple[str, int | None], ...]
) -> Found | None:
    """Contents of which all entries stand on one line: at least half of them come again as headings."""
    if len(one.text) > 1200:
        return None
    for items in inline.several(one):
        headings = places.headings((part.text for part in items), start, end)
        early = start < FAR and places.prose(0, start) <= PROSE_ABOVE and name.sure and items[0].number is not None
        if 2 * headings >= len(items) or early:
            return Found(name.text, tuple(items), start, end, headings, switches)
    return None


def _unlabelled(lines: Sequence[Line], places: Places) -> Found | None:
    """A run of short lines that come again, each as a heading, and that the text goes on from at once."""
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and length_of(lines[end].text) <= 2 * PROSE and places.again(_said(lines[end]), end):
            end += 1
        if end - place >= 2 and (found := _outline(lines, place, places, end=end)):
            return found
        place = max(end, place + 1)
    return None


def _outline(lines: Sequence[Line], start: int, places: Places, *, end: int | None) -> Found | None:
    """The contents without a label that begin at ``start``, if they are ones; ``end`` is where lines come no more."""
    stop = min(start + LONGEST if end is None else end + MARGIN, len(lines))
    read = listing(printed(lines, start, stop), start, places)
    end = start + read.size
    texts = [one.text for one in read.items]
    headings = places.headings(texts, start, end)
    if len(texts) < UNLABELLED or not _is_outline(lines, texts, start, end, headings, places):
        return None
    return Found("", read.items, start, end, headings, tuple((one.text, one.line) for one in read.switches))


def _said(line: Line) -> str:
    return item(Printed(line.text)).text


def _is_outline(
    lines: Sequence[Line], texts: Sequence[str], start: int, end: int, headings: int, places: Places
) -> bool:
    """Whether a list without a label is contents: nearly all come again, and the text does not introduce the list."""
    if 5 * headings < 4 * len(texts) or len(set(map(letters, texts))) < len(texts):
        return False
    if start and lines[start - 1].text.endswith((":", "：")):
        return False
    if 2 * start > places.size or places.prose(0, start) > places.prose(end, places.size):
        return False
    first = places.following(texts[:1], end)
    return first == end or len(texts) >= 5 or places.prose(0, start) == 0


def copies(lines: Sequence[Line], found: Found) -> list[tuple[int, int]]:
    """Where the contents stand once more, with or without a label: the first and the last line behind it of each."""
    wanted = [letters(one.text) for one in found.items]
    if len(wanted) < UNLABELLED:
        return []
    entries = set(wanted)
    said = [letters(_said(line)[:400]) for line in lines]
    again: list[tuple[int, int]] = []
    place = tried = 0
    while place < len(lines) and tried < TRIED:
        if found.start <= place < found.end or said[place] not in entries:
            place = place + 1
            continue
        stop = found.start if place < found.start else len(lines)
        end = _end_of_copy(lines, said, place, stop, wanted)
        tried += 1
        if end is None:
            place += 1
            continue
        start = place
        while start and (label(lines[start - 1].text) or is_switch(lines[start - 1].text)) and start != found.end:
            start -= 1
        again.append((start, end))
        place = end
    return again


def _end_of_copy(
    lines: Sequence[Line], said: Sequence[str], start: int, stop: int, wanted: Sequence[str]
) -> int | None:
    """The end of the copy that begins at ``start``: most entries, one below the other, with hardly a line between."""
    met, place, last = 0, 0, start
    for index in range(start, min(start + 2 * len(wanted) + 6, stop)):
        words = said[index]
        if words in wanted[place : place + 4]:
            place += wanted[place : place + 4].index(words) + 1
            met, last = met + 1, index + 1
        elif index - last > 1 or (length_of(lines[index].text) > SHORT and words):
            break
    return last if met >= max(UNLABELLED, ALIKE * len(wanted)) and met * 2 > last - start - met else None
