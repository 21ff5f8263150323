"""A dump with a row of values on each line: commas, semicolons, bars or tabs between them, names in the first."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from publish.collecting.lines import lines
from publish.collecting.rows import broken, source_from
from publish.errors import SourceError
from publish.files import LIMIT, Source

DELIMITERS = ",;\t|"


def articles(path: str) -> Iterator[Source]:
    """The articles of the dump, see :class:`publish.collecting.Container`; ``dump.csv:17`` begins on its line 17."""
    csv.field_size_limit(LIMIT)
    plain = _plain(path)
    head = next(plain, "")
    if not head.strip():
        raise SourceError("has no line of names", place=path, remedy="name its columns in the first line: title,text")
    delimiter = max(DELIMITERS, key=head.count)
    rows = csv.reader(_again(head, plain), delimiter=delimiter)
    names = next(rows)
    while True:
        where = f"{path}:{rows.line_num + 1}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield broken(where, path, SourceError(f"is no row: {error}", place=where, remedy="mend its quotes"))
            continue
        if len(row) > len(names):
            problem = f"has {len(row)} values for {len(names)} columns"
            yield broken(where, path, SourceError(problem, place=where, remedy="put texts with commas in quotes"))
        elif any(row):
            yield source_from({name: value for name, value in zip(names, row, strict=False) if value}, where, path)


def _plain(path: str) -> Iterator[str]:
    for _, line in lines(path):
        if isinstance(line, SourceError):
            raise line
        yield line.replace("\0", "")


def _again(head: str, rest: Iterator[str]) -> Iterator[str]:
    yield head
    yield from rest
