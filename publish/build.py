"""The whole way from source to edition, in the order in which the data flows.

::

    bytes ──read──▶ Article ──refine──▶ Article ──compose──▶ Book ──render──▶ Publication ──write──▶ bytes

A printed book takes the same way (:func:`pressed`), and parts of it more than once: its margins follow from the number
of its pages, and that number from its margins.

Nothing here opens a file or reads a clock: bytes come in, bytes and findings go out. :mod:`publish.exporting` brings
the bytes from disk and saves what comes back; :mod:`publish.checking` judges it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.composing import compose
from publish.measure import plain
from publish.model import ALONE, Article, Book, Finding, Publication, Surroundings
from publish.printers.order import Order, Sheet, order
from publish.printers.profile import Profile
from publish.reading import read
from publish.refining import refine
from publish.rendering import render, wrapped
from publish.settings import Settings
from publish.writing import agreeing, impose, lay_out, press, write
from publish.writing.pdf import Laid

LETTERS = 1700
"""On a page of a book, about: a first guess at its number of pages, which costs time where it is wrong."""


@dataclass(frozen=True, slots=True)
class Editions:
    """What came out of one build."""

    files: Mapping[str, bytes]
    """A finished file for each format asked for: ``epub``, ``pdf``; ``interior``, ``cover``, ``imposed``."""
    findings: tuple[Finding, ...]
    """Everything that a user may want to know, in the order in which it was found."""
    identifier: str = ""
    """The URN that they carry."""


def understand(data: bytes, *, source: str, settings: Settings, surroundings: Surroundings = ALONE) -> Article:
    """One source as an article: read and mended, before anything is composed.

    ``source`` is the name the user gave it; it stands in messages. ``surroundings`` is what may be read with it:
    pictures, and metadata that the user wrote. Raises :class:`publish.errors.SourceError`.
    """
    article = read(data, source=source, settings=settings, surroundings=surroundings)
    return refine(article, settings)


def inspect(data: bytes, *, source: str, settings: Settings, surroundings: Surroundings = ALONE) -> Article:
    """One source as it was read, in its own wording; the mends that a build would make are among its findings."""
    article = read(data, source=source, settings=settings, surroundings=surroundings)
    return replace(article, findings=refine(article, settings).findings)


def build(articles: Sequence[Article], formats: Iterable[str], *, settings: Settings, modified: str) -> Editions:
    """The editions of one article, or of several in one book.

    ``modified`` is the time that the editions carry, ``YYYY-MM-DDThh:mm:ssZ``: the same input gives the same bytes.
    """
    return written(typeset(articles, settings=settings, modified=modified), formats)


def typeset(articles: Sequence[Article], *, settings: Settings, modified: str) -> Publication:
    """The publication of one article, or of several in one book: the first half of :func:`build`."""
    book: Book = compose(articles, modified=modified, title=settings.book)
    return render(book, settings)


def written(publication: Publication, formats: Iterable[str]) -> Editions:
    """A publication in these formats: the second half of :func:`build`."""
    files, findings, wanted = {}, list(publication.findings), list(formats)
    if "pdf" in wanted:  # First, so that an e-book has its page numbers.
        pages = lay_out(publication)
        publication = agreeing(publication, pages.breaks)
    for name in wanted:
        files[name], found = pages.write() if name == "pdf" else write(publication, name)
        findings += found
    return Editions(files, tuple(dict.fromkeys(findings)), publication.identifier)


def pressed(
    articles: Sequence[Article], formats: Iterable[str], *, settings: Settings, modified: str, profile: Profile
) -> Editions:
    """The book that the settings order of a printer: ``interior``, ``cover``, and the ``epub`` with its page numbers.

    ``profile`` is that of the press. Raises :class:`publish.errors.SettingsError` for what the printer does not offer.
    """
    ordered, wanted = order(settings), list(formats)
    book = compose(articles, modified=modified, title=settings.book)
    sheet, laid = _set_for(book, ordered, settings)
    pages = ordered.padded(laid.count)
    files, findings = {}, [*laid.publication.findings, *press.told(ordered, sheet, pages, profile)]
    if "interior" in wanted:
        files["interior"], found = press.interior(laid, ordered, sheet, profile)
        findings += [*laid.findings, *found]
    if "imposed" in wanted:
        files["imposed"] = impose(files["interior"], settings.impose or "booklet", ordered)
    if "cover" in wanted:
        around = wrapped(book, settings, laid.publication, ordered.wrap(pages))
        files["cover"], found = press.cover(around, ordered, ordered.wrap(pages), profile)
        findings += [*around.findings, *found]
    if "epub" in wanted:
        bound = replace(render(book, settings), pages_of=laid.publication.pages_of)
        files["epub"], more = write(agreeing(bound, laid.breaks), "epub")
        findings += [*bound.findings, *more]
    return Editions(files, tuple(dict.fromkeys(findings)), book.identifier)


def _set_for(book: Book, ordered: Order, settings: Settings) -> tuple[Sheet, Laid]:
    """A book, laid out on the sheet that a book of so many pages has.

    Where one sheet makes too many pages for its gutter, and the next too few, the book has the wider gutter.
    """
    letters = sum(len(plain(section.body)) for part in book.parts for section in part.sections)
    sheet, tried = ordered.sheet(letters // LETTERS), dict[Sheet, Laid]()
    while sheet not in tried:
        publication = replace(render(book, settings, sheet), pages_of=ordered.urn(book.identifier))
        tried[sheet] = lay_out(press.flattened(publication))
        last, sheet = sheet, ordered.sheet(ordered.padded(tried[sheet].count))
    widest = max(sheet, last, key=lambda one: one.gutter)
    return widest, tried[widest]
