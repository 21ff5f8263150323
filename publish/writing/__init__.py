"""A publication into finished files; one module a format.

::

    epub.py       EPUB 3.3, through EbookLib
    archive.py    EbookLib's archive with fixed bytes
    cover.py      the theme's cover as a picture
    pdf.py        one PDF that is PDF/UA-1 and PDF/A-3a, through WeasyPrint
    document.py   the pages of a publication as the one document that WeasyPrint lays out
    ruby.py       readings above characters
    formulas.py   formulas as pictures
    pictures.py   pictures as PDF/A takes them
    engine.py     WeasyPrint, set up: our fonts, our tagging, and no access to anything
    structure.py  what the structure of a laid-out document is
    tags.py       the structure type of each element of the source
    attributes.py what such an element says of itself
    lines.py      where a line ends between words
    tagging.py    that structure, and what is text and what is decoration, in the PDF
    glyphs.py     the glyphs of a line, where they stand
    stream.py     a page's content, with the texts of glyphs that are read from the right
    right_to_left.py  lines of Arabic and Hebrew, in pieces that extractors put together again
    notes.py      notes on their way to the page of their call
    footnotes.py  long ones, over several pages
    breaking.py   lines that end where their words do
    shaping.py    a text measured once, for all of its lines
    justification.py  lines that end flush, in any script
    ladders.py    lines that end as a compositor would end them
    grid.py       lines of a printed book, back to back
    hyphens.py    hyphens at line ends, where they leave a word's letters alone
    pagination.py where its pages begin in the publication, to the letter
    page_list.py  those page numbers in an EPUB
    shortcuts.py  what WeasyPrint works out again and again, quickly
    letters.py    what layout leaves of a text as it is
    press/        the same pages for a printer: inks, boxes, PDF/X; and the cover around them
    imposing.py   pages on sheets that are printed and folded
    metadata.py   the XMP of a file that is both PDF/UA and PDF/A
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from publish.model import Finding, PageBreak, Publication

if TYPE_CHECKING:
    from publish.printers.order import Order
    from publish.writing.pdf import Laid

WRITERS: Mapping[str, str] = {
    "epub": "publish.writing.epub",
    "pdf": "publish.writing.pdf",
}
"""The module of each format. Its ``write`` takes a publication and gives the file's bytes and findings."""

CODES = {
    "press-order": "What was made for the printer, and from what: pages, gutter, spine, paper, profile.",
    "press-spine-bare": "The spine is too narrow for text, or the book has too few pages for the printer to print any.",
    "formula-as-text": "A formula could not be drawn for the PDF, which prints its text alternative in its place.",
    "layout": "WeasyPrint said something about a page that our style sheets should not have made it say.",
}
"""The findings of this room."""


def lay_out(publication: Publication) -> Laid:
    """The pages of the PDF, which tell where each of them begins, before they are written."""
    from publish.writing import pdf

    return pdf.lay_out(publication)


def impose(interior: bytes, scheme: str, ordered: Order) -> bytes:
    """The pages of an interior on the sheets that are printed and folded, by :data:`publish.settings.IMPOSITIONS`."""
    from publish.writing import imposing

    return imposing.imposed(interior, scheme, caliper=ordered.paper.caliper)


def agreeing(publication: Publication, breaks: Sequence[PageBreak]) -> Publication:
    """The publication with the page numbers of a print edition, for e-books."""
    from publish.writing import page_list

    return page_list.marked(publication, breaks)


def write(publication: Publication, format: str) -> tuple[bytes, tuple[Finding, ...]]:
    """The finished file in one of :data:`WRITERS`, and what was found while making it."""
    data, findings = import_module(WRITERS[format]).write(publication)
    return data, tuple(findings)
