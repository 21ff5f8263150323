"""The types that travel from source to edition; one at each arrow of :mod:`publish.build`.

::

    bytes ──read──▶ Article ──refine──▶ Article ──compose──▶ Book ──render──▶ Publication ──write──▶ bytes

Every type is frozen and pickles: a worker process, a cache or a cluster needs nothing else. Text inside ``body`` fields
is XHTML, because both editions are made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal, Protocol

from publish.errors import Blocked

Severity = Literal["info", "warning", "error"]
Direction = Literal["ltr", "rtl"]
Role = Literal["cover", "titlepage", "contents", "text", "nav"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a user may want to know about a source or an edition."""

    code: str
    """Stable, in kebab case: ``contents-entry-missing``. ``publish explain`` and the documentation know it."""
    severity: Severity
    """``info``: done and told, such as a mend; ``warning``: look at it; ``error``: the edition is not right."""
    message: str
    """What was found, in one line."""
    line: int | None = None
    """The line of the source, from 1; None where no line is meant."""
    remedy: str | None = None
    """What to do about it; None where nothing needs to be done."""
    page: int | None = None
    """The page of the edition, from 1; None where no page is meant."""
    source: str | None = None
    """The source that it is of, in a book of several; None: the only one."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of a source that are in no edition, and why."""

    rule: str
    """In kebab case, as the code of the finding that tells of it: ``page-header``."""
    text: str
    """The words, as the source has them."""
    line: int | None = None
    """The line of the source, from 1; None where no line is meant."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who made the article."""

    name: str
    role: str = "aut"
    """A MARC relator code."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article or a book. Every field but title and language may be None: unknown."""

    title: str
    language: str
    """BCP 47, in its shortest form: ``en``, ``zh-Hant``; ``und`` where it could not be told."""
    subtitle: str | None = None
    contributors: tuple[Contributor, ...] = ()
    published: date | None = None
    description: str | None = None
    publisher: str | None = None
    rights: str | None = None
    source_url: str | None = None
    identifier: str | None = None
    """A URN given by the user, such as an ISBN; None: one is derived from the content."""
    subjects: tuple[str, ...] = ()
    """What it is about, in words for catalogues."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of contents."""

    number: str | None
    """As printed, without its full stop: ``1``, ``IV``, ``2.3``; None where there is none."""
    text: str
    depth: int
    """From 1."""
    section: str | None
    """The id of the section it names, the article's own id for the title's entry; None: not in the source."""
    line: int | None = None
    """Where the source prints it; None for an entry of our own making."""
    confidence: float | None = None
    """How sure it is that the section is meant, from 0 to 1, which is the same words; None: no section."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents as the source prints it."""

    label: str
    """The line above it: ``Table of Contents``; empty in a list of our own making, which the theme labels."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the article under one heading, or the lead, which has none."""

    id: str
    """An XML name of ``[a-z0-9-]``, unique in the article."""
    level: int
    """1 for the sections right below the article's title."""
    title: str | None
    """Plain text; None for the lead."""
    body: str
    """XHTML: block elements only, without the heading."""
    line: int | None = None
    """The line of its heading, or of its first paragraph where it has no heading."""
    number: str | None = None
    """As printed in front of the title: ``3``, ``Chapter IV``; None where there is none."""
    heading: str | None = None
    """The title with its inline markup, as XHTML; None where it has none."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A picture, or another file that pages name: bytes under a name."""

    name: str
    """A relative path of ``[a-z0-9-./]``, unique in the publication."""
    media_type: str
    data: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Font:
    """A font to embed: a face, and the text that it has to show. Who embeds it takes the time to make it."""

    name: str
    """As a style sheet names it: ``fonts/eb-garamond-400.ttf``."""
    family: str
    weight: int
    """As in CSS."""
    text: str


class Fetch(Protocol):
    """A way to what a source refers to: pictures, mostly."""

    def __call__(self, reference: str, /) -> bytes:
        """The bytes under a reference, as the source writes it. Raises :class:`~publish.errors.Blocked`."""
        ...


def _fetch_nothing(reference: str, /) -> bytes:
    raise Blocked("a source that is no file has nothing beside it", place=reference)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands beside a source and may be read with it."""

    fetch: Fetch = _fetch_nothing
    sidecar: bytes | None = None
    """The file of the same name that ends in ``.toml``: metadata that the user wrote. None: there is none."""
    address: str | None = None
    """Where on the web the source was fetched from, after all redirects; None for a file."""


ALONE = Surroundings()
"""Nothing is beside the source."""


@dataclass(frozen=True, slots=True)
class Article:
    """One source, understood."""

    id: str
    """A slug of ``[a-z0-9-]`` made of the title or the file's name."""
    source: str
    """The name under which the user knows the source: a path as given, or ``-``."""
    format: str
    """The reader's name: ``text``."""
    metadata: Metadata
    contents: Contents | None
    """None where the source prints none."""
    sections: tuple[Section, ...]
    """In reading order. The lead, if there is one, comes first."""
    resources: tuple[Resource, ...] = ()
    findings: tuple[Finding, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    """Where each value of the metadata comes from: ``("published", "og:article:published_time")``."""
    dropped: tuple[Dropped, ...] = ()
    """What was recognised and left out, in the order of the source."""
    cover: Resource | None = None
    """The picture that the user gave for the cover. None: the theme draws one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One article as it stands in a book: its ids are unique in the whole of it."""

    id: str
    metadata: Metadata
    contents: Contents | None
    """As printed in the source, or made from the headings; None for an article without any."""
    sections: tuple[Section, ...]
    resources: tuple[Resource, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """One article or many, in reading order."""

    metadata: Metadata
    identifier: str
    """A URN: the one the user gave, or a UUID (version 5) of all that the book says."""
    modified: str
    """``YYYY-MM-DDThh:mm:ssZ``, the same for the same input."""
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...] = ()
    cover: Resource | None = None
    """The picture for its cover: that of the first article that has one."""


@dataclass(frozen=True, slots=True)
class Page:
    """One XHTML document of the publication; one item of the EPUB's spine."""

    name: str
    """``title.xhtml``."""
    role: Role
    title: str
    head: str
    """The document up to and without its ``<body>``."""
    body: str
    """The ``<body>`` element, whole."""

    @property
    def xhtml(self) -> str:
        """The whole document."""
        return f"{self.head}{self.body}\n</html>\n"


@dataclass(frozen=True, slots=True)
class NavPoint:
    """A place that a reader can jump to."""

    title: str
    href: str
    """``text-1.xhtml#section-2``, relative to the pages."""
    children: tuple[NavPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page of a print edition begins in a publication."""

    label: str
    """The page's folio, as it is printed: ``xii``, ``12``."""
    page: str
    """The name of the :class:`Page`."""
    element: int
    """An element of its body, in the order in which they open; 0 is the body itself."""
    letters: int | None
    """How many letters of the element's own text stand on earlier pages; None: the page begins with the element."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A book, rendered: all that any writer needs."""

    metadata: Metadata
    identifier: str
    modified: str
    direction: Direction
    cover: Page
    """The cover as the theme draws it, one page; a writer sets it, or makes a picture of it."""
    pages: tuple[Page, ...]
    """In the order of the spine, from the title page on."""
    nav: Page
    """The EPUB navigation document: contents and landmarks."""
    ncx: str
    """The same contents for EPUB 2 readers."""
    outline: tuple[NavPoint, ...]
    styles: Mapping[str, str]
    """The theme's style sheets by name: ``epub`` for reading systems, ``pdf`` for pages, ``cover`` for the cover."""
    resources: tuple[Resource, ...]
    """Pictures that the pages name."""
    fonts: tuple[Font, ...]
    """Fonts that the style sheet ``epub`` names."""
    accessibility: tuple[tuple[str, str], ...]
    """Claims of the EPUB Accessibility specification, ``(property, value)``, computed from what is there."""
    notes: str = "foot"
    """Where a PDF has its notes: at the ``foot`` of pages, or at the ``end`` of sections."""
    figures: str = "0123456789"
    """The ten figures in which the edition counts, as its text does: ``٠١٢٣٤٥٦٧٨٩``."""
    pages_label: str = "Pages"
    """What the list of pages is called, for those who have it read to them."""
    finest: tuple[int, int] = (1600, 2400)
    """The most pixels of a picture on a page, in width and height: about 400 to the inch."""
    pages_of: str | None = None
    """A URN of the edition whose page numbers it has, such as an ISBN; None: one is derived from its own."""
    cover_pdf: bytes | None = None
    """The cover, set: a PDF of one page. None: who needs it sets it."""
    cover_picture: Resource | None = None
    """The picture that the user gave for the cover, a JPEG. None: the cover is as the theme draws it."""
    findings: tuple[Finding, ...] = ()

    def counted(self, number: int) -> str:
        """A number in the figures of the edition."""
        return str(number).translate({ord("0") + value: figure for value, figure in enumerate(self.figures)})
