"""What a referee says about a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from publish.checking.tools import NotInstalledError
from publish.model import Finding

Verdict = Literal["pass", "fail", "missing", "broken"]
"""``missing``: the referee is not installed; ``broken``: it was asked and gave no judgement. Neither is a pass."""


@dataclass(frozen=True, slots=True)
class Report:
    """One referee's judgement of one file by one standard."""

    path: Path
    """The file, as it was given."""
    referee: str
    """``EPUBCheck``, ``Ace``, ``veraPDF``."""
    standard: str
    """What the file was held against: ``EPUB 3.3``, ``PDF/UA-1``."""
    version: str | None
    """The referee's own version; None where it gave none, as when it is missing."""
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    """Under the referee's own codes, notes that fail nothing included; where there is no judgement, why."""
    remedy: str | None = None
    """What to do about a referee that is missing or broken; None after a judgement."""


def judged(path: Path, referee: str, standard: str, version: str, findings: Sequence[Finding]) -> Report:
    """The report of a referee that did its work: ``fail`` where any finding is more than a note."""
    verdict: Verdict = "fail" if any(finding.severity != "info" for finding in findings) else "pass"
    return Report(path, referee, standard, version, verdict, tuple(findings))


def missing(path: Path, referee: str, standard: str, what: NotInstalledError) -> Report:
    """The report on a file whose referee is not installed."""
    finding = Finding("referee-missing", "error", f"{referee} was not asked: {what.what}")
    return Report(path, referee, standard, None, "missing", (finding,), what.remedy)


def broken(path: Path, referee: str, standard: str, trouble: str, remedy: str) -> Report:
    """The report on a file over which its referee broke down; ``trouble`` is the referee's last line."""
    finding = Finding("referee-broken", "error", f"{referee} gave no judgement: {' '.join(trouble.split())}")
    return Report(path, referee, standard, None, "broken", (finding,), remedy)
