"""A small cover, for catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 400, 640
"""In pixels; a cover of another shape is as large as fits."""
QUALITY = 80
"""Of a JPEG, up to 95."""
COVER = "EPUB/cover.jpg"
"""Where our e-books have their cover."""


def thumbnail(files: Mapping[str, bytes]) -> bytes:
    """The small cover of editions, by their formats, as a JPEG: the e-book's cover, else the first page of the PDF."""
    picture = _of_epub(files["epub"]) if "epub" in files else None
    picture = picture or _of_pdf(files["pdf"])
    picture.thumbnail((WIDTH, HEIGHT))
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _of_epub(data: bytes) -> Image | None:
    from PIL import Image  # A run that changes nothing does without it.

    try:
        with ZipFile(BytesIO(data)) as archive:
            picture = Image.open(BytesIO(archive.read(COVER)))
    except (KeyError, BadZipFile):
        return None
    picture.draft("RGB", (WIDTH, HEIGHT))  # A JPEG can be read at an eighth of its size in a fraction of the time.
    return picture


def _of_pdf(data: bytes) -> Image:
    import pypdfium2  # Where there is an e-book, it is not needed.

    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        picture: Image = page.render(scale=WIDTH / page.get_width()).to_pil()
        return picture.convert("RGB")
