"""Several processes that share out a list of tasks.

``concurrent.futures`` has a process pool, but when one of its processes is killed (by the kernel, when memory is short)
it breaks as a whole and cannot say which task was to blame, and forked processes it neither replaces nor retires. Here
each process has a pipe of its own: the one that dies takes just the task it held with it. The parent needs no threads
for that, and so can fork at any time.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:  # Windows has no ForkContext.
    from multiprocessing.context import ForkContext, SpawnContext

Task = TypeVar("Task")
Result = TypeVar("Result")

TASKS_PER_PROCESS = 200
"""A process is replaced after so many tasks: 100 articles leak 0.5 MB of fonts, or 24 where a theme is hard on them."""

TASKS_PER_NEW_PROCESS = 1000
"""The same for one that was not forked, and takes seconds to begin."""

PATIENCE = 2.0
"""How many seconds the processes have to tidy up when they are told to stop."""

_WATCH = 0.5
"""Seconds between two looks at the clock, where a task has a limit."""
_WORN = 0.7
"""The part of its memory that a process may keep from one task to the next."""
_DATA = 5  # proc(5), a field of statm.
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True, slots=True)
class Lost:
    """What comes instead of a result when the process died that held the task."""

    process: int
    """Its process id."""
    exit_code: int
    """As Python counts it: -9 for a process that signal 9 has killed."""

    late: bool = False
    """Whether it was stopped because the task took too long."""

    @property
    def innocent(self) -> bool:
        """Whether it was killed from outside, as the kernel does where memory is short: no fault of its task."""
        return self.exit_code == -signal.SIGKILL and not self.late


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take; None: no limit."""

    memory: int | None = None
    """Bytes, besides what it has from the start."""
    seconds: float | None = None
    """For one task, by the clock."""


@dataclass(slots=True)
class _Member(Generic[Task]):
    process: BaseProcess
    task: Task
    since: float
    at_first: int
    """The bytes of memory that it had from the parent; 0 where that is not known."""
    done: int = 0
    late: bool = False


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class Crew(Generic[Task, Result]):
    """Processes that do ``work`` on tasks; what is slow to start with is in ``prepare``.

    Both are functions of a module, or partials of one: they have to pickle where processes cannot be forked.
    """

    def __init__(
        self, work: Callable[[Task], Result], prepare: Callable[[], None], size: int, limits: Limits = Limits()
    ) -> None:
        self._work = work
        self._prepare = prepare
        self._size = size
        self._limits = limits
        # macOS's own libraries do not survive a fork, nor do locks that another thread holds.
        self._forks = sys.platform == "linux" and threading.active_count() == 1
        self._context: ForkContext | SpawnContext = get_context("fork") if self._forks else get_context("spawn")
        self._members: dict[Connection, _Member[Task]] = {}
        self._processes: list[BaseProcess] = []

    def share_out(
        self, tasks: Iterable[Task], again: Callable[[Task, Lost], bool] = lambda task, lost: False
    ) -> Generator[tuple[Task, Result | Lost]]:
        """Each task with its result, as they are done. Closing the iterator stops the crew at once.

        Of the tasks, only those are taken that a process is ready for. ``again`` is asked about a task whose process
        died: whether it should be given to another one.
        """
        waiting = iter(tasks)
        try:
            for task in islice(waiting, self._size):
                self._hire(task)
            while self._members:
                for pipe in self._ready():
                    task, answer = self._members[pipe].task, self._answer(pipe)
                    if isinstance(answer, Lost) and again(task, answer):
                        self._dismiss(pipe)
                        self._hire(task)
                        continue
                    self._go_on(pipe, waiting, lost=isinstance(answer, Lost) or self._members[pipe].late)
                    yield task, answer
        finally:
            self._stop()
            gc.unfreeze()

    def do(self, task: Task) -> Result | Lost:
        """One task, by one process, which then waits for the next one; it goes when its pipe does."""
        known = next(iter(self._members), None)
        if known and self._is_worn(self._members[known]):
            self._dismiss(known)
            known = None
        if known:
            self._give(known, task)
        else:
            self._hire(task)
        while not (ready := self._ready()):
            continue
        (pipe,) = ready
        answer, late = self._answer(pipe), self._members[pipe].late
        if isinstance(answer, Lost) or late:
            self._dismiss(pipe)
        return answer

    def _ready(self) -> list[Connection]:
        """The pipes that have an answer, or are at their end; those of processes that take too long are, soon."""
        ready = wait(self._members, timeout=_WATCH if self._limits.seconds else None)
        for pipe, member in self._members.items():
            if self._limits.seconds and time.monotonic() - member.since > self._limits.seconds and pipe not in ready:
                member.late = True
                member.process.kill()
        return [pipe for pipe in self._members if pipe in ready]

    def _go_on(self, pipe: Connection, waiting: Iterator[Task], *, lost: bool) -> None:
        """Give the process its next task, if there is one; to another process, if this one is worn out."""
        nothing = object()
        following = next(waiting, nothing)
        if following is nothing or lost or self._is_worn(self._members[pipe]):
            self._dismiss(pipe)
            if following is not nothing:
                self._hire(following)  # type: ignore[arg-type]
        else:
            self._give(pipe, following)  # type: ignore[arg-type]

    def _is_worn(self, member: _Member[Task]) -> bool:
        if member.done >= (TASKS_PER_PROCESS if self._forks else TASKS_PER_NEW_PROCESS):
            return True
        if self._limits.memory is None:
            return False
        now = _memory(member.process.pid or 0)
        member.at_first = member.at_first or now  # Of one that was not forked, what it has after its first task.
        return now - member.at_first > self._limits.memory * _WORN

    def _hire(self, task: Task) -> None:
        if self._forks and not self._processes:
            self._prepare()
            gc.freeze()  # No collection in a child touches, and so copies, what it shares with the parent.
        ours, theirs = self._context.Pipe()
        inherited = (ours, *self._members) if self._forks else ()
        doing = (theirs, inherited, self._work, self._prepare, self._limits)
        process = self._context.Process(target=_serve, args=doing, daemon=True)
        with _signals_held():
            process.start()
        theirs.close()  # So that the pipe ends when the process does.
        self._processes = [other for other in self._processes if other.is_alive()] + [process]
        self._members[ours] = _Member(process, task, time.monotonic(), _memory(os.getpid()) if self._forks else 0)
        self._give(ours, task)

    def _give(self, pipe: Connection, task: Task) -> None:
        self._members[pipe].task = task
        self._members[pipe].since = time.monotonic()
        with suppress(ConnectionError):  # A process that has just died: its pipe says so when it is asked.
            pipe.send(task)

    def _answer(self, pipe: Connection) -> Result | Lost:
        member = self._members[pipe]
        try:
            result: Result = pipe.recv()
        except (EOFError, ConnectionError):
            member.process.join()
            return Lost(member.process.pid or 0, member.process.exitcode or 0, member.late)
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
    pipe: Connection,
    inherited: Iterable[Connection],
    work: Callable[[Task], Result],
    prepare: Callable[[], None],
    limits: Limits,
) -> None:
    """What a process of the crew does all its life. ``inherited``: ends of pipes that a fork has copied."""
    # Ctrl-C reaches every process of a terminal; only the parent answers it, and then tells the crew with SIGTERM.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    _release_signals()
    for end in inherited:
        end.close()  # A pipe ends for its process only when nobody else has the other end.
    prepare()
    gc.freeze()  # What is loaded stays, and need not be looked at by each collection.
    _end_with_the_parent()
    if limits.memory is not None and sys.platform == "linux":
        import resource

        most = _memory(os.getpid()) + limits.memory
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    with suppress(EOFError, ConnectionError):  # The parent has no more tasks, or is no more.
        while True:
            pipe.send(work(pipe.recv()))


def _end_with_the_parent() -> None:
    """Have the kernel end this process when the parent is killed: nobody would know what it is still writing."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        parent = multiprocessing.parent_process()
        if parent is not None and os.getppid() != parent.pid:  # It was killed before the kernel knew of our wish.
            os.kill(os.getpid(), signal.SIGKILL)


def _memory(process: int) -> int:
    """The bytes of memory that a process has for its data, as limits count them; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[_DATA]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


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
