"""Ace itself, on a clean EPUB and on planted barriers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.checking import Report
from publish.checking.rules import ACE

pytestmark = pytest.mark.referee

Judged = Callable[[str, str], Report]


@pytest.mark.parametrize("name", ["clean.epub", "zwölf\nBrücken.epub"])
def test_a_clean_epub_passes_without_a_word(judged: Judged, name: str) -> None:
    report = judged(name, "EPUB Accessibility")
    assert (report.referee, report.verdict, bool(report.version)) == ("Ace", "pass", True)
    assert report.findings == ()


@pytest.mark.parametrize(
    ("name", "code", "place"),
    [
        ("picture-without-alt.epub", "image-alt", "text.xhtml (img): "),
        ("link-without-text.epub", "link-name", "text.xhtml (a): "),
        ("text-without-lang.epub", "html-has-lang", "text.xhtml (html): "),
        ("pale-text.epub", "color-contrast", "text.xhtml (p): "),
        ("package-without-lang.epub", "epub-lang", "EPUB/package.opf: "),
        ("no-hazard.epub", "metadata-accessibilityhazard", "EPUB/package.opf: "),
    ],
)
def test_a_planted_barrier_is_named_with_its_element(judged: Judged, name: str, code: str, place: str) -> None:
    report = judged(name, "EPUB Accessibility")
    assert report.verdict == "fail"
    finding = next(finding for finding in report.findings if finding.code == code)
    assert finding.severity in ("warning", "error")
    assert finding.message.startswith(place)
    assert finding.remedy == ACE[code].remedy


def test_a_file_that_breaks_ace_is_no_pass(judged: Judged) -> None:
    report = judged("letter.epub", "EPUB Accessibility")
    assert report.verdict == "broken"
    assert [finding.code for finding in report.findings] == ["referee-broken"]
    assert report.remedy
