"""Style sheets of a theme, and the fonts that travel with an EPUB.

Pages are set in our own fonts throughout. In an EPUB the running text stays the reader's: retailers ask that it keep to
the defaults (KDP, text guidelines, 2026). Our fonts dress what we display: titles, headings and contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import PurePath
from typing import Any

from pyphen import language_fallback

from publish.fonts.choosing import families, needed, script_of
from publish.fonts.instancing import LINE_HYPHEN
from publish.fonts.table import FACES, MONOSPACE
from publish.model import Book, Direction, Font, Page
from publish.printers.order import Sheet, Wrap
from publish.rendering.figures import STYLES, style_of
from publish.rendering.theme import Theme, direction_of
from publish.rendering.typesetting import dated

_TAG = re.compile(r"<[^>]+>")
_WIDTH = re.compile(r'<(?:table|col) class="[^"]*\bems-(\d+)"')
DISPLAY_WEIGHTS = (400, 600)
"""The weights in which an EPUB displays titles and headings, as the theme's style sheet has them."""

HAN = ("Hans", "Hant", "Jpan", "Kore")
"""The scripts that know neither italics nor bold, but stress words by marks beside them."""


def dress(
    book: Book,
    theme: Theme,
    direction: Direction,
    pages: Iterable[Page],
    *,
    cover: float | None = None,
    sheet: Sheet | None = None,
) -> tuple[Mapping[str, str], tuple[Font, ...]]:
    """The style sheets ``epub``, ``pdf`` and ``cover`` for these pages, and the fonts that ``epub`` names.

    ``cover`` is how wide the picture for the cover is for its height; None: there is none. ``sheet`` is what the pages
    are printed on; None: they are for a screen.
    """
    language = book.metadata.language
    display = display_text(book, theme)
    text_face, heading_face = theme.tokens["fonts"]["text"], theme.tokens["fonts"]["heading"]
    values = _values(book, theme, direction)
    fonts = tuple(_embedded(language, display, heading_face))
    widths = sorted({int(width) for page in pages if "ems-" in page.body for width in _WIDTH.findall(page.body)})
    shown = _listed(families(language, display, heading_face))
    set_in, headed = (
        _listed(families(language, display + body_text(book), face)) for face in (text_face, heading_face)
    )
    styles = {
        "epub": theme.sheet("epub", families=shown, fonts=fonts, **values),
        "pdf": theme.sheet("pdf", families=set_in, headings=headed, widths=widths, cover=cover, sheet=sheet, **values),
        "cover": theme.sheet("cover", families=shown, **values),
    }
    return styles, fonts


def around(book: Book, theme: Theme, direction: Direction, wrap: Wrap, filled: Mapping[str, Any]) -> str:
    """The style sheet of a cover that goes around a book; ``filled`` is what its template is filled with."""
    said = display_text(book, theme) + (book.metadata.description or "")
    shown = _listed(families(book.metadata.language, said, theme.tokens["fonts"]["heading"]))
    return theme.sheet("wrap", families=shown, **_values(book, theme, direction), **filled)


def _values(book: Book, theme: Theme, direction: Direction) -> dict[str, Any]:
    """What every style sheet is filled with."""
    language = book.metadata.language
    script = script_of(language)
    text_face, heading_face = theme.tokens["fonts"]["text"], theme.tokens["fonts"]["heading"]
    return {
        "language": language,
        "direction": direction,
        "justified": language_fallback(language) is not None or direction == "rtl" or script in HAN,
        "european": script is None,
        "oldstyle": script is None and theme.tokens["fonts"]["oldstyle"],
        "small_caps": script is None and theme.tokens["fonts"]["small_caps"],
        "line_hyphen": LINE_HYPHEN,
        "wide": script in HAN,
        "stress": "italics" if script is None else "marks" if script in HAN else "bold",
        "labels": theme.labels_in(language),
        "tongues": tuple(_tongues(book, text_face, heading_face)),
        "figures": style_of(body_text(book)),
        "mono": _listed(tuple(dict.fromkeys((theme.tokens["fonts"]["mono"], MONOSPACE)))),
    }


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that some articles of a book are in, and not the book."""

    language: str
    families: str
    """Of the running text."""
    headings: str
    direction: Direction
    justified: bool
    wide: bool


def _tongues(book: Book, text_face: str, heading_face: str) -> Iterator[Tongue]:
    texts: dict[str, list[str]] = {}
    for part in book.parts:
        if part.metadata.language != book.metadata.language:
            said = (_TAG.sub(" ", section.body) + (section.title or "") for section in part.sections)
            texts.setdefault(part.metadata.language, []).extend((part.metadata.title, *map(unescape, said)))
    for language, pieces in texts.items():
        text = "".join(pieces)
        wide, direction = script_of(language) in HAN, direction_of(language)
        body, headings = (_listed(families(language, text, face)) for face in (text_face, heading_face))
        justified = language_fallback(language) is not None or direction == "rtl" or wide
        yield Tongue(language, body, headings, direction, justified, wide)


def figures(book: Book) -> str:
    """The ten figures in which the book counts: those that its text has most of."""
    return STYLES[style_of(body_text(book))]


def body_text(book: Book) -> str:
    """Every character of the running text."""
    return "".join(unescape(_TAG.sub(" ", section.body)) for part in book.parts for section in part.sections)


def display_text(book: Book, theme: Theme) -> str:
    """Every character of titles, headings and contents, and of what editions add to them."""
    said = [
        book.metadata.title,
        book.metadata.subtitle or "",
        "0123456789ivxlcdm.†…",
        figures(book),
        theme.tokens["ornament"],
    ]
    said += [*(contributor.name for contributor in book.metadata.contributors), book.metadata.publisher or ""]
    if book.metadata.published:
        said.append(dated(book.metadata.published, book.metadata.language, figures=figures(book)))
    said += theme.labels_in(book.metadata.language).values()
    for part in book.parts:
        said += [part.metadata.title, *(section.title or "" for section in part.sections)]
        if part.contents:
            said += [part.contents.label, *(f"{entry.number}{entry.text}" for entry in part.contents.entries)]
    return "".join(said)


def _embedded(language: str, text: str, base: str) -> Iterator[Font]:
    """A font of each face that displays some of the text."""
    names = {face.family for face in needed(language, text, base)}
    for face in FACES:
        if face.family in names and not face.italic and face.weight in DISPLAY_WEIGHTS:
            name = re.sub(r"[^a-z0-9]+", "-", f"{face.family} {face.weight}".lower())
            yield Font(f"fonts/{name}{PurePath(face.file).suffix}", face.family, face.weight, text)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
