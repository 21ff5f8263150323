"""Both editions of a single article at the same time."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from publish.errors import BuildError, SourceError
from publish.exporting import beside


def _the_process() -> int:
    return os.getpid()


def _fail() -> None:
    raise SourceError("is not a text", remedy="try another")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _sleep() -> None:
    time.sleep(60)


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def test_the_work_is_done_in_another_process() -> None:
    with beside._beside(_the_process) as result:
        assert result() != os.getpid()


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(SourceError, match="try another"), beside._beside(_fail) as result:
        result()


def test_a_process_that_is_killed_is_told_of() -> None:
    with pytest.raises(BuildError, match="was killed"), beside._beside(_die) as result:
        result()


def test_leaving_does_not_wait_for_work_that_nobody_asks_for_any_more() -> None:
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside._beside(_sleep):
        raise KeyboardInterrupt
    assert time.monotonic() - started < 30
