"""The reader of EPUB: an existing book as one article.

::

    archive ──package──▶ documents of the spine ──front matter out──▶ one tree, with its contents ──▶ Draft
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml.html import HtmlElement

from publish.archives import Archive
from publish.errors import Absent, Blocked, SourceError
from publish.model import ALONE, Article, Dropped, Fetch, Finding, Surroundings
from publish.reading import markup
from publish.reading.epub import front
from publish.reading.epub.documents import document, join, types
from publish.reading.epub.navigation import contents, without_legend
from publish.reading.epub.package import Package, package
from publish.reading.markup import Draft
from publish.settings import Settings

TEXTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "")
"""The media types of documents that hold text."""

_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
"""How references begin that lead out of a book."""

_LEFT_OUT = {
    "contents-legend-removed": "what stands below the book's list of contents is left out",
    "front-matter-repeated": "a page that only repeats what the book is called is left out",
    "page-number-removed": "the numbers of a printed book's pages are left out",
}


def read(data: bytes, *, source: str, settings: Settings, surroundings: Surroundings = ALONE) -> Article:
    """The book in ``data``; see :func:`publish.reading.read`."""
    archive = Archive(data, source)
    book = package(archive)
    dropped: list[Dropped] = []
    findings = [_missing(reference) for reference in book.missing]
    bodies, printed, metadata = _bodies(archive, book, dropped)
    if not bodies:
        raise archive.error("is an EPUB without any text", "try another copy")
    _without_page_numbers(bodies, dropped)
    findings += [Finding(rule, "info", _LEFT_OUT[rule]) for rule in dict.fromkeys(one.rule for one in dropped)]
    names = {path: f"d{number}" for number, path in enumerate(bodies, start=1)}
    made = None if printed else contents(archive, book, names)
    draft = Draft(
        format="epub",
        root=join(archive, bodies, made),
        metadata={**metadata, **book.metadata},
        origins=(*((name, "title page") for name in metadata if name not in book.metadata), *book.origins),
        findings=tuple(findings),
        dropped=tuple(dropped),
    )
    around = replace(surroundings, fetch=_Pictures(archive, surroundings.fetch), address=None)
    return markup.article(draft, source=source, settings=settings, surroundings=around)


def _bodies(
    archive: Archive, book: Package, dropped: list[Dropped]
) -> tuple[dict[str, HtmlElement], bool, dict[str, str]]:
    """The documents of the spine by their paths, whether one of them is a table of contents, and what a title page
    tells that the package does not.
    """
    bodies: dict[str, HtmlElement] = {}
    told: dict[str, str] = {}
    printed = False
    for item in book.spine:
        if item.media_type not in TEXTS:
            continue
        body = document(archive, item.path)
        if front.is_contents(item, body, book):
            body.set("role", "doc-toc")
            if legend := without_legend(body):
                dropped.append(Dropped("contents-legend-removed", legend))
            printed = True
        elif front.is_repeated(item, body, book):
            dropped.append(Dropped("front-matter-repeated", " ".join(" ".join(body.itertext()).split())))
            if subtitle := front.subtitle(body):
                told["subtitle"] = subtitle
            continue
        bodies[item.path] = body
    return bodies, printed, told


def _without_page_numbers(bodies: dict[str, HtmlElement], dropped: list[Dropped]) -> None:
    """Take out the numbers of a printed book's pages, which are not this edition's."""
    for body in bodies.values():
        for element in [one for one in body.iter() if "pagebreak" in types(one) or one.get("role") == "doc-pagebreak"]:
            if text := (element.text_content() or "").strip():
                dropped.append(Dropped("page-number-removed", text))
            element.drop_tree()


def _missing(reference: str) -> Finding:
    message = f"the book names “{reference}” in its reading order, but has no such file"
    return Finding("book-part-missing", "warning", message, remedy="try another copy")


@dataclass(frozen=True, slots=True)
class _Pictures:
    """The pictures of a book: in its archive."""

    archive: Archive
    outside: Fetch

    def __call__(self, reference: str, /) -> bytes:
        if _ELSEWHERE.match(reference):
            return self.outside(reference)
        path = self.archive.find(reference)
        if path is None:
            raise Absent("is not in the book", place=unquote(reference), remedy="try another copy")
        try:
            return self.archive.read(path)
        except SourceError as error:
            raise Blocked(error.message, place=path, remedy=error.remedy) from error
