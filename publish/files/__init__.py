"""All disk access: finding sources, loading them and what is beside them, saving editions whole or not at all.

Every failure of the disk leaves this room as a :class:`~publish.errors.PublishError` of one line with its remedy.
"""

from __future__ import annotations

from publish.files.beside import settings_beside, surroundings
from publish.files.finding import (
    ENDINGS,
    Held,
    Source,
    find_sources,
    is_address,
    is_folder,
    slug,
    source_of,
    sources_below,
)
from publish.files.loading import LIMIT, STDIO, load
from publish.files.saving import Stamp, discard_unfinished, save, stamp

__all__ = [
    "ENDINGS",
    "LIMIT",
    "STDIO",
    "Held",
    "Source",
    "Stamp",
    "discard_unfinished",
    "find_sources",
    "is_address",
    "is_folder",
    "load",
    "save",
    "settings_beside",
    "slug",
    "source_of",
    "sources_below",
    "stamp",
    "surroundings",
]
