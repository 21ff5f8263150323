"""Several processes that share out a list of tasks.

``concurrent.futures`` has a process pool, but when one of its processes is killed (by the kernel, when memory is short)
it breaks as a whole and cannot say which task was to blame, and forked processes it neither replaces nor retires. Here
each process has a pipe of its own: the one that dies takes just the task it held with it. The parent needs no threads
for that, and so can fork at any time.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:  # Windows has no ForkContext.
    from multiprocessing.context import ForkContext, SpawnContext

Task = TypeVar("Task")
Result = TypeVar("Result")

TASKS_PER_PROCESS = 200
"""A process is replaced after so many tasks: 100 articles leak 0.5 MB of fonts, or 24 where a theme is hard on them."""

PATIENCE = 2.0
"""How many seconds the processes have to tidy up when they are told to stop."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What comes instead of a result when the process died that held the task."""

    process: int
    """Its process id."""
    exit_code: int
    """As Python counts it: -9 for a process that signal 9 has killed."""


@dataclass(slots=True)
class _Member:
    process: BaseProcess
    task: int
    done: int = 0


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class Crew(Generic[Task, Result]):
    """Processes that do ``work`` on tasks; what is slow to start with is in ``prepare``.

    Both are functions of a module, or partials of one: they have to pickle where processes cannot be forked.
    """

    def __init__(self, work: Callable[[Task], Result], prepare: Callable[[], None], size: int) -> None:
        self._work = work
        self._prepare = prepare
        self._size = size
        # macOS's own libraries do not survive a fork, nor do locks that another thread holds.
        self._forks = sys.platform == "linux" and threading.active_count() == 1
        self._context: ForkContext | SpawnContext = get_context("fork") if self._forks else get_context("spawn")
        self._members: dict[Connection, _Member] = {}
        self._processes: list[BaseProcess] = []

    def share_out(self, tasks: Sequence[Task]) -> Generator[tuple[int, Result | Lost]]:
        """Each task's number with its result, as they are done. Closing the iterator stops the crew at once."""
        waiting = iter(range(len(tasks)))
        if self._forks:
            self._prepare()
            gc.freeze()  # No collection in a child touches, and so copies, what it shares with the parent.
        try:
            for number in islice(waiting, self._size):
                self._hire(number, tasks[number])
            while self._members:
                ready = wait(self._members)
                for pipe in [pipe for pipe in self._members if pipe in ready]:
                    number, answer = self._members[pipe].task, self._answer(pipe)
                    following = next(waiting, None)
                    if following is None:
                        self._dismiss(pipe)
                    elif isinstance(answer, Lost) or self._members[pipe].done >= TASKS_PER_PROCESS:
                        self._dismiss(pipe)
                        self._hire(following, tasks[following])
                    else:
                        self._give(pipe, following, tasks[following])
                    yield number, answer
        finally:
            self._stop()
            gc.unfreeze()

    def _hire(self, number: int, task: Task) -> None:
        ours, theirs = self._context.Pipe()
        inherited = (ours, *self._members) if self._forks else ()
        process = self._context.Process(target=_serve, args=(theirs, inherited, self._work, self._prepare), daemon=True)
        with _signals_held():
            process.start()
        theirs.close()  # So that the pipe ends when the process does.
        self._processes.append(process)
        self._members[ours] = _Member(process, number)
        self._give(ours, number, task)

    def _give(self, pipe: Connection, number: int, task: Task) -> None:
        self._members[pipe].task = number
        with suppress(ConnectionError):  # A process that has just died: its pipe says so when it is asked.
            pipe.send(task)

    def _answer(self, pipe: Connection) -> Result | Lost:
        member = self._members[pipe]
        try:
            result: Result = pipe.recv()
        except (EOFError, ConnectionError):
            member.process.join()
            return Lost(member.process.pid or 0, member.process.exitcode or 0)
        member.done += 1
        return result

    def _dismiss(self, pipe: Connection) -> None:
        del self._members[pipe]
        pipe.close()  # The process goes when there is nobody to ask for a task.

    def _stop(self) -> None:
        for member in self._members.values():
            member.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in self._processes:
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()
        for pipe in self._members:
            pipe.close()
        self._members.clear()


def _serve(
    pipe: Connection, inherited: Iterable[Connection], work: Callable[[Task], Result], prepare: Callable[[], None]
) -> None:
    """What a process of the crew does all its life. ``inherited``: ends of pipes that a fork has copied."""
    # Ctrl-C reaches every process of a terminal; only the parent answers it, and then tells the crew with SIGTERM.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    _release_signals()
    for end in inherited:
        end.close()  # A pipe ends for its process only when nobody else has the other end.
    prepare()
    with suppress(EOFError, ConnectionError):  # The parent has no more tasks, or is no more.
        while True:
            pipe.send(work(pipe.recv()))


def _leave(number: int, frame: object) -> None:
    """Unwind the stack, so that whatever has to be tidied up is, and go."""
    sys.exit(128 + number)


_STOPPING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Keep signals waiting while a process starts, until it knows what to do about them. It inherits the hold."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        _release_signals()


def _release_signals() -> None:
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
