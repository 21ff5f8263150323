"""All files of a catalogue, in order; each is made only if what it is made of has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Protocol

from publish.shelf import feeds, opds, page
from publish.shelf.card import FOLDER, Card, Row
from publish.shelf.catalogue import KINDS, Catalogue, Shelf, Value
from publish.shelf.leaves import Leaf, leaves

NEWS = 50
"""Articles of the feed of what is new."""

Make = Callable[[], bytes]


class Put(Protocol):
    """Where the files go."""

    def __call__(self, path: str, token: str, make: Make, /) -> None:
        """A file below the folder of the editions; as long as its ``token`` is the same, it is as it was."""
        ...


def shelve(catalogue: Catalogue, shelf: Shelf, put: Put) -> None:
    """Put a catalogue in its place, file by file."""
    count, newest = catalogue.count(), list(islice(catalogue.newest(), NEWS))
    updated = max((row.card().updated for row in newest), default=shelf.modified)
    for name in page.FIXED:
        put(f"{FOLDER}/{name}", "", partial(page.fixed, name))
    _put_page(catalogue, shelf, put, newest, count)
    ways = [("new", "New", feeds.ACQUISITION), ("all", "All", feeds.ACQUISITION)]
    kinds = {kind: title for kind, title in KINDS.items() if _divides(catalogue.values(kind), count)}
    ways += [(kind, title, feeds.NAVIGATION) for kind, title in kinds.items()]
    token = _token(ways, updated, count)
    put(f"{FOLDER}/opds.xml", token, partial(feeds.root, shelf, ways, updated, count))
    put(f"{FOLDER}/opds.json", token, partial(opds.root, shelf, ways, count))
    put(f"{FOLDER}/atom.xml", _token(*newest), lambda: feeds.news(shelf, _cards(newest)))
    _put_articles(shelf, put, "New", [Leaf("new", tuple(newest), None, None)])
    _put_articles(shelf, put, "All", leaves("all", catalogue.newest(), _spot))
    for kind, title in kinds.items():
        _put_values(catalogue, shelf, put, kind, title)


def _divides(values: Iterator[Value], count: int) -> bool:
    """Whether there is something to choose from."""
    first, second = next(values, None), next(values, None)
    return second is not None or (first is not None and first.count < count)


def _put_page(catalogue: Catalogue, shelf: Shelf, put: Put, newest: Sequence[Row], count: int) -> None:
    number = page.parts(count)
    standing = newest[: page.STANDING]
    put("index.html", _token(*standing, count), lambda: page.index(shelf, _cards(standing), count, number))
    for at, rows in enumerate(_divided(catalogue.scattered(), number)):
        put(f"{FOLDER}/data/{at}.js", _token(*rows), partial(_part, rows))


def _divided(rows: Iterable[Row], number: int) -> Iterator[list[Row]]:
    """Rows in order of their spots, in so many parts of equal breadth."""
    at, held = 0, list[Row]()
    for row in rows:
        while row.spot * number >> 32 > at:
            yield held
            at, held = at + 1, []
        held.append(row)
    while at < number:
        yield held
        at, held = at + 1, []


def _put_values(catalogue: Catalogue, shelf: Shelf, put: Put, kind: str, title: str) -> None:
    for leaf in leaves(kind, catalogue.values(kind), _spot_of_value):
        if not leaf.entries:
            return
        names = [_name(value) for value in leaf.entries]
        token = _token(*leaf.entries, leaf.before, leaf.after)
        put(f"{FOLDER}/{leaf.name}.xml", token, partial(feeds.navigation, shelf, title, leaf, names))
        put(f"{FOLDER}/{leaf.name}.json", token, partial(opds.navigation, shelf, title, leaf, names))
        for name, value in zip(names, leaf.entries, strict=True):
            _put_articles(shelf, put, value.title, leaves(name, catalogue.newest(kind, value.value), _spot))


def _put_articles(shelf: Shelf, put: Put, title: str, pages: Iterable[Leaf[Row]]) -> None:
    for leaf in pages:
        token = _token(*leaf.entries, leaf.before, leaf.after)
        put(f"{FOLDER}/{leaf.name}.xml", token, partial(_articles, feeds.acquisition, shelf, title, leaf))
        put(f"{FOLDER}/{leaf.name}.json", token, partial(_articles, opds.publications, shelf, title, leaf))


def _articles(make: Callable[[Shelf, str, Leaf[Card]], bytes], shelf: Shelf, title: str, leaf: Leaf[Row]) -> bytes:
    return make(shelf, title, Leaf(leaf.name, tuple(_cards(leaf.entries)), leaf.before, leaf.after))


def _part(rows: Iterable[Row]) -> bytes:
    return page.part(_cards(rows))


def _cards(rows: Iterable[Row]) -> list[Card]:
    return [row.card() for row in rows]


def _spot(row: Row) -> int:
    return row.spot


def _spot_of_value(value: Value) -> int:
    return int(_name(value)[-8:], 16)


def _name(value: Value) -> str:
    """Of the feed of what has a value."""
    return f"{value.kind}-{sha256(value.value.encode()).hexdigest()[:8]}"


def _token(*parts: object) -> str:
    whole = sha256()
    for part in parts:
        told = (part.token, part.like) if isinstance(part, Row) else part
        whole.update(f"{told!r}\n".encode())
    return whole.hexdigest()
