"""A ``verapdf`` that the user installed, asked in the words of its own command line.

Its JSON report (``--format json``, veraPDF 1.26 or newer) is turned into the answers that our own driver gives.
"""

from __future__ import annotations

import asyncio
import json
import re
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from publish.checking.driving import PATIENCE, Answer

RUNS = (("--flavour", "ua1"), ("--flavour", "0", "--defaultflavour", "3a"))
"""PDF/UA-1; then the PDF/A that a file claims, or PDF/A-3a: ``0`` lets veraPDF find out."""

Jobs = dict[str, dict[str, Any]]
"""What a report says about each file, by its absolute path."""


async def answers(command: str, paths: Sequence[Path]) -> list[Answer]:
    """What ``verapdf`` says about each file, in their order."""
    names = [str(path.absolute()) for path in paths]
    try:
        reports = [await _report([command, *options, "--format", "json", *names], len(names)) for options in RUNS]
        version = reports[0]["buildInformation"]["releaseDetails"][0]["version"]
        runs: list[Jobs] = [{job["itemDetails"]["name"]: job for job in report["jobs"]} for report in reports]
        return [{"version": version, **_answer([jobs[name] for jobs in runs])} for name in names]
    except (TimeoutError, LookupError, TypeError, ValueError) as trouble:
        return [{"error": f"{command}: {type(trouble).__name__}: {trouble}"}] * len(names)


async def _report(command: Sequence[str], files: int) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
    try:
        output, _ = await asyncio.wait_for(process.communicate(), PATIENCE * files)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    report: dict[str, Any] = json.loads(output)["report"]
    return report


def _answer(jobs: Sequence[dict[str, Any]]) -> Answer:
    """What all runs said about one file."""
    for exception in (job["taskException"] for job in jobs if "taskException" in job):
        return {"unreadable" if exception["type"] == "PARSE" else "error": exception["exception"]}
    return {"judgements": [_judgement(result) for job in jobs for result in job["validationResult"]]}


def _judgement(result: dict[str, Any]) -> dict[str, Any]:
    standard = re.match(r"PDF/(?:A-)?(\w+)(?:-(\d))?", result["profileName"])
    if not standard:
        raise ValueError(result["profileName"])
    findings = [
        {
            "clause": rule["clause"],
            "test": rule["testNumber"],
            "message": rule["description"],
            "place": rule["checks"][0]["context"],
            "times": rule["failedChecks"],
        }
        for rule in result["details"]["ruleSummaries"]
        if rule["ruleStatus"] == "FAILED"
    ]
    return {"flavour": "".join(part.lower() for part in standard.groups("")), "findings": findings}
