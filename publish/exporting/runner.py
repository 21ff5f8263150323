"""All jobs of a plan: a single one here, several on all cores. One that fails, or dies, never stops the others."""

from __future__ import annotations

import signal
from collections.abc import Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from publish.errors import BuildError
from publish.exporting.crew import Crew, Lost, cores
from publish.exporting.jobs import Job
from publish.exporting.worker import Outcome, carry_out, warm
from publish.files import STDIO, discard_unfinished, is_address
from publish.settings import Settings


def run(jobs: Sequence[Job], settings: Settings, *, modified: str, workers: int | None = None) -> Generator[Outcome]:
    """The outcome of each job, as it is done; ``Outcome.number`` gives the order of the plan.

    ``modified`` is the time that the editions carry, ``workers`` how many processes share the jobs out (None: one for
    each core). Closing the iterator, or Ctrl-C, stops all of them at once and leaves no half-written file behind.
    """
    work = partial(carry_out, settings=settings, modified=modified)
    numbered = list(enumerate(jobs))
    # Starting processes takes longer than a single job; standard input is open in this process only; and a site is not
    # asked by several processes at once.
    here = [
        task for task in numbered if len(jobs) == 1 or task[1].source.name == STDIO or is_address(task[1].source.name)
    ]
    for task in here:
        yield work(task, alone=len(jobs) == 1 and workers != 1)
    shared = [task for task in numbered if task not in here]
    if shared:
        crew = Crew(work, warm, min(workers or cores(), len(shared)))
        with closing(crew.share_out(shared)) as answers:
            for position, answer in answers:
                yield _bury(shared[position], answer) if isinstance(answer, Lost) else answer


def _bury(numbered: tuple[int, Job], lost: Lost) -> Outcome:
    """The outcome of a job whose process died, and no trace of what it was writing."""
    number, job = numbered
    for folder in {Path(output.path).parent for output in job.outputs}:
        discard_unfinished(folder, lost.process)
    how = f"was killed by {signal.Signals(-lost.exit_code).name}" if lost.exit_code < 0 else "ended by itself"
    remedy = "build it again; if memory is short, with --jobs 1"
    error = BuildError(f"the process that was building it {how}", place=job.source.name, remedy=remedy)
    return Outcome(job, number, seconds=0.0, error=error)
