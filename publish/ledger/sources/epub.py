"""A book: the words of the documents of its spine, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.ledger.packages import Package
from publish.ledger.sources.html import of_text
from publish.ledger.words import Piece


def pieces(data: bytes, encoding: str | None = None) -> Iterator[Piece]:
    """The text of the book."""
    with Package(data) as package:
        for name in package.spine():
            for piece in of_text(package.text(name)):
                yield replace(piece, line=None)
