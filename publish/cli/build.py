"""``publish build``."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from publish.cli.options import (
    AllowNetwork,
    Book,
    ContentsLevels,
    Cover,
    Explain,
    FailOn,
    From,
    Jobs,
    KeepAll,
    Language,
    NoMend,
    Notes,
    Output,
    PictureMegabytes,
    PicturePixels,
    Profile,
    Quiet,
    Sources,
    Theme,
    Threshold,
    To,
    chosen,
    found,
    reachable,
)
from publish.cli.terminal import Meter, described, is_terminal, tell
from publish.errors import OK, Interrupted, PublishError, SettingsError, UsageError
from publish.files import STDIO

if TYPE_CHECKING:
    from publish.choices import Chosen
    from publish.exporting import Job, Outcome


ORDER = "press-order"
"""The findings that say what was made for a printer: whoever orders a book wants to know."""


def build(
    context: typer.Context,
    sources: Sources,
    output: Output = None,
    to: To = None,
    from_: From = None,
    language: Language = None,
    book: Book = None,
    cover: Cover = None,
    threshold: Threshold = None,
    theme: Theme = None,
    notes: Notes = None,
    profile: Profile = None,
    contents_levels: ContentsLevels = None,
    picture_pixels: PicturePixels = None,
    picture_megabytes: PictureMegabytes = None,
    no_mend: NoMend = None,
    keep_all: KeepAll = False,
    fail_on: FailOn = None,
    allow_network: AllowNetwork = False,
    explain: Explain = False,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> int:
    """Build an EPUB and a PDF of each source.

    The same source gives the same bytes at any time: editions carry the time in SOURCE_DATE_EPOCH, if it is set, or
    that of this version's release.
    """
    from publish.exporting import plan

    named = found(sources)
    made = chosen(named, context.params)
    asked = made.run
    work = plan(reachable(named, made), asked.output, asked.to, made.settings.book)
    _spare_the_terminal(work)
    return carried_out(context, work, made)


def carried_out(context: typer.Context, work: Sequence[Job], made: Chosen) -> int:
    """Do the work, and tell of it. The exit code comes back."""
    from publish.exporting import modified, run

    stamp, asked = modified(os.environ), made.run
    outcomes: list[Outcome] = []
    started = time.perf_counter()
    shown = len(work) > 1 and not asked.quiet and is_terminal()
    try:
        with (
            Meter(len(work), shown=shown) as meter,
            closing(run(work, made.settings, modified=stamp, workers=asked.jobs)) as done,
        ):
            for outcome in done:
                _count(outcome, outcomes, meter, debug=context.find_root().params["debug"])
    except KeyboardInterrupt:
        built = sum(outcome.error is None for outcome in outcomes)
        raise Interrupted(f"interrupted: {built} of {len(work)} built") from None
    if not asked.quiet:
        _report(outcomes, time.perf_counter() - started, explain=asked.explain)
    return _exit_code(outcomes)


def _spare_the_terminal(work: Sequence[Job]) -> None:
    """An edition is no text: on a terminal it would be noise, or worse."""
    if any(output.path == STDIO for job in work for output in job.outputs) and sys.stdout and sys.stdout.isatty():
        raise UsageError("an edition cannot be shown on a terminal", remedy="redirect it, or name a file with -o")


def _exit_code(outcomes: Sequence[Outcome]) -> int:
    """That of the failures, if they are all of one kind."""
    codes = {outcome.error.exit_code for outcome in outcomes if outcome.error}
    return OK if not codes else codes.pop() if len(codes) == 1 else PublishError.exit_code


def _count(outcome: Outcome, outcomes: list[Outcome], meter: Meter, *, debug: bool) -> None:
    """Take note of an outcome; tell of a failure at once. A wrong option is wrong for the others, too: raise it."""
    if isinstance(outcome.error, SettingsError) and outcome.error.place is None:
        raise outcome.error
    outcomes.append(outcome)
    if outcome.error:
        meter.tell(str(outcome.error))
    if outcome.traceback and debug:
        sys.stderr.write(outcome.traceback)
    meter.advance()


def _report(outcomes: Sequence[Outcome], seconds: float, *, explain: bool) -> None:
    """The findings, in the order of the sources, and the sum, unless it is of a single failure: that has been told."""
    for outcome in sorted(outcomes, key=lambda outcome: outcome.number):
        for line in _findings(outcome, explain=explain, counted=len(outcomes) > 1):
            tell(line)
    failed = sum(outcome.error is not None for outcome in outcomes)
    if len(outcomes) > failed or failed > 1:
        failures = f", {failed} failed" if failed else ""
        tell(f"{len(outcomes) - failed} built{failures} in {seconds:.1f} s")


def _findings(outcome: Outcome, *, explain: bool, counted: bool) -> Iterator[str]:
    """The lines about one edition: all findings to explain it; else what is wrong, and what to look at or how much."""
    source = outcome.job.source.name
    warnings = sum(finding.severity == "warning" for finding in outcome.findings)
    listed = {"error"} | ({"warning", "info"} if explain else set() if counted else {"warning"})
    for finding in outcome.findings:
        if finding.severity in listed or finding.code == ORDER:
            yield described(finding, source)
    if warnings and "warning" not in listed:
        yield f"{source}: {warnings} {'warning' if warnings == 1 else 'warnings'}; --explain lists them"
