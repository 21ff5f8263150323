"""What would take for ever is given up."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress

import pytest

from publish.errors import BuildError
from publish.exporting.patience import patience

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no timers of processor time on Windows")


def test_an_endless_loop_ends_in_one_line() -> None:
    with pytest.raises(BuildError, match=r"^is given up after 0\.1 seconds of computing; split it"), patience(0.1):
        while True:
            pass


def test_what_swallows_it_is_told_again() -> None:
    with pytest.raises(BuildError), patience(0.05):
        with suppress(Exception):
            while True:
                pass
        while True:
            pass


def test_nothing_is_left_behind() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with patience(100):
        pass
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
