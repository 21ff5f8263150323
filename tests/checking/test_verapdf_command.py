"""A user's own ``verapdf``: its report read, its silence no pass."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from publish.checking import Report, check

RULE = {
    "ruleStatus": "FAILED",
    "clause": "7.3",
    "testNumber": 1,
    "failedChecks": 2,
    "description": "Figure tags shall include an alternative representation",
    "checks": [{"context": "root/document[0]/pages[4](9 0 obj PDPage)"}],
}
UNREADABLE = {"taskException": {"type": "PARSE", "exception": "Couldn't parse stream"}}


def judgement(profile: str, *rules: dict[str, Any]) -> dict[str, Any]:
    """What veraPDF reports on one file by one profile."""
    return {"profileName": f"{profile} validation profile", "details": {"ruleSummaries": rules}}


def checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **outputs: str) -> list[Report]:
    """The reports on a file where the only veraPDF is a command that prints these, by the flavour it is asked for."""
    path = tmp_path / "book.pdf"
    path.touch()
    script = (
        f"#!{sys.executable}\nimport sys\nassert sys.argv[-3:] == ['--format', 'json', {str(path)!r}]\n"
        f"print({outputs!r}['as_' + sys.argv[sys.argv.index('--flavour') + 1]])\n"
    )
    (tmp_path / "verapdf").write_text(script, encoding="utf-8")
    (tmp_path / "verapdf").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return check([path])


def report(tmp_path: Path, job: dict[str, Any]) -> str:
    """The whole of veraPDF's output."""
    named = {"itemDetails": {"name": str(tmp_path / "book.pdf")}, **job}
    build = {"releaseDetails": [{"id": "core", "version": "1.30.1"}]}
    return json.dumps({"report": {"buildInformation": build, "jobs": [named]}})


def test_each_claim_is_judged_and_what_is_not_claimed_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ua = {"validationResult": [judgement("PDF/UA-1", RULE, {**RULE, "ruleStatus": "PASSED"})]}
    archive = {"validationResult": [judgement("PDF/A-3a")]}
    outputs = {"as_0": report(tmp_path, ua), "as_3a": report(tmp_path, archive)}
    first, second = checked(monkeypatch, tmp_path, **outputs)
    assert (first.standard, first.version, first.verdict) == ("PDF/UA-1", "1.30.1", "fail")
    (finding,) = first.findings
    assert (finding.code, finding.page) == ("ua1-7.3-1", 5)
    assert finding.message == "A picture has no text alternative (2 times)"
    assert (second.standard, second.verdict, second.findings) == ("PDF/A-3a", "pass", ())


def test_two_claims_take_one_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    both = {"validationResult": [judgement("PDF/A-2B"), judgement("PDF/UA-1")]}
    reports = checked(monkeypatch, tmp_path, as_0=report(tmp_path, both))
    assert [(report.standard, report.verdict) for report in reports] == [("PDF/UA-1", "pass"), ("PDF/A-2b", "pass")]


def test_a_file_that_it_cannot_read_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (only,) = checked(monkeypatch, tmp_path, as_0=report(tmp_path, UNREADABLE))
    assert only.verdict == "fail"
    assert [finding.code for finding in only.findings] == ["pdf-unreadable"]


@pytest.mark.parametrize("output", ["", "Usage: verapdf", '{"report": {}}', '{"report": {"jobs": []}}'])
def test_an_answer_that_is_none_is_no_pass(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, output: str) -> None:
    (only,) = checked(monkeypatch, tmp_path, as_0=output)
    assert only.verdict == "broken"
