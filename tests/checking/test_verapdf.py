"""veraPDF itself, on PDFs of several variants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.checking import Report

pytestmark = pytest.mark.referee

Judged = Callable[[str, str], Report]


@pytest.mark.parametrize("name", ["ua-1.pdf", "zwölf\nBrücken.pdf"])
def test_a_pdf_ua_passes_as_what_it_claims(judged: Judged, name: str) -> None:
    report = judged(name, "PDF/UA-1")
    assert (report.referee, report.verdict, report.findings) == ("veraPDF", "pass", ())
    assert report.version


def test_a_pdf_a_that_does_not_claim_pdf_ua_fails_by_that_rule_alone(judged: Judged) -> None:
    assert judged("a-3a.pdf", "PDF/A-3a").verdict == "pass"
    report = judged("a-3a.pdf", "PDF/UA-1")
    assert report.verdict == "fail"
    assert [finding.code for finding in report.findings] == ["ua1-5-1"]


@pytest.mark.parametrize(
    ("name", "standard"), [("a-2b.pdf", "PDF/A-2b"), ("a-3u.pdf", "PDF/A-3u"), ("untagged.pdf", "PDF/A-3a")]
)
def test_the_pdf_a_is_the_one_that_the_file_claims(judged: Judged, name: str, standard: str) -> None:
    assert judged(name, "PDF/A").standard == standard


def test_a_picture_without_alternative_is_named_in_plain_words(judged: Judged) -> None:
    report = judged("picture-without-alt.pdf", "PDF/UA-1")
    assert report.verdict == "fail"
    finding = next(finding for finding in report.findings if finding.code == "ua1-7.3-1")
    assert finding.message == "A picture has no text alternative"
    assert finding.remedy


def test_a_rule_broken_in_many_places_is_told_once_with_the_first_page(judged: Judged) -> None:
    report = judged("untagged.pdf", "PDF/A-3a")
    codes = [finding.code for finding in report.findings]
    assert len(codes) == len(set(codes))
    colours = next(finding for finding in report.findings if finding.code == "3a-6.2.4.3-2")
    assert colours.page == 1
    assert colours.message.endswith(" times)")


def test_rules_stand_in_the_order_of_the_standard(judged: Judged) -> None:
    codes = [finding.code for finding in judged("untagged.pdf", "PDF/UA-1").findings]
    assert codes.index("ua1-6.2-1") < codes.index("ua1-7.1-8") < codes.index("ua1-7.1-11")


def test_a_file_that_is_no_pdf_fails(judged: Judged) -> None:
    report = judged("letter.pdf", "PDF")
    assert report.verdict == "fail"
    assert [finding.code for finding in report.findings] == ["pdf-unreadable"]
