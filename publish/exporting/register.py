"""The ledger of a collection: which article became which files, of what, and how that went. A SQLite file.

It is only ever behind what is on disk, never ahead of it: a file is announced here before it is written, and its seal
is noted when it is in its place. Whatever interrupts a run, the next one finds out what is left to do.

Every question below is answered by an index, so that an article costs the same in a collection of a hundred and of a
hundred thousand.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from publish.errors import BuildError, NoRoom
from publish.exporting import catalogue
from publish.exporting.ingredients import Ingredients, Seal
from publish.files import Relative
from publish.shelf import Card, Row, Shelf

if TYPE_CHECKING:
    from publish.exporting.folder import Folder

VERSION = 3
"""Of the tables below; a file with other ones is begun anew, which costs a build and nothing else."""

_TABLES = """
CREATE TABLE making (id INTEGER PRIMARY KEY, parts TEXT UNIQUE NOT NULL);
CREATE TABLE article (
  id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, origin TEXT NOT NULL, name TEXT NOT NULL,
  place TEXT NOT NULL, folded TEXT NOT NULL, wanted TEXT NOT NULL,
  run INTEGER NOT NULL, position INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'new', fresh INTEGER NOT NULL DEFAULT 0, reason TEXT, seconds REAL NOT NULL DEFAULT 0,
  making INTEGER REFERENCES making, source TEXT, sidecar TEXT, pictures TEXT,
  findings INTEGER NOT NULL DEFAULT 0, signature BLOB, twin TEXT, twin_id INTEGER
);
CREATE INDEX article_place ON article (folded, run);
CREATE INDEX article_order ON article (run, position);
CREATE TABLE file (
  path TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES article, digest TEXT,
  size INTEGER NOT NULL DEFAULT 0, modified INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX file_article ON file (article);
CREATE TABLE run (id INTEGER PRIMARY KEY);
"""
_EACH = 500
"""How many articles that need nothing are noted at once."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger has of an article from the run before."""

    id: int
    ingredients: Ingredients | None
    """None: its editions were never finished."""
    making: Mapping[str, str]
    seals: tuple[Seal, ...]
    place: str
    """Where its editions were."""
    signature: bytes | None


class Register:
    """The ledger in a folder of editions. Paths in it are relative to that folder, which may be moved."""

    def __init__(self, path: Path, folder: Folder) -> None:
        """Raises :class:`BuildError` for a file that is no ledger of ours."""
        self.folder = folder
        self.relative = Relative(folder.name)
        """A path as the ledger has it."""
        self._run = 0
        self._making: tuple[int, Mapping[str, str]] = (0, {})
        self._makings: dict[int, Mapping[str, str]] = {}
        self._pending = 0
        self._kept: list[int] = []
        """Articles whose editions are as they should be, which is not noted yet."""
        with _told(path):
            self._base = sqlite3.connect(path, isolation_level=None, timeout=60)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=NORMAL")
            if self._base.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                self._begin_anew()
        self._path = path

    def _begin_anew(self) -> None:
        names = [name for (name,) in self._base.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        for name in names:
            self._base.execute(f'DROP TABLE "{name}"')
        self._base.executescript(f"BEGIN; {_TABLES} {catalogue.TABLES} PRAGMA user_version={VERSION}; COMMIT;")

    def close(self) -> None:
        """Keep what is noted."""
        with _told(self._path):
            self._flush()
            self._base.close()

    def begin(self, origins: Sequence[str], making: Mapping[str, str], *, sparing: bool) -> None:
        """A run over these origins, whose editions are made with ``making``.

        ``sparing``: articles of other origins, which this run cannot meet, keep their places.
        """
        with _told(self._path):
            parts = json.dumps(making, sort_keys=True)
            self._base.execute("INSERT OR IGNORE INTO making (parts) VALUES (?)", (parts,))
            (number,) = self._base.execute("SELECT id FROM making WHERE parts = ?", (parts,)).fetchone()
            self._making = number, making
            self._run = self._base.execute("INSERT INTO run DEFAULT VALUES").lastrowid or 0
            self._base.execute("CREATE TEMP TABLE here (origin TEXT PRIMARY KEY)")
            if sparing:
                self._base.executemany("INSERT INTO here VALUES (?)", [(self.relative(one),) for one in origins])
            self._spares = sparing

    def enter(self, key: str, origin: str, name: str, wanted: PurePath, position: int) -> tuple[Known, PurePath] | None:
        """Take note that an article is in this run; what is known of it, and where its editions go.

        That is where it wants to be, with a number if an article before it in this run is there. None for an article
        that was entered before.
        """
        with _told(self._path):
            self._hold()
            row = self._base.execute(
                "SELECT id, run, making, source, sidecar, pictures, place, signature FROM article WHERE key = ?", (key,)
            ).fetchone()
            if row and row[1] == self._run:
                return None
            place = self._free(wanted, row[0] if row else None)
            about = (self.relative(origin), name, str(place), _folded(place), str(wanted), self._run, position)
            if row is None:
                number = self._base.execute(
                    "INSERT INTO article (origin, name, place, folded, wanted, run, position, key)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*about, key),
                ).lastrowid  # fmt: skip
                return Known(number or 0, None, {}, (), str(place), None), place
            self._base.execute(
                "UPDATE article SET origin=?, name=?, place=?, folded=?, wanted=?, run=?, position=?, fresh=0,"
                " twin=NULL, twin_id=NULL WHERE id=?", (*about, row[0]),
            )  # fmt: skip
            return self._known(row), place

    def _known(self, row: Sequence[object]) -> Known:
        number, _, making, source, sidecar, pictures, place, signature = row
        ingredients = Ingredients(str(source), str(sidecar), json.loads(str(pictures))) if source else None
        files = self._base.execute(
            "SELECT path, digest, size, modified, changed FROM file WHERE article = ? AND digest IS NOT NULL", (number,)
        )
        seals = tuple(Seal(self.folder.path(path), digest, (size, *dates)) for path, digest, size, *dates in files)
        known_making = self._making_of(making) if isinstance(making, int) else {}
        blob = signature if isinstance(signature, bytes) else None
        return Known(int(str(number)), ingredients, known_making, seals, str(place), blob)

    def _making_of(self, number: int) -> Mapping[str, str]:
        if number == self._making[0]:
            return self._making[1]
        if number not in self._makings:
            (parts,) = self._base.execute("SELECT parts FROM making WHERE id = ?", (number,)).fetchone()
            self._makings[number] = json.loads(parts)
        return self._makings[number]

    def _free(self, wanted: PurePath, article: int | None) -> PurePath:
        place, number = wanted, 1
        while self._taken(_folded(place), article):
            number += 1
            place = wanted.with_name(f"{wanted.name}-{number}")
        return place

    def _taken(self, folded: str, article: int | None) -> bool:
        spared = " OR origin NOT IN (SELECT origin FROM here)" if self._spares else ""
        asked = f"SELECT 1 FROM article WHERE folded = ? AND id IS NOT ? AND (run = ?{spared}) LIMIT 1"
        return self._base.execute(asked, (folded, article, self._run)).fetchone() is not None

    def keep(self, article: int) -> None:
        """Its editions are as they should be."""
        with _told(self._path):
            self._hold()
            self._kept.append(article)

    def sign(self, article: int, signature: bytes | None, twin: tuple[int, str] | None) -> None:
        """What an article is like, and the number and the name of an earlier one that it is nearly the same as."""
        with _told(self._path):
            self._hold()
            asked = "UPDATE article SET signature=?, twin_id=?, twin=? WHERE id=?"
            self._base.execute(asked, (signature, *(twin or (None, None)), article))

    def named(self, position: int) -> tuple[int, str] | None:
        """The number and the name of the article that this run has met there."""
        with _told(self._path):
            asked = "SELECT id, name FROM article WHERE run = ? AND position = ?"
            row = self._base.execute(asked, (self._run, position)).fetchone()
            return (int(row[0]), str(row[1])) if row else None

    def skip(self, article: int, reason: str) -> None:
        """No edition is made of it."""
        with _told(self._path):
            self._hold()
            self._base.execute(
                "UPDATE article SET state='skipped', reason=?, source=NULL WHERE id=?", (reason, article)
            )

    def announce(self, article: int, paths: Iterable[str]) -> None:
        """These files will be written for it."""
        with _told(self._path):
            self._hold()
            self._base.execute("UPDATE article SET state='new', source=NULL WHERE id=?", (article,))
            self._base.executemany(
                "INSERT INTO file (path, article) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET"
                " article=excluded.article, digest=NULL",
                [(self._inside(path), article) for path in paths],
            )
            self._flush()  # Before the first of them can be there.

    def done(
        self, article: int, made: Ingredients, seals: Sequence[Seal], card: Card, *, seconds: float, findings: int,
        fresh: bool = True,
    ) -> list[str]:  # fmt: skip
        """It is built, or else brought from elsewhere. The paths of files come back that it has no more."""
        with _told(self._path):
            self._hold()
            self._base.execute(
                "UPDATE article SET state='built', fresh=?, reason=NULL, seconds=?, making=?, source=?, sidecar=?,"
                " pictures=?, findings=? WHERE id=?",
                (
                    fresh, seconds, self._making[0], made.source, made.sidecar, json.dumps(dict(made.references)),
                    findings, article,
                ),
            )  # fmt: skip
            for seal in seals:
                self._base.execute(
                    "UPDATE file SET digest=?, size=?, modified=?, changed=? WHERE path=? AND article=?",
                    (seal.digest, *seal.stamp, self._inside(seal.path), article),
                )
            catalogue.enter(self._base, article, card)
            self._flush()
            kept = {self._inside(seal.path) for seal in seals}
            left = self._base.execute("SELECT path FROM file WHERE article = ?", (article,)).fetchall()
            return [self.folder.path(path) for (path,) in left if path not in kept]

    def found(self, place: PurePath) -> tuple[Known, Card, int] | None:
        """What is known of the article that is built there, its card, and how many findings it has."""
        with _told(self._path):
            row = self._base.execute(
                "SELECT id, run, making, source, sidecar, pictures, article.place, signature, findings,"
                " spot, token, told FROM article JOIN card ON card.article = article.id"
                " WHERE folded = ? AND article.place = ?",
                (_folded(place), str(place)),
            ).fetchone()
            return (self._known(row[:8]), Row(row[9], row[10], row[11], None).card(), int(row[8])) if row else None

    def failed(self, article: int, reason: str, seconds: float) -> None:
        """It could not be built."""
        with _told(self._path):
            self._hold()
            self._base.execute(
                "UPDATE article SET state='failed', fresh=1, reason=?, seconds=?, source=NULL WHERE id=?",
                (reason, seconds, article),
            )

    def gone(self) -> list[str]:
        """The files of articles that this run has not met, or not built."""
        with _told(self._path):
            self._flush()
            found = self._base.execute(
                "SELECT path FROM file JOIN article ON article.id = file.article"
                " WHERE run != ? OR state != 'built' ORDER BY path", (self._run,),
            )  # fmt: skip
            return [self.folder.path(path) for (path,) in found.fetchall()]

    def forget(self, paths: Iterable[str]) -> None:
        """Files that are not there any more."""
        with _told(self._path):
            gone = [(self._inside(path),) for path in paths]
            for table in ("file", "shelf"):
                self._base.executemany(f"DELETE FROM {table} WHERE path=?", gone)

    def bind(self, shelf: Shelf | None, token: str, *, linked: bool) -> list[str]:
        """Put the catalogue in its place, or none. The paths of files come back that are not its own any more.

        ``token`` stands for all that it is made with; ``linked``: near-duplicates say what they are like.
        """
        with _told(self._path):
            self._flush()
            binder = catalogue.Binder(self._base, self.folder, token)
            return binder.bind(shelf, linked=linked) if shelf else binder.remove()

    def forget_gone(self) -> None:
        """The articles that this run has not met."""
        with _told(self._path):
            self._base.execute("DELETE FROM article WHERE run != ?", (self._run,))

    def end(self) -> None:
        """All articles of the run have been met."""
        with _told(self._path):
            self._flush()
            self._base.execute("DELETE FROM run WHERE id != ?", (self._run,))
            self._base.execute("DELETE FROM making WHERE id NOT IN (SELECT making FROM article WHERE making NOTNULL)")

    def ask(self, question: str) -> Iterator[tuple[object, ...]]:
        """The rows that answer a question in SQL; ``:run`` stands for this run."""
        with _told(self._path):
            yield from self._base.execute(question, {"run": self._run})

    def _inside(self, path: str) -> str:
        return self.folder.inside(path)

    def _hold(self) -> None:
        """Notes are written to disk several at once."""
        if not self._base.in_transaction:
            self._base.execute("BEGIN IMMEDIATE")
            self._pending = 0
        self._pending += 1
        if self._pending >= _EACH:
            self._flush()
            self._base.execute("BEGIN IMMEDIATE")

    def _flush(self) -> None:
        self._pending = 0
        if self._kept:
            several = ",".join(map(str, self._kept))
            self._base.execute(f"UPDATE article SET state='built', reason=NULL WHERE id IN ({several})")
            self._kept.clear()
        if self._base.in_transaction:
            self._base.execute("COMMIT")


def _folded(place: PurePath) -> str:
    return unicodedata.normalize("NFC", str(place)).casefold()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What SQLite raises, as an error of ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        full = "full" in str(error)
        problem = "the disk is full" if full else f"the ledger cannot be used: {error}"
        remedy = "make room and run it again: it goes on where it was" if full else "remove it: all is built again then"
        raise (NoRoom if full else BuildError)(problem, place=str(path), remedy=remedy) from error
