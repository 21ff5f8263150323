"""The reader of DOCX, as Word, LibreOffice, Google and Pandoc write it.

::

    archive ──parts──▶ document, styles, lists, notes ──body──▶ one tree of HTML ──▶ Draft

mammoth was tried first. It drops the words of simple fields, of formulas and of shapes that have no older form, says
nothing of what is deleted or commented, and knows headings by the names of their styles alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree, html
from lxml.html import HtmlElement

from publish.archives import Archive
from publish.errors import Absent, Blocked, SourceError
from publish.model import ALONE, Article, Fetch, Surroundings
from publish.reading import markup
from publish.reading.docx import looks, parts, properties
from publish.reading.docx.body import Body
from publish.reading.docx.flow import captioned
from publish.reading.docx.inline import Inline, text_of
from publish.reading.docx.numbering import Numbering
from publish.reading.docx.parts import Element, Part
from publish.reading.docx.remarks import Remarks
from publish.reading.docx.styles import Styles
from publish.reading.markup import Draft
from publish.settings import Settings


def read(data: bytes, *, source: str, settings: Settings, surroundings: Surroundings = ALONE) -> Article:
    """The article in ``data``; see :func:`publish.reading.read`."""
    archive = Archive(data, source)
    document, remarks = parts.main(archive), Remarks()
    content = document.root.find("body")
    if content is None:
        raise archive.error("is no text document of Word", "save it again as .docx")
    styles = Styles(_related(archive, document, "styles"))
    notes: list[tuple[str, str]] = []
    body = Body(Inline(document, styles, remarks, notes), Numbering(_related(archive, document, "numbering"), styles))
    root = body.write(content, html.Element("body"))
    looks.headings(root, remarks)
    _set_notes(archive, document, body, root, notes)
    captioned(root)
    _drop_what_is_around(archive, document, remarks)

    metadata, origins = properties.metadata(_core(archive))
    metadata, origins = looks.titles(root, metadata, origins)
    draft = Draft("docx", root, metadata, origins, findings=tuple(remarks.findings()), dropped=tuple(remarks.dropped))
    around = replace(surroundings, fetch=_Pictures(archive, surroundings.fetch), address=None)
    return markup.article(draft, source=source, settings=settings, surroundings=around)


def _related(archive: Archive, document: Part, kind: str) -> Element | None:
    path = next((path for path in document.related(kind) if archive.find(path)), None)
    return parts.part(archive, path).root if path else None


def _core(archive: Archive) -> Element | None:
    path = archive.find("docProps/core.xml")
    return parts.part(archive, path).root if path else None


def _set_notes(
    archive: Archive, document: Part, body: Body, root: HtmlElement, references: list[tuple[str, str]]
) -> None:
    """Notes below the text, in the order of their references; a note may refer to another one."""
    found: dict[tuple[str, str], tuple[Part, Element]] = {}
    for kind in ("footnote", "endnote"):
        for path in document.related(f"{kind}s"):
            if archive.find(path):
                part = parts.part(archive, path)
                found |= {(kind, note.get("id", "")): (part, note) for note in part.root.iterfind(kind)}
    for number, reference in enumerate(references, start=1):  # Grows while notes are written.
        if reference not in found:
            continue
        body.inline.part, note = found[reference]
        made = etree.SubElement(root, "aside", {"class": "note", "role": "doc-footnote", "id": f"note-{number}"})
        body.write(note, made)
        first = next(made.iterchildren(), None)
        if first is None or first.tag != "p":
            first = html.Element("p")
            made.insert(0, first)
        link = html.Element("a", {"class": "backlink", "role": "doc-backlink", "href": f"#noteref-{number}"})
        link.text, link.tail, first.text = str(number), " " + (first.text or "").lstrip(), None
        first.insert(0, link)
    body.inline.part = document


def _drop_what_is_around(archive: Archive, document: Part, remarks: Remarks) -> None:
    """Headers, footers and comments are told, each of them once."""
    for kind, rule in (
        ("comments", "comment-removed"),
        ("header", "page-furniture-removed"),
        ("footer", "page-furniture-removed"),
    ):
        paths = [path for path in document.related(kind) if archive.find(path)]
        roots = [parts.part(archive, path).root for path in paths]
        texts = [text_of(one) for root in roots for one in (root.iterfind("comment") if kind == "comments" else [root])]
        for text in dict.fromkeys(texts):
            remarks.drop(rule, text)


@dataclass(frozen=True, slots=True)
class _Pictures:
    """The pictures of a document: in its archive. What it only links to is asked for as of any other source."""

    archive: Archive
    outside: Fetch

    def __call__(self, reference: str, /) -> bytes:
        if not reference.startswith("/"):
            return self.outside(reference)
        path = self.archive.find(reference)
        if path is None:
            raise Absent("is not in the document", place=unquote(reference), remedy="put it in again")
        try:
            return self.archive.read(path)
        except SourceError as error:
            raise Blocked(error.message, place=path, remedy=error.remedy) from error
