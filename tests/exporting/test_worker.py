"""One job, and every way in which it can end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from publish.errors import PublishError, SettingsError, SourceError
from publish.exporting.jobs import Job
from publish.exporting.worker import Outcome, carry_out
from publish.settings import Settings

MakeJob = Callable[[str, str], Job]
TIME = "2026-11-22T00:00:00Z"


def done(job: Job) -> Outcome:
    return carry_out((7, job), Settings(), TIME)


def test_a_job_that_is_built(job: MakeJob) -> None:
    outcome = done(job("a", "fine"))
    assert (outcome.number, outcome.error, outcome.traceback) == (7, None, None)
    assert outcome.written == ("a.epub", "a.pdf")
    assert Path("a.pdf").read_text() == f"a.txt as pdf of {TIME}"


def test_findings_of_all_stages_come_back_once(job: MakeJob) -> None:
    assert [finding.code for finding in done(job("a", "fine")).findings] == ["title-missing", "page-empty"]


def test_an_error_names_its_source_even_if_the_stage_did_not(job: MakeJob) -> None:
    outcome = done(job("a", "bad"))
    assert isinstance(outcome.error, SourceError)
    assert str(outcome.error) == "a.txt: is not a text; try another"
    assert outcome.written == ()


def test_a_source_that_is_gone(job: MakeJob) -> None:
    gone = job("a", "fine")
    Path("a.txt").unlink()
    assert str(done(gone).error) == "a.txt: there is no such file; check the name"


def test_a_bug_is_one_line_and_keeps_its_traceback(job: MakeJob) -> None:
    outcome = done(job("a", "bug"))
    assert type(outcome.error) is PublishError
    assert str(outcome.error) == "a.txt: internal error: TypeError: two lines (publish --debug shows the traceback)"
    assert outcome.traceback is not None and "Traceback" in outcome.traceback


def test_a_wrong_setting_stays_a_matter_of_settings(job: MakeJob) -> None:
    outcome = done(job("a", "theme"))
    assert isinstance(outcome.error, SettingsError)
    assert str(outcome.error) == "no theme is called “x”"


def test_a_finding_that_is_to_fail_the_build_leaves_no_file(job: MakeJob) -> None:
    outcome = carry_out((7, job("a", "fine")), Settings(fail_on=frozenset({"page-empty"})), TIME)
    assert "[page-empty]" in str(outcome.error)
    assert outcome.written == () and not Path("a.pdf").exists()
