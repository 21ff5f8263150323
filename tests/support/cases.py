"""Fixtures that a reader can read: files of cases, each a title, the input and what is expected, parted by full stops.

::

    A title
    .
    input
    .
    what is expected
    .
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from publish.model import Article

_CASE = re.compile(r"^(?P<title>\S.*)\n\.\n(?P<source>(?:.*\n)*?)\.\n(?P<expected>(?:.*\n)*?)\.\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    path: Path
    title: str
    source: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.title}"


def cases(folder: Path) -> list[Case]:
    """All cases of the files in a folder."""
    return [
        Case(path, match["title"], match["source"], match["expected"])
        for path in sorted(folder.glob("*.txt"))
        for match in _CASE.finditer(path.read_text(encoding="utf-8"))
    ]


def hold(case: Case, made: str, *, update: bool) -> None:
    """Hold what was made to what is expected, or write it into the file."""
    if update:
        text = case.path.read_text(encoding="utf-8")
        before, after = (f"{case.title}\n.\n{case.source}.\n{expected}.\n" for expected in (case.expected, made))
        assert text.count(before) == 1, f"{case} is there twice"
        case.path.write_text(text.replace(before, after), encoding="utf-8")
    elif made != case.expected:
        lines = difflib.unified_diff(case.expected.splitlines(), made.splitlines(), "expected", "made", lineterm="")
        pytest.fail(f"{case}\n" + "\n".join(lines), pytrace=False)


def shown(article: Article, *, ignored: Callable[[str], bool] = lambda code: False) -> str:
    """An article in a few lines: its contents, its sections without the lines of the source, and what was told."""
    return "".join(f"{line}\n" for line in _shown(article, ignored))


def _shown(article: Article, ignored: Callable[[str], bool]) -> Iterator[str]:
    if article.contents:
        yield f"contents: {article.contents.label}"
        for entry in article.contents.entries:
            number = f"{entry.number} " if entry.number else ""
            yield f"{'  ' * entry.depth}{number}{entry.text} → {entry.section or 'nowhere'}"
    for section in article.sections:
        if section.title is not None:
            yield f"{'#' * section.level} {section.title}"
        if section.body:
            yield re.sub(r' data-line="\d+"', "", section.body)
    yield from (f"! {one.code}: {one.message}" for one in article.findings if not ignored(one.code))
    yield from (f"− {one.rule}: {one.text}" for one in article.dropped)
