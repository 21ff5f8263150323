"""Plain text: every line is a piece."""

from __future__ import annotations

from collections.abc import Iterator

from publish.ledger.sources.decoding import decoded
from publish.ledger.words import Piece


def pieces(data: bytes, encoding: str | None) -> Iterator[Piece]:
    """The lines in ``data``."""
    text = decoded(data, encoding).replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Piece(line, line=number)
