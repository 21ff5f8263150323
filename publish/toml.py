"""Files of TOML that a user wrote: every problem names the file and the line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from publish.errors import SettingsError

_LINE = re.compile(r"\(at line (\d+)|at end of document")


def parsed(data: bytes, place: str, *, example: str) -> tuple[str, dict[str, Any]]:
    """The text and its tables. ``place`` is the file's name in messages, ``example`` a line as it should be.

    Raises :class:`SettingsError`.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError("is not UTF-8", place=f"{place}:{line}", remedy="save the file as UTF-8") from None
    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # No number may have more than 4300 digits, either.
        found = _LINE.search(str(error))
        line = (int(found[1]) if found[1] else text.count("\n") + 1) if found else 1
        problem = str(error).partition(" (")[0] if found else "a value is nested too deeply, or too long"
        remedy = f"write lines as {example}"
        raise SettingsError(f"is no TOML: {problem}", place=f"{place}:{line}", remedy=remedy) from None


def line_of(text: str, key: str, place: str) -> str:
    """The file and, where the key stands at the head of a line, which one."""
    found = re.search(rf"""^[ \t]*\[*[ \t]*["']?{re.escape(key)}\b""", text, re.MULTILINE)
    return f"{place}:{text.count(chr(10), 0, found.end()) + 1}" if found else place
