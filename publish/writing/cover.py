"""The cover: the picture that the user gave, or the theme's drawing of it, set by WeasyPrint and drawn by PDFium."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from publish.model import Page, Publication, Resource
from publish.writing import engine

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

WIDTH, HEIGHT = 1600, 2560
"""Pixels; what KDP calls ideal, and within Apple's and Kobo's limits."""


def typeset(publication: Publication) -> Publication:
    """The publication with its cover set as a PDF of one page, and with what was found meanwhile.

    One that is a picture already, or set, needs no setting.
    """
    if publication.cover_picture or publication.cover_pdf:
        return publication
    body = publication.cover.body.replace("<body", "<div", 1).removesuffix("</body>") + "</div>"
    opening = (
        f'<html lang="{publication.metadata.language}" dir="{publication.direction}"><head><title>.</title></head>'
    )
    with engine.remarks() as found:
        document = engine.parsed(f"{opening}<body>{body}</body></html>")
        page = engine.layout(document, publication.styles["cover"], {})
        data = page.copy(page.pages[:1]).write_pdf()
    return replace(publication, cover_pdf=data, findings=(*publication.findings, *found))


def picture(publication: Publication) -> Resource:
    """The cover as a JPEG: the user's own, or the one that is set, in :data:`WIDTH` by :data:`HEIGHT` pixels."""
    if publication.cover_picture:
        return publication.cover_picture
    import pypdfium2

    with pypdfium2.PdfDocument(publication.cover_pdf or b"") as drawn:
        image = drawn[0].render(scale=WIDTH / drawn[0].get_width(), rev_byteorder=True, prefer_bgrx=True)
        out = BytesIO()
        _shared(image).save(out, "JPEG", quality=85)
    return Resource("cover.jpg", "image/jpeg", out.getvalue())


def _shared(drawn: pypdfium2.PdfBitmap) -> Image.Image:
    """PDFium's four bytes a pixel as Pillow sees them, and not another copy of them: they are eleven megabytes."""
    from PIL import Image

    return Image.frombuffer("RGBX", (drawn.width, drawn.height), drawn.buffer, "raw", "RGBX", drawn.stride, 1)


def page(publication: Publication) -> Page:
    """The cover's own page: its picture alone, which Kobo shows full screen."""
    drawn = publication.cover
    alternative = escape(f"{drawn.title}: {publication.metadata.title}")
    body = (
        f'<body class="cover" epub:type="cover">\n<img src="cover.jpg" alt="{alternative}" role="doc-cover"/>\n</body>'
    )
    return Page(drawn.name, drawn.role, drawn.title, drawn.head, body)
