"""What stands beside a source: settings, a sidecar, pictures."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import unquote, urlsplit

from publish.choices import NAME
from publish.errors import Absent, Blocked, SourceError, UsageError
from publish.files import remote
from publish.files.finding import Source, is_address, is_file
from publish.files.loading import STDIO, is_inside, load
from publish.files.naming import joined
from publish.files.remote import is_remote
from publish.model import Surroundings


def settings_beside(sources: Iterable[Source]) -> tuple[bytes, str] | None:
    """The ``publish.toml`` that goes for these sources, and its path; None where there is none.

    It is the one in the folder that the user named, or in a source's own; else the nearest one above, up to the current
    folder. One further down is not heeded: a folder of scraped articles may hold anybody's. Raises :class:`UsageError`
    where the sources have several.
    """
    homes = dict.fromkeys(source.home for source in sources if not is_address(source.name)) or {"": None}
    nearest = (_settings_at(home) if is_remote(home) else _nearest_settings(Path(home)) for home in homes)
    found = dict.fromkeys(str(path) for path in nearest if path)
    if len(found) > 1:
        listed = " and ".join(found)
        raise UsageError(f"the sources have several settings, {listed}", remedy="build them one after the other")
    return next(((load(path), path) for path in found), None)


def _settings_at(home: str) -> str | None:
    """Those in the folder that the user named, and no other ones."""
    path = joined(home, NAME)
    return path if remote.is_file(path) else None


def _nearest_settings(home: Path) -> Path | None:
    here = Path.cwd()
    for folder in (home, *home.absolute().parents):
        path = folder / NAME
        if path.is_file():
            return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path
        if not home.absolute().is_relative_to(here) or folder.absolute() == here:
            return None
    return None


def surroundings(source: Source) -> Surroundings:
    """What stands beside a source: the files of its home, and the ``.toml`` of the same name, if there is one."""
    if source.name == STDIO:
        return Surroundings()
    sidecar = f"{os.path.splitext(source.name)[0]}.toml"  # noqa: PTH122 – or an address.
    data = None
    if is_file(sidecar) and PurePath(sidecar).name != NAME:
        if _within(source.home, sidecar) is None:
            problem, remedy = "is a link that leads out of the source's folder", "copy the file itself there"
            raise SourceError(problem, place=sidecar, remedy=remedy)
        data = load(sidecar)
    return Surroundings(_Beside(source.name, source.home), data)


@dataclass(frozen=True, slots=True)
class _Beside:
    """Reads what the source ``name`` refers to, out of ``home`` and no other place."""

    name: str
    home: str

    def __call__(self, reference: str, /) -> bytes:
        """The file's bytes; see :class:`publish.model.Fetch`. A link that leads out of the folder is blocked, too."""
        folder = os.path.dirname(self.name)  # noqa: PTH120 – or an address.
        for path in _paths(reference):
            found = _within(self.home, os.path.join(folder, path))  # noqa: PTH118
            if found is None:
                raise Blocked("is outside the source's folder", place=reference, remedy="copy it beside the source")
            if is_file(found):
                return self._load(found, reference)
        raise Absent("there is no such file", place=reference, remedy="put it there, or take the reference out")

    def _load(self, found: str, reference: str) -> bytes:
        try:
            return load(found)
        except SourceError as error:
            raise Blocked(error.message, place=reference, remedy=error.remedy) from error


def _within(home: str, name: str) -> str | None:
    """Where a name leads in the end; None for a place that is not in a folder, at any depth."""
    if is_remote(home):
        return remote.within(home, name)
    found = os.path.realpath(name)
    return found if is_inside(Path(found), home) else None


def _paths(reference: str) -> Iterator[str]:
    """The relative paths that a reference can mean: without its query; and with it, as some tools save files."""
    try:
        parts = urlsplit(reference.strip())
    except ValueError as error:
        raise Blocked("is no address", place=reference) from error
    if parts.scheme or parts.netloc:
        problem = "is on the network" if parts.scheme in ("http", "https", "") else f"is a {parts.scheme}: address"
        raise Blocked(problem, place=reference, remedy="copy it beside the source")
    path = unquote(parts.path).replace("\\", "/")
    if not path or "\0" in path:
        raise Blocked("names no file", place=reference)
    yield path
    if parts.query:
        yield f"{path}?{unquote(parts.query)}"
