"""The folder that a collection goes to; ours in it is ``.publish/``, with the ledger and the lock of a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path, PurePath

from platformdirs import user_cache_path

from publish.files import (
    Stamp,
    discard_unfinished,
    inside_of,
    is_remote,
    joined,
    remove,
    stamps,
)

OURS = ".publish"
"""The folder of what is ours, in that of the editions."""


class Folder:
    """Where editions go, on this disk or at an address."""

    def __init__(self, name: str) -> None:
        self.name = name.rstrip("/") if is_remote(name) else str(Path(name))
        self.is_remote = is_remote(name)
        key = sha256(self.name.encode()).hexdigest()[:16]
        self.ours = user_cache_path("publish") / "collections" / key if self.is_remote else Path(name, OURS)
        """What is ours, on this disk."""
        self.workshop = None if self.is_remote else str(self.ours)
        """Where files are while they are written; None: they come into being whole."""
        self._stamp: Callable[[str], Stamp | None] | None = None

    def path(self, inside: str | PurePath) -> str:
        """A file in it."""
        return joined(self.name, inside)

    def inside(self, path: str) -> str:
        """The path of a file in it."""
        return inside_of(path, self.name)

    def stamp(self, path: str) -> Stamp | None:
        """By which it shows whether a file is as an earlier run left it."""
        if self._stamp is None:
            self._stamp = stamps(self.name)
        return self._stamp(path)

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, and the folders that are empty then."""
        remove(paths, self.name)

    def tidy(self, process: int | None = None) -> None:
        """Remove what that process, or any, was writing when it was killed."""
        if self.workshop:
            discard_unfinished(self.ours, process)
