"""What an edition says, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.ledger.words import Piece


@dataclass(slots=True)
class Edition:
    """What an edition says, without what it adds of its own."""

    kind: str
    """``EPUB`` or ``PDF``."""
    text: list[Piece] = field(default_factory=list)
    """The title page, the contents and the text, in the order in which they are read; the label of contents has the
    role ``label``, whether it is the source's or the edition's."""
    alternatives: list[Piece] = field(default_factory=list)
    """What its pictures are called, in order; decoration has none."""
    navigation: dict[str, list[Piece]] = field(default_factory=dict)
    """What a reader can jump to, in order, by the name of each list that says it."""
