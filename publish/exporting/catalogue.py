"""The cards of a collection's articles, in its ledger; and which files of its catalogue were made of them.

A card is there while its article has editions: that the tables see to themselves, whatever is done to an article.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from publish.exporting.ingredients import Seal, is_intact, sealed
from publish.files import save
from publish.shelf import Card, Catalogue, Row, Shelf, shelve
from publish.shelf.catalogue import Value, facets

if TYPE_CHECKING:
    from publish.exporting.folder import Folder

TABLES = """
CREATE TABLE card (
  article INTEGER PRIMARY KEY REFERENCES article, place TEXT NOT NULL, published TEXT NOT NULL, updated TEXT NOT NULL,
  title TEXT NOT NULL, spot INTEGER NOT NULL, token TEXT NOT NULL, told TEXT NOT NULL
);
CREATE INDEX card_newest ON card (published DESC, place);
CREATE INDEX card_spot ON card (spot, place);
CREATE TABLE facet (
  kind TEXT NOT NULL, value TEXT NOT NULL, published TEXT NOT NULL, place TEXT NOT NULL, article INTEGER NOT NULL,
  PRIMARY KEY (kind, value, published DESC, place)
) WITHOUT ROWID;
CREATE INDEX facet_article ON facet (article);
CREATE TABLE shelf (
  path TEXT PRIMARY KEY, token TEXT, digest TEXT, size INTEGER NOT NULL DEFAULT 0, modified INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0, round INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE bound (token TEXT NOT NULL);
CREATE TRIGGER unmade AFTER UPDATE OF state ON article WHEN new.state != 'built' BEGIN
  DELETE FROM card WHERE article = new.id;
END;
CREATE TRIGGER forgotten AFTER DELETE ON article BEGIN DELETE FROM card WHERE article = old.id; END;
CREATE TRIGGER unshelved AFTER DELETE ON card BEGIN
  DELETE FROM facet WHERE article = old.article; DELETE FROM bound;
END;
CREATE TRIGGER shelved AFTER INSERT ON card BEGIN DELETE FROM bound; END;
"""
"""``bound`` has a row while the catalogue is what the cards say."""

_LIKE = " JOIN article ON article.id = card.article LEFT JOIN card AS like ON like.article = article.twin_id"


def enter(base: sqlite3.Connection, article: int, card: Card) -> None:
    """Note the card of an article that is built."""
    told, published = card.as_json(), card.published or ""
    token = sha256(told.encode()).hexdigest()
    base.execute("DELETE FROM card WHERE article = ?", (article,))
    base.execute(
        "INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (article, card.place, published, card.updated, card.title, card.spot, token, told),
    )
    base.executemany(
        "INSERT OR IGNORE INTO facet VALUES (?, ?, ?, ?, ?)",
        [(kind, value, published, card.place, article) for kind, value in facets(card)],
    )


class Cards(Catalogue):
    """All cards of a ledger; ``linked``: near-duplicates say what they are like."""

    def __init__(self, base: sqlite3.Connection, *, linked: bool) -> None:
        self._base = base
        self._linked = linked

    def newest(self, kind: str | None = None, value: str | None = None) -> Iterator[Row]:
        """See :class:`publish.shelf.Catalogue`."""
        if kind is None:
            yield from self._rows("", "ORDER BY card.published DESC, card.place")
            return
        joined = " JOIN facet ON facet.article = card.article AND kind = ? AND value = ?"
        yield from self._rows(joined, "ORDER BY facet.published DESC, facet.place", kind, value)

    def scattered(self) -> Iterator[Row]:
        """See :class:`publish.shelf.Catalogue`."""
        yield from self._rows("", "ORDER BY card.spot, card.place")

    def values(self, kind: str) -> Iterator[Value]:
        """See :class:`publish.shelf.Catalogue`."""
        asked = (
            "SELECT value, count(*), max(card.updated) FROM facet JOIN card ON card.article = facet.article"
            " WHERE kind = ? GROUP BY value ORDER BY value"
        )
        yield from (Value(kind, *row) for row in self._base.execute(asked, (kind,)))

    def count(self) -> int:
        """See :class:`publish.shelf.Catalogue`."""
        return int(self._base.execute("SELECT count(*) FROM card").fetchone()[0])

    def _rows(self, joined: str, order: str, *given: str | None) -> Iterator[Row]:
        like = _LIKE if self._linked else ""
        columns = "card.spot, card.token, card.told, " + ("like.place, like.title" if like else "NULL, NULL")
        for spot, token, told, place, title in self._base.execute(
            f"SELECT {columns} FROM card{joined}{like} {order}", given
        ):
            yield Row(spot, token, told, (place, title) if place else None)


class Binder:
    """Puts a catalogue in its place, beside the editions."""

    def __init__(self, base: sqlite3.Connection, folder: Folder, token: str) -> None:
        """``token`` stands for all that every file is made with."""
        self._base = base
        self._folder = folder
        self._token = token

    def bind(self, shelf: Shelf, *, linked: bool) -> list[str]:
        """Make what is not as it should be. The paths of files come back that are not of the catalogue any more."""
        if not linked and self._is_bound():
            return []
        (last,) = self._base.execute("SELECT coalesce(max(round), 0) FROM shelf").fetchone()
        self._round = last + 1
        shelve(Cards(self._base, linked=linked), shelf, self._put)
        left = self._base.execute("SELECT path FROM shelf WHERE round != ?", (self._round,)).fetchall()
        self._hold()
        self._base.execute("DELETE FROM bound")
        self._base.execute("INSERT INTO bound VALUES (?)", (self._token,))
        self._base.execute("COMMIT")
        return [self._folder.path(path) for (path,) in left]

    def remove(self) -> list[str]:
        """The paths of all files of the catalogue; it has none from now on."""
        self._base.execute("DELETE FROM bound")
        return [self._folder.path(path) for (path,) in self._base.execute("SELECT path FROM shelf").fetchall()]

    def _is_bound(self) -> bool:
        if self._base.execute("SELECT 1 FROM bound WHERE token = ?", (self._token,)).fetchone() is None:
            return False
        asked = "SELECT path, digest, size, modified, changed FROM shelf"
        return all(self._is_intact(self._seal(*row)) for row in self._base.execute(asked))

    def _seal(self, path: str, digest: str | None, *stamp: int) -> Seal:
        size, modified, changed = stamp
        return Seal(self._folder.path(path), digest or "", (size, modified, changed))

    def _is_intact(self, seal: Seal) -> bool:
        return is_intact(seal, self._folder.stamp(seal.path))

    def _put(self, path: str, token: str, make: Callable[[], bytes]) -> None:
        whole = f"{self._token} {token}"
        asked = "SELECT token, digest, size, modified, changed FROM shelf WHERE path = ?"
        row = self._base.execute(asked, (path,)).fetchone()
        known = self._seal(path, *row[1:]) if row and row[1] else None
        known = known if known and self._is_intact(known) else None
        if known and row[0] == whole:
            self._hold()
            self._base.execute("UPDATE shelf SET round = ? WHERE path = ?", (self._round, path))
            return
        data = make()
        if known is None or known.digest != sha256(data).hexdigest():
            self._hold()
            self._base.execute("INSERT OR REPLACE INTO shelf (path, round) VALUES (?, ?)", (path, self._round))
            self._base.execute("COMMIT")  # Before it can be there.
            save(self._folder.path(path), data, self._folder.workshop)
            known = sealed(self._folder.path(path), data)
        self._hold()
        self._base.execute(
            "UPDATE shelf SET token=?, digest=?, size=?, modified=?, changed=?, round=? WHERE path=?",
            (whole, known.digest, *known.stamp, self._round, path),
        )

    def _hold(self) -> None:
        if not self._base.in_transaction:
            self._base.execute("BEGIN IMMEDIATE")
