"""What an article's editions were made of, and whether that is still the same.

Not what a file's date says: bytes are compared, of the source and of everything that was read with it. Only of finished
editions, which nobody but us writes, it is believed that they are as they were left when their dates say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from publish.errors import Absent, Blocked, PublishError
from publish.files import Stamp, load, stamp
from publish.model import Fetch, Metadata, Surroundings

NOTHING = ""
"""The digest of what is not there."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """Digests of all that was read for an article."""

    source: str
    sidecar: str
    """:data:`NOTHING` where there is none."""
    references: Mapping[str, str] = field(default_factory=dict)
    """Of each file that the source refers to, by the reference; of one that could not be had, why."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A finished file as it was left."""

    path: str
    digest: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Record:
    """What is worth keeping of a job that is done."""

    ingredients: Ingredients
    seals: tuple[Seal, ...]
    metadata: Metadata
    identifier: str = ""
    """The URN that its editions carry."""


class Witness:
    """Reads what another one reads, and takes note of it."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._seen: dict[str, str] = {}

    def __call__(self, reference: str, /) -> bytes:
        """As :class:`publish.model.Fetch`."""
        try:
            data = self._fetch(reference)
        except Blocked as error:
            self._seen[reference] = _problem(error)
            raise
        self._seen[reference] = sha256(data).hexdigest()
        return data

    def ingredients(self, data: bytes, around: Surroundings) -> Ingredients:
        """Those of a source whose bytes are ``data``, after all has been read."""
        return Ingredients(sha256(data).hexdigest(), digest(around.sidecar), dict(sorted(self._seen.items())))


def changes(known: Ingredients, data: bytes, around: Surroundings) -> Iterator[str]:
    """What is not as it was: a line each."""
    if sha256(data).hexdigest() != known.source:
        yield "the source has changed"
    if (sidecar := digest(around.sidecar)) != known.sidecar:
        happened = "is new" if not known.sidecar else "is gone" if not sidecar else "has changed"
        yield f"its sidecar {happened}"
    for reference, before in known.references.items():
        try:
            now = sha256(around.fetch(reference)).hexdigest()
        except Blocked as error:
            now = _problem(error)
        if now != before:
            yield f"{reference} has changed"


def digest(data: bytes | None) -> str:
    """The SHA-256 in hexadecimal; :data:`NOTHING` for nothing."""
    return NOTHING if data is None else sha256(data).hexdigest()


def sealed(path: str, data: bytes) -> Seal:
    """A file that has just been saved."""
    left = stamp(path)
    return Seal(path, sha256(data).hexdigest(), left or (0, 0, 0))


def is_intact(seal: Seal, now: Stamp | None) -> bool:
    """Whether a finished file, which has this stamp now, is as it was left."""
    if now is None or now[0] != seal.stamp[0]:
        return False
    if now == seal.stamp:
        return True
    try:
        return sha256(load(seal.path, now[0])).hexdigest() == seal.digest
    except PublishError:
        return False


def _problem(error: Blocked) -> str:
    return f"{'absent' if isinstance(error, Absent) else 'blocked'}: {error.message}"
