"""All jobs of a plan: a single one here, several on all cores. One that fails, or dies, never stops the others."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from publish.errors import BuildError
from publish.exporting.crew import Crew, Limits, Lost, cores
from publish.exporting.jobs import Job
from publish.exporting.worker import Outcome, carry_out, warm
from publish.files import STDIO, discard_unfinished, is_address
from publish.settings import Settings

Task = tuple[int, Job]
"""A job and its place in the plan, from 0."""
UNLIMITED = Limits()


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
        yield from shared_out(crew, shared)


def shared_out(crew: Crew[Task, Outcome], tasks: Iterable[Task], limits: Limits = UNLIMITED) -> Generator[Outcome]:
    """The outcome of each numbered job, done by a crew.

    That of a process which was killed from outside is given to another one, once.
    """
    tried: set[int] = set()

    def again(task: Task, lost: Lost) -> bool:
        number, job = task
        discard(job, lost)
        first = number not in tried and lost.innocent
        tried.add(number)
        return first

    with closing(crew.share_out(tasks, again)) as answers:
        for task, answer in answers:
            yield buried(task, answer, limits) if isinstance(answer, Lost) else answer
            tried.discard(task[0])


def discard(job: Job, lost: Lost) -> None:
    """Leave no trace of what a process that died was writing."""
    for folder in {job.workshop or str(Path(output.path).parent) for output in job.outputs}:
        discard_unfinished(Path(folder), lost.process)


def buried(numbered: Task, lost: Lost, limits: Limits) -> Outcome:
    """The outcome of a job whose process died."""
    number, job = numbered
    how = f"was killed by {signal.Signals(-lost.exit_code).name}" if lost.exit_code < 0 else "ended by itself"
    problem, remedy = f"the process that was building it {how}", "build it again; if memory is short, with --jobs 1"
    if limits.memory:
        remedy = "build it again; if memory is short, with --jobs 1, or a higher --memory-limit"
    if lost.late:
        problem, remedy = f"is given up after {limits.seconds:g} seconds", "give it more with --time-limit, or split it"
    error = BuildError(problem, place=job.source.name, remedy=remedy)
    return Outcome(job, number, seconds=(limits.seconds or 0.0) if lost.late else 0.0, error=error)
