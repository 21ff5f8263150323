"""Style sheets of a theme, and the fonts that travel with an EPUB.

Pages are set in our own fonts throughout. In an EPUB the running text stays the reader's: retailers ask that it keep to
the defaults (KDP, text guidelines, 2026). Our fonts dress what we display: titles, headings and contents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from pyphen import language_fallback

from publish.fonts.choosing import families, needed, script_of
from publish.fonts.instancing import LINE_HYPHEN, subset
from publish.fonts.table import FACES, Face
from publish.model import Book, Resource
from publish.rendering.theme import Theme

_TAG = re.compile(r"<[^>]+>")
_MEDIA_TYPES = {"ttf": "font/ttf", "otf": "font/otf"}
DISPLAY_WEIGHTS = (400, 600)
"""The weights in which an EPUB displays titles and headings, as the theme's style sheet has them."""


def dress(book: Book, theme: Theme, direction: str) -> tuple[Mapping[str, str], tuple[Resource, ...]]:
    """The style sheets ``epub``, ``pdf`` and ``cover``, and the fonts that ``epub`` embeds."""
    language = book.metadata.language
    display = display_text(book) + "".join(theme.labels_in(language).values())
    files = _embedded(language, display)
    script = script_of(language)
    values = {
        "language": language,
        "direction": direction,
        "justified": language_fallback(language) is not None or direction == "rtl",
        "european": script is None,
        "line_hyphen": LINE_HYPHEN,
        "wide": script in ("Hans", "Hant", "Jpan", "Kore"),
    }
    display_families = _listed(families(language, display))
    epub = theme.render("epub.css.j2", families=display_families, faces=files, **values)
    pdf = theme.render("pdf.css.j2", families=_listed(families(language, text_of(book) + display)), **values)
    cover = theme.render("cover.css.j2", families=display_families, **values)
    return {"epub": epub, "pdf": pdf, "cover": cover}, tuple(resource for _, resource in files)


def text_of(book: Book) -> str:
    """Every character that pages show, in no particular order."""
    bodies = (unescape(_TAG.sub(" ", section.body)) for part in book.parts for section in part.sections)
    return display_text(book) + "".join(bodies)


def display_text(book: Book) -> str:
    """Every character of titles, headings and contents, and of what editions add to them."""
    said = [book.metadata.title, book.metadata.subtitle or "", "0123456789ivxlcdm.†…•❦"]
    said += [contributor.name for contributor in book.metadata.contributors]
    for part in book.parts:
        said += [part.metadata.title, *(section.title or "" for section in part.sections)]
        if part.contents:
            said += [part.contents.label, *(f"{entry.number}{entry.text}" for entry in part.contents.entries)]
    return "".join(said)


def _embedded(language: str, text: str) -> list[tuple[Face, Resource]]:
    """A subset of each face that displays some of the text."""
    names = {face.family for face in needed(language, text)}
    faces = [face for face in FACES if face.family in names and not face.italic and face.weight in DISPLAY_WEIGHTS]
    return [(face, _resource(face, text)) for face in faces]


def _resource(face: Face, text: str) -> Resource:
    data = subset(face, text)
    ending = "otf" if data[:4] == b"OTTO" else "ttf"
    name = re.sub(r"[^a-z0-9]+", "-", f"{face.family} {face.weight}".lower())
    return Resource(f"fonts/{name}.{ending}", _MEDIA_TYPES[ending], data)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
