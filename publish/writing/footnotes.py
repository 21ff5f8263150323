"""Long notes that go on at the foot of the next page.

WeasyPrint 70 sets a note whole, on the page of its call or on the next, and lets one that is longer than a page run off
its end. Here a note of more than a few lines is cut into pieces after its lines, each a note to WeasyPrint: what has no
room on a page is the beginning of the notes on the next one. Pieces keep the element of the note, so that the structure
of the document has one note all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import LayoutContext, page
from weasyprint.layout.block import block_level_layout

from publish.writing.notes import ORDER

LEAST = 2
"""How many lines stand together at the end and at the beginning of a piece."""
WHOLE = 2 * LEAST
"""Notes of fewer lines are not cut."""

Path = tuple[int, ...]
"""Where a place is in a tree of boxes: a child of a child; the last number counts the bytes of a text."""

_layout, _report = LayoutContext.layout_footnote, LayoutContext.report_footnote
_unlayout = LayoutContext.unlayout_footnote
_overflows = LayoutContext.overflows_page
_page = page.make_page


def _overflows_page(context: Any, bottom_space: float, position_y: float) -> bool:
    """WeasyPrint's question; what was asked last is kept, as it asks before it takes a note from a page."""
    context.asked = bottom_space, position_y
    found: bool = _overflows(context, bottom_space, position_y)
    return found


def _layout_footnote(context: Any, note: Any) -> bool:
    """Set a note, in pieces where it is long; whether the notes have more height than they may."""
    pieces = _pieces(context, note)
    if len(pieces) == 1:
        return bool(_layout(context, note))
    context.footnotes.remove(note)
    for piece in pieces:
        context.current_page_footnotes.append(piece)
    overflow = context._update_footnote_area()
    while overflow and pieces[0] is not context.current_page_footnotes[-1]:
        _postpone(context)
        overflow = context._update_footnote_area()
    return bool(overflow)


def _report_footnote(context: Any, note: Any) -> None:
    """Take a note from the page, or as many of its pieces as have no room there."""
    pieces = context.pieces.get(id(note), ()) if hasattr(context, "pieces") else ()
    here = [piece for piece in pieces if piece in context.current_page_footnotes]
    if len(pieces) < 2:
        _report(context, note)
        return
    others = any(getattr(one, "whole", one) is not note for one in context.reported_footnotes)
    while here and (others or len(here) == len(pieces) or _overflows(context, *context.asked)):
        _postpone(context)
        context._update_footnote_area()
        here.pop()


def _postpone(context: Any) -> None:
    """Take the last piece from the page; it is the first of those that wait, but for what waited before its note."""
    piece = context.current_page_footnotes.pop()
    waiting = context.reported_footnotes
    place = next((n for n, one in enumerate(waiting) if getattr(one, "whole", one) is piece.whole), len(waiting))
    waiting.insert(place, piece)


def _make_page(context: Any, *rest: Any, **options: Any) -> Any:
    """Make a page, beginning with the notes that wait, in the order of their calls: WeasyPrint can lose that."""
    place = {id(note): number for number, note in enumerate(context.reported_footnotes)}
    context.reported_footnotes.sort(key=lambda note: (int(note.element.get(ORDER)), place[id(note)]))
    return _page(context, *rest, **options)


def _unlayout_footnote(context: Any, note: Any) -> None:
    """Take back a note with all of its pieces."""
    pieces = context.pieces.get(id(note), ()) if hasattr(context, "pieces") else ()
    if len(pieces) < 2:
        _unlayout(context, note)
    elif note not in context.footnotes:
        context.footnotes.append(note)
        for waiting in (context.current_page_footnotes, context.reported_footnotes):
            waiting[:] = [one for one in waiting if one not in pieces]
        context._update_footnote_area()


def _pieces(context: Any, note: Any) -> tuple[Any, ...]:
    """The pieces of a note: itself, where it is short or a piece already."""
    if not hasattr(context, "pieces"):
        context.pieces = {}
    if hasattr(note, "whole"):
        return (note,)
    found: tuple[Any, ...] | None = context.pieces.get(id(note))
    if found is None:
        area = _prepared(context, note)
        found = tuple(_cut(area.children[0], list(_ends(_laid_out(context, area)))))
        if len(found) == 1:
            found = (note,)
        else:
            for piece in found:
                piece.whole = note
        context.pieces[id(note)] = found
    return found


def _prepared(context: Any, note: Any) -> Any:
    """A copy of the notes' area with a copy of this note alone, its text in line boxes."""
    area = context.current_footnote_area.deepcopy()
    area.children = [note.deepcopy()]
    return build.create_anonymous_boxes(area)


def _laid_out(context: Any, area: Any) -> Any:
    """The only note of an area, as it comes out on this page."""
    laid = block_level_layout(context, area.deepcopy(), -float("inf"), None, context.current_footnote_area.page)
    return laid[0].children[0]


def _ends(note: Any) -> Iterator[Path | None]:
    """Where each line of a laid-out note ends; None for one after which it cannot be cut."""
    for place, block in enumerate(note.children):
        if not all(isinstance(line, boxes.LineBox) for line in block.children) or not block.children:
            yield (place + 1,)
            continue
        for line in block.children:
            if line.resume_at is None:
                yield (place + 1,)
            else:
                yield (place, 0, *_path(line.resume_at))


def _path(resume_at: Any) -> Iterator[int]:
    """A place of WeasyPrint's, which is a dictionary in a dictionary."""
    while resume_at is not None:
        ((index, resume_at),) = resume_at.items()
        yield index


def _cut(note: Any, ends: list[Path | None]) -> Iterator[Any]:
    """The note, cut after its lines: whole if they are few, else in pieces of two lines at its ends and one between."""
    places = [end for end in ends[LEAST - 1 : len(ends) - LEAST] if end and _between_words(note, end)]
    if len(ends) < WHOLE or not places:
        yield note
        return
    done: Path = ()
    for place in places:
        yield _part(note, done, place)
        done = place
    yield _part(note, done, ())


def _between_words(note: Any, place: Path) -> bool:
    """Whether a place is not inside of a word, as it is where hyphenation broke a line."""
    box = note
    for index in place[:-1]:
        box = box.children[index]
    if not isinstance(box, boxes.TextBox):
        return True
    said: bytes = box.text.encode()
    before, after = said[: place[-1]].decode(), said[place[-1] :].decode()
    return before.endswith(" ") or after.startswith(" ")


def _part(box: Any, start: Path, end: Path) -> Any:
    """A copy of a box from one place to another; an empty path is the box's own beginning, or its end."""
    if isinstance(box, boxes.TextBox):
        said = box.text.encode()
        return box.copy_with_text(said[start[0] if start else 0 : end[0] if end else len(said)].decode())
    first = start[0] if start else 0
    last = end[0] if end else len(box.children)
    children: list[Any] = []
    for index in range(first, min(last + (len(end) > 1), len(box.children))):
        below = start[1:] if start and index == first else (), end[1:] if end and index == last else ()
        piece = _part(box.children[index], *below)
        # WeasyPrint makes lines of it once more.
        children += piece.children if isinstance(piece, boxes.LineBox) else [piece]
    part = box.copy_with_children(children)
    part.style = part.style.copy()
    if len(start) > 1:
        part.style["text_indent"] = type(part.style["text_indent"])(0, "px")
    if len(end) > 1 and part.style["text_align_all"] == "justify":
        part.style["text_align_last"] = "justify"
    return part


def install() -> None:
    """Let WeasyPrint set notes so; once a process is enough."""
    LayoutContext.layout_footnote = _layout_footnote
    LayoutContext.report_footnote = _report_footnote
    LayoutContext.unlayout_footnote = _unlayout_footnote
    LayoutContext.overflows_page = _overflows_page
    page.make_page = _make_page
