"""All disk access: finding sources, loading them and what is beside them, saving editions whole or not at all.

A file may also be at an address that fsspec knows, as in ``s3://bucket/folder`` (:mod:`remote`). Every failure leaves
this room as a :class:`~publish.errors.PublishError` of one line with its remedy.
"""

from __future__ import annotations

from publish.files.beside import settings_beside, surroundings
from publish.files.finding import (
    ENDINGS,
    Held,
    Source,
    find_sources,
    is_address,
    is_file,
    is_folder,
    matching,
    slug,
    source_of,
    sources_below,
)
from publish.files.loading import LIMIT, STDIO, load, opened
from publish.files.naming import Relative, inside_of, joined, plain, real
from publish.files.remote import is_remote
from publish.files.saving import Stamp, discard_unfinished, remove, save, stamp, stamps

__all__ = [
    "ENDINGS",
    "LIMIT",
    "STDIO",
    "Held",
    "Relative",
    "Source",
    "Stamp",
    "discard_unfinished",
    "find_sources",
    "inside_of",
    "is_address",
    "is_file",
    "is_folder",
    "is_remote",
    "joined",
    "load",
    "matching",
    "opened",
    "plain",
    "real",
    "remove",
    "save",
    "settings_beside",
    "slug",
    "source_of",
    "sources_below",
    "stamp",
    "stamps",
    "surroundings",
]
