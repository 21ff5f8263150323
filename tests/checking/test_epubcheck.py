"""EPUBCheck itself, on a clean EPUB and on planted errors."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

import pytest

from publish.checking import Report
from publish.checking.rules import EPUBCHECK
from publish.checking.tools import package_file

pytestmark = pytest.mark.referee

Judged = Callable[[str, str], Report]


@pytest.mark.parametrize("name", ["clean.epub", "zwölf\nBrücken.epub"])
def test_a_clean_epub_passes_without_a_word(judged: Judged, name: str) -> None:
    report = judged(name, "EPUB 3.3")
    assert (report.referee, report.version, report.verdict) == ("EPUBCheck", "5.3.0", "pass")
    assert report.findings == ()
    assert report.remedy is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("not-well-formed.epub", "RSC-016"),
        ("outside-the-schema.epub", "RSC-005"),
        ("link-to-no-file.epub", "RSC-007"),
        ("link-to-no-id.epub", "RSC-012"),
    ],
)
def test_a_planted_error_is_named_with_its_place(judged: Judged, name: str, code: str) -> None:
    report = judged(name, "EPUB 3.3")
    assert report.verdict == "fail"
    finding = next(finding for finding in report.findings if finding.code == code)
    assert finding.severity == "error"
    assert finding.message.startswith("EPUB/text.xhtml:4: ")
    assert finding.remedy == EPUBCHECK[code].remedy


def test_a_usage_note_finds_no_fault_and_is_not_told(judged: Judged) -> None:
    report = judged("strange-epub-type.epub", "EPUB 3.3")
    assert report.findings == ()
    assert report.verdict == "pass"


def test_a_file_that_is_no_epub_fails(reports: list[Report]) -> None:
    report = next(report for report in reports if report.path.name == "letter.epub" and report.referee == "EPUBCheck")
    if report.verdict == "missing":
        pytest.skip(f"install it: {report.remedy}")
    assert report.verdict == "fail"
    assert "PKG-003" in [finding.code for finding in report.findings]


def test_the_rules_we_explain_are_rules_of_epubcheck() -> None:
    pytest.importorskip("epubcheck")
    jar = package_file("epubcheck", "epubcheck.jar", remedy="")
    with zipfile.ZipFile(jar) as archive:
        bundle = archive.read("com/adobe/epubcheck/messages/MessageBundle.properties").decode("latin-1")
    known = {line.split("=")[0].replace("_", "-") for line in bundle.splitlines()}
    assert set(EPUBCHECK) <= known
