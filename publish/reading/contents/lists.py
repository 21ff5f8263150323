"""Where a contents list ends, told by its own looks: marks that go on, or plain lines that come again in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from publish.reading.contents import labels
from publish.reading.contents.depths import Numbers, family
from publish.reading.contents.evidence import Places, length_of, reads_on
from publish.reading.contents.items import LONGEST, Item, Printed, is_number, items, joined, unnumbered, unpaged
from publish.reading.numbering import begins, follows
from publish.reading.wording import letters

MISSES = 3
"""How many lines that do not come again may stand between two that do."""
PLAIN = 170
"""How much a plain line says at most, in letters, that could be an entry; one that comes again may be longer."""
FOREWORDS = 6
"""How many entries may stand before the first number, and how many without one between two numbers."""
UNLIKE_COUNTING = 3
"""How many numbers in a row tell pages in front of the words from numbers of entries."""
PAGED = 0.6
"""The share of numbers at the ends of lines from which on they are pages."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it was read."""

    items: tuple[Item, ...]
    size: int
    """How many lines it takes."""
    marked: bool
    """Whether bullets, numbers or pages show that it is a list."""
    switches: tuple[Printed, ...] = ()
    """The lines in it that open or close it."""


def listing(lines: Sequence[Printed], start: int, places: Places) -> Listing:
    """The list that ``lines`` begin with; ``start`` is the place of the first of them in the text."""
    parts = settled(list(items(lines)))
    if not parts or not letters(parts[0].whole):
        return Listing((), 0, False)
    if _is_marked(parts):
        return _marked(parts, start, places)
    return _plain(parts, start, places)


def settled(parts: Sequence[Item]) -> Sequence[Item]:
    """Pages are pages where most lines have one and they rise; numbers are numbers where they go on."""
    if _has_pages_in_front(parts):
        return [_with_page_in_front(one) for one in parts]
    ahead = parts[: _run(parts)]
    paged = [one for one in ahead if one.page]
    if not any(one.leader for one in paged) and (
        len(paged) < 3 or len(paged) < PAGED * len(ahead) or not _rises(paged)
    ):
        parts = [unpaged(one) for one in parts]
    return [
        unnumbered(one) if one.number and not one.number.firm and not _in_sequence(parts, place) else one
        for place, one in enumerate(parts)
    ]


def _has_pages_in_front(parts: Sequence[Item]) -> bool:
    """Whether bare numbers before the words rise by leaps, as pages do and entries do not."""
    numbers = [one.number for one in parts[:UNLIKE_COUNTING]]
    bare = [number.readings[0] for number in numbers if number and number.kind == "plain" and not number.firm]
    leaps = sum(later[0] > earlier[0] + 2 for earlier, later in pairwise(bare))
    return len(bare) == UNLIKE_COUNTING and bare == sorted(bare) and leaps > 0 and all(one.text for one in parts[:3])


def _with_page_in_front(one: Item) -> Item:
    if one.number is None or one.number.firm or not one.text:
        return one
    return replace(one, number=None, page=one.number.printed, tail=one.number.printed)


def _run(parts: Sequence[Item]) -> int:
    """How many items stand up to the last that ends in a number, with few others in between."""
    last = 0
    for place, one in enumerate(parts):
        if one.page:
            last = place + 1
        if length_of(one.text) > PLAIN or reads_on(one.text) or place - last > 2 * MISSES:
            break
    return last


def _rises(paged: Sequence[Item]) -> bool:
    pages = [int(one.page) for one in paged if one.page.isdecimal()]
    falls = sum(later < earlier for earlier, later in pairwise(pages))
    return falls * 4 <= len(pages)


def _in_sequence(parts: Sequence[Item], place: int) -> bool:
    """Whether a number that could be a word has its neighbour near."""
    number = parts[place].number
    if number is None:
        return False
    if is_number(parts[place]):
        return True
    near = [one.number for one in parts[max(place - 3, 0) : place + 4] if one.number and one.number is not number]
    return any(family(one) == family(number) and (follows(one, number) or follows(number, one)) for one in near)


def _is_marked(parts: Sequence[Item]) -> bool:
    first = parts[0]
    if first.bullet or (first.page and first.leader) or first.href:
        return True
    if first.number and (first.number.firm or begins(first.number)):
        return True
    if first.page and len(parts) > 1 and parts[1].page:
        return True
    return _opens(parts)


def _opens(parts: Sequence[Item]) -> bool:
    """Whether numbers begin below a foreword or a part's title: two that go on, the first soon."""
    ahead = [one.number for one in parts[:FOREWORDS] if one.number and one.number.firm and length_of(one.text) <= PLAIN]
    first = next((number for number in ahead if begins(number)), None)
    return first is not None and any(
        one.number and one.number.firm and family(one.number) == family(first) and follows(one.number, first)
        for one in parts[1 : 3 * FOREWORDS]
    )


def _marked(parts: Sequence[Item], start: int, places: Places) -> Listing:
    taken: list[Item] = []
    numbers = Numbers()
    size = 0
    paged = sum(bool(one.page) for one in parts[:6]) >= min(2, len(parts))
    switches: list[Printed] = []
    for place, one in enumerate(parts):
        if taken and (labels.is_switch(one.whole) or labels.switches(one.whole, taken[-1].text)):
            switches.append(one.printed)
        elif len(one.text) > LONGEST or (taken and (labels.is_sure(one.text) or not letters(one.whole))):
            break
        elif taken and _is_wrap(taken[-1], one, parts[place + 1 : place + 2], paged=paged):
            taken[-1] = joined(taken[-1], one)
        elif _goes_on(taken, one, numbers, start + size + one.lines - 1, places, paged=paged) or (
            one.number is None and _bridges(taken, parts, place, numbers)
        ):
            taken.append(one)
        else:
            break
        size += one.lines
    return _without_tail(taken, size, switches, start, places)


def _without_tail(taken: list[Item], size: int, switches: list[Printed], start: int, places: Places) -> Listing:
    """Of bulleted lines, parted by room, those behind the last that comes again are a list of the text."""
    if taken and taken[0].bullet and not any(one.number or one.page or one.href for one in taken):
        last = max((place for place, one in enumerate(taken) if places.again(one.text, start + size - 1)), default=None)
        if last is not None:
            gap = next((place for place, one in enumerate(taken) if place > last and one.printed.gap), None)
            if gap is not None and not any(one.printed.gap for one in taken[1 : last + 1]):
                size -= sum(one.lines for one in taken[gap:])
                taken = taken[:gap]
    return Listing(tuple(taken), size, True, tuple(switches))


def _is_wrap(last: Item, one: Item, after: Sequence[Item], *, paged: bool) -> bool:
    """Whether ``one`` is the second line of the entry ``last``."""
    if (
        one.bullet
        or one.printed.gap
        or length_of(one.text) > PLAIN
        or reads_on(one.text)
        or (one.number and one.number.firm and one.number.kind != "upper")
    ):
        return False
    if paged and not last.page:
        return bool(one.page) or bool(after and after[0].page)
    hangs = one.printed.indent > last.printed.indent and (bool(last.bullet) or last.number is not None)
    return hangs and not last.page and one.number is None and one.href is None


def _bridges(taken: Sequence[Item], parts: Sequence[Item], place: int, numbers: Numbers) -> bool:
    """Whether a line without a number stands between two that have one, as a foreword does or a part's title."""
    if length_of(parts[place].text) > PLAIN or (taken and taken[0].bullet):
        return False
    known = {letters(one.text) for one in taken}
    for one in parts[place : place + FOREWORDS]:
        if length_of(one.text) > PLAIN or letters(one.text) in known:
            return False
        if one.number is not None:
            return one.number.firm and numbers.fits(one.number)
    return False


def _goes_on(taken: Sequence[Item], one: Item, numbers: Numbers, place: int, places: Places, *, paged: bool) -> bool:
    """Whether ``one`` is an entry of the list that ``taken`` begins."""
    if not taken:
        if one.number is not None:
            numbers.start(one.number)
        return True
    first, last = taken[0], taken[-1]
    if is_number(one) and not is_number(first):
        return False  # It stands above a heading of the text.
    deeper = one.printed.indent > last.printed.indent
    if one.bullet:
        if not any(other.bullet for other in taken[-3:]):
            return False
        if one.printed.indent > first.printed.indent or one.bullet != first.bullet:
            if one.number is not None:
                numbers.take(one.number, deeper=True)
            return True
        if (one.number is None) != (first.number is None):
            return places.again(one.whole, place) or places.again(one.text, place)
        return one.number is None or numbers.take(one.number, deeper=deeper)
    if first.bullet:
        return False
    known = {letters(other.text) for other in taken[:FOREWORDS]}
    if one.number is not None and (one.number.firm or first.number is not None):
        begins_again = begins(one.number) and letters(one.text) in known - {letters(last.text)}
        return not begins_again and numbers.take(one.number, deeper=deeper)
    if one.page and (paged or one.leader):
        return True
    if first.href and one.href:
        return True
    known = {letters(other.text) for other in taken}  # All of them, which is dear, but lines come so far seldom.
    again = places.again(one.whole, place) and not reads_on(one.text) and length_of(one.text) <= PLAIN
    said = letters(one.text)  # What begins like an entry is that entry's heading, broken over two lines.
    return again and not any(name.startswith(said) for name in known)


def _plain(parts: Sequence[Item], start: int, places: Places) -> Listing:
    """Lines without marks are entries where they come again, and those between them."""
    parts = [unnumbered(unpaged(one)) for one in parts]
    taken: list[Item] = []
    switches: list[Printed] = []
    seen: set[str] = set()
    last = sure = 0
    end = start
    for place, one in enumerate(parts):
        said = letters(one.text)
        end += one.lines
        again = places.again(one.text, end - 1, start)
        if (taken and said == letters(taken[0].text)) or (
            not again and (length_of(one.text) > PLAIN or reads_on(one.text))
        ):
            break
        if labels.is_sure(one.text):
            break
        if len(taken) > 1 and (
            labels.is_switch(one.text) or said == letters(parts[place + 1].text if place + 1 < len(parts) else "")
        ):
            break
        if labels.is_switch(one.text) or (taken and labels.switches(one.text, taken[-1].text)):
            switches.append(one.printed)
            continue
        if (not again or said in seen) and len(taken) - last >= MISSES and last:
            break
        taken.append(one)
        seen.add(said)
        if again:
            last = len(taken)
            sure = last if places.heads(one.text, end - 1, start) else sure
        elif len(taken) > 2 * MISSES and not last:
            break
    count = _block(taken, last if last - sure < 2 else sure or last)
    size = sum(one.lines for one in taken[:count])
    inside = [one for one in switches if count and (one.line or 0) < (taken[count - 1].printed.line or 0)]
    size += len(inside)
    if size < len(parts) and labels.is_switch(parts[size].text):
        inside.append(parts[size].printed)
        size += 1
    return Listing(tuple(taken[:count]), size, False, tuple(inside))


def _block(taken: Sequence[Item], last: int) -> int:
    """The end of the list: its last entry that comes again, or the end of the block of lines that entry is in."""
    if not last or any(one.printed.gap for one in taken[1:last]):
        return last
    return next((place for place in range(last, len(taken)) if taken[place].printed.gap), last)
