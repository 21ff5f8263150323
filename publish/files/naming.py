"""Names of files, on this disk or at an address, as strings."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from publish.files.remote import is_remote


def plain(name: str) -> str:
    """The same; an address of this disk (``file://``) as a path."""
    return unquote(urlsplit(name).path) if name.lower().startswith("file://") else name


def joined(folder: str, inside: str | PurePath) -> str:
    """A file in a folder."""
    return f"{folder.rstrip('/')}/{inside}" if is_remote(folder) else os.path.join(folder, inside)  # noqa: PTH118 – often.


def inside_of(name: str, folder: str) -> str:
    """The path of a file in the folder that it is in."""
    if is_remote(folder):
        return name.removeprefix(folder.rstrip("/") + "/")
    return str(PurePath(name).relative_to(folder))


def real(name: str) -> str:
    """Where a name leads in the end; no two names for one file are left."""
    return name.rstrip("/") if is_remote(name) else os.path.realpath(name)


class Relative:
    """The way from a folder to a name, with all links followed; an address is its own way."""

    def __init__(self, folder: str) -> None:
        self._is_remote = is_remote(folder)
        self._real = real(folder)
        self._of_folder = lru_cache(maxsize=256)(self._to)  # A collection has few folders, and many files in each.

    def __call__(self, name: str) -> str:
        """The relative path, or the address."""
        if self._is_remote or "://" in name:
            return real(name) if "://" not in name or is_remote(name) else name
        folder, last = os.path.split(name)
        if last in ("", ".", "..") or os.path.islink(name):  # noqa: PTH114 – often.
            return self._to(name)
        return os.path.normpath(f"{self._of_folder(folder)}/{last}")

    def _to(self, name: str) -> str:
        return os.path.relpath(real(name), self._real)
