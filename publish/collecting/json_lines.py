"""A dump with a JSON object on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from publish.collecting.lines import lines
from publish.collecting.rows import broken, source_from
from publish.errors import SourceError
from publish.files import Source


def articles(path: str) -> Iterator[Source]:
    """The articles of the dump, see :class:`publish.collecting.Container`; ``dump.jsonl:17`` is its line 17."""
    for number, line in lines(path):
        where = f"{path}:{number}"
        if isinstance(line, SourceError):
            yield broken(where, path, line)
        elif line.strip():
            yield _article(line, where, path)


def count(path: str) -> int:
    """How many articles there are: lines."""
    return sum(1 for _, line in lines(path) if isinstance(line, SourceError) or line.strip())


def _article(line: str, where: str, path: str) -> Source:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "is nested too deeply").lower()
        return broken(where, path, SourceError(f"is no JSON: {reason}", place=where, remedy="mend the line"))
    if not isinstance(row, dict):
        remedy = 'write it as {"title": "…", "text": "…"}'
        return broken(where, path, SourceError("is no JSON object", place=where, remedy=remedy))
    return source_from(row, where, path)
