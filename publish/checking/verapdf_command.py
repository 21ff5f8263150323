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

FAMILIES = {"ua": "ua1", "": "3a"}
"""How a flavour of PDF/UA and one of PDF/A begin, and the flavour for a file that claims none of them."""

Judgements = dict[str, dict[str, Any]]
"""What was found in one file, by the beginning of the flavour: one of PDF/UA and one of PDF/A in the end."""


async def answers(command: str, paths: Sequence[Path]) -> list[Answer]:
    """What ``verapdf`` says about each file, in their order."""
    names = [str(path.absolute()) for path in paths]
    try:
        found = await _run(command, ["--flavour", "0"], names)  # As each file claims, which may be one standard or two.
        for family, flavour in FAMILIES.items():
            if unjudged := [name for name in names if family not in found[name].get("judgements", FAMILIES)]:
                for name, answer in (await _run(command, ["--flavour", flavour], unjudged)).items():
                    found[name]["judgements"] |= answer["judgements"]
        return [_in_order(found[name]) for name in names]
    except (TimeoutError, LookupError, TypeError, ValueError) as trouble:
        return [{"error": f"{command}: {type(trouble).__name__}: {trouble}"}] * len(names)


def _in_order(answer: Answer) -> Answer:
    """The answer with its judgements as our driver gives them: PDF/UA first."""
    if "judgements" not in answer:
        return answer
    return {**answer, "judgements": [answer["judgements"][family] for family in FAMILIES]}


async def _run(command: str, options: Sequence[str], names: Sequence[str]) -> dict[str, Answer]:
    """What one run says about each file, by its name; ``judgements`` are still :data:`Judgements`."""
    process = await asyncio.create_subprocess_exec(
        command,
        *options,
        "--defaultflavour",
        "3a",
        "--format",
        "json",
        *names,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=DEVNULL,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), PATIENCE * len(names))
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    report = json.loads(output)["report"]
    version = report["buildInformation"]["releaseDetails"][0]["version"]
    return {job["itemDetails"]["name"]: {"version": version, **_answer(job)} for job in report["jobs"]}


def _answer(job: dict[str, Any]) -> Answer:
    if exception := job.get("taskException"):
        return {"unreadable" if exception["type"] == "PARSE" else "error": exception["exception"]}
    judgements: Judgements = {}
    for result in job["validationResult"]:
        family, part = _flavour(result["profileName"])
        judgements[family] = {"flavour": family + part, "findings": _failures(result["details"]["ruleSummaries"])}
    return {"judgements": judgements}


def _flavour(profile: str) -> tuple[str, str]:
    """A flavour by the name of its profile, in two halves: ``ua``, ``1`` for PDF/UA-1; nothing, ``3a`` for PDF/A-3a."""
    found = re.match(r"PDF/(UA|A)-(\w+)", profile)
    if not found:
        raise ValueError(f"no standard that we know: {profile}")
    return ("ua" if found.group(1) == "UA" else ""), found.group(2).lower()


def _failures(rules: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "clause": rule["clause"],
            "test": rule["testNumber"],
            "message": rule["description"],
            "place": rule["checks"][0]["context"],
            "times": rule["failedChecks"],
        }
        for rule in rules
        if rule["ruleStatus"] == "FAILED"
    ]
