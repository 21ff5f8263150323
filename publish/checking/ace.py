"""Ace by DAISY, the referee for EPUB Accessibility and, through axe, for WCAG (https://daisy.github.io/ace)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from publish.checking.driving import DRIVERS, Answer, ask
from publish.checking.report import Report, broken, judged
from publish.checking.rules import remedy_for
from publish.checking.tools import program, referees_file, referees_folders
from publish.model import Finding, Severity

NAME = "Ace"
STANDARD = "EPUB Accessibility"
PACKAGES = ("@daisy/ace-cli@1.4.6", "@daisy/ace-axe-runner-puppeteer@1.4.6")
BROKEN = "mend first what EPUBCheck says about this file"

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""The browsers that Ace can drive, in the order in which they are looked for."""

SEVERITIES: dict[str, Severity] = {
    "critical": "error",
    "serious": "error",
    "moderate": "warning",
    "minor": "warning",
}
"""By axe's impact on a reader."""


async def judge(paths: Sequence[Path]) -> list[Report]:
    """Ace's report on each EPUB. Raises :class:`publish.checking.tools.NotInstalledError`."""
    node = program("node", remedy="apt install nodejs npm")
    script = referees_file("node_modules/@daisy/ace-cli/bin/ace.js") or program("ace-cli", "ace", remedy=_install())
    questions = [{"path": str(path.absolute())} for path in paths]
    answers = await ask([node, str(DRIVERS / "ace_judge.cjs"), str(script)], questions, environment=_browser())
    return [_report(path, answer) for path, answer in zip(paths, answers, strict=True)]


def _install() -> str:
    """The line that installs Ace; it is kept from fetching a browser of its own."""
    return f"PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix {referees_folders()[0]} {' '.join(PACKAGES)}"


def _browser() -> dict[str, str]:
    """Ace's word for the browser to drive: the user's choice, or the referees' own, or the system's."""
    chosen = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or referees_file("chromium")
    return {"PUPPETEER_EXECUTABLE_PATH": str(chosen or program(*CHROMIUMS, remedy="apt install chromium"))}


def _report(path: Path, answer: Answer) -> Report:
    if "error" in answer:
        return broken(path, NAME, STANDARD, answer["error"], BROKEN)
    report = answer["report"]
    version = report["earl:assertedBy"]["doap:release"]["doap:revision"]
    return judged(path, NAME, STANDARD, version, list(_findings(report)))


def _findings(report: dict[str, Any]) -> Iterator[Finding]:
    """Every violation, with the document and the element that it is about: ``EPUB/text.xhtml (img): …``."""
    for document in report["assertions"]:
        for assertion in document["assertions"]:
            rule, result = assertion["earl:test"], assertion["earl:result"]
            elements = result.get("earl:pointer", {}).get("css", ())
            place = document["earl:testSubject"]["url"] + (f" ({elements[0]})" if elements else "")
            text = " ".join(f"{place}: {result['dct:description']}".split())
            remedy = remedy_for(rule["dct:title"]) or rule["help"]["dct:description"]
            yield Finding(rule["dct:title"], SEVERITIES.get(rule["earl:impact"], "error"), text, remedy=remedy)
