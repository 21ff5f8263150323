"""The bytes of sources."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from publish.errors import SourceError
from publish.files import remote
from publish.files.remote import is_remote

STDIO = "-"
"""The name that stands for standard input among sources and for standard output among editions."""

LIMIT = 50_000_000
"""The largest source that is read, in bytes: some forty long novels."""


def load(name: str, limit: int = LIMIT) -> bytes:
    """All bytes of a source; ``-`` is standard input.

    Raises :class:`SourceError` for a source that is missing, a folder, unreadable, or larger than ``limit`` bytes.
    """
    try:
        if is_remote(name):
            return _held_to(remote.read(name, limit), name, limit)
        if name == STDIO:
            return _read(_standard_input(), name, limit)
        with Path(name).open("rb") as file:
            return _read(file, name, limit)
    except OSError as error:
        problem, remedy = _UNREADABLE.get(error.errno or 0, (f"cannot be read: {reason(error)}", "try another copy"))
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
        return _held_to(file.read(limit + 1), name, limit)
    raise _too_large(size, name, limit)


def _held_to(data: bytes, name: str, limit: int) -> bytes:
    if len(data) <= limit:
        return data
    raise _too_large(0, name, limit)


def _too_large(size: int, name: str, limit: int) -> SourceError:
    problem = f"is {_readable(size)} large" if size > limit else f"is more than {_readable(limit)} large"
    remedy = f"split it: publish reads sources of up to {_readable(limit)}"
    return SourceError(problem, place=name, remedy=remedy)


def opened(name: str) -> BinaryIO:
    """A file, to be read bit by bit. Raises :class:`OSError`, or :class:`SourceError` for one at an address."""
    return remote.opened(name) if is_remote(name) else Path(name).open("rb")


def _readable(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB" if size >= 1_000_000 else f"{size:,} bytes"


def is_inside(path: Path, home: str) -> bool:
    """Whether the file that a path means in the end is in a folder, at any depth."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(home))


def reason(error: OSError) -> str:
    """Why the system refuses, in its own words."""
    return (error.strerror or type(error).__name__).lower()
