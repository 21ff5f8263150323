"""Notes at the foot of the page on which they are called.

A publication has each note below the section that calls it, where a reading system looks for it. Here it moves to its
first call; WeasyPrint then sets it in the footnote area (CSS Generated Content for Paged Media, section 2). A note that
is called from a table, a figure or another note stays where it was: such a call may be laid out more than once.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

HOME = "data-home"
"""Names the element that a note belongs to in the order of reading: it comes last in it."""
ORDER = "data-order"
"""Its place among all notes in that order."""

_STAYS = frozenset({"aside", "caption", "figcaption", "figure", "table"})


def to_the_foot(tree: Element) -> None:
    """Move the notes of a document to their calls."""
    notes = {note.get("id"): (note, home) for home, note in _notes(tree)}
    for order, (note, home) in enumerate(notes.values()):
        note.set(HOME, home.get("id", ""))
        note.set(ORDER, str(order))
    for parent, call in list(_calls(tree)):
        found = notes.pop(call.get("href", "").removeprefix("#"), None)
        if found is None:
            continue
        note, home = found
        home.remove(note)
        note.set("class", f"{note.get('class', '')} foot")
        note.tail, call.tail = call.tail, None
        parent.insert(list(parent).index(call) + 1, note)


def _notes(tree: Element) -> Iterator[tuple[Element, Element]]:
    """Each note, with the element that it stands in."""
    for home in tree.iter():
        for child in home:
            if child.tag == "aside" and "note" in child.get("class", "").split():
                yield home, child


def _calls(element: Element) -> Iterator[tuple[Element, Element]]:
    """Each call from which a note can move, with its parent."""
    for child in element:
        if child.tag == "a" and child.get("class") == "noteref":
            yield element, child
        elif child.tag not in _STAYS:
            yield from _calls(child)
