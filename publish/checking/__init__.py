"""Finished editions before their referees: what ``publish check`` does.

The referees are other people's programs and carry the authority of their standards. One that is not installed is told
with the line that installs it, and its silence is never a pass. The rules of stores are ours to check, in
:mod:`publish.checking.lint`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.checking import ace, epubcheck, verapdf
from publish.checking.report import Report, Verdict, missing
from publish.checking.rules import RULES
from publish.checking.tools import NotInstalledError
from publish.errors import UsageError

__all__ = ["CODES", "REFEREES", "Referee", "Report", "Verdict", "check"]


@dataclass(frozen=True, slots=True)
class Referee:
    """Somebody else's program that judges a kind of file."""

    name: str
    standard: str
    """What it holds files against, in general: ``PDF/UA and PDF/A``."""
    judge: Callable[[Sequence[Path]], Awaitable[list[Report]]]
    """Reports on all these files; raises :class:`NotInstalledError`."""


REFEREES: dict[str, tuple[Referee, ...]] = {
    ".epub": (
        Referee(epubcheck.NAME, epubcheck.STANDARD, epubcheck.judge),
        Referee(ace.NAME, ace.STANDARD, ace.judge),
    ),
    ".pdf": (Referee(verapdf.NAME, verapdf.STANDARD, verapdf.judge),),
}
"""Who judges a file, by its suffix."""

CODES: dict[str, str] = {code: f"{rule.meaning}: {rule.remedy}." for code, rule in RULES.items()}
"""What a finding means and what to do about it, for the rules that are likeliest to be broken."""


def check(paths: Sequence[Path]) -> list[Report]:
    """What the referees say about each file: files in the order given, a file's reports together.

    Every referee runs once for all its files, and all run at the same time. Raises :class:`publish.errors.UsageError`
    for a path that is no file, or none that a referee knows.
    """
    for path in paths:
        if path.suffix.lower() not in REFEREES:
            raise UsageError("no referee knows this kind of file", place=str(path), remedy="give .epub or .pdf files")
        if not path.is_file():
            raise UsageError("there is no such file", place=str(path))
    order = {path: place for place, path in enumerate(dict.fromkeys(paths))}
    return sorted(asyncio.run(_reports(list(order))), key=lambda report: order[report.path])


async def _reports(paths: Sequence[Path]) -> list[Report]:
    async with asyncio.TaskGroup() as group:  # Unlike gather, it waits until every process has ended, Ctrl-C or not.
        tasks = [
            group.create_task(_judged(referee, case))
            for suffix, referees in REFEREES.items()
            if (case := [path for path in paths if path.suffix.lower() == suffix])
            for referee in referees
        ]
    return [report for task in tasks for report in task.result()]


async def _judged(referee: Referee, paths: Sequence[Path]) -> list[Report]:
    try:
        return list(await referee.judge(paths))
    except NotInstalledError as what:
        return [missing(path, referee.name, referee.standard, what) for path in paths]
