"""The lines of a text that may be larger than memory, and may be packed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from publish.errors import SourceError
from publish.files import LIMIT, opened


def lines(path: str) -> Iterator[tuple[int, str | SourceError]]:
    """Each line with its number, from 1; an error in place of one that is too long.

    They are in UTF-8, or, where one is not, in Windows' code page 1252. Raises :class:`SourceError` for a file that
    cannot be read, or not to its end.
    """
    number = 0
    try:
        with _unpacked(path) as file:
            while line := file.readline(LIMIT + 1):
                number += 1
                if len(line) <= LIMIT:
                    yield number, _text(line)
                    continue
                while line and not line.endswith(b"\n"):
                    line = file.readline(LIMIT)
                place, remedy = f"{path}:{number}", "split it"
                yield number, SourceError(f"is more than {LIMIT // 1_000_000} MB long", place=place, remedy=remedy)
    except FileNotFoundError as error:
        raise SourceError("there is no such file", place=path, remedy="check the name") from error
    except (OSError, EOFError, zlib.error) as error:
        problem = f"cannot be read after line {number}" if number else "cannot be read"
        raise SourceError(f"{problem}: {_reason(error)}", place=path, remedy="try another copy") from error


@contextmanager
def _unpacked(path: str) -> Iterator[BinaryIO]:
    with opened(path) as file:
        if not path.lower().endswith(".gz"):
            yield file
            return
        with gzip.open(file, "rb") as unpacked:
            yield cast("BinaryIO", unpacked)


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or "it ends too early").lower()
