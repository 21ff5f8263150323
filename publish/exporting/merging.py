"""Collections that were built in parts: each article by one of several runs, which know nothing of one another.

Which part an article belongs to follows from its bytes alone, so that whoever has the same sources comes to the same
parts. What others have built is not built again: an article that was made of the same, with the same, is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath

from publish.errors import PublishError, UsageError
from publish.exporting import ingredients, making
from publish.exporting.folder import Folder
from publish.exporting.ingredients import Ingredients, Seal, sealed
from publish.exporting.opening import is_opened_before, opened
from publish.exporting.register import Known, Register
from publish.files import load, real, save
from publish.model import Surroundings
from publish.shelf import Card

Shard = tuple[int, int]
"""Which part, from 1, of how many."""


def is_in(shard: Shard | None, data: bytes) -> bool:
    """Whether an article with these bytes belongs to the part."""
    if shard is None:
        return True
    number, count = shard
    return int.from_bytes(sha256(data).digest()[:8]) % count == number - 1


@dataclass(frozen=True, slots=True)
class Brought:
    """What was built elsewhere and is here now."""

    ingredients: Ingredients
    seals: tuple[Seal, ...]
    card: Card
    findings: int


@contextmanager
def others(folders: Sequence[str], own: str) -> Iterator[tuple[Register, ...]]:
    """The ledgers of other folders than our ``own``; a run that is at work in one is waited for.

    Raises :class:`UsageError` for a folder that has none.
    """
    named = {real(folder): folder for folder in folders}
    if real(own) in named:
        raise UsageError("is where the editions go", place=named[real(own)], remedy="leave it out of --merge")
    for folder in named.values():
        if not is_opened_before(folder):
            raise UsageError("no collection was built there", place=folder, remedy="check the name after --merge")
    with ExitStack() as stack:
        yield tuple(stack.enter_context(opened(folder)) for folder in named.values())


def brought(
    registers: Sequence[Register], place: PurePath, paths: Sequence[str], data: bytes, around: Surroundings,
    made_with: Mapping[str, str], to: Folder,
) -> Brought | None:  # fmt: skip
    """The files of an article from where they are built already; None where they are not, or not as they should be."""
    for register in registers:
        found = register.found(place)
        if found is None or not _is_the_same(found[0], data, around, made_with):
            continue
        known, card, findings = found
        built = {register.folder.inside(seal.path): seal for seal in known.seals}
        wanted = [to.inside(path) for path in paths]
        if known.ingredients is None or not built.keys() >= set(wanted):
            continue
        seals = [_copied(built[inside], path, to) for inside, path in zip(wanted, paths, strict=True)]
        if all(seals):
            return Brought(known.ingredients, tuple(filter(None, seals)), card, findings)
    return None


def _is_the_same(known: Known, data: bytes, around: Surroundings, made_with: Mapping[str, str]) -> bool:
    if known.ingredients is None or any(making.changes(known.making, made_with)):
        return False
    return not any(ingredients.changes(known.ingredients, data, around))


def _copied(seal: Seal, path: str, to: Folder) -> Seal | None:
    """A file as it was left there, here."""
    try:
        data = load(seal.path, seal.stamp[0])
    except PublishError:
        return None
    if sha256(data).hexdigest() != seal.digest:
        return None
    save(path, data, to.workshop)
    return sealed(path, data)
