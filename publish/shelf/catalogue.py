"""What a catalogue is made from: all cards, in whatever order they are needed, and never all of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from publish.shelf.card import FOLDER, Card, Row

KINDS = {"author": "Authors", "subject": "Subjects", "language": "Languages", "year": "Years"}
"""What a catalogue can be narrowed down by."""

TITLE = "The shelf"


@dataclass(frozen=True, slots=True)
class Shelf:
    """How a catalogue is to be."""

    title: str = TITLE
    address: str | None = None
    """Where it will be on the web; None: its links are relative, which most reading systems can follow."""
    modified: str = "1980-01-01T00:00:00Z"
    """The time that it carries where no article has one."""

    def to(self, path: str) -> str:
        """A link to a file below the folder of the editions, from one in the catalogue's own folder."""
        if self.address:
            return f"{self.address.rstrip('/')}/{path}"
        return path.removeprefix(f"{FOLDER}/") if path.startswith(f"{FOLDER}/") else f"../{path}"

    def found(self, card: Card) -> str:
        """A link to the page with that article on it."""
        return self.to("index.html") + "#" + urlencode({"words": card.title})

    def urn(self, name: str) -> str:
        """What a feed of it is called, wherever it is."""
        return uuid5(uuid5(NAMESPACE_URL, self.address or self.title), name).urn


@dataclass(frozen=True, slots=True)
class Value:
    """Something that articles have in common."""

    kind: str
    """One of :data:`KINDS`."""
    value: str
    count: int
    """How many articles have it."""
    updated: str
    """When the last of them was, as their cards say it."""

    @property
    def title(self) -> str:
        """As people say it."""
        return _language(self.value) if self.kind == "language" else self.value


class Catalogue(Protocol):
    """All cards."""

    def newest(self, kind: str | None = None, value: str | None = None) -> Iterator[Row]:
        """From the newest to the oldest; those only that have something in common, if a ``kind`` is given."""
        ...

    def scattered(self) -> Iterator[Row]:
        """By their spots."""
        ...

    def values(self, kind: str) -> Iterator[Value]:
        """What there is of a kind, in order."""
        ...

    def count(self) -> int:
        """How many there are."""
        ...


def facets(card: Card) -> Iterator[tuple[str, str]]:
    """The kinds and values that a card is found by."""
    yield from (("author", name) for name in card.authors)
    yield from (("subject", name) for name in card.subjects)
    yield "language", card.language
    if card.published:
        yield "year", card.published[:4]


@cache
def _language(tag: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return "Unknown language" if tag == "und" else tag
