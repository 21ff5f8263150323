"""Which format a source has: its name tells, and where that says nothing, its first bytes."""

from __future__ import annotations

from pathlib import PurePath

from publish.settings import SOURCE_FORMATS

_ENDINGS = {ending: name for name, endings in SOURCE_FORMATS.items() for ending in endings}

_LOOK = 2048
"""How many bytes are looked at."""


def format_of(data: bytes, source: str) -> str:
    """The name of the source's format, one of :data:`publish.settings.SOURCE_FORMATS`; ``text`` where nothing tells."""
    return _ENDINGS.get(PurePath(source).suffix.lower()) or _by_content(data)


def _by_content(data: bytes) -> str:
    """The format of a source whose name does not tell, such as standard input."""
    start = data[:_LOOK].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"PK\3\4"):
        return "epub" if b"application/epub+zip" in start else "docx"
    if start[:14].lower() == b"<!doctype html" or start[:5].lower() == b"<html":
        return "html"
    return "text"
