"""An archive of articles, each with its pictures beside it: read where it is, nothing is unpacked to disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from publish.archives import Archive
from publish.errors import SourceError
from publish.files import ENDINGS, Held, Source, is_file, opened


def articles(path: str) -> Iterator[Source]:
    """The articles of the archive, see :class:`publish.collecting.Container`; ``a.zip/kursk.txt`` is a file in it."""
    if not is_file(path):
        raise SourceError("there is no such file", place=path, remedy="check the name")
    with opened(path) as file:
        yield from _articles(Archive(file, path), path)


def _articles(archive: Archive, path: str) -> Iterator[Source]:
    inside = [one for one in sorted(archive.paths()) if _is_source(PurePosixPath(one))]
    for one in archive.outside:
        error = SourceError("leads out of the archive", place=f"{path}/{one}", remedy="pack it again")
        yield Source(f"{path}/{one}", PurePosixPath(PurePosixPath(one).stem or "unread"), "", Held(one, error=error))
    if not inside:
        raise SourceError("has no source in it", place=path, remedy=f"put files in it that end in {', '.join(ENDINGS)}")
    for one in inside:
        yield Source(f"{path}/{one}", PurePosixPath(one).with_suffix(""), "", Held(one, archive=path))


def count(path: str) -> int:
    """How many articles there are."""
    return sum(1 for _ in articles(path))


def _is_source(path: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() in ENDINGS and not hidden
