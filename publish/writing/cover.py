"""The theme's cover as a picture: set by WeasyPrint, drawn by PDFium."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from publish.model import Publication, Resource
from publish.writing import engine

WIDTH, HEIGHT = 1600, 2560
"""Pixels; what KDP calls ideal, and within Apple's and Kobo's limits."""


def typeset(publication: Publication) -> Publication:
    """The publication with its cover set as a PDF of one page, and with what was found meanwhile."""
    body = publication.cover.body.replace("<body", "<div", 1).removesuffix("</body>") + "</div>"
    opening = (
        f'<html lang="{publication.metadata.language}" dir="{publication.direction}"><head><title>.</title></head>'
    )
    with engine.remarks() as found:
        document = engine.parsed(f"{opening}<body>{body}</body></html>")
        page = engine.layout(document, publication.styles["cover"], {})
        data = page.copy(page.pages[:1]).write_pdf()
    return replace(publication, cover_pdf=data, findings=(*publication.findings, *found))


def picture(data: bytes) -> Resource:
    """A cover that is set, as a JPEG of :data:`WIDTH` by :data:`HEIGHT` pixels in sRGB."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as drawn:
        image = drawn[0].render(scale=WIDTH / drawn[0].get_width(), rev_byteorder=True).to_pil()
        out = BytesIO()
        image.save(out, "JPEG", quality=85)
    return Resource("cover.jpg", "image/jpeg", out.getvalue())
