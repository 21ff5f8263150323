"""The whole way from source to edition, in the order in which the data flows.

::

    bytes ──read──▶ Article ──refine──▶ Article ──compose──▶ Book ──render──▶ Publication ──write──▶ bytes

Nothing here opens a file or reads a clock: bytes come in, bytes and findings go out. :mod:`publish.exporting` brings
the bytes from disk and saves what comes back; :mod:`publish.checking` judges it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.composing import compose
from publish.model import ALONE, Article, Book, Finding, Publication, Surroundings
from publish.reading import read
from publish.refining import refine
from publish.rendering import render
from publish.settings import Settings
from publish.writing import agreeing, lay_out, write


@dataclass(frozen=True, slots=True)
class Editions:
    """What came out of one build."""

    files: Mapping[str, bytes]
    """A finished file for each format asked for: ``epub``, ``pdf``."""
    findings: tuple[Finding, ...]
    """Everything that a user may want to know, in the order in which it was found."""


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
    return Editions(files, tuple(dict.fromkeys(findings)))
