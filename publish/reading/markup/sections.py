"""The blocks of an article become its sections: each heading begins one, and levels follow without a gap."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from publish.model import Section
from publish.reading.markup import serialising
from publish.reading.markup.vocabulary import HEADINGS

_MARKS = frozenset("em i strong b code kbd samp var sub sup s u cite q small abbr dfn mark span".split())
"""What a heading may hold besides text, and keep."""


@dataclass(slots=True)
class Stretch:
    """A heading and the blocks below it, before they are written down."""

    id: str
    level: int
    """As the source has it, until all are numbered."""
    heading: etree._Element | None
    """None for the lead."""
    title: str
    marked: str | None = None
    """The title with its inline markup, where it has any."""
    blocks: list[etree._Element] = field(default_factory=list)

    @property
    def line(self) -> int | None:
        """The line of the source in which it begins."""
        first = self.heading if self.heading is not None else next(iter(self.blocks), None)
        return None if first is None or not (line := first.get("data-line")) else int(line)


def part(blocks: Iterable[etree._Element]) -> list[Stretch]:
    """The lead, even if it is empty, and a stretch for each heading with words."""
    stretches = [Stretch("lead", 1, None, "")]
    for block in blocks:
        if block.tag not in HEADINGS:
            stretches[-1].blocks.append(block)
            continue
        title = words(block)
        if title:
            stretches.append(Stretch("", int(block.tag[1]), block, title, _marked(block, title)))
        if (shown := _shown(block)) is not None:
            stretches[-1].blocks.append(shown)
    return stretches


def number(stretches: Iterable[Stretch]) -> None:
    """Give the stretches below the lead their ids, and levels that leave none out."""
    above: list[int] = []
    for count, one in enumerate(stretches):
        if one.heading is None:
            continue
        while above and above[-1] >= one.level:
            above.pop()
        above.append(one.level)
        one.id, one.level = f"section-{count}", len(above)


def words(heading: etree._Element) -> str:
    """The words of a heading as plain text: without references to notes, a line break being a space."""
    pieces = []
    for event, element in etree.iterwalk(heading, events=("start", "end")):
        if event == "start":
            pieces.append(" " if element.tag == "br" else element.text if element.get("role") is None else None)
        elif element is not heading:
            pieces.append(element.tail)
    return " ".join("".join(filter(None, pieces)).split())


def _marked(heading: etree._Element, title: str) -> str | None:
    """A heading's words with their inline markup; None where there is none, or none that can be kept."""
    if not any(one.tag in _MARKS for one in heading.iter() if one is not heading):
        return None
    kept = etree.Element("span")
    kept.text = heading.text
    kept.extend(copy.deepcopy(child) for child in heading)
    for reference in kept.xpath(".//a[@role]"):
        reference.clear(keep_tail=True)
    etree.strip_tags(kept, "a")
    for one in list(kept.iter(etree.Element)):
        if one is not kept and one.tag not in _MARKS:
            return None
        for name in set(one.attrib) - {"lang", "dir", "title"}:
            del one.attrib[name]
    if " ".join("".join(kept.itertext()).split()) != title:
        return None
    if not len(kept):
        return None
    return serialising.fragment([kept]).removeprefix("<span>").removesuffix("</span>").strip()


def _shown(heading: etree._Element) -> etree._Element | None:
    """A paragraph of what a heading holds besides words: pictures, and references to notes."""
    kept = [one for one in heading.iter("img", "a") if one.tag == "img" or one.get("role") is not None]
    if not kept:
        return None
    paragraph = etree.Element("p")
    for one in kept:
        one.tail = None
        paragraph.append(one)
    return paragraph


def written(stretches: Iterable[Stretch]) -> tuple[Section, ...]:
    """The sections that have a title or a body."""
    return tuple(
        Section(one.id, one.level, one.title or None, body, one.line, heading=one.marked)
        for one in stretches
        if (body := serialising.fragment(one.blocks)) or one.heading is not None
    )
