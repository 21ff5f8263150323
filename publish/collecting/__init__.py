"""Where a collection's articles come from: folders, patterns, and files that hold many of them.

:data:`CONTAINERS` names the files that do, by their endings; each has a module whose ``articles`` gives its articles
one by one, as sources. Nothing is kept of those that have been given, so that a dump may be larger than any memory.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path, PurePath
from typing import Protocol

from publish.errors import PublishError
from publish.files import (
    Held,
    Source,
    is_address,
    is_file,
    is_folder,
    matching,
    plain,
    real,
    source_of,
    sources_below,
)

__all__ = ["CONTAINERS", "Container", "collect", "expected", "origins"]


class Container(Protocol):
    """The function ``articles`` of a module that knows one kind of container."""

    def __call__(self, path: str) -> Iterator[Source]:
        """The articles in the file, in its order; what is no article among them is told in :attr:`Held.error`.

        Raises :class:`publish.errors.SourceError` where the file, or the rest of it, cannot be read at all.
        """
        ...


CONTAINERS: Mapping[str, str] = {
    ".jsonl": "publish.collecting.json_lines",
    ".ndjson": "publish.collecting.json_lines",
    ".jsonl.gz": "publish.collecting.json_lines",
    ".ndjson.gz": "publish.collecting.json_lines",
    ".csv": "publish.collecting.delimited",
    ".tsv": "publish.collecting.delimited",
    ".csv.gz": "publish.collecting.delimited",
    ".tsv.gz": "publish.collecting.delimited",
    ".parquet": "publish.collecting.parquet",
    ".xml": "publish.collecting.feeds",
    ".rss": "publish.collecting.feeds",
    ".atom": "publish.collecting.feeds",
    ".json": "publish.collecting.feeds",
    ".zip": "publish.collecting.zipped",
}
"""The module of each ending of a file that holds many articles; it is loaded when it is needed."""

COUNTED = ("publish.collecting.json_lines", "publish.collecting.parquet", "publish.collecting.zipped")
"""The modules that can tell how many there are before they are read."""


def collect(origin: str) -> Iterator[Source]:
    """The articles under a name, as they come: of a folder or a container; any other file is one itself.

    A name that cannot be read becomes a source that says so: one that is broken stops no other.
    """
    try:
        yield from _below(origin)
    except PublishError as error:
        if error.place is None:
            error = type(error)(error.message, place=origin, remedy=error.remedy)
        yield Source(error.place or origin, PurePath(Path(origin).stem or "unread"), "", Held(origin, error=error))


def expected(origins: Iterable[str]) -> int | None:
    """How many articles there will be; None where that cannot be told without reading all of them."""
    total = 0
    for name in origins:
        module = None if is_folder(name) or is_address(name) else _container(name)
        if module is not None and module not in COUNTED:
            return None
        try:
            total += import_module(module).count(name) if module else sum(1 for _ in _below(name))
        except (PublishError, OSError):
            total += 1
    return total


def origins(names: Iterable[str]) -> tuple[str, ...]:
    """The names, patterns replaced by what they match, each once."""
    return tuple(_expanded(names))


def _expanded(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in map(plain, names):
        pattern = glob.has_magic(name) and not is_address(name) and not (is_file(name) or is_folder(name.rstrip("/")))
        for one in (matching(name) or [name]) if pattern else [name]:
            known = one if is_address(one) else real(one)
            if known not in seen:
                seen.add(known)
                yield one


def _below(name: str) -> Iterator[Source]:
    if is_address(name):
        yield from _at(name)
    elif is_folder(name):
        yield from sources_below(name)
    elif module := _container(name):
        container: Container = import_module(module).articles
        yield from container(name)
    else:
        yield source_of(name)


FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/xml", "text/xml")
"""Media types of feeds."""


def _at(address: str) -> Iterator[Source]:
    """The entries of the feed at an address, or the page that is there. Whoever asks for it has allowed the network."""
    from publish.collecting.feeds import entries
    from publish.fetching import visit

    page = visit().get(address)
    yield from entries(page.data, address) if page.media_type in FEEDS else [source_of(address)]


def _container(name: str) -> str | None:
    """The module of a container; None for a file that is one article."""
    folded = name.lower()
    return next((module for ending, module in CONTAINERS.items() if folded.endswith(ending)), None)
