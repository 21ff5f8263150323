"""Names of files, on this disk or at an address, as strings."""

from __future__ import annotations

import os
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
