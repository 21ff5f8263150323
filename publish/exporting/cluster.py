"""The same jobs on several machines, by Dask (https://distributed.dask.org): it sends them, and sends them again.

What runs on a machine of the cluster is a process of a :class:`Crew`, as here: an article that hangs or eats memory is
stopped there and is an outcome like others. A machine that dies has its articles built by another one; that some are
built twice then does no harm, since the same article gives the same bytes.
"""

from __future__ import annotations

import logging
import multiprocessing
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
"""Parcels that each thread of the cluster has been given, the one that it is at included."""
PARCEL = 4
"""Jobs of a parcel, but for the first ones: what Dask does for one takes a tenth of what a short article does."""
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

        waiting, given, engine = iter(tasks), dict[Any, list[Task]](), making.engine_digest()
        done = as_completed(loop=client.loop)

        def give(parcels: int, size: int) -> None:
            for _ in range(parcels):
                if parcel := list(islice(waiting, size)):
                    future = client.submit(_carried_out, parcel, work, limits, engine, pure=False)
                    given[future] = parcel
                    done.add(future)

        give(AHEAD * max(1, sum(client.nthreads().values())), 1)
        for future in done:
            outcomes = _outcomes(future, given.pop(future))
            future.release()
            give(1, PARCEL)
            yield from outcomes


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


def _outcomes(future: Any, parcel: list[Task]) -> list[Outcome]:
    """What has become of some jobs; a cluster that fails has its reasons, too."""
    try:
        outcomes: list[Outcome] = future.result()
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        return [_failed(task, f"the cluster did not build it: {reason}", "look at its workers") for task in parcel]
    return outcomes


def _failed(task: Task, problem: str, remedy: str) -> Outcome:
    number, job = task
    return Outcome(job, number, 0.0, error=BuildError(problem, place=job.source.name, remedy=remedy))


def _carried_out(parcel: list[Task], work: Work, limits: Limits, engine: str) -> list[Outcome]:
    """What is done on a machine of the cluster, in a thread of a worker of Dask's."""
    if multiprocessing.current_process().daemon:
        problem = "the worker may have no processes of its own"
        return [_failed(task, problem, f"start it with {_DAEMON}") for task in parcel]
    if making.engine_digest() != engine:
        problem = "the worker has another version of publish, or of what that stands on"
        return [_failed(task, problem, "install the same on all machines") for task in parcel]
    crew = _crew(work, limits)
    return [_done(crew, task, limits) for task in parcel]


def _done(crew: Crew[Task, Outcome], task: Task, limits: Limits) -> Outcome:
    answer = crew.do(task)
    if isinstance(answer, Lost) and answer.innocent:
        discard(task[1], answer)
        answer = crew.do(task)
    if isinstance(answer, Lost):
        discard(task[1], answer)
        return buried(task, answer, limits)
    return answer


_own = threading.local()


def _crew(work: Work, limits: Limits) -> Crew[Task, Outcome]:
    """That of this thread, for this run."""
    if getattr(_own, "made_for", None) != (key := repr((work, limits))):
        _own.crew, _own.made_for = Crew(work, warm, 1, limits), key
    crew: Crew[Task, Outcome] = _own.crew
    return crew
