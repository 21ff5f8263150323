"""Running heads and folios, which printed pages repeat, are taken off; the text runs on from page to page.

Pages are known by form feeds, as pdftotext writes them, or, without any, by folios that come at regular intervals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from publish.reading.lines import Line
from publish.reading.plain.manuscript import Manuscript

FEWEST = 3
"""On how many pages something must return to be furniture."""
MARGIN = 2
"""How many lines at the head and at the foot of a page may be furniture."""
NEAREST, FARTHEST, SWAY = 20, 120, 12
"""How many lines of the source are between folios where no form feed parts the pages, and by how many that may vary."""
LONGEST = 100
"""The most characters of a running head, without its folio."""

_FOLIO = re.compile(r"[-\u2013\u2014\[( ]*(?:(?P<number>\d{1,4})|(?P<roman>[ivxlc]{1,7}))[-\u2013\u2014\]) ]*", re.I)
_NUMBERED = re.compile(
    r"(?P<left>\d{1,4})(?:\s{3,}|\s*[|\u00b7]\s*)\S.*"
    r"|(?:.*(?:\s{3,}|[|\u00b7\[]\s?))?(?:(?i:pages?|seite|p\.|pag\.|страница|стр\.)\s?)?"
    r"(?P<right>\d{1,4})(?:\s?(?:/|of|von|de|sur|di|из)\s?\d{1,4})?\]?"
)
"""A number at the outer edge of a running head."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_DIGITS = re.compile(r"\d+")

_Key = tuple[bool, str]
"""What a running head says on every page: whether it has a folio, and its words."""


def take_off(manuscript: Manuscript) -> Manuscript:
    """The manuscript without running heads and folios; the first line of a page follows the last one directly."""
    lines = manuscript.lines
    fed = bool(lines) and lines[-1].page > lines[0].page
    gone = tuple(_of_pages(lines) if fed else _at_intervals(lines))
    folios = {line.number for line in gone if _FOLIO.fullmatch(line.text)}
    heads = {line.number for line in gone} - folios
    bare = manuscript.without(folios, "folio", "page numbers are taken off")
    bare = bare.without(heads, "page-header", "running heads, which the pages repeat, are taken off")
    return replace(bare, lines=tuple(_run_on(bare.lines, folios | heads))) if fed or gone else bare


def _of_pages(lines: Sequence[Line]) -> Iterator[Line]:
    """The furniture of pages that form feeds part."""
    pages = [tuple(page) for _, page in groupby(lines, key=lambda line: line.page)]
    for edge in (_head, _foot):
        edges = [edge(page) for page in pages]
        offsets = Counter(offset for margin in edges for offset in {_offset(line) for line in margin} - {None})
        keys = Counter(key for margin in edges for key in {_key(line) for line in margin})
        for page, margin in enumerate(edges):
            for line in margin:
                counted = offsets[_offset(line)] >= FEWEST
                # On the first page the title may stand where others have a head that says the same.
                returns = keys[_key(line)] >= FEWEST and _says_something(line) and page > 0
                if not counted and not returns:
                    break  # What is farther inside is text.
                yield line


def _head(page: Sequence[Line]) -> Sequence[Line]:
    return page[:MARGIN]


def _foot(page: Sequence[Line]) -> Sequence[Line]:
    """From the last line upward; no line is both at the head and at the foot."""
    return page[MARGIN:][: -MARGIN - 1 : -1]


def _offset(line: Line) -> tuple[str, int] | None:
    """By how much the number on the line is ahead of its page, in its kind of numerals; None for a line without one."""
    found = _FOLIO.fullmatch(line.text)
    if found and found["roman"]:
        return "roman", _roman(found["roman"].lower()) - line.page
    number = _number(line)
    return None if number is None else ("arabic", number - line.page)


def _number(line: Line) -> int | None:
    """The folio on the line: alone, or at one end of a running head."""
    if found := _FOLIO.fullmatch(line.text):
        return int(found["number"]) if found["number"] else None
    if len(line.raw) > 2 * LONGEST or not (found := _NUMBERED.fullmatch(line.raw.strip())):
        return None
    return int(found["left"] or found["right"])


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-here if here < after else here for here, after in zip(values, [*values[1:], 0], strict=True))


def _key(line: Line) -> _Key:
    numbered = _number(line) is not None
    words = line.text.casefold() if len(line.text) <= LONGEST else ""
    return numbered, _DIGITS.sub("", words).strip(" -|[]") if numbered else words


def _says_something(line: Line) -> bool:
    return sum(map(str.isalpha, _key(line)[1])) >= FEWEST


def _at_intervals(lines: Sequence[Line]) -> Iterator[Line]:
    """The furniture of pages that nothing parts: folios in order at regular intervals, and heads that return there.

    A bare number is a folio only beside heads: sections and years are numbered too.
    """
    folios = _longest_chain(lines)
    if len(folios) <= FEWEST:
        return
    beside = [place for folio in folios for place in (folio - 1, folio + 1) if 0 <= place < len(lines)]
    keys = Counter(_key(lines[place]) for place in beside if _says_something(lines[place]))
    heads = [place for place in beside if keys[_key(lines[place])] >= FEWEST]
    if heads or _says_something(lines[folios[0]]):
        yield from (lines[place] for place in sorted({*folios, *heads}))


def _longest_chain(lines: Sequence[Line]) -> Sequence[int]:
    """The places of the most folios that say the same and count up by one at regular intervals."""
    chains: dict[tuple[_Key, int], list[int]] = {}
    longest: list[int] = []
    for place, line in enumerate(lines):
        number = _number(line) if line.text[-1] in "0123456789])-" else None
        if number is None:
            continue
        chain = chains.pop((_key(line), number - 1), [])
        if not _is_regular(lines, chain, place):
            chain = []
        chain.append(place)
        chains[_key(line), number] = chain
        longest = max(longest, chain, key=len)
    return longest


def _is_regular(lines: Sequence[Line], chain: Sequence[int], place: int) -> bool:
    if not chain:
        return False
    step, usual = (
        lines[after].number - lines[before].number
        for before, after in ((chain[-1], place), (chain[0], chain[1] if len(chain) > 1 else place))
    )
    return NEAREST <= step <= FARTHEST and abs(step - usual) <= SWAY


def _run_on(lines: Iterable[Line], gone: set[int]) -> Iterator[Line]:
    """The lines, without the blank ones that only part the pages; the pages are counted anew."""
    last: Line | None = None
    page = 1
    for line in lines:
        turned = last is not None and (line.page != last.page or not gone.isdisjoint(range(last.number, line.number)))
        page += turned
        yield replace(line, gap=0 if turned else line.gap, page=page)
        last = line
