"""Editions, whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from publish.errors import BuildError, NoRoom
from publish.files import remote
from publish.files.loading import STDIO, reason
from publish.files.naming import inside_of
from publish.files.remote import is_remote


def save(name: str, data: bytes, workshop: str | None = None) -> None:
    """Put an edition in its place, whole or not at all; folders are made as needed; ``-`` is standard output.

    The bytes go to a hidden file first, beside the place or in the folder ``workshop`` of the same disk; it then takes
    its name in one step: whoever looks sees the old edition or the new one. Whatever interrupts it, Ctrl-C included,
    that file does not stay. Raises :class:`BuildError` where the edition cannot be saved.
    """
    if is_remote(name):
        remote.write(name, data, BuildError)
        return
    path = Path(name)
    try:
        if name == STDIO:
            _write_standard_output(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(workshop) if workshop else path.parent
        unfinished = folder / f"{_unfinished(os.getpid())}{secrets.token_hex(4)}"
        try:
            with unfinished.open("xb") as file:
                file.write(data)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        fallback = f"cannot be saved: {reason(error)}", "choose another place with -o"
        problem, remedy = _UNSAVABLE.get(error.errno or 0, fallback)
        kind = NoRoom if error.errno in (errno.ENOSPC, errno.EDQUOT) else BuildError
        raise kind(problem, place=name, remedy=remedy) from error


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


Stamp = remote.Stamp
"""The size of a file in bytes, and when it and what is known of it last changed, in nanoseconds."""


def stamp(name: str) -> Stamp | None:
    """By which it shows whether a file was changed; None for what is no file."""
    if is_remote(name):
        return remote.stamp(name)
    try:
        facts = os.stat(name)  # noqa: PTH116 – for each file of many.
    except OSError:
        return None
    return (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns) if stat.S_ISREG(facts.st_mode) else None


def stamps(folder: str) -> Callable[[str], Stamp | None]:
    """:func:`stamp` for the files of a folder, as they are now; at an address, one look at all of them answers it."""
    if not is_remote(folder):
        return stamp
    seen = remote.stamps(folder)
    return lambda name: seen.get(inside_of(name, folder))


def remove(names: Iterable[str], folder: str) -> None:
    """Remove files of a folder, and the folders below it that are empty then."""
    for name in names:
        if is_remote(name):
            remote.remove(name)
            continue
        path, root = Path(name), Path(folder)
        path.unlink(missing_ok=True)
        for above in path.parents:
            if above == root or root not in above.parents:
                break
            with suppress(OSError):
                above.rmdir()  # Only one that is empty.


def discard_unfinished(folder: Path, process: int | None = None) -> None:
    """Remove what :func:`save` was writing into this folder when that process, or any, was killed."""
    with suppress(OSError):
        for path in folder.glob(f"{_unfinished(process or '*')}*"):
            path.unlink(missing_ok=True)


def _unfinished(process: int | str) -> str:
    return f".publish-{process}-"
