"""Sources become articles here: one module a format, and a table of them.

:data:`READERS` names the formats, :mod:`~publish.reading.formats` tells which one a source has, :func:`read` reads it.
A reader takes bytes, loses no word, and tells what it noticed in findings, whose codes
:data:`~publish.reading.codes.CODES` explains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import Protocol

from publish.model import ALONE, Article, Surroundings
from publish.reading import sidecar
from publish.reading.codes import CODES
from publish.reading.formats import format_of
from publish.settings import Settings

__all__ = ["CODES", "READERS", "Reader", "read"]


class Reader(Protocol):
    """The function ``read`` of a module that understands one format."""

    def __call__(self, data: bytes, *, source: str, settings: Settings, surroundings: Surroundings) -> Article:
        """The article that ``data`` holds. Raises :class:`publish.errors.SourceError` where it holds none."""
        ...


READERS: Mapping[str, str] = {
    "text": "publish.reading.text",
    "markdown": "publish.reading.markdown",
    "html": "publish.reading.html",
    "docx": "publish.reading.docx",
    "epub": "publish.reading.epub",
}
"""The module of each of :data:`publish.settings.SOURCE_FORMATS`; it is loaded when it is needed."""


def read(data: bytes, *, source: str, settings: Settings | None = None, surroundings: Surroundings = ALONE) -> Article:
    """One source as an article.

    ``source`` is the name the user gave it; it stands in messages, its ending tells the format, and its stem is used in
    place of a missing title. Of the settings, readers heed the format and the language; ``surroundings`` is what they
    may read besides. What a sidecar says wins over the source, and the language of the settings over both. Raises
    :class:`publish.errors.SourceError` for what cannot be read as an article: nothing, bytes that are not of the
    format, a title or a table of contents alone; :class:`publish.errors.SettingsError` for a sidecar that is wrong.
    """
    settings = settings or Settings()
    given = sidecar.known(surroundings.sidecar, source)
    origins = dict.fromkeys(given, sidecar.ORIGIN)
    if settings.language:
        given["language"], origins["language"] = settings.language, "option"
    reader: Reader = import_module(READERS[settings.format or format_of(data, source)]).read
    settings = replace(settings, language=given.get("language"))
    article = reader(data, source=source, settings=settings, surroundings=surroundings)
    if settings.cover:
        from publish.reading.covering import cover

        article = replace(article, cover=cover(settings.cover, surroundings.fetch, source))
    article = sidecar.laid_over(_located(article, surroundings.address), given, origins)
    return sidecar.laid_under(article, sidecar.read_fields(settings.metadata)) if settings.metadata else article


def _located(article: Article, address: str | None) -> Article:
    """The article with the address that it was fetched from, if it does not itself say where it belongs."""
    if address is None or article.metadata.source_url:
        return article
    metadata = replace(article.metadata, source_url=address)
    return replace(article, metadata=metadata, origins=(*article.origins, ("source_url", "address")))
