"""An end to what would take for ever: a source can be so made that layout takes years.

Processor time is counted, so that neither a busy machine nor a long wait for a server is held against a source.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from publish.errors import BuildError

LEAST = 300.0
"""The seconds of processor time that any source has to be read in, and its editions to be made in: a hundred times what
a usual one takes."""
PER_MEGABYTE = 120.0
"""The seconds that it has for each million bytes or characters besides: some six times what text takes."""
_AGAIN = 1.0
"""A library may catch what is raised in it; so it is raised again after so many seconds."""


def share(size: int) -> float:
    """The seconds that a source of so many bytes, or an article of so many characters, has."""
    return LEAST + PER_MEGABYTE * size / 1_000_000


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raises :class:`BuildError` inside of the context when it has taken so much processor time.

    Only the main thread of a process can be told so, and not on Windows; elsewhere there is no end.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(number: int, frame: object) -> None:
        remedy = "split it, or leave out what is nested or repeated a thousand times"
        raise BuildError(f"is given up after {seconds:g} seconds of computing", remedy=remedy)

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
