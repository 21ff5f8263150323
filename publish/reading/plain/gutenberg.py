"""What Project Gutenberg puts around a book is taken off: its header, its credits and its licence.

The licence asks for that where the name is not to be used: a text without the trademark is free of its terms. What the
header says of the book goes to the metadata, and its title becomes the first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from publish.model import Contributor
from publish.reading.lines import Line
from publish.reading.plain.manuscript import Fact, Manuscript

HEADER = 400
"""Within how many lines the header ends; a line further down that looks like its end is a quotation."""
CREDITS = 12
"""How many lines the credits below the header may have."""

_START = re.compile(r"\*{2,3} ?START OF (?:THE|THIS) PROJECT GUTENBERG .*", re.IGNORECASE)
_END = re.compile(r"\*{2,3} ?END OF (?:THE|THIS) PROJECT GUTENBERG .*", re.IGNORECASE)
_SAYS_END = re.compile(r"(?:The )?End of (?:the |this )?Project Gutenberg.*", re.IGNORECASE)
_CREDITS = re.compile(
    r"(?:This (?:e-?book|e-?text) was )?(?:Produced|Prepared|Transcribed|E-?text prepared) (?:by|from)\b.*",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z ]{2,30}): (?P<value>\S.*)")
_DATE = re.compile(r"([A-Z][a-z]{2,8} \d{1,2}, \d{4})\b")

_ROLES: Mapping[str, str] = {
    "author": "aut",
    "translator": "trl",
    "editor": "edt",
    "illustrator": "ill",
    "contributor": "ctb",
    "compiler": "com",
    "annotator": "ann",
    "composer": "cmp",
    "photographer": "pht",
}
"""MARC relators for the header's own names."""


def take_off(manuscript: Manuscript) -> Manuscript:
    """The manuscript without header, credits and licence; as it is where it has no line that begins a header."""
    lines = manuscript.lines
    start = next((place for place, line in enumerate(lines[:HEADER]) if _START.fullmatch(line.text)), None)
    if start is None:
        return manuscript
    places = {*range(start + 1), *_rest_of_marker(lines, start + 1), *_footer(lines)}
    first = next((place for place in range(start + 1, len(lines)) if place not in places), len(lines))
    places |= set(_credits(lines, first))
    facts = tuple(_facts(lines[:start]))
    numbers = {lines[place].number for place in places}
    message = "Project Gutenberg's header, credits and licence are taken off"
    bare = manuscript.without(numbers, "gutenberg-licence", message)
    titles = [fact for fact in facts if fact.field == "title"][:1]
    title = [Line(int(fact.origin.rpartition(" ")[2]), str(fact.value), 0) for fact in titles]
    rest = (*(replace(line, gap=1) for line in bare.lines[:1]), *bare.lines[1:])
    return replace(bare, lines=(*title, *rest), facts=(*manuscript.facts, *facts))


def _rest_of_marker(lines: Sequence[Line], place: int) -> range:
    """A marker too long for its line goes on in the next one, up to its last stars."""
    if lines[place - 1].text.endswith("**") or not lines[place : place + 1] or lines[place].gap:
        return range(0)
    return range(place, place + 1)


def _footer(lines: Sequence[Line]) -> range:
    """From the line that says the end, and what announces it, to the last line."""
    end = next((place for place in range(len(lines) - 1, -1, -1) if _END.fullmatch(lines[place].text)), len(lines))
    announced = [place for place in range(max(end - 4, 0), end) if _SAYS_END.fullmatch(lines[place].text)]
    return range(min(announced, default=end), len(lines))


def _credits(lines: Sequence[Line], first: int) -> range:
    """The paragraph that says who produced the text, where it is the first."""
    if first == len(lines) or not _CREDITS.fullmatch(lines[first].text):
        return range(0)
    end = first + 1
    while end < len(lines) and lines[end].gap == 0 and lines[end].page == lines[first].page:
        end += 1
    return range(first, end) if end - first <= CREDITS else range(first, first + 1)


def _facts(header: Sequence[Line]) -> Iterator[Fact]:
    for place, line in enumerate(header):
        field = _FIELD.fullmatch(line.text)
        if not field:
            continue
        name, value = field["name"].lower(), field["value"]
        origin = f"Project Gutenberg's header, line {line.number}"
        below = header[place + 1] if place + 1 < len(header) else None
        more = below.text if below and below.gap == 0 and below.indent > line.indent else None
        if name == "title":
            yield Fact("title", value, origin)
            if more:
                yield Fact("subtitle", more, origin)
        elif name in _ROLES:
            yield Fact("contributors", Contributor(value, _ROLES[name]), origin)
        elif name == "language" and (tag := _language(value)):
            yield Fact("language", tag, origin)
        elif name == "release date" and (day := _day(value)):
            yield Fact("published", day, origin)


def _language(name: str) -> str | None:
    """The tag of a language that is called by its English name."""
    import pycld2

    known: Mapping[str, str] = dict(pycld2.LANGUAGES)
    tag = known.get(name.split(",")[0].strip().upper())
    return None if tag in (None, "zh", "un") else tag


def _day(value: str) -> date | None:
    """``August 25, 2005``: the header's dates are in English, whatever the book's language."""
    found = _DATE.match(value)
    try:
        return datetime.strptime(found[1], "%B %d, %Y").date() if found else None
    except ValueError:
        return None
