"""EPUB 3.3 through EbookLib, on XHTML that is finished already.

EbookLib's own ``EpubHtml``, ``EpubNav`` and ``EpubNcx`` rewrite what they are given, so everything travels as a plain
``EpubItem``; EbookLib makes the package document and the container of it.
"""

from __future__ import annotations

from pathlib import PurePath

from ebooklib import epub

from publish.fonts.subsetting import subset
from publish.fonts.table import FACES
from publish.model import Finding, Font, Metadata, Page, Publication, Resource
from publish.writing import cover
from publish.writing.archive import FixedWriter

XHTML = "application/xhtml+xml"


def write(publication: Publication) -> tuple[bytes, list[Finding]]:
    """The file's bytes, and what was found while making it."""
    bound = cover.typeset(publication)
    picture = cover.picture(bound)
    book = epub.EpubBook()
    book.FOLDER_NAME = "EPUB"
    _describe(book, publication)
    spine = [
        _page(cover.page(publication), "cover"),
        *(_page(page, page.name.split(".")[0]) for page in publication.pages),
    ]
    items = [
        *spine,
        _page(publication.nav, "nav", "nav"),
        _item("ncx", "toc.ncx", "application/x-dtbncx+xml", publication.ncx.encode()),
        _item("style", "style.css", "text/css", publication.styles["epub"].encode()),
        _item("cover-image", picture.name, picture.media_type, picture.data, "cover-image"),
        *(
            _item(f"resource-{number}", resource.name, resource.media_type, resource.data)
            for number, resource in enumerate((*publication.resources, *map(_made, publication.fonts)), start=1)
        ),
    ]
    for item in items:
        book.add_item(item)
    book.spine = spine
    return FixedWriter(book, publication.modified).bytes(), list(bound.findings[len(publication.findings) :])


def _item(uid: str, name: str, media_type: str, data: bytes, *properties: str) -> epub.EpubItem:
    item = epub.EpubItem(uid, name, media_type, data)
    item.properties = list(properties)
    return item


def _made(font: Font) -> Resource:
    """The font with the characters of its text; WOFF2, which is smaller, is not for Kobo and Kindle."""
    face = next(face for face in FACES if (face.family, face.weight, face.italic) == (font.family, font.weight, False))
    return Resource(font.name, f"font/{PurePath(font.name).suffix[1:]}", subset(face, font.text))


def _page(page: Page, uid: str, *properties: str) -> epub.EpubItem:
    """A page; one with formulas says so (EPUB 3.3, D.7.1.5)."""
    if "<math" in page.body:
        properties = (*properties, "mathml")
    return _item(uid, page.name, XHTML, page.xhtml.encode(), *properties)


def _describe(book: epub.EpubBook, publication: Publication) -> None:
    """The package's metadata (EPUB 3.3, section 5.5), with what a reader's shelf shows of it."""
    known = publication.metadata
    book.set_identifier(publication.identifier)
    book.set_title(known.title)
    book.set_language(known.language)
    book.set_direction(publication.direction)
    for number, person in enumerate(known.contributors, start=1):
        uid = f"contributor-{number}"
        book.add_metadata("DC", "creator" if person.role == "aut" else "contributor", person.name, {"id": uid})
        book.add_metadata(
            None, "meta", person.role, {"refines": f"#{uid}", "property": "role", "scheme": "marc:relators"}
        )
    for name, value in _dublin_core(known):
        if value:
            book.add_metadata("DC", name, value)
    for name, value in publication.accessibility:
        language = {"{http://www.w3.org/XML/1998/namespace}lang": "en"} if name.endswith("Summary") else {}
        book.add_metadata(None, "meta", value, {"property": name, **language})
    # EPUB 2 readers, Kindle among them, look for the cover here.
    book.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})
    if publication.fonts:
        book.prefixes.append("ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/")
        book.add_metadata(None, "meta", "true", {"property": "ibooks:specified-fonts"})


def _dublin_core(known: Metadata) -> tuple[tuple[str, str | None], ...]:
    return (
        ("date", known.published.isoformat() if known.published else None),
        ("description", known.description),
        ("publisher", known.publisher),
        ("rights", known.rights),
        ("source", known.source_url),
        *(("subject", subject) for subject in known.subjects),
    )
