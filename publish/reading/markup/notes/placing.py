"""Each note goes to the end of the section in which it is first referred to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from publish.reading.markup.notices import Notices
from publish.reading.markup.sections import Stretch


def place(stretches: Sequence[Stretch], notes: Mapping[int, etree._Element], notices: Notices) -> None:
    """Put each of the ``notes``, by their numbers, below the text that refers to it; the others below all text."""
    placed: set[int] = set()
    for stretch in stretches:
        for block in stretch.blocks:  # Grows: a note may refer to another one.
            for link in block.iter("a"):
                if link.get("class") != "noteref":
                    continue
                number = int(link.text or 0)
                if number not in placed:
                    placed.add(number)
                    _link_back(notes[number], number, link.get("id") or "")
                    stretch.blocks.append(notes[number])
    for number, note in notes.items():
        if number not in placed:
            notices.tell("note-without-reference")
            stretches[-1].blocks += list(note)


def _link_back(note: etree._Element, number: int, reference: str) -> None:
    link = etree.Element("a", {"class": "backlink", "role": "doc-backlink", "href": f"#{reference}"})
    link.text = str(number)
    first = note[0] if len(note) and note[0].tag == "p" and note[0].get("class") is None else etree.Element("p")
    link.tail = f" {first.text or ''}" if first.text or len(first) else None
    first.text = None
    first.insert(0, link)
    if first.getparent() is None:
        note.insert(0, first)
