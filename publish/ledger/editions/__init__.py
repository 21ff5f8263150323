"""Finished editions, read back by code that no reader and no writer has: what they say, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from publish.ledger.words import Piece


@dataclass(slots=True)
class Edition:
    """What an edition says."""

    kind: str
    """``EPUB`` or ``PDF``."""
    text: list[Piece] = field(default_factory=list)
    """The title page, the contents and the text, in the order in which they are read; what an edition adds of its own
    has the role ``generated``."""
    alternatives: list[Piece] = field(default_factory=list)
    """What its pictures are called, in order; decoration has none."""
    navigation: dict[str, list[Piece]] = field(default_factory=dict)
    """What a reader can jump to, in order, by the name of each list that says it."""


Extractor = Callable[[bytes], Edition]


def _epub(data: bytes) -> Edition:
    from publish.ledger.editions.epub import extracted

    return extracted(data)


def _pdf(data: bytes) -> Edition:
    from publish.ledger.editions.pdf import extracted

    return extracted(data)


EXTRACTORS: Mapping[str, Extractor] = {".epub": _epub, ".pdf": _pdf}
"""By the suffix of the file; each is loaded when it is needed."""
