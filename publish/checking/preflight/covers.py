"""Checks of a cover: its size, what is on its spine, and what is too near to where it is cut or folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publish.checking.preflight.content import Box
from publish.checking.preflight.file import File, Found, at, both
from publish.checking.preflight.placed import trimmed
from publish.printers import Rule
from publish.printers.lengths import in_millimetres

OFF = 4.5
"""How far a spine may be from its paper's, in points: a sixteenth of an inch, which bindings vary by."""


def _spine(file: File) -> Box | None:
    """Where the spine is; None where nobody knows the trim."""
    if file.cover_trim is None:
        return None
    left, bottom, right, top = trimmed(file)
    return left + file.cover_trim[0], bottom, right - file.cover_trim[0], top


def _cover_size(file: File, rule: Rule) -> Iterator[Found]:
    spine = _spine(file)
    if spine is None:
        box = trimmed(file)
        said = (
            f"the cover is {both(box[2] - box[0])} by {both(box[3] - box[1])}, which fits no trim of {file.shop.title}"
        )
        if not file.shop.any_trim:
            yield Found(
                said, 1, remedy="make it twice the trim and the spine wide, and as high as the trim, with bleed"
            )
        return
    if file.book_pages is None or file.shop.cover is None:
        return
    extra, width = file.shop.cover.spine_extra, spine[2] - spine[0]
    papers = {paper.title: file.book_pages * paper.caliper + extra for paper in file.shop.papers.values()}
    if min(abs(width - one) for one in papers.values()) > OFF:
        told = ", ".join(f"{both(one)} on {title}" for title, one in papers.items())
        yield Found(f"the spine is {both(width)} wide", 1, remedy=f"for {file.book_pages} pages it is {told}")


def _spine_text(file: File, rule: Rule) -> Iterator[Found]:
    spine, cover = _spine(file), file.shop.cover
    if spine is None or cover is None:
        return
    texts = [box for box in file.texts(1) if box[2] > spine[0] and box[0] < spine[2]]
    if texts and file.book_pages is not None and file.book_pages < cover.spine_pages:
        said = f"there is text on the spine of a book of {file.book_pages} pages"
        yield Found(said, 1, remedy=f"leave it out below {cover.spine_pages}")
    for box in texts:
        clear = min(box[0] - spine[0], spine[2] - box[2])
        if clear < cover.spine_clear - 0.5:
            said = f"text is {in_millimetres(max(clear, 0))} from the fold of the spine, {at(box, trimmed(file))}"
            yield Found(said, 1, remedy=f"keep it {both(cover.spine_clear)} away")


def _cover_safe(file: File, rule: Rule) -> Iterator[Found]:
    box, cover = trimmed(file), file.shop.cover
    if cover is None:
        return
    for text in file.texts(1):
        closest = min(text[0] - box[0], text[1] - box[1], box[2] - text[2], box[3] - text[3])
        if closest < cover.safe - 0.5:
            said = f"text is {in_millimetres(max(closest, 0))} from the edge, {at(text, box)}"
            yield Found(said, 1, remedy=f"keep it {both(cover.safe)} away")


CHECKS: Mapping[str, Callable[[File, Rule], Iterator[Found]]] = {
    "cover-size": _cover_size,
    "spine-text": _spine_text,
    "cover-safe": _cover_safe,
}
