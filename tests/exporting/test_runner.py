"""Many jobs at once: those that fail, and those whose process dies, stop no others."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest

from publish.exporting import runner
from publish.exporting.jobs import Job, Output
from publish.exporting.runner import run
from publish.exporting.worker import Outcome
from publish.files import Source
from publish.settings import Settings

MakeJob = Callable[[str, str], Job]
TIME = "2026-11-22T00:00:00Z"


def outcomes(jobs: list[Job], workers: int = 2) -> list[Outcome]:
    """All outcomes, in the order of the jobs."""
    done = list(run(jobs, Settings(), modified=TIME, workers=workers))
    assert sorted(outcome.number for outcome in done) == list(range(len(jobs)))
    return sorted(done, key=lambda outcome: outcome.number)


def test_no_jobs() -> None:
    assert outcomes([]) == []


def test_a_single_job_is_done_here(job: MakeJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "Crew", None)
    assert outcomes([job("a", "fine")], workers=1)[0].error is None


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_every_job_is_done_however_many_share_them_out(job: MakeJob, workers: int) -> None:
    jobs = [job(f"text-{number}", "bad" if number == 3 else "fine") for number in range(7)]
    failed = [outcome.job.source.name for outcome in outcomes(jobs, workers) if outcome.error]
    assert failed == ["text-3.txt"]
    assert len(list(Path().glob("*.pdf"))) == 6


def test_a_process_that_dies_takes_its_own_job_only(job: MakeJob) -> None:
    texts = ["fine", "killed", "fine", "fine", "killed while saving", "fine", "bug", "fine"]
    done = outcomes([job(f"text-{number}", text) for number, text in enumerate(texts)])
    assert [outcome.error is None for outcome in done] == [text == "fine" for text in texts]
    assert str(done[1].error) == (
        "text-1.txt: the process that was building it was killed by SIGKILL; "
        "build it again; if memory is short, with --jobs 1"
    )
    assert not list(Path().glob(".*")), "what it was writing must be gone"


def test_closing_it_stops_everything_at_once(job: MakeJob) -> None:
    jobs = [job("a", "fine"), job("b", "slow"), job("c", "slow"), job("d", "fine")]
    running = run(jobs, Settings(), modified=TIME, workers=2)
    assert next(running).job.source.name == "a.txt"
    started = time.monotonic()
    running.close()
    assert time.monotonic() - started < 30, "the slow jobs would have slept for a minute"
    assert not list(Path().glob("*/[bcd].*"))
    assert not multiprocessing.active_children()


def test_standard_input_is_read_by_this_process(job: MakeJob, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = Job(Source("-", PurePath("stdin"), "."), (Output("pdf", "stdin.pdf"),))
    jobs = [job("a", "fine"), piped, job("b", "fine")]
    with Path("a.txt").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert [outcome.error for outcome in outcomes(jobs)] == [None] * 3
    assert Path("stdin.pdf").exists()
