"""An EPUB, by its spine, its navigation document and its NCX (EPUB 3.3, sections 5 and 7)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publish.ledger.editions.edition import Edition
from publish.ledger.markup import said
from publish.ledger.packages import Package
from publish.ledger.words import Piece

_TYPE = "{http://www.idpf.org/2007/ops}type"
_GENERATED = frozenset({"mark", "legend"})
"""The classes of what contents pages add to a source's entries."""
_NCX = "application/x-dtbncx+xml"


def extracted(data: bytes) -> Edition:
    """What the EPUB says."""
    edition = Edition("EPUB")
    with Package(data) as package:
        for name in package.spine():
            body = package.tree(name).find("{*}body")
            if body is not None:
                _read(edition, body)
        for name in package.with_property("nav"):
            navs = [nav for nav in package.tree(name).iter("{*}nav") if nav.get(_TYPE) == "toc"]
            edition.navigation["navigation document"] = list(_links(navs))
        for name in package.of_type(_NCX):
            labels = package.tree(name).iterfind(".//{*}navMap//{*}navLabel/{*}text")
            edition.navigation["NCX"] = [Piece(label.text or "", "entry") for label in labels]
    return edition


def _read(edition: Edition, body: etree._Element) -> None:
    """One document of the spine."""
    types = (body.get(_TYPE) or "").split()
    if "cover" in types or "cover" in (body.get("class") or "").split():
        return
    contents = body.find("{*}section[@role='doc-toc']")
    if contents is not None:
        for element in list(contents.iter()):
            if _GENERATED & set((element.get("class") or "").split()):
                _silence(element)
        for piece in said(contents).pieces:
            if piece.role != "number":
                edition.text.append(Piece(piece.text, "label") if piece.role == "heading" else piece)
        return
    whole = said(body)
    edition.text += [piece for piece in whole.pieces if piece.role != "number"]
    edition.alternatives += whole.alternatives


def _silence(element: etree._Element) -> None:
    """Take the words out of an element."""
    element.text = None
    for child in list(element):
        element.remove(child)


def _links(navs: list[etree._Element]) -> Iterator[Piece]:
    for nav in navs:
        yield from (Piece("".join(link.itertext()), "entry") for link in nav.iter("{*}a"))
