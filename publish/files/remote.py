"""Files that are on no disk of this machine: whatever fsspec has a driver for, as in ``s3://bucket/folder``.

A store of objects has no half files: what is put there is seen whole or not at all. It has no folders either; those
here are what names have in common.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from io import BufferedReader
from typing import TYPE_CHECKING, Any, BinaryIO

from publish.errors import PublishError, SourceError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

Stamp = tuple[int, int, int]

_CHANGING = ("ETag", "etag", "md5Hash", "md5", "mtime", "LastModified", "last_modified", "created")
"""What drivers call that which is another for another content; the first one that is told counts."""


def is_remote(name: str) -> bool:
    """Whether a name is an address that fsspec knows; those of the web are fetched, which is something else."""
    return "://" in name and not name.lower().startswith(("http://", "https://"))


def read(name: str, limit: int) -> bytes:
    """All bytes; one more than the limit of what is larger."""
    with _told(name, SourceError):
        system, path = _at(name)
        return bytes(system.cat_file(path, start=0, end=limit + 1))


def opened(name: str) -> BinaryIO:
    """To be read bit by bit, also backwards."""
    with _told(name, SourceError):
        system, path = _at(name)
        return BufferedReader(system.open(path, "rb"))  # Which reads a line of a limited length.


def write(name: str, data: bytes, error: type[PublishError]) -> None:
    """Put it there, whole; raises ``error`` where that cannot be."""
    with _told(name, error):
        system, path = _at(name)
        system.pipe_file(path, data)


def remove(name: str) -> None:
    """It is not there afterwards."""
    with _told(name, SourceError):
        system, path = _at(name)
        if system.exists(path):
            system.rm_file(path)


def stamp(name: str) -> Stamp | None:
    """By which it shows whether it was changed; None for what is not there."""
    with _told(name, SourceError):
        system, path = _at(name)
        try:
            return _stamp(system.info(path))
        except FileNotFoundError:
            return None


def stamps(folder: str) -> Mapping[str, Stamp]:
    """Those of all files below a folder, by their paths in it."""
    with _told(folder, SourceError):
        system, path = _at(folder)
        return {name: _stamp(info) for name, info in _below(system, path)}


def files(folder: str) -> Iterator[str]:
    """The paths in a folder of all files below it, in order."""
    with _told(folder, SourceError):
        system, path = _at(folder)
        yield from sorted(name for name, _ in _below(system, path))


def is_folder(name: str) -> bool:
    """Whether there are files below it."""
    with _told(name, SourceError):
        system, path = _at(name)
        return bool(system.isdir(path))


def is_file(name: str) -> bool:
    """Whether it is there."""
    with _told(name, SourceError):
        system, path = _at(name)
        return bool(system.isfile(path))


def matching(pattern: str) -> list[str]:
    """The names that a pattern matches, in order."""
    with _told(pattern, SourceError):
        system, path = _at(pattern)
        return sorted(system.unstrip_protocol(one) for one in system.glob(path))


def within(home: str, name: str) -> str | None:
    """Where an address leads that may go up; None for one that is not below ``home``."""
    scheme, _, path = home.partition("://")
    found = f"{scheme}://{posixpath.normpath(name.removeprefix(f'{scheme}://'))}"
    return found if found.startswith(f"{scheme}://{path.rstrip('/')}/") else None


def _below(system: AbstractFileSystem, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    system.invalidate_cache()
    root = path.rstrip("/") + "/"
    for name, info in system.find(path, detail=True).items():
        if name.startswith(root) and info["type"] == "file":
            yield name.removeprefix(root), info


def _stamp(info: Mapping[str, Any]) -> Stamp:
    told = next((info[key] for key in _CHANGING if info.get(key)), "")
    mark = told.timestamp() if isinstance(told, datetime) else told  # One driver tells a date in two ways.
    return int(info["size"]), int.from_bytes(sha256(str(mark).strip('"').encode()).digest()[:7]), 0


def _at(name: str) -> tuple[AbstractFileSystem, str]:
    from fsspec.core import url_to_fs  # Slow to load, and seldom needed.

    system, path = url_to_fs(name)
    return system, str(path)


@contextmanager
def _told(name: str, error: type[PublishError]) -> Iterator[None]:
    """What a driver raises, as an error of ours; each has its own."""
    try:
        yield
    except PublishError:
        raise
    except FileNotFoundError as raised:
        what = "there is no such file" if error is SourceError else "cannot be saved: there is no such place"
        raise error(what, place=name, remedy="check the name") from raised
    except ImportError as raised:
        needed = raised.name or "fsspec"
        raise UsageError(f"needs {needed}", place=name, remedy="install publish[cluster], and the driver") from raised
    except Exception as raised:
        reason = " ".join(f"{type(raised).__name__}: {raised}".split())[:300].rstrip(".")
        raise error(f"cannot be reached: {reason}", place=name, remedy="check the name and the credentials") from raised
