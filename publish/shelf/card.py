"""What a catalogue says of one article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from publish.model import Metadata

FOLDER = "shelf"
"""Where all of a catalogue is but its first page, below the folder of the editions."""
COVERS = f"{FOLDER}/covers"
LONGEST = 300
"""Characters of a description."""

MEDIA_TYPES: Mapping[str, str] = {"epub": "application/epub+zip", "pdf": "application/pdf", "jpg": "image/jpeg"}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


@dataclass(frozen=True, slots=True)
class File:
    """A file that can be fetched."""

    path: str
    """Below the folder of the editions."""
    size: int
    """In bytes."""
    digest: str
    """Its SHA-256, in hexadecimal."""

    @property
    def format(self) -> str:
        """As its name ends: ``epub``."""
        return self.path.rpartition(".")[2]

    @property
    def media_type(self) -> str:
        """As servers call it."""
        return MEDIA_TYPES[self.format]

    @property
    def href(self) -> str:
        """Its path as an address has it (RFC 3986, section 2)."""
        return quote(self.path, safe="/")


@dataclass(frozen=True, slots=True)
class Card:
    """One article."""

    place: str
    """Where its editions are, without an ending; no two cards have the same."""
    identifier: str
    """A URN: that of the editions, which those of another article with the same words have, too."""
    title: str
    language: str
    updated: str
    """``YYYY-MM-DDThh:mm:ssZ``: the day on which it was published; that of the editions where it is not known."""
    published: str | None
    """``YYYY-MM-DD``."""
    authors: tuple[str, ...]
    subjects: tuple[str, ...]
    description: str | None
    publisher: str | None
    files: tuple[File, ...]
    cover: File | None
    like: tuple[str, str] | None = None
    """The place and the title of an earlier article that is nearly the same."""

    @property
    def summary(self) -> str:
        """What it is about, and what it is like; empty where neither is known."""
        like = f"Nearly the same as {self.like[1]}." if self.like else None
        return " ".join(filter(None, (like, self.description)))

    @property
    def spot(self) -> int:
        """A number below 2³², by which cards are scattered: it has nothing to do with that of the next one."""
        return int.from_bytes(sha256(self.place.encode()).digest()[:4])

    @property
    def urn(self) -> str:
        """What the card is called: no other one is."""
        return uuid5(NAMESPACE_URL, f"{self.identifier} {self.place}").urn

    def as_json(self) -> str:
        """For the ledger."""
        return json.dumps(asdict(self), ensure_ascii=False)


class Row(NamedTuple):
    """A card as it lies in the ledger, unread."""

    spot: int
    token: str
    """By which it shows whether the card has changed."""
    text: str
    like: tuple[str, str] | None

    def card(self) -> Card:
        """Read it."""
        told = json.loads(self.text)
        for key in ("authors", "subjects"):
            told[key] = tuple(told[key])
        told["files"] = tuple(File(**one) for one in told["files"])
        told["cover"] = told["cover"] and File(**told["cover"])
        return replace(Card(**told), like=self.like)


def card(place: str, metadata: Metadata, identifier: str, modified: str, files: Iterable[File]) -> Card:
    """The card of an article.

    ``identifier`` is that of its editions, ``modified`` the time that they carry; ``files`` are those and the small
    cover, below the folder of the editions.
    """
    held = sorted(files, key=lambda file: file.format)
    published = metadata.published.isoformat() if metadata.published else None
    return Card(
        place=place,
        identifier=identifier or uuid5(NAMESPACE_URL, place).urn,
        title=_clean(metadata.title),
        language=metadata.language,
        updated=f"{published}T00:00:00Z" if published else modified,
        published=published,
        authors=_names(one.name for one in metadata.contributors if one.role == "aut"),
        subjects=_names(metadata.subjects),
        description=_shortened(_clean(metadata.description or "")) or None,
        publisher=_clean(metadata.publisher or "") or None,
        files=tuple(file for file in held if file.format != "jpg"),
        cover=next((file for file in held if file.format == "jpg"), None),
    )


def _names(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_clean, given))))


def _clean(text: str) -> str:
    return " ".join(_FORBIDDEN.sub("", text).split())


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]} …"
