"""``publish check``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from publish.cli.options import AsJson
from publish.cli.terminal import described, say, speak_utf8
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
    if as_json:
        speak_utf8()
    for report in reports:
        for line in [json.dumps(_record(report), ensure_ascii=False)] if as_json else _lines(report):
            say(line)
    return OK if all(report.verdict == "pass" for report in reports) else ValidationError.exit_code


def _lines(report: Report) -> Iterator[str]:
    referee = f"{report.referee} {report.version}" if report.version else report.referee
    remedy = f"; {report.remedy}" if report.remedy else ""
    yield f"{report.path}: {referee}: {report.standard}: {report.verdict}{remedy}"
    yield from (f"  {finding.severity}: {described(finding, str(report.path))}" for finding in report.findings)


def _record(report: Report) -> dict[str, Any]:
    return {
        "file": str(report.path),
        "referee": report.referee,
        "version": report.version,
        "standard": report.standard,
        "verdict": report.verdict,
        "findings": [
            {"code": finding.code, "severity": finding.severity, "message": finding.message, "page": finding.page}
            for finding in report.findings
        ],
        "remedy": report.remedy,
    }
