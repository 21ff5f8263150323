"""The catalogue as OPDS 2.0 has it: JSON, after the model of Readium's web publication manifest.

Files have their ``size`` in bytes and, among their properties, their SHA-256 in base64, as the manifest's extension for
hashes has it.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from publish.shelf.card import Card, File
from publish.shelf.catalogue import Shelf, Value
from publish.shelf.feeds import OPEN
from publish.shelf.leaves import Leaf

FEED = "application/opds+json"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"

Told = dict[str, Any]


def publications(shelf: Shelf, title: str, leaf: Leaf[Card]) -> bytes:
    """A page of articles."""
    return _feed(shelf, title, leaf, {"publications": [_publication(shelf, card) for card in leaf.entries]})


def navigation(shelf: Shelf, title: str, leaf: Leaf[Value], names: Sequence[str]) -> bytes:
    """A page of what articles have in common; ``names`` are those of its feeds."""
    links = [_way(shelf, name, value.title, value.count) for name, value in zip(names, leaf.entries, strict=True)]
    return _feed(shelf, title, leaf, {"navigation": links})


def root(shelf: Shelf, ways: Iterable[tuple[str, str, str]], count: int) -> bytes:
    """Where a reading system begins. ``ways`` lead on: a feed's name, its title, its type as OPDS 1.2 has it."""
    links = [_way(shelf, name, title, count) for name, title, _ in ways]
    return _feed(shelf, shelf.title, Leaf("opds", (), None, None), {"navigation": links})


def _feed(shelf: Shelf, title: str, leaf: Leaf[Card] | Leaf[Value], held: Told) -> bytes:
    links = [{"rel": "self", "href": shelf.to(f"shelf/{leaf.name}.json"), "type": FEED}]
    links.append({"rel": "start", "href": shelf.to("shelf/opds.json"), "type": FEED})
    links.append({"rel": "alternate", "href": shelf.to("index.html"), "type": "text/html"})
    for relation, name in (("previous", leaf.before), ("next", leaf.after)):
        if name:
            links.append({"rel": relation, "href": shelf.to(f"shelf/{name}.json"), "type": FEED})
    if not any(held.values()):  # A feed of nothing is none.
        held = {"navigation": [{"title": "Nothing is here yet", "href": shelf.to("shelf/opds.json"), "type": FEED}]}
    told = {"metadata": {"title": title}, "links": links, **held}
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _way(shelf: Shelf, name: str, title: str, count: int) -> Told:
    href = shelf.to(f"shelf/{name}.json")
    return {
        "title": title, "href": href, "type": FEED, "rel": "subsection", "properties": {"numberOfItems": count},
    }  # fmt: skip


def _publication(shelf: Shelf, card: Card) -> Told:
    about: Mapping[str, object] = {
        "@type": "http://schema.org/Article",
        "title": card.title,
        "identifier": card.identifier,
        "author": [{"name": name} for name in card.authors],
        "language": card.language,
        "modified": card.updated,
        "published": card.published,
        "publisher": card.publisher,
        "subject": list(card.subjects),
        "description": card.summary,
    }
    links = [_link(shelf, file) | {"rel": OPEN} for file in card.files]
    links.append({"rel": "alternate", "href": shelf.found(card), "type": "text/html"})
    told: Told = {"metadata": {key: value for key, value in about.items() if value}, "links": links}
    return told | ({"images": [_link(shelf, card.cover)]} if card.cover else {})


def _link(shelf: Shelf, file: File) -> Told:
    value = b64encode(bytes.fromhex(file.digest)).decode()
    hashes = [{"algorithm": SHA256, "value": value}]
    return {"href": shelf.to(file.href), "type": file.media_type, "size": file.size, "properties": {"hash": hashes}}
