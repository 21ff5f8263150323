"""Interior and cover as a press takes them, from the pages that :mod:`publish.writing.pdf` has laid out.

::

    drawings.py   drawings that a press takes as pictures only
    stream.py     a page's content, in inks
    inks.py       from colours to inks, through the profile of the press
    pages.py      boxes, pictures in inks, and what else a press takes away
    marks.py      crop and bleed marks, targets, a colour bar
    standards.py  what the file says of itself: PDF/X, output intent
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from publish.model import Finding, Publication
from publish.printers.lengths import in_inches, in_millimetres
from publish.printers.order import Order, Sheet, Wrap
from publish.printers.profile import Profile
from publish.writing import document, engine, page_list
from publish.writing.press import pages, standards
from publish.writing.press.drawings import flattened
from publish.writing.press.inks import Inks

if TYPE_CHECKING:
    from publish.writing.pdf import Laid

__all__ = ["cover", "flattened", "interior", "told"]


def told(order: Order, sheet: Sheet, pages: int, profile: Profile) -> list[Finding]:
    """What is made, and what follows from what."""
    width, height = map(_both, order.trim)
    bleed = f", bleed {_both(sheet.bleed)}" if sheet.bleed else ""
    said = [
        f"{order.printer.title}, {order.standard}: {pages} pages of {width} by {height}{bleed}, printed in {order.ink}",
        f"gutter {_both(sheet.gutter)} or more, for {pages} pages",
        f"colour profile: {profile.title} ({profile.source})",
    ]
    found = [Finding("press-order", "info", one) for one in said]
    if order.printer.cover:
        spine = f"spine {_both(order.spine(pages))}, for {pages} pages on {order.paper.title}"
        found.append(Finding("press-order", "info", spine, remedy="compare it with the printer's own calculator"))
        if not order.wrap(pages).spine_text:
            bare = (
                f"no text is on the spine: {order.printer.title} prints it from {order.printer.cover.spine_pages} pages"
            )
            found.append(Finding("press-spine-bare", "info", bare))
    return found


def _both(points: float) -> str:
    return f"{in_inches(points)} ({in_millimetres(points)})"


def interior(laid: Laid, order: Order, sheet: Sheet, profile: Profile) -> tuple[bytes, list[Finding]]:
    """The pages of a book, as many as the printer binds; and what was found while drawing them."""
    inks = Inks(profile.data, sheet.colour, order.printer.interior.ink)
    with engine.remarks() as findings:
        drawn = _drawn(laid.sides(), inks, sheet.line)
    with pikepdf.open(BytesIO(drawn)) as pdf:
        count, rtl = len(pdf.pages), laid.publication.direction == "rtl"
        for number in range(1, order.padded(count) + 1):
            frame = _page_frame(order, sheet, recto=number % 2 == 1, rtl=rtl)
            if number <= count:
                pages.framed(pdf.pages[number - 1], frame, colour=sheet.colour)
            else:
                pages.blank(pdf, frame, colour=sheet.colour)
        return _finished(pdf, laid.publication, order, inks, profile), findings


def cover(publication: Publication, order: Order, wrap: Wrap, profile: Profile) -> tuple[bytes, list[Finding]]:
    """The cover in one piece: ``publication.cover`` is drawn for it."""
    assert order.printer.cover is not None
    inks = Inks(profile.data, True, order.printer.cover.ink)
    with engine.remarks() as findings:
        body = document.joined(publication, [publication.cover])
        drawn = _drawn(
            engine.layout(body.tree, publication.styles["wrap"], body.pictures),
            inks,
            order.printer.least("hairline"),
        )
    with pikepdf.open(BytesIO(drawn)) as pdf:
        del pdf.pages[1:]
        bleed = wrap.bleed
        frame = pages.Frame.around(
            wrap.width - 2 * bleed, wrap.height - 2 * bleed, (bleed,) * 4, marked=order.printer.cover.marks
        )
        pages.framed(pdf.pages[0], frame, colour=True, at=frame.bleed)
        return _finished(pdf, publication, order, inks, profile), findings


def _drawn(laid: Any, inks: Inks, finest: float) -> bytes:
    """WeasyPrint's file, without anything to click."""
    from publish.writing.press.stream import drawing
    from publish.writing.tagging import name_line_hyphens

    for page in laid.pages:
        page.links, page.bookmarks, page.anchors = [], [], {}
    with drawing(inks, finest):
        data = laid.write_pdf(finisher=lambda _, pdf: name_line_hyphens(pdf))
    assert isinstance(data, bytes)
    return data


def _page_frame(order: Order, sheet: Sheet, *, recto: bool, rtl: bool) -> pages.Frame:
    bleed = sheet.bleed
    spine = 0.0 if sheet.bleed_edges == 3 else bleed
    left, right = (spine, bleed) if recto != rtl else (bleed, spine)
    return pages.Frame.around(
        sheet.width, sheet.height, (left, bleed, right, bleed), marked=order.printer.interior.marks
    )


def _finished(pdf: pikepdf.Pdf, publication: Publication, order: Order, inks: Inks, profile: Profile) -> bytes:
    pages.inked(pdf, inks)
    pages.bare_fonts(pdf)
    standards.claim(
        pdf,
        order.standard,
        title=publication.metadata.title,
        identifier=page_list.identified(publication),
        modified=publication.modified,
        profile=profile,
    )
    if publication.direction == "rtl":
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L)
    return pages.saved(pdf, standards.STANDARDS[order.standard].version)
