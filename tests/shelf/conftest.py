"""A ledger with cards in it, and files to go with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from publish.exporting import catalogue
from publish.exporting.folder import Folder
from publish.model import Contributor, Metadata
from publish.shelf import COVERS, Card, File, Shelf, card

PLAIN = Shelf()
MODIFIED = "2026-11-27T00:00:00Z"

Bind = Callable[..., list[str]]


def made(place: str, metadata: Metadata, *, cover: bool = True, identifier: str = "urn:isbn:9780141036144") -> Card:
    """A card whose files are there."""
    paths = [f"{place}.epub", f"{place}.pdf", *([f"{COVERS}/{place}.jpg"] if cover else [])]
    files = []
    for path in paths:
        data = f"{path} {metadata.title}".encode("utf-8", "replace")
        whole = Path("out", path)
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(data)
        files.append(File(path, len(data), sha256(data).hexdigest()))
    return card(place, metadata, identifier, MODIFIED, files)


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    monkeypatch.chdir(tmp_path)
    Path("out/.publish").mkdir(parents=True)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, state TEXT, twin_id INTEGER)")
    connection.executescript(catalogue.TABLES)
    yield connection
    connection.close()


@pytest.fixture
def enter(base: sqlite3.Connection) -> Callable[[int, Card], None]:
    """Put a card in the ledger, in the place of the one of that number."""

    def enter_one(number: int, entered: Card) -> None:
        base.execute("INSERT OR IGNORE INTO article VALUES (?, 'built', NULL)", (number,))
        catalogue.enter(base, number, entered)

    return enter_one


@pytest.fixture
def bind(base: sqlite3.Connection) -> Bind:
    """Make the catalogue; the paths that were left over are gone afterwards."""

    def bind_all(shelf: Shelf = PLAIN, *, token: str = "", linked: bool = False) -> list[str]:
        binder = catalogue.Binder(base, Folder("out"), f"{shelf} {token} {linked}")
        left = binder.bind(shelf, linked=linked)
        for path in left:
            Path(path).unlink()
            base.execute("DELETE FROM shelf WHERE path = ?", (path.removeprefix("out/"),))
        return left

    return bind_all


def article(number: int, **more: object) -> Metadata:
    """One of many."""
    known = Metadata(f"Article {number}", "en", contributors=(Contributor(f"Author {number % 7}"),))
    return replace(known, **more)  # type: ignore[arg-type]
