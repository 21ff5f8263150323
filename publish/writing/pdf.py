"""One PDF that is PDF/UA-1 and PDF/A-3a: front matter in roman folios, the text from 1 on a recto.

The text is laid out first, and the page of each heading read from it; then the front matter, with those numbers as
plain text; then both go into one file. That costs less than ``target-counter()`` and cannot print a wrong number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from publish.model import Finding, Page, Publication
from publish.writing import engine, metadata

if TYPE_CHECKING:
    from weasyprint import Document

_REFERENCE = re.compile(r'href="[^"#:]+(#[^"]+)"')
_BODY = re.compile(r"<(/?)body\b")
_ROW = re.compile(r'(<a class="row" href="#([^"]+)">.*?)(</a>)', re.DOTALL)


def write(publication: Publication) -> tuple[bytes, list[Finding]]:
    """The file's bytes, and what was found while making it."""
    with engine.remarks() as findings:
        text = _laid_out(publication, (page for page in publication.pages if page.role == "text"))
        folios = _folios(text)
        front = _laid_out(publication, (page for page in publication.pages if page.role != "text"), folios)
        data = _joined(publication, front, text)
    return data, findings


def _laid_out(publication: Publication, pages: Iterable[Page], folios: Mapping[str, int] | None = None) -> Document:
    """Some pages of the publication, laid out; ``folios`` go to the end of the contents' rows."""
    bodies = "\n".join(_REFERENCE.sub(r'href="\1"', _BODY.sub(r"<\1div", page.body)) for page in pages)
    if folios is not None:
        bodies = _ROW.sub(lambda row: f'{row[1]} <span class="folio">{folios[row[2]]}</span>{row[3]}', bodies)
    pictures = {resource.name: resource.data for resource in publication.resources}
    return engine.layout(_document(publication, bodies), publication.styles["pdf"], pictures)


def _document(publication: Publication, bodies: str) -> str:
    """A whole HTML document around the pages' bodies, with the metadata that WeasyPrint puts into the file."""
    known = publication.metadata
    names = [("author", person.name) for person in known.contributors] + [("description", known.description)]
    metas = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in names if value)
    opening = f'<!DOCTYPE html><html lang="{known.language}" dir="{publication.direction}">'
    return f"{opening}<head><title>{escape(known.title)}</title>{metas}</head><body>{bodies}</body></html>"


def _folios(text: Document) -> dict[str, int]:
    """The page of each id, from 1."""
    found: dict[str, int] = {}
    for number, page in enumerate(text.pages, start=1):
        for anchor in page.anchors:
            found.setdefault(anchor, number)
    return found


def _joined(publication: Publication, front: Document, text: Document) -> bytes:
    """Front matter and text in one file, the text on a recto."""
    from publish.writing import structure, tagging

    blank = _laid_out(publication, ()).pages if len(front.pages) % 2 else []
    whole = front.copy([*front.pages, *blank, *text.pages])
    for page in whole.pages:
        # WeasyPrint annotates a link and again everything inside of it; one is what there is to click.
        page.links = [link for link in page.links if link[3].element_tag == "a"]
    whole.structure = structure.of(whole)
    start = len(front.pages) + len(blank)

    def finish(document: Document, pdf: Any) -> None:
        metadata.identify(pdf)
        tagging.name_line_hyphens(pdf)
        # ISO 32000-1, 12.4.2: small roman numerals, then decimal ones from 1.
        pdf.catalog["PageLabels"] = f"<</Nums [0 <</S /r>> {start} <</S /D>>]>>"
        pdf.catalog["PageMode"] = "/UseOutlines"

    data = whole.write_pdf(pdf_variant=engine.VARIANT, finisher=finish)
    assert isinstance(data, bytes)
    return data
