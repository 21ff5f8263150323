"""A source brought here, with what is around it: from the disk, or, where the user allows it, from the web."""

from __future__ import annotations

import codecs
import posixpath
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from publish.errors import Absent, Blocked, SourceError
from publish.files import Held, Source, Stamp, is_address, is_remote, load, opened, stamp, surroundings
from publish.model import Fetch, Surroundings
from publish.settings import Settings

if TYPE_CHECKING:
    from publish.archives import Archive
    from publish.fetching import Page, Visit

FORMATS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/epub+zip": "epub",
}
"""The format of each media type that tells one."""

UNTOLD = ("", "text/plain", "application/octet-stream", "application/zip")
"""Media types that servers give to any file: its name and its first bytes tell more."""


def bring(source: Source, settings: Settings) -> tuple[bytes, Settings, Surroundings]:
    """The bytes of a source, the settings to read it with, and what it may refer to.

    Nothing is fetched unless the settings allow it. Raises :class:`SourceError` for what cannot be had.
    """
    if source.held:
        return _held(source, source.held, settings)
    if not settings.allow_network:
        return load(source.name), settings, surroundings(source)
    from publish.fetching import visit  # Slow to load, and seldom needed.

    if is_address(source.name):
        return _fetched(source, settings, visit())
    around = surroundings(source)
    return load(source.name), settings, replace(around, fetch=_Either(around.fetch, visit()))


def _held(source: Source, held: Held, settings: Settings) -> tuple[bytes, Settings, Surroundings]:
    """What stands in a file with others; pictures are beside that file, or in the archive."""
    if held.error:
        raise held.error
    whole = replace(settings, format=settings.format or held.format, keep_all=settings.keep_all or held.whole)
    data, around = _archived(held, held.archive) if held.archive else (held.data, _beside(source, held))
    if settings.allow_network:
        from publish.fetching import visit

        around = replace(around, fetch=_Either(around.fetch, visit(), held.address))
    return data, whole, around


def _beside(source: Source, held: Held) -> Surroundings:
    if is_address(source.name):
        return Surroundings(sidecar=held.sidecar, address=held.address)
    return replace(surroundings(source), sidecar=held.sidecar, address=held.address)


def _archived(held: Held, path: str) -> tuple[bytes, Surroundings]:
    archive = _archive(path, stamp(path))
    beside = archive.find(str(PurePosixPath(held.id).with_suffix(".toml")))
    sidecar = archive.read(beside) if beside else None
    return archive.read(held.id), Surroundings(_Archived(archive, posixpath.dirname(held.id)), sidecar)


@lru_cache(maxsize=2)
def _archive(path: str, changed: Stamp | None) -> Archive:
    from publish.archives import Archive  # Few sources are in one.

    return Archive(opened(path) if is_remote(path) else Path(path), path)


@dataclass(frozen=True, slots=True)
class _Archived:
    """What a file of an archive refers to: other files of it."""

    archive: Archive
    folder: str

    def __call__(self, reference: str, /) -> bytes:
        path = self.archive.find(reference, self.folder)
        if path is None:
            raise Absent("there is no such file in the archive", place=reference, remedy="put it there")
        try:
            return self.archive.read(path)
        except SourceError as error:
            raise Blocked(error.message, place=reference, remedy=error.remedy) from error


def _fetched(source: Source, settings: Settings, visit: Visit) -> tuple[bytes, Settings, Surroundings]:
    try:
        page = visit.get(source.name)
    except Blocked as error:
        raise SourceError(error.message, place=error.place, remedy=error.remedy) from error
    found = FORMATS.get(page.media_type)
    if not (settings.format or found or page.media_type in UNTOLD):
        raise SourceError(f"is {page.media_type}, which is no article", place=source.name, remedy="name another page")
    settings = replace(settings, format=settings.format or found)
    return _in_utf8(page), settings, Surroundings(_Within(page.url, visit), address=page.url)


def _in_utf8(page: Page) -> bytes:
    """The page's bytes, as what the server says of their encoding, which wins over what they say themselves."""
    if page.charset is None or not page.media_type.startswith(("text/", "application/xhtml")):
        return page.data
    try:
        text = page.data.decode(page.charset)
    except (LookupError, UnicodeDecodeError):
        return page.data
    return codecs.BOM_UTF8 + text.removeprefix("\ufeff").encode("utf-8", "replace")  # A mark that beats any other word.


@dataclass(frozen=True, slots=True)
class _Within:
    """What a page of the web refers to."""

    page: str
    visit: Visit

    def __call__(self, reference: str, /) -> bytes:
        try:
            address = urljoin(self.page, reference.strip())
        except ValueError as error:
            raise Blocked("is no address", place=reference) from error
        return self.visit.get(address, self.page).data


@dataclass(frozen=True, slots=True)
class _Either:
    """What a file refers to: beside it, or on the web; there, too, where it stood itself, if it says where."""

    beside: Fetch
    visit: Visit
    address: str | None = None

    def __call__(self, reference: str, /) -> bytes:
        if is_address(reference.strip()):
            return self.visit.get(reference, self.address).data
        try:
            return self.beside(reference)
        except Blocked:
            if self.address is None:
                raise
            return _Within(self.address, self.visit)(reference)
