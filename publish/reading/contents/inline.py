"""Contents on one line: ``Contents: 1. Sea 2. Land``, ``In this article: Sea | Land | Wind``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.reading.contents.items import Item, Printed, item, unnumbered
from publish.reading.numbering import begins, follows, leading
from publish.reading.wording import letters

SEPARATORS = ("|", "·", "•", "‣", "»", "›", "→", "/", "–", "—", ";", "；", "、", "،", ",")
"""What parts entries on one line, the surest first."""
LEAST = 3
"""The fewest entries on one line."""

_BOUNDARY = re.compile(r"(?<=\s)(?=\S{1,8}\s)|(?<=\s)(?=第)|(?<=[^\W\d])(?=[（(]?[①-⑳一二三四五六七八九十][、)）])")


def several(one: Printed) -> list[list[Item]]:
    """Every way in which a line is several entries, the likeliest first."""
    found = [_by_numbers(one)]
    for mark in SEPARATORS:
        pattern = f" {mark} " if mark in "/–—" else mark
        if one.text.count(pattern) >= LEAST - 1:
            found.append(_items(one, one.text.strip(mark + " ").split(pattern)))
    return [items for items in found if len(items) >= LEAST]


def _by_numbers(one: Printed) -> list[Item]:
    """Parted before each number that goes on with the one before it."""
    starts = [0]
    last, rest = leading(one.text)
    if last is None or not rest or not begins(last):
        return []
    for match in _BOUNDARY.finditer(one.text):
        place = match.start()
        number, words = leading(one.text[place:])
        if number is not None and words and number.firm == last.firm and follows(number, last):
            starts.append(place)
            last = number
    ends = [*starts[1:], len(one.text)]
    return _items(one, [one.text[start:end] for start, end in zip(starts, ends, strict=True)], numbered=True)


def _items(one: Printed, texts: Iterable[str], *, numbered: bool = False) -> list[Item]:
    parts = [item(Printed(text.strip(), one.line)) for text in texts if letters(text)]
    return parts if numbered else [part if part.number and part.number.firm else unnumbered(part) for part in parts]
