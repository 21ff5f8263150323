"""All disk access: finding sources, loading them and what is beside them, saving editions whole or not at all.

Every failure of the disk leaves this room as a :class:`~publish.errors.PublishError` of one line with its remedy.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, NoReturn
from urllib.parse import unquote, urlsplit

from publish.choices import NAME
from publish.errors import Absent, Blocked, BuildError, SourceError, UsageError
from publish.model import Surroundings
from publish.settings import SOURCE_FORMATS

STDIO = "-"
"""The name that stands for standard input among sources and for standard output among editions."""

LIMIT = 50_000_000
"""The largest source that is read, in bytes: some forty long novels."""

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


def find_sources(names: Iterable[str]) -> tuple[Source, ...]:
    """The sources that the user names: files and addresses as they are, folders searched at any depth, sorted.

    In a folder, hidden files and folders are passed over, and so are links that lead out of it. A source that is named
    twice counts once. A file that does not exist is no error here: :func:`load` reports it, while the others are
    built. Raises :class:`UsageError` for a folder without any source, :class:`SourceError` for one that cannot be read.
    """
    found: dict[str, Source] = {}
    for name in names:
        for source in _sources_below(Path(name)) if Path(name).is_dir() else [_source(name)]:
            path = Path(source.name).absolute()
            found.setdefault(source.name if is_address(name) else os.path.normpath(path), source)
    return tuple(found.values())


def is_address(name: str) -> bool:
    """Whether a source, or what one refers to, is of the web."""
    return name.lower().startswith(("http://", "https://"))


def _source(name: str) -> Source:
    if is_address(name):
        return Source(name, PurePath(_slug(name)), "")
    return Source(name, PurePath("stdin" if name == STDIO else Path(name).stem), str(Path(name).parent))


def _slug(address: str) -> str:
    """What an address is called among files: the last part of its path, without an ending; its host without a path."""
    try:
        parts = urlsplit(address)
        name = PurePath(unquote(parts.path).replace("\0", "")).stem or parts.hostname or ""
    except ValueError:
        name = ""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.")[:80] or "page"


def _sources_below(folder: Path) -> list[Source]:
    paths = sorted(path.relative_to(folder) for path in _visible_files(folder) if path.suffix.lower() in ENDINGS)
    if not paths:
        remedy = f"name a folder with files that end in {', '.join(ENDINGS)}, or the files themselves"
        raise UsageError("the folder has no source", place=str(folder), remedy=remedy)
    return [Source(str(folder / path), path.with_suffix(""), str(folder)) for path in paths]


def _visible_files(folder: Path) -> Iterator[Path]:
    """The files below a folder that are not hidden and whose content is below it, too."""
    for here, folders, files in os.walk(folder, onerror=_cannot_be_searched):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(here, name) for name in files if not name.startswith(".")):
            if path.is_file() and _is_inside(path, str(folder)):
                yield path


def _cannot_be_searched(error: OSError) -> NoReturn:
    problem, remedy = f"cannot be searched: {_reason(error)}", "change its permissions, or name the sources one by one"
    raise SourceError(problem, place=error.filename, remedy=remedy) from error


def load(name: str, limit: int = LIMIT) -> bytes:
    """All bytes of a source; ``-`` is standard input.

    Raises :class:`SourceError` for a source that is missing, a folder, unreadable, or larger than ``limit`` bytes.
    """
    try:
        if name == STDIO:
            return _read(_standard_input(), name, limit)
        with Path(name).open("rb") as file:
            return _read(file, name, limit)
    except OSError as error:
        problem, remedy = _UNREADABLE.get(error.errno or 0, (f"cannot be read: {_reason(error)}", "try another copy"))
        raise SourceError(problem, place=name, remedy=remedy) from error


_UNREADABLE = {
    errno.ENOENT: ("there is no such file", "check the name"),
    errno.ENOTDIR: ("there is no such file", "check the name: a part of it is a file, not a folder"),
    errno.EISDIR: ("is a folder", "name a file in it"),
    errno.EACCES: ("cannot be read: permission denied", "allow yourself to read it (chmod u+r)"),
}


def _standard_input() -> BinaryIO:
    if sys.stdin is None:  # Python's way to say that it was closed by whoever started us.
        raise SourceError("standard input is closed", place=STDIO, remedy="pipe a text into publish, or name a file")
    return sys.stdin.buffer


def _read(file: BinaryIO, name: str, limit: int) -> bytes:
    # The size of a regular file is known without reading it; a pipe or a device is read up to the limit and judged.
    facts = os.fstat(file.fileno())
    size = facts.st_size if stat.S_ISREG(facts.st_mode) else 0
    if size <= limit:
        data = file.read(limit + 1)
        if len(data) <= limit:
            return data
    problem = f"is {_readable(size)} large" if size > limit else f"is more than {_readable(limit)} large"
    remedy = f"split it: publish reads sources of up to {_readable(limit)}"
    raise SourceError(problem, place=name, remedy=remedy)


def _readable(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB" if size >= 1_000_000 else f"{size:,} bytes"


def settings_beside(sources: Iterable[Source]) -> tuple[bytes, str] | None:
    """The ``publish.toml`` that goes for these sources, and its path; None where there is none.

    It is the one in the folder that the user named, or in a source's own; else the nearest one above, up to the current
    folder. One further down is not heeded: a folder of scraped articles may hold anybody's. Raises :class:`UsageError`
    where the sources have several.
    """
    homes = dict.fromkeys(source.home for source in sources if not is_address(source.name)) or {"": None}
    found = dict.fromkeys(path for home in homes if (path := _nearest_settings(Path(home))))
    if len(found) > 1:
        listed = " and ".join(map(str, found))
        raise UsageError(f"the sources have several settings, {listed}", remedy="build them one after the other")
    return next(((load(str(path)), str(path)) for path in found), None)


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
    sidecar = Path(source.name).with_suffix(".toml")
    data = None
    if sidecar.is_file() and sidecar.name != NAME:
        if not _is_inside(sidecar, source.home):
            problem, remedy = "is a link that leads out of the source's folder", "copy the file itself there"
            raise SourceError(problem, place=str(sidecar), remedy=remedy)
        data = load(str(sidecar))
    return Surroundings(_Folder(str(Path(source.name).parent), source.home), data)


def _is_inside(path: Path, home: str) -> bool:
    """Whether the file that a path means in the end is in a folder, at any depth."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(home))


@dataclass(frozen=True, slots=True)
class _Folder:
    """Reads what a source in the folder ``here`` refers to, out of ``home`` and no other place."""

    here: str
    home: str

    def __call__(self, reference: str, /) -> bytes:
        """The file's bytes; see :class:`publish.model.Fetch`. A link that leads out of the folder is blocked, too."""
        for path in _paths(reference):
            real = Path(os.path.realpath(Path(self.here, path)))
            if not _is_inside(real, self.home):
                raise Blocked("is outside the source's folder", place=reference, remedy="copy it beside the source")
            if os.path.isfile(real):  # noqa: PTH113 – False, and no error, for a name that is too long.
                return self._load(real, reference)
        raise Absent("there is no such file", place=reference, remedy="put it there, or take the reference out")

    def _load(self, real: Path, reference: str) -> bytes:
        try:
            return load(str(real))
        except SourceError as error:
            raise Blocked(error.message, place=reference, remedy=error.remedy) from error


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


def is_folder(name: str) -> bool:
    """Whether editions can go below this path: it ends like a folder's name, or a folder is there."""
    return name.endswith(("/", os.sep)) or Path(name).is_dir()


def save(name: str, data: bytes) -> None:
    """Put an edition in its place, whole or not at all; folders are made as needed; ``-`` is standard output.

    The bytes go to a hidden file beside the place first, which then takes its name in one step: whoever looks sees the
    old edition or the new one. Whatever interrupts it, Ctrl-C included, that file does not stay. Raises
    :class:`BuildError` where the edition cannot be saved.
    """
    path = Path(name)
    try:
        if name == STDIO:
            _write_standard_output(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.parent / f"{_unfinished(os.getpid())}{secrets.token_hex(4)}"
        try:
            with unfinished.open("xb") as file:
                file.write(data)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        fallback = f"cannot be saved: {_reason(error)}", "choose another place with -o"
        problem, remedy = _UNSAVABLE.get(error.errno or 0, fallback)
        raise BuildError(problem, place=name, remedy=remedy) from error


_UNSAVABLE = {
    errno.ENOSPC: ("cannot be saved: the disk is full", "make room and build again, or choose another disk with -o"),
    errno.EDQUOT: ("cannot be saved: your share of the disk is full", "make room and build again"),
    errno.EISDIR: ("cannot be saved: a folder has that name", "choose another name with -o"),
    errno.ENOTDIR: ("cannot be saved: a part of its path is a file", "choose another folder with -o"),
    errno.EEXIST: ("cannot be saved: a part of its path is a file", "choose another folder with -o"),
    errno.EACCES: ("cannot be saved: permission denied", "choose another folder with -o"),
    errno.EROFS: ("cannot be saved: the disk is read-only", "choose another folder with -o"),
    errno.EPIPE: ("cannot be written: whoever read it has gone", "save it in a file with -o"),
}


def _write_standard_output(data: bytes) -> None:
    if sys.stdout is None:
        raise BuildError("standard output is closed", place=STDIO, remedy="save the edition in a file with -o")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def discard_unfinished(folder: Path, process: int) -> None:
    """Remove what :func:`save` was writing into this folder when that process was killed."""
    with suppress(OSError):
        for path in folder.glob(f"{_unfinished(process)}*"):
            path.unlink(missing_ok=True)


def _unfinished(process: int) -> str:
    return f".publish-{process}-"


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
