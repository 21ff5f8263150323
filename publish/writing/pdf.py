"""One PDF that is PDF/UA-1 and PDF/A-3a: front matter in roman folios, the text from 1 on a recto.

A cover that the user gave stands before them, on a leaf of its own. One that the theme draws says what the title page
says once more, so that it is for bookshelves, and not for a document that opens at its first page.

The text is laid out first, and the page of each heading read from it; then the front matter, with those numbers as
plain text; then both go into one file. That costs less than ``target-counter()`` and cannot print a wrong number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydyf import String

from publish.model import Finding, PageBreak, Publication
from publish.writing import cover, document, engine, metadata, page_list
from publish.writing.document import Document

if TYPE_CHECKING:
    from weasyprint import Document as LaidOut


@dataclass(frozen=True, slots=True)
class Laid:
    """A publication, laid out."""

    publication: Publication
    front: LaidOut
    text: LaidOut
    breaks: tuple[PageBreak, ...]
    """Where its pages begin, in their order: front matter in roman folios, then the text."""
    findings: tuple[Finding, ...]

    def sides(self) -> LaidOut:
        """Every page of the book in one document, a recto first: no cover, and the text begins on a recto."""
        return self.front.copy([*self.front.pages, *_verso(self.publication, self.front), *self.text.pages])

    @property
    def count(self) -> int:
        """How many pages there are in :meth:`sides`."""
        return len(self.front.pages) + len(self.front.pages) % 2 + len(self.text.pages)

    def write(self) -> tuple[bytes, list[Finding]]:
        """The file's bytes, and what was found while making it."""
        with engine.remarks() as findings:
            data = _joined(self.publication, _cover(self.publication), self.front, self.text)
        return data, [*self.findings, *findings]


def write(publication: Publication) -> tuple[bytes, list[Finding]]:
    """The file's bytes, and what was found while making it."""
    return lay_out(publication).write()


def lay_out(publication: Publication) -> Laid:
    """The pages of a publication; nothing is drawn yet."""
    from publish.writing import pagination

    with engine.remarks() as findings:
        body = document.joined(publication, [page for page in publication.pages if page.role == "text"])
        text = _laid_out(publication, body)
        others = [page for page in publication.pages if page.role != "text"]
        opening = document.joined(publication, others, _folios(publication, text))
        front = _laid_out(publication, opening)
        pages = [*front.pages, *_verso(publication, front)]
        before, blank = pagination.breaks(pages, opening, pagination.roman)
        breaks, _ = pagination.breaks(text.pages, body, publication.counted, blank)
    return Laid(publication, front, text, (*before, *breaks), (*body.findings, *findings))


def _laid_out(publication: Publication, laid: Document) -> LaidOut:
    return engine.layout(laid.tree, publication.styles["pdf"], laid.pictures)


def _folios(publication: Publication, text: LaidOut) -> dict[str, str]:
    """The page of each id, from 1, as it is printed."""
    found: dict[str, str] = {}
    for number, page in enumerate(text.pages, start=1):
        for anchor in page.anchors:
            found.setdefault(anchor, publication.counted(number))
    return found


def _cover(publication: Publication) -> list[Any]:
    """The pages of a leaf with the cover that the user gave, or none."""
    if publication.cover_picture is None:
        return []
    shown = replace(publication, resources=(publication.cover_picture,))
    return [*_laid_out(shown, document.joined(shown, [cover.page(shown)])).pages[:1], *_blank(publication)]


def _blank(publication: Publication) -> list[Any]:
    return _blank_of(publication.styles["pdf"], publication.metadata.language, publication.direction)


@lru_cache(maxsize=16)
def _blank_of(style: str, language: str, direction: str) -> list[Any]:
    """A page without anything, as a style sheet sets it: the same for all publications that it goes for."""
    head = f'<html lang="{language}" dir="{direction}"><head><title>.</title></head>'
    pages: list[Any] = engine.layout(engine.parsed(f"{head}<body></body></html>"), style, {}).pages
    return pages


def _verso(publication: Publication, front: LaidOut) -> list[Any]:
    """The blank page that ends the front matter where the text would begin on a verso."""
    return _blank(publication) if len(front.pages) % 2 else []


def _joined(publication: Publication, leaf: list[Any], front: LaidOut, text: LaidOut) -> bytes:
    """Cover, front matter and text in one file, the text on a recto."""
    from publish.writing import structure, tagging

    blank = _verso(publication, front)
    whole = front.copy([*leaf, *front.pages, *blank, *text.pages])
    whole.structure = structure.of(whole)
    for page in whole.pages:
        # WeasyPrint annotates a link and again everything inside of it; one is what there is to click.
        page.links = [link for link in page.links if link[3].element_tag == "a" and not hasattr(link[3], "artifact")]
    start = len(leaf) + len(front.pages) + len(blank)
    named = f"0 <</P {String(publication.cover.title).data.decode('latin-1')}>> " if leaf else ""

    def finish(_: LaidOut, pdf: Any) -> None:
        metadata.identify(pdf, page_list.identified(publication))
        tagging.name_line_hyphens(pdf)
        # ISO 32000-1, 12.4.2: small roman numerals, then decimal ones from 1.
        pdf.catalog["PageLabels"] = f"<</Nums [{named}{len(leaf)} <</S /r>> {start} <</S /D>>]>>"
        pdf.catalog["PageMode"] = "/UseOutlines"

    data = whole.write_pdf(pdf_variant=engine.VARIANT, finisher=finish)
    assert isinstance(data, bytes)
    return data
