"""The same jobs on several machines, by Dask (https://distributed.dask.org): it sends them, and sends them again.

What runs on a machine of the cluster is a process of a :class:`Crew`, as here: an article that hangs or eats memory is
stopped there and is an outcome like others. A machine that dies has its articles built by another one; that some are
built twice then does no harm, since the same article gives the same bytes.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from publish.errors import BuildError, UsageError
from publish.exporting import making
from publish.exporting.crew import Crew, Limits, Lost
from publish.exporting.runner import Task, buried, discard
from publish.exporting.worker import Outcome, warm

if TYPE_CHECKING:
    from distributed import Client

Work = Callable[[Task], Outcome]

LOCAL = "local"
"""A cluster on this machine, which is gone afterwards."""
AHEAD = 3
"""Jobs that each thread of the cluster has been given, the one that it is at included."""
PATIENCE = 15.0
"""Seconds in which a scheduler has to answer."""
_DAEMON = "DASK_DISTRIBUTED__WORKER__DAEMON=False"


def on_cluster(scheduler: str, work: Work, tasks: Iterable[Task], limits: Limits, workers: int) -> Generator[Outcome]:
    """The outcome of each numbered job, as they are done.

    ``scheduler`` is the address of one, or :data:`LOCAL` for ``workers`` processes here. Only so many tasks are taken
    as the cluster is ready for. Raises :class:`UsageError` where there is no such scheduler.
    """
    with _connected(scheduler, workers) as client:
        from distributed import as_completed

        waiting, given, engine = iter(tasks), dict[Any, Task](), making.engine_digest()
        done = as_completed(loop=client.loop)

        def give(number: int) -> None:
            for task in islice(waiting, number):
                future = client.submit(_carried_out, task, work, limits, engine, pure=False)
                given[future] = task
                done.add(future)

        give(AHEAD * max(1, sum(client.nthreads().values())))
        for future in done:
            task = given.pop(future)
            outcome = _outcome(future, task)
            future.release()
            give(1)
            yield outcome


@contextmanager
def _connected(scheduler: str, workers: int) -> Iterator[Client]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise UsageError("Dask is not installed", remedy="install publish[cluster]") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # It tells of each process that it stops.
    if scheduler != LOCAL:
        try:
            client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(
                "no scheduler answers", place=scheduler, remedy="start one with: dask scheduler"
            ) from error
        with client:
            yield client
        return
    # In this process: a thread for each process that builds. There is nothing that more of Dask's own would do.
    local: Any = {"n_workers": 1, "threads_per_worker": workers, "processes": False, "memory_limit": None}
    with (
        LocalCluster(**local, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


def _outcome(future: Any, task: Task) -> Outcome:
    """What has become of a job; a cluster that fails has its reasons, too."""
    try:
        outcome: Outcome = future.result()
    except Exception as error:
        number, job = task
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        told = BuildError(
            f"the cluster did not build it: {reason}", place=job.source.name, remedy="look at its workers"
        )
        return Outcome(job, number, 0.0, error=told)
    return outcome


def _carried_out(task: Task, work: Work, limits: Limits, engine: str) -> Outcome:
    """What is done on a machine of the cluster, in a thread of a worker of Dask's."""
    number, job = task
    if multiprocessing.current_process().daemon:
        problem, remedy = "the worker may have no processes of its own", f"start it with {_DAEMON}"
        return Outcome(job, number, 0.0, error=BuildError(problem, place=job.source.name, remedy=remedy))
    if making.engine_digest() != engine:
        problem = "the worker has another version of publish, or of what that stands on"
        error = BuildError(problem, place=job.source.name, remedy="install the same on all machines")
        return Outcome(job, number, 0.0, error=error)
    crew = _crew(work, limits)
    answer = crew.do(task)
    if isinstance(answer, Lost) and answer.exit_code == -signal.SIGKILL and not answer.late:
        discard(job, answer)
        answer = crew.do(task)
    if isinstance(answer, Lost):
        discard(job, answer)
        return buried(task, answer, limits)
    return answer


_own = threading.local()


def _crew(work: Work, limits: Limits) -> Crew[Task, Outcome]:
    """That of this thread, for this run."""
    if getattr(_own, "made_for", None) != (key := repr((work, limits))):
        _own.crew, _own.made_for = Crew(work, warm, 1, limits), key
    crew: Crew[Task, Outcome] = _own.crew
    return crew
