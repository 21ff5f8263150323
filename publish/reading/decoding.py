"""Bytes become text: UTF-8, or UTF-16 behind a byte order mark; anything else is refused with a remedy.

An encoding is never guessed: a wrong guess prints wrong letters, and nobody is told.
"""

from __future__ import annotations

import codecs

from publish.errors import SourceError
from publish.reading.lines import line_at

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r"))
_CONTROLS_ALLOWED = 0.05
"""The share of control characters above which bytes are no text; below it they are a scraper's litter."""


def decode(data: bytes, source: str) -> str:
    """The text in ``data``, without its byte order mark.

    Raises :class:`SourceError`, with ``source`` and the line as its place, for no bytes at all, for binary files and
    for bytes that are neither UTF-8 nor marked UTF-16.
    """
    if not data:
        raise SourceError("the source is empty", place=source, remedy="give a file with a title and text")
    encoding, data = _unmarked(data)
    plain = data if encoding == "utf-8" else data.decode(encoding, "ignore").encode()
    if _is_binary(plain):
        raise SourceError("this is a binary file, not text", place=source, remedy="give plain text, saved as UTF-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # What precedes the first bad byte is good, so its lines can be counted as text.
        before = data[: error.start].decode(encoding)
        raise SourceError(
            f"byte 0x{data[error.start]:02X} is not valid {encoding.upper()}",
            place=f"{source}:{line_at(before, len(before))}",
            remedy="save the file as UTF-8, for example with: iconv -f WINDOWS-1252 -t UTF-8",
        ) from None


def _unmarked(data: bytes) -> tuple[str, bytes]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    return "utf-8", data


def _is_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return b"\0" in data or controls > len(data) * _CONTROLS_ALLOWED
