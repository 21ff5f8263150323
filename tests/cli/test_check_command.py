"""``publish check``: the referees' verdicts, as lines and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publish.checking import Report
from publish.model import Finding

Run = Callable[..., Any]

UNTAGGED = Finding("ua1-7.1-1", "error", "content is not tagged", page=2)
PASS = Report(Path("a.epub"), "EPUBCheck", "EPUB 3.3", "5.3.0", "pass")
FAIL = Report(Path("a.pdf"), "veraPDF", "PDF/UA-1", "1.30", "fail", (UNTAGGED,))
MISSING = Report(Path("a.epub"), "Ace", "EPUB Accessibility", None, "missing", remedy="run scripts/install-referees")


@pytest.fixture
def verdicts(monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    """The reports that the referees are going to make."""
    reports: list[Report] = []
    monkeypatch.setattr("publish.checking.check", lambda paths: reports)
    return reports


def test_all_pass(publish: Run, verdicts: list[Report]) -> None:
    verdicts[:] = [PASS]
    answer = publish("check", "a.epub")
    assert (answer.code, answer.out, answer.err) == (0, "a.epub: EPUBCheck 5.3.0: EPUB 3.3: pass\n", "")


def test_a_failure_is_listed_with_its_reasons(publish: Run, verdicts: list[Report]) -> None:
    verdicts[:] = [PASS, FAIL]
    answer = publish("check", "a.epub", "a.pdf")
    assert answer.code == 4
    assert answer.out.splitlines()[1:] == [
        "a.pdf: veraPDF 1.30: PDF/UA-1: fail",
        "  error: a.pdf: page 2: content is not tagged [ua1-7.1-1]",
    ]


def test_a_missing_referee_is_no_pass(publish: Run, verdicts: list[Report]) -> None:
    verdicts[:] = [PASS, MISSING]
    answer = publish("check", "a.epub")
    assert answer.code == 4
    assert "a.epub: Ace: EPUB Accessibility: missing; run scripts/install-referees" in answer.out


def test_json(publish: Run, verdicts: list[Report]) -> None:
    verdicts[:] = [PASS, FAIL]
    first, second = map(json.loads, publish("check", "--json", "a.epub", "a.pdf").out.splitlines())
    assert first == {
        "file": "a.epub",
        "referee": "EPUBCheck",
        "version": "5.3.0",
        "standard": "EPUB 3.3",
        "verdict": "pass",
        "findings": [],
        "remedy": None,
    }
    finding = {"code": "ua1-7.1-1", "severity": "error", "message": "content is not tagged", "line": None, "page": 2}
    assert second["findings"] == [finding]


@pytest.mark.parametrize("name", ["a.txt", "missing.epub"])
def test_what_no_referee_can_judge(publish: Run, name: str) -> None:
    Path("a.txt").write_bytes(b"")
    answer = publish("check", name)
    assert answer.code == 2
    assert len(answer.told) == 1 and answer.told[0].startswith(f"{name}: ")
