"""Ids are given anew, to what something refers to, and every link within the article leads to one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from urllib.parse import unquote

from lxml import etree

from publish.reading.markup.draft import FARTHEST
from publish.reading.markup.notices import Notices
from publish.reading.markup.places import Places

_OURS = re.compile("(?:section|lead|note|noteref)(?:-|$)")
"""How the ids begin that sections and notes have."""
LONGEST = 60
"""The most characters of an id that is made of the source's."""


def join(
    blocks: list[etree._Element],
    places: Places,
    sections: Mapping[etree._Element, str],
    notices: Notices,
) -> None:
    """Link each ``#reference`` in ``blocks`` with its place, and give that an id; links that lead nowhere go.

    ``places`` knows what the source's ids mean, and ``sections`` are the ids of the headings.
    """
    inside = {element for block in blocks for element in block.iter()}
    taken: dict[str, int] = {}
    named: dict[etree._Element, str] = dict(sections)
    for block in blocks:
        for link in [one for one in block.iter("a") if (one.get("href") or "").startswith("#")]:
            if link.get("role") is not None:  # Of a note, whose ids are ours.
                continue
            reference = (link.get("href") or "")[1:]
            place = places.of(reference)
            if place is None:
                place = places.of(unquote(reference))
            if place is None or (place not in inside and place not in named):
                notices.tell("link-unresolved", f"#{reference}", line=_line(link))
                link.tag = "span"
                del link.attrib["href"]
                continue
            if place not in named:
                named[place] = place.get("id") or _unique(reference, taken)
                place.set("id", named[place])
            link.set("href", f"#{named[place]}")


def _line(link: etree._Element) -> int | None:
    """The line of the block around a link."""
    around = (one.get("data-line") for one in islice(link.iterancestors(), FARTHEST))
    return next((int(line) for line in around if line), None)


def _unique(name: str, taken: dict[str, int]) -> str:
    """An id of ``[a-z][a-z0-9-]*`` that is like ``name`` and that nothing else has."""
    plain = re.sub("[^a-z0-9]+", "-", unquote(name).lower())[:LONGEST].strip("-")
    if not plain[:1].isalpha() or _OURS.match(plain):
        plain = f"id-{plain}".rstrip("-")
    while (count := taken.get(plain, 0)) and (numbered := f"{plain}-{count + 1}"):
        taken[plain] = count + 1
        plain = numbered
    taken[plain] = 1
    return plain
