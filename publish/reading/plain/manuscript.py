"""A plain text on its way from bytes to an article: its lines, and what the steps have found out so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal

from publish.model import Contributor, Dropped, Finding
from publish.reading.lines import Line

Field = Literal["title", "subtitle", "language", "contributors", "published"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A value for the metadata that the source itself gives."""

    field: Field
    value: str | Contributor | date
    origin: str
    """Where it stands: ``byline, line 3``."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The lines that are still text, and what is known besides."""

    lines: tuple[Line, ...]
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def language(self) -> str | None:
        """The language that the source itself names; None where it names none."""
        return next((str(fact.value) for fact in self.facts if fact.field == "language"), None)

    def without(self, numbers: Collection[int], rule: str, message: str) -> Manuscript:
        """The same without the lines of these numbers, which are recorded under ``rule``, those that touch as one.

        ``message`` says in the finding what they were. Without numbers, nothing is said.
        """
        if not numbers:
            return self
        runs = groupby(self.lines, key=lambda line: line.number in numbers)
        gone = tuple(_records((tuple(run) for taken, run in runs if taken), rule))
        count = f" ({len(gone)} times, first here)" if len(gone) > 1 else ""
        finding = Finding(rule, "info", f"{message}{count}", line=gone[0].line)
        return replace(
            self,
            lines=tuple(_closed_up(self.lines, numbers)),
            findings=(*self.findings, finding),
            dropped=(*self.dropped, *gone),
        )


def _records(runs: Iterator[tuple[Line, ...]], rule: str) -> Iterator[Dropped]:
    for run in runs:
        yield Dropped(rule, "\n".join(line.text for line in run), run[0].number)


def _closed_up(lines: Iterable[Line], gone: Collection[int]) -> Iterator[Line]:
    """The lines that are left; the blank lines around those that are gone stay."""
    gap = 0
    for line in lines:
        gap = max(gap, line.gap)
        if line.number not in gone:
            yield replace(line, gap=gap) if gap != line.gap else line
            gap = 0
