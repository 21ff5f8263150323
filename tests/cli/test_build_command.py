"""``publish build``: its options, and what it says. The jobs themselves are played."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from publish.errors import PublishError, SettingsError, SourceError
from publish.exporting import RELEASED, Job, Outcome
from publish.model import Finding
from publish.settings import Settings

Run = Callable[..., Any]

WARNING = Finding("contents-entry-missing", "warning", "contents entry “Tides” has no section", 14, "it has no link")
MEND = Finding("mend-spaces", "info", "“a,b” is now “a, b”", line=20)
WRONG = Finding("glyph-missing", "error", "no font has “𖬀”", page=3)


@dataclass
class Played:
    """A run that ends as the test says: an error, a bug or findings for each source; Ctrl-C after the last one."""

    ends: dict[str, Any] = field(default_factory=dict)
    interrupted: bool = False
    asked: dict[str, Any] = field(default_factory=dict)
    order: Callable[[list[Job]], list[Job]] = list

    def run(self, jobs: Sequence[Job], settings: Settings, **options: Any) -> Iterator[Outcome]:
        self.asked = {"jobs": list(jobs), "settings": settings, **options}
        for job in self.order(list(jobs)):
            end, number = self.ends.get(job.source.name, ()), jobs.index(job)
            if isinstance(end, PublishError):
                trace = "Traceback: here\n" if "internal" in end.message else None
                yield Outcome(job, number, 0.5, error=end, traceback=trace)
            else:
                yield Outcome(job, number, 0.5, tuple(output.path for output in job.outputs), tuple(end))
        if self.interrupted:
            raise KeyboardInterrupt


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    played = Played()
    monkeypatch.setattr("publish.exporting.run", played.run)
    return played


def without_time(told: list[str]) -> list[str]:
    return [*told[:-1], told[-1].rsplit(" in ", 1)[0]] if told else []


def test_one_source_with_its_warnings(publish: Run, played: Played) -> None:
    played.ends = {"a.txt": [MEND, WARNING, WRONG]}
    answer = publish("build", "a.txt")
    assert (answer.code, answer.out) == (0, "")
    assert without_time(answer.told) == [
        "a.txt:14: contents entry “Tides” has no section; it has no link [contents-entry-missing]",
        "a.txt: page 3: no font has “𖬀” [glyph-missing]",
        "1 built",
    ]


def test_the_last_line_gives_the_seconds(publish: Run, played: Played) -> None:
    assert publish("build", "a.txt").told[-1].startswith("1 built in 0.")


def test_explain_lists_small_mends_too(publish: Run, played: Played) -> None:
    played.ends = {"a.txt": [MEND, WARNING]}
    told = publish("build", "a.txt", "b.txt", "--explain").told
    assert [line.rsplit(" ", 1)[1] for line in told[:-1]] == ["[mend-spaces]", "[contents-entry-missing]"]


def test_several_sources_are_counted_in_their_order(publish: Run, played: Played) -> None:
    empty = SourceError("is empty", place="b.txt")
    played.ends = {"a.txt": [WARNING], "b.txt": empty, "c.txt": [WARNING, WARNING, MEND]}
    played.order = lambda jobs: jobs[::-1]
    answer = publish("build", "a.txt", "b.txt", "c.txt", "d.txt")
    assert answer.code == 1
    assert without_time(answer.told) == [
        "b.txt: is empty",
        "a.txt: 1 warning; --explain lists them",
        "c.txt: 2 warnings; --explain lists them",
        "3 built, 1 failed",
    ]


def test_what_is_wrong_is_listed_for_each_source(publish: Run, played: Played) -> None:
    played.ends = {"a.txt": [WRONG]}
    assert publish("build", "a.txt", "b.txt").told[0] == "a.txt: page 3: no font has “𖬀” [glyph-missing]"


def test_a_single_failure_is_a_single_line(publish: Run, played: Played) -> None:
    played.ends = {"a.txt": SourceError("is empty", place="a.txt", remedy="save it again")}
    answer = publish("build", "a.txt")
    assert (answer.code, answer.told) == (1, ["a.txt: is empty; save it again"])


def test_quiet_prints_only_failures(publish: Run, played: Played) -> None:
    played.ends = {"a.txt": [WARNING, WRONG], "b.txt": SourceError("is empty", place="b.txt")}
    assert publish("build", "-q", "a.txt", "b.txt", "c.txt").told == ["b.txt: is empty"]


def test_interruption_counts_what_is_built(publish: Run, played: Played) -> None:
    played.interrupted = True
    played.order = lambda jobs: jobs[:2]
    answer = publish("build", "a.txt", "b.txt", "c.txt")
    assert (answer.code, answer.told) == (130, ["interrupted: 2 of 3 built"])


def test_a_wrong_setting_found_on_the_way_stops_the_build(publish: Run, played: Played) -> None:
    wrong = SettingsError("no theme is called “buch”", remedy="did you mean “book”?")
    played.ends = {"a.txt": wrong, "b.txt": wrong}
    answer = publish("build", "a.txt", "b.txt", "--theme", "buch")
    assert (answer.code, answer.told) == (3, ["no theme is called “buch”; did you mean “book”?"])


def test_debug_shows_where_a_job_went_wrong(publish: Run, played: Played) -> None:
    played.ends = {"a.txt": PublishError("internal error: TypeError", place="a.txt")}
    assert publish("build", "a.txt").told == ["a.txt: internal error: TypeError"]
    assert publish("--debug", "build", "a.txt").told == ["a.txt: internal error: TypeError", "Traceback: here"]


def test_options_become_settings_and_jobs(publish: Run, played: Played) -> None:
    publish(
        *("build", "in/a.txt", "--language", "zh-Hant", "--theme", "slim", "--no-mend", "quotes"),
        *("--no-mend", "dashes", "--to", "pdf", "-o", "out/", "-j", "3"),
    )
    expected = Settings(language="zh-Hant", theme="slim", mends=frozenset({"spaces", "ellipses"}))
    assert played.asked["settings"] == expected
    assert [output.path for output in played.asked["jobs"][0].outputs] == ["out/a.pdf"]
    assert (played.asked["workers"], played.asked["modified"]) == (3, RELEASED)


def test_no_mend_all(publish: Run, played: Played) -> None:
    publish("build", "a.txt", "--no-mend", "all")
    assert played.asked["settings"].mends == frozenset()


def test_the_environment_sets_the_time(publish: Run, played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    publish("build", "a.txt")
    assert played.asked["modified"] == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["--no-mend", "qoutes"], 3, "no mend is called “qoutes”; did you mean “quotes”?"),
        (["--language", "de_DE"], 3, "“de_DE” is no language tag; write it as in de, en-GB or zh-Hant"),
        (["--language", "german"], 3, "“german” is no language tag; write it as in de, en-GB or zh-Hant"),
        (["https://example.org/a"], 2, "https://example.org/a: is on the network; allow it with --allow-network"),
        (["--to", "pfd"], 2, "no format is called “pfd”; did you mean “pdf”?"),
        (["-o", "a.mobi"], 2, "a.mobi: no format has the ending “.mobi”; choose one of .epub, .pdf"),
    ],
)
def test_wrong_values_stop_everything(publish: Run, played: Played, arguments: list[str], code: int, line: str) -> None:
    answer = publish("build", "a.txt", *arguments)
    assert (answer.code, answer.told, played.asked) == (code, [line], {})


def test_a_wrong_time_stops_everything(publish: Run, played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    answer = publish("build", "a.txt")
    assert answer.code == 3 and "SOURCE_DATE_EPOCH is “today”" in answer.err and len(answer.told) == 1


def test_a_source_that_commands_the_terminal_is_shown_harmlessly(publish: Run, played: Played) -> None:
    played.ends = {"a.txt": SourceError("has \x1b[2J in\nit", place="a.txt")}
    assert publish("build", "a.txt").err == "a.txt: has \ufffd[2J in it\n"


class TestOnATerminal:
    """A real terminal, where there are such things."""

    @pytest.fixture(autouse=True)
    def terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("pty")

    def test_a_progress_bar_and_failures_above_it(self, tmp_path: Path) -> None:
        screen = on_terminal(tmp_path, "build", "missing.txt", "gone.txt")
        assert "missing.txt: there is no such file; check the name" in screen
        assert "\x1b[2K" in screen, "the bar is redrawn in its line"
        assert "0 built, 2 failed in " in screen.splitlines()[-1]

    def test_no_bar_for_one_source_or_a_quiet_build(self, tmp_path: Path) -> None:
        assert "\x1b[2K" not in on_terminal(tmp_path, "build", "missing.txt")
        assert "\x1b[2K" not in on_terminal(tmp_path, "build", "-q", "missing.txt", "gone.txt")

    def test_an_edition_is_not_poured_onto_it(self, tmp_path: Path) -> None:
        screen = on_terminal(tmp_path, "build", "missing.txt", "-o", "-", "--to", "pdf")
        assert screen.strip() == "an edition cannot be shown on a terminal; redirect it, or name a file with -o"


def on_terminal(folder: Path, *arguments: str) -> str:
    """What a terminal of 100 columns is sent by the real command."""
    import os
    import pty
    import subprocess
    import sys

    ours, theirs = pty.openpty()
    environment = os.environ | {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "TERM": "xterm",
        "COLUMNS": "100",
        "PYTHONIOENCODING": "utf-8",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "publish", *arguments], cwd=folder, env=environment, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    screen = b""
    try:
        while chunk := os.read(ours, 4096):
            screen += chunk
    except OSError:  # Linux's way to say that nobody writes to the terminal any more.
        pass
    process.wait()
    os.close(ours)
    return screen.decode().replace("\r\n", "\n")
