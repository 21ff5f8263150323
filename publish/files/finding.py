"""Sources, as the user names them."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import NoReturn
from urllib.parse import unquote, urlsplit

from publish.errors import PublishError, SourceError, UsageError
from publish.files import remote
from publish.files.loading import STDIO, is_inside, reason
from publish.files.naming import joined
from publish.files.remote import is_remote
from publish.settings import SOURCE_FORMATS

LONGEST = 180
"""Bytes of a file's name: file systems take 255, and a number and an ending come to it."""

ENDINGS = tuple(ending for endings in SOURCE_FORMATS.values() for ending in endings)
"""What a source in a folder is recognised by; a file that is named by itself may end in anything."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one article comes from."""

    name: str
    """As the user knows it: a path as given, ``-``, or the address of a page."""
    place: PurePath
    """Where its editions go below the output folder, without an ending: ``kursk``, ``1999/kursk``."""
    home: str
    """The folder that its pictures may be in, at any depth: the one the user named, or the source's own."""
    held: Held | None = None
    """What it is, where it is no file of its own."""


@dataclass(frozen=True, slots=True)
class Held:
    """An article that stands in a file with others: a row of a dump, an entry of a feed, a file of an archive."""

    id: str
    """What it is called in that file: its own id there, or one made of what it says; a path in an archive."""
    data: bytes = b""
    """The article; in an archive it is still to be read."""
    format: str | None = None
    """One of :data:`publish.settings.SOURCE_FORMATS`; None: to be told from its first bytes."""
    sidecar: bytes | None = None
    """What the file says of it, as a sidecar would: TOML."""
    whole: bool = False
    """Whether all of it is the article, and no page around one."""
    archive: str | None = None
    """The path of the archive that it and its pictures are in."""
    address: str | None = None
    """Where it stands on the web, by its own account."""
    error: PublishError | None = None
    """Why it is none: a row that cannot be read."""
    unused: tuple[str, ...] = ()
    """The columns of the row that go into no edition."""


def find_sources(names: Iterable[str]) -> tuple[Source, ...]:
    """The sources that the user names: files and addresses as they are, folders searched at any depth, sorted.

    In a folder, hidden files and folders are passed over, and so are links that lead out of it. A source that is named
    twice counts once. A file that does not exist is no error here: :func:`load` reports it, while the others are
    built. Raises :class:`UsageError` for a folder without any source, :class:`SourceError` for one that cannot be read.
    """
    found: dict[str, Source] = {}
    for name in names:
        for source in sources_below(name) if Path(name).is_dir() else [source_of(name)]:
            path = Path(source.name).absolute()
            found.setdefault(source.name if is_address(name) else os.path.normpath(path), source)
    return tuple(found.values())


def is_address(name: str) -> bool:
    """Whether a source, or what one refers to, is of the web."""
    return name.lower().startswith(("http://", "https://"))


def source_of(name: str) -> Source:
    """A file, an address or ``-`` as a source."""
    if is_address(name):
        return Source(name, PurePath(_slug(name)), "")
    if is_remote(name):
        return Source(name, PurePath(PurePath(name).stem), name.rpartition("/")[0])
    return Source(name, PurePath("stdin" if name == STDIO else Path(name).stem), str(Path(name).parent))


def _slug(address: str) -> str:
    """What an address is called among files: the last part of its path, without an ending; its host without a path."""
    try:
        parts = urlsplit(address)
        name = PurePath(unquote(parts.path).replace("\0", "")).stem or parts.hostname or ""
    except ValueError:
        name = ""
    return slug(name, keep=".-") or "page"


def slug(text: str, keep: str = "") -> str:
    """What a text is called among files: its letters, its figures and what is to be kept; all else becomes hyphens.

    It is cut to what file systems take, with room for a number and an ending: 80 characters, 180 bytes.
    """
    plain = re.sub(rf"[^\w{re.escape(keep)}]+", "-", text).strip("-._")[:80]
    return plain.encode("utf-8", "ignore")[:LONGEST].decode("utf-8", "ignore").strip("-._")


def sources_below(folder: str) -> Iterator[Source]:
    """The sources in a folder, one by one, by their paths; nothing is kept of a folder but its own names.

    Raises :class:`UsageError` for a folder without any, :class:`SourceError` where one cannot be searched.
    """
    found = False
    for source in _at(folder) if is_remote(folder) else _below(str(Path(folder))):
        found = True
        yield source
    if not found:
        remedy = f"name a folder with files that end in {', '.join(ENDINGS)}, or the files themselves"
        raise UsageError("the folder has no source", place=folder, remedy=remedy)


def _below(folder: str) -> Iterator[Source]:
    within = f"{folder.rstrip('/')}/"
    for path in _visible_files(folder, os.path.realpath(folder)):
        ending = os.path.splitext(path)[1]  # noqa: PTH122 – for each file of many: a fourth of what pathlib takes.
        if ending.lower() in ENDINGS:
            yield Source(path.removeprefix("./"), PurePath(path.removeprefix(within).removesuffix(ending)), folder)


def _at(folder: str) -> Iterator[Source]:
    for path in map(PurePath, remote.files(folder)):
        if path.suffix.lower() in ENDINGS and not any(part.startswith(".") for part in path.parts):
            yield Source(joined(folder, path), path.with_suffix(""), folder)


def _visible_files(folder: str, real: str) -> Iterator[str]:
    """The files below a folder that are not hidden and whose content is below ``real``, too, in order."""
    try:
        with os.scandir(folder) as entries:
            here = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        _cannot_be_searched(error)
    for entry in here:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _visible_files(entry.path, real)
        elif _is_file(entry) and (not entry.is_symlink() or is_inside(Path(entry.path), real)):
            yield entry.path


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # A link that leads round.
        return False


def _cannot_be_searched(error: OSError) -> NoReturn:
    problem, remedy = f"cannot be searched: {reason(error)}", "change its permissions, or name the sources one by one"
    raise SourceError(problem, place=error.filename, remedy=remedy) from error


def is_folder(name: str) -> bool:
    """Whether editions can go below this path: it ends like a folder's name, or a folder is there."""
    if is_remote(name):
        return name.endswith("/") or remote.is_folder(name)
    return name.endswith(("/", os.sep)) or Path(name).is_dir()


def is_file(name: str) -> bool:
    """Whether there is a file of that name."""
    # False, and no error, for a name that is too long.
    return remote.is_file(name) if is_remote(name) else os.path.isfile(name)  # noqa: PTH113


def matching(pattern: str) -> list[str]:
    """The names that a pattern matches, in order."""
    if is_remote(pattern):
        return remote.matching(pattern)
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 – as the user writes its folders.
