"""Bytes of a source as text, by what the bytes say of themselves."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

_MARKS: Sequence[tuple[bytes, str]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(data: bytes, told: str | None) -> str:
    """The text in ``data``. ``told``: what it was read as, where it was not UTF-8 and had to be guessed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if told is None:
        return data.decode("utf-8", "replace")
    if told.startswith("UTF-8 with "):
        return data.decode("utf-8", _WINDOWS)
    return data.decode(told, "replace")


_WINDOWS = "publish-windows-1252"


def _windows(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 is what it is in Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error(_WINDOWS, _windows)
