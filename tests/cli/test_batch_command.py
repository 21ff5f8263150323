"""``publish batch``, for real: what a user sees, and what a killed run leaves."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.conftest import Answer
from support.running import Start, run, tree

Call = Callable[..., Answer]
KILLS = 8


def test_a_collection_is_built_once_and_told_of(sea: Path, publish: Call) -> None:
    (sea / "bad.txt").write_bytes(b"")
    answer = publish("batch", "sea", "-o", "out")
    assert answer.code == 1
    assert re.match(r"6 built, 1 failed in [\d.]+ s", answer.out)
    assert "  sea/bad.txt: the source is empty; give a file with a title and text" in answer.out
    lines = [json.loads(line) for line in answer.err.splitlines() if line.startswith("{")]
    assert sorted((line["event"], line["name"]) for line in lines if line["event"] != "progress") == [
        *(("built", f"sea/wave-{number}.txt") for number in range(6)),
        ("failed", "sea/bad.txt"),
    ]
    assert "the report is in out/.publish/report.html" in answer.err
    (sea / "bad.txt").unlink()
    answer = publish("batch", "sea", "-o", "out", "--json")
    told = json.loads(answer.out)
    assert (answer.code, told["cached"], told["built"], told["failures"]) == (0, 6, 0, [])


def test_nothing_is_said_of_what_went_well_if_that_is_asked(sea: Path, publish: Call) -> None:
    answer = publish("batch", "sea", "-q", "--to", "epub", "--report", "r.html", "--report", "r.txt")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert "6 built" in Path("r.txt").read_text() and "<td>sea/wave-0.txt</td>" in Path("r.html").read_text()


def test_why_an_article_would_be_built(sea: Path, publish: Call) -> None:
    assert publish("batch", "sea", "--why", "wave-1").out == "it has not been built\n"
    publish("batch", "sea", "--to", "epub")
    assert publish("batch", "sea", "--to", "epub", "--why", "wave-1").out == "nothing has changed\n"
    out = publish("batch", "sea", "--to", "epub", "--theme", "report", "--why", "wave-1").out
    assert out == "setting theme: book → report\nsettled by options: nothing → theme\n"
    assert (
        publish("batch", "sea", "--why", "storm").err == "storm: there is no such article; name it as the report does\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["-"], 2, "standard input is no collection; name a folder, a feed or a dump"),
        (["https://example.org/feed.xml"], 2, "https://example.org/feed.xml: is on the network; allow it with"),
        (["sea", "-o", "a/", "-o", "b/"], 2, "b/: a collection goes into one folder; give one -o FOLDER/"),
        (["sea", "-o", "sea"], 2, "sea: the editions would go among their sources; choose another -o"),
        (["sea", "--report", "r.pdf"], 2, "r.pdf: no report has this ending; choose one of .html, .json, .txt"),
        (["sea", "--near-duplicates", "burn"], 3, "no way with near-duplicates is called “burn”"),
        (["sea", "--theme", "nothing"], 3, "no theme is called “nothing”"),
        (["sea", "--shelf-address", "here"], 3, "“here” is no address; write it as in https://example.org/tides/"),
        (["nowhere"], 1, ""),
    ],
)
def test_mistakes_are_told_in_one_line(sea: Path, publish: Call, arguments: list[str], code: int, message: str) -> None:
    answer = publish("batch", *arguments)
    assert answer.code == code
    assert message in answer.err
    assert "Traceback" not in answer.err
    if code != 1:
        assert len(answer.err.splitlines()) == 1


def test_killed_at_any_moment_it_goes_on_and_no_half_file_is_seen(sea: Path, start: Start, tmp_path: Path) -> None:
    began = time.monotonic()
    assert run(start("batch", "sea", "-o", "whole", "-q")) == (0, b"")
    whole, seconds, dice = tree(tmp_path / "whole"), time.monotonic() - began, random.Random(6)
    assert {"wave-1.epub", "wave-5.pdf", "index.html", "shelf/covers/wave-0.jpg", "shelf/opds.xml"} <= whole.keys()
    for number in range(KILLS):
        process = start("batch", "sea", "-o", "killed", "-q")
        time.sleep(dice.uniform(0.1, 0.8) * seconds)
        if number % 2:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()  # Its processes are left alone, and have to go by themselves.
        process.communicate()
        seen = tree(tmp_path / "killed") if Path("killed").exists() else {}
        assert seen.items() <= whole.items()
    assert run(start("batch", "sea", "-o", "killed", "-q")) == (0, b"")
    assert tree(tmp_path / "killed") == whole
    assert sorted(path.name for path in (tmp_path / "killed/.publish").iterdir()) == [
        "ledger.sqlite", "lock", "report.html", "report.json",
    ]  # fmt: skip


def test_a_worker_that_is_killed_is_replaced(sea: Path, start: Start, tmp_path: Path) -> None:
    assert run(start("batch", "sea", "-o", "whole", "-q")) == (0, b"")
    process = start("batch", "sea", "-o", "killed", "-q")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline, killed = time.monotonic() + 60, 0
    while killed < 1 and process.poll() is None and time.monotonic() < deadline:
        for child in children.read_text().split():
            os.kill(int(child), signal.SIGKILL)
            killed += 1
            break
        time.sleep(0.01)
    assert (killed, *run(process)) == (1, 0, b"")
    assert tree(tmp_path / "killed") == tree(tmp_path / "whole")


def test_ctrl_c_is_answered_with_what_is_done(sea: Path, start: Start) -> None:
    process = start("batch", "sea", "-o", "out")
    assert process.stderr
    first = process.stderr.readline()
    assert b'"built"' in first
    process.send_signal(signal.SIGINT)
    code, err = run(process)
    assert code == 130
    assert re.search(rb"^interrupted: \d articles are done; the next run goes on there$", err, re.MULTILINE)


def test_two_runs_in_one_folder_do_not_harm_each_other(sea: Path, start: Start, tmp_path: Path) -> None:
    assert run(start("batch", "sea", "-o", "alone", "-q")) == (0, b"")
    both = [start("batch", "sea", "-o", "both", "-q") for _ in range(2)]
    assert [run(one)[0] for one in both] == [0, 0]
    assert tree(tmp_path / "both") == tree(tmp_path / "alone")
