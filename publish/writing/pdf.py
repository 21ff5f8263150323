"""One PDF that is PDF/UA-1 and PDF/A-3a: front matter in roman folios, the text from 1 on a recto.

The text is laid out first, and the page of each heading read from it; then the front matter, with those numbers as
plain text; then both go into one file. That costs less than ``target-counter()`` and cannot print a wrong number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publish.model import Finding, Publication
from publish.writing import document, engine, metadata
from publish.writing.document import Document

if TYPE_CHECKING:
    from weasyprint import Document as LaidOut


def write(publication: Publication) -> tuple[bytes, list[Finding]]:
    """The file's bytes, and what was found while making it."""
    with engine.remarks() as findings:
        pages = [page for page in publication.pages if page.role == "text"]
        body = document.joined(publication, pages)
        text = _laid_out(publication, body)
        others = [page for page in publication.pages if page.role != "text"]
        front = _laid_out(publication, document.joined(publication, others, _folios(publication, text)))
        data = _joined(publication, front, text)
    return data, [*body.findings, *findings]


def _laid_out(publication: Publication, laid: Document) -> LaidOut:
    return engine.layout(laid.tree, publication.styles["pdf"], laid.pictures)


def _folios(publication: Publication, text: LaidOut) -> dict[str, str]:
    """The page of each id, from 1, as it is printed."""
    found: dict[str, str] = {}
    for number, page in enumerate(text.pages, start=1):
        for anchor in page.anchors:
            found.setdefault(anchor, publication.counted(number))
    return found


def _joined(publication: Publication, front: LaidOut, text: LaidOut) -> bytes:
    """Front matter and text in one file, the text on a recto."""
    from publish.writing import structure, tagging

    blank = _laid_out(publication, document.joined(publication, ())).pages if len(front.pages) % 2 else []
    whole = front.copy([*front.pages, *blank, *text.pages])
    whole.structure = structure.of(whole)
    for page in whole.pages:
        # WeasyPrint annotates a link and again everything inside of it; one is what there is to click.
        page.links = [link for link in page.links if link[3].element_tag == "a" and not hasattr(link[3], "artifact")]
    start = len(front.pages) + len(blank)

    def finish(_: LaidOut, pdf: Any) -> None:
        metadata.identify(pdf)
        tagging.name_line_hyphens(pdf)
        # ISO 32000-1, 12.4.2: small roman numerals, then decimal ones from 1.
        pdf.catalog["PageLabels"] = f"<</Nums [0 <</S /r>> {start} <</S /D>>]>>"
        pdf.catalog["PageMode"] = "/UseOutlines"

    data = whole.write_pdf(pdf_variant=engine.VARIANT, finisher=finish)
    assert isinstance(data, bytes)
    return data
