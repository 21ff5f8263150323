"""``publish check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.options import AsJson
from publish.cli.terminal import described, say, say_record
from publish.errors import OK, ValidationError

if TYPE_CHECKING:
    from publish.checking import Report


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Finished editions, .epub or .pdf.")],
    as_json: AsJson = False,
) -> int:
    """Have the standards' own validators judge finished editions.

    EPUBCheck and Ace judge an EPUB, veraPDF a PDF. One that is not installed is named, and is no pass.
    """
    from publish.checking import check as judge

    reports = judge([Path(name) for name in files])
    show = _show_record if as_json else _show_lines
    for report in reports:
        show(report)
    return OK if all(report.verdict == "pass" for report in reports) else ValidationError.exit_code


def _show_lines(report: Report) -> None:
    referee = f"{report.referee} {report.version}" if report.version else report.referee
    remedy = f"; {report.remedy}" if report.remedy else ""
    say(f"{report.path}: {referee}: {report.standard}: {report.verdict}{remedy}")
    for finding in report.findings:
        say(f"  {finding.severity}: {described(finding, str(report.path))}")


def _show_record(report: Report) -> None:
    record = {
        "file": str(report.path),
        "referee": report.referee,
        "version": report.version,
        "standard": report.standard,
        "verdict": report.verdict,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "line": finding.line,
                "page": finding.page,
            }
            for finding in report.findings
        ],
        "remedy": report.remedy,
    }
    say_record(record)
