"""A book into a publication: finished pages, navigation, style sheets and fonts, in a theme.

::

    theme.py          a folder of styles/: tokens, templates, labels
    sheets.py         the same on the page that a printer trims
    openings.py       the picture across the head of a page that a printer trims
    outline.py        contents as a tree
    typesetting.py    sizes of titles, running heads, the first words of an article
    rosette.py        the ornament of a cover
    splitting.py      an article over several pages, so that a reader opens fast
    finishing.py      what a body gets: where links lead, notes, alternatives of pictures
    highlighting.py   code, line by line
    tables.py         tables made regular
    wrapping.py       the cover of a printed book: back, spine and front
    barcode.py        its ISBN, as a bookshop reads it
    pictures.py       no larger than stores take them
    columns.py        the widths of their columns on paper
    figures.py        the figures in which it counts
    dressing.py       style sheets, and the fonts that travel with an EPUB
    accessibility.py  what an edition can truthfully claim
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from markupsafe import Markup

from publish.fonts.choosing import script_of
from publish.model import Book, Direction, Entry, Metadata, NavPoint, Page, Publication, Role
from publish.printers.order import Sheet, Wrap
from publish.rendering import (
    accessibility,
    dressing,
    finishing,
    openings,
    outline,
    sheets,
    splitting,
    theme,
    typesetting,
    wrapping,
)
from publish.rendering.pictures import bound, fitted
from publish.rendering.splitting import Stretch
from publish.rendering.theme import Theme
from publish.settings import Settings

CODES = {
    "pictures-shrunk": "The pictures of an e-book were more than its budget, and were made smaller to fit.",
}
"""The findings of this room."""

_ROOMS = {"cover.xhtml.j2": "cover", "wrap.xhtml.j2": "cover", "titlepage.xhtml.j2": "titlepage"}
"""Which of a theme's measures for titles a template has; all others that of the text."""

CLOTHS = 8
"""How many bindings a theme's cover has to choose from. The title chooses, so that a corrected book keeps its own."""


def render(book: Book, settings: Settings, sheet: Sheet | None = None) -> Publication:
    """The publication of a book in the theme of the settings, for a ``sheet`` if it is to be printed.

    Raises :class:`publish.errors.SettingsError`.
    """
    look = theme.load(settings.theme)
    if sheet:
        look = sheets.on(look, sheet)
    press = _Press(book, look, dressing.figures(book), sheet)
    stretches = splitting.stretches(book)
    hrefs = splitting.hrefs(stretches)
    points = outline.flattened([outline.points(part, hrefs) for part in book.parts], settings.contents_levels)
    front = [press.titlepage(), *press.contents(hrefs)]
    text = [press.text(stretch, hrefs) for stretch in stretches]
    pages = tuple(front + text)
    resources = tuple({resource.name: resource for part in book.parts for resource in part.resources}.values())
    # On paper, pictures are as fine as they are: their budget is that of e-books.
    shown, shrunk = (
        (resources, ())
        if sheet or not resources
        else fitted(resources, settings.picture_pixels, settings.picture_megabytes)
    )
    picture, breadth = bound(book.cover) if book.cover else (None, None)
    styles, fonts = dressing.dress(book, look, press.direction, pages, cover=breadth, sheet=sheet)
    return Publication(
        metadata=book.metadata,
        identifier=book.identifier,
        modified=book.modified,
        direction=press.direction,
        cover=press.cover(),
        pages=pages,
        nav=press.nav(points, front, text[0]),
        ncx=look.render("toc.ncx.j2", book=book, language=press.language, outline=points,
                        depth=outline.depth(points), order=count(1)),
        outline=points,
        styles=styles,
        resources=shown,
        fonts=fonts,
        accessibility=accessibility.claims(book, pages, points),
        figures=press.figures,
        notes=settings.notes,
        finest=(3600, 5400) if sheet else (1600, 2400),
        pages_label=look.labels_in(press.language)["pages"],
        cover_picture=picture,
        findings=book.findings + shrunk,
    )  # fmt: skip


def wrapped(book: Book, settings: Settings, publication: Publication, wrap: Wrap) -> Publication:
    """The publication with a cover that goes around the printed book; ``publication`` is the book's, rendered."""
    look = theme.load(settings.theme)
    filler = _Press(book, look, publication.figures, None)
    values = wrapping.values(book, look, wrap, settings.isbn, publication.direction)
    page = filler._page("wrap.xhtml.j2", "cover.xhtml", "cover", publication.cover.title,
                        cloth=_cloth(book.metadata.title), **values)  # fmt: skip
    picture = (replace(book.cover, name=wrapping.PICTURE),) if book.cover else ()
    styles = {**publication.styles, "wrap": dressing.around(book, look, publication.direction, wrap, values)}
    return replace(publication, cover=page, styles=styles, resources=picture, findings=())


def _cloth(title: str) -> int:
    """Which binding a book has."""
    return sum(title.encode()) % CLOTHS + 1


@dataclass(frozen=True, slots=True)
class _Press:
    """Fills the theme's templates with one book."""

    book: Book
    theme: Theme
    figures: str
    sheet: Sheet | None

    @property
    def language(self) -> str:
        return self.book.metadata.language

    @property
    def direction(self) -> Direction:
        return theme.direction_of(self.language)

    def _page(self, template: str, name: str, role: Role, title: str, **values: object) -> Page:
        labels = self.theme.labels_in(self.language)
        size = self._title_size(self.book.metadata.title, self.language, _ROOMS.get(template, "opening"))
        shared = {"book": self.book, "labels": labels, "language": self.language, "direction": self.direction,
                  "title": title, "title_size": size, "dated": self._dated}  # fmt: skip
        head, body = self.theme.page(template, **{**shared, **values})
        return Page(name, role, title, head, body.strip())

    def _title_size(self, title: str, language: str, where: str) -> str:
        fonts, rooms = self.theme.tokens["fonts"], self.theme.tokens["room"]
        return typesetting.title_size(title, language, rooms[where], fonts["heading"])

    def _label(self, name: str) -> str:
        return self.theme.labels_in(self.language)[name]

    def cover(self) -> Page:
        """The cover, bound in a cloth that stays the book's own."""
        cloth = _cloth(self.book.metadata.title)
        return self._page("cover.xhtml.j2", "cover.xhtml", "cover", self._label("cover"), cloth=cloth)

    def titlepage(self) -> Page:
        return self._page("titlepage.xhtml.j2", "title.xhtml", "titlepage", self.book.metadata.title)

    def contents(self, hrefs: Mapping[str, str]) -> list[Page]:
        """The printed contents; none where no article has any."""
        listed = [part.contents for part in self.book.parts if part.contents]
        if not listed:
            return []
        printed = listed[0].label if len(self.book.parts) == 1 else ""
        label = printed or self._label("contents")
        entries = _entries(self.book)
        rows = outline.rows(entries, hrefs)
        absent = any(entry.section is None for entry in entries)
        return [
            self._page(
                "contents.xhtml.j2", "contents.xhtml", "contents", label, label=label, entries=rows, absent=absent
            )
        ]

    def text(self, stretch: Stretch, hrefs: Mapping[str, str]) -> Page:
        """One stretch of an article."""
        known = stretch.part.metadata
        title, language = known.title, known.language
        room, sizes, breadth = self.theme.tables(language)
        upright = script_of(language) is not None
        place = finishing.Place(
            stretch.name, hrefs, self._label("picture"), self.figures, room, sizes, upright, breadth
        )
        room = min(typesetting.HEAD_WIDTH, self.theme.letters())
        sections = [
            {
                "id": section.id,
                "level": min(section.level, 5),
                "number": section.number,
                "title": typesetting.heading(section.title, section.heading),
                "head": typesetting.running_head(section.title or title, room),
                "body": typesetting.body(finishing.finished(section.body, place), opens=stretch.first and number == 0),
            }
            for number, section in enumerate(stretch.sections)
        ]
        return self._page(
            "text.xhtml.j2", stretch.name, "text", stretch.title, part=stretch.part, first=stretch.first,
            sections=sections, head=typesetting.running_head(title, room),
            title_size=self._title_size(title, language, "opening"),
            language=language, direction=theme.direction_of(language), byline=self._byline(known),
            above=openings.above(stretch.part, self.sheet, self.theme.tokens["page"]),
            tongue=Markup("") if language == self.language else _tongue(language),
        )  # fmt: skip

    def _byline(self, known: Metadata) -> str:
        """Who wrote an article and when, which stands at its beginning where the book has several."""
        if len(self.book.parts) == 1:
            return ""
        people = ", ".join(person.name for person in known.contributors)
        day = self._dated(known.published, known.language) if known.published else ""
        return " · ".join(filter(None, (people, day)))

    def _dated(self, day: date, language: str) -> str:
        return typesetting.dated(day, language, figures=self.figures)

    def nav(self, points: tuple[NavPoint, ...], front: list[Page], start: Page) -> Page:
        """The navigation document, with the landmarks that reading systems know (EPUB 3.3, section 7.4.3)."""
        label = self._label("contents")
        types = {"titlepage": "titlepage", "contents": "toc"}
        landmarks = [("cover", self._label("cover"), "cover.xhtml")]
        landmarks += [(types[page.role], page.title, page.name) for page in front if page.role == "contents"]
        landmarks += [("bodymatter", self._label("start"), start.name)]
        return self._page("nav.xhtml.j2", "nav.xhtml", "nav", label, label=label, outline=points, landmarks=landmarks)


def _tongue(language: str) -> Markup:
    """The attributes of an article in another language than the book's."""
    direction = theme.direction_of(language)
    return Markup(' lang="{0}" xml:lang="{0}" dir="{1}"').format(language, direction)


def _entries(book: Book) -> list[Entry]:
    """The contents of the book: an article's own, or those of several, each below its article's title."""
    if len(book.parts) == 1:
        contents = book.parts[0].contents
        return list(contents.entries) if contents else []
    found = []
    for part in book.parts:
        found.append(Entry(None, part.metadata.title, 1, part.id))
        below = part.contents.entries if part.contents else ()
        found += [Entry(e.number, e.text, e.depth + 1, e.section, e.line) for e in below if e.section != part.id]
    return found
