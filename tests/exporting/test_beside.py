"""A single article in two processes."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest
from support.making import MODIFIED, article

from publish.build import build
from publish.errors import BuildError, SourceError
from publish.exporting import beside
from publish.settings import Settings


def _nothing() -> None:
    pass


def _processes(task: int) -> Iterator[tuple[int, int]]:
    yield task, os.getpid()
    yield task + 1, os.getpid()


def _fail(task: int) -> Iterator[int]:
    yield task
    raise SourceError("is not a text", remedy="try another")


def _die(task: int) -> Iterator[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield task


def _sleep() -> None:
    time.sleep(60)


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def test_the_work_is_done_in_another_process_bit_by_bit() -> None:
    with beside._beside(_nothing, _processes) as give:
        answer = give(1)
        (first, process), (second, same) = answer(), answer()
    assert (first, second) == (1, 2)
    assert process == same != os.getpid()


def test_what_the_work_raises_is_raised_here() -> None:
    with beside._beside(_nothing, _fail) as give:
        answer = give(1)
        assert answer() == 1
        with pytest.raises(SourceError, match="try another"):
            answer()


def test_a_process_that_is_killed_is_told_of() -> None:
    with pytest.raises(BuildError, match="was killed"), beside._beside(_nothing, _die) as give:
        give(1)()


def test_leaving_does_not_wait_for_what_nobody_asks_for_any_more() -> None:
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside._beside(_sleep, _processes):
        raise KeyboardInterrupt
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("formats", [("epub", "pdf"), ("pdf",), ("epub",)])
def test_editions_are_the_same_however_many_processes_make_them(
    formats: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "cores", lambda: 2)
    source = article(title="Of \U0001b170")  # No font has it, which is a finding.
    alone = build([source], formats, settings=Settings(), modified=MODIFIED)
    with beside.ready(formats, settings=Settings(), modified=MODIFIED, alone=True) as make:
        made = make([source])
    assert dict(made.files) == dict(alone.files)
    assert set(made.findings) == set(alone.findings) != set()
