"""Processes that share out tasks."""

from __future__ import annotations

import gc
import math
import os
import signal
import threading
import time

import pytest

from publish.exporting import crew
from publish.exporting.crew import Crew, Limits, Lost, cores


def process_of(_: int) -> int:
    return os.getpid()


def die_at_two(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGTERM)
    return number


def test_every_task_has_its_result() -> None:
    results = dict(Crew(math.sqrt, gc.collect, 3).share_out([16.0, 9.0, 4.0, 1.0]))
    assert results == {16.0: 4.0, 9.0: 3.0, 4.0: 2.0, 1.0: 1.0}


def test_no_tasks_need_no_processes() -> None:
    assert list(Crew(math.sqrt, gc.collect, 3).share_out([])) == []


def test_processes_are_reused_and_retired_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len({process for _, process in Crew(process_of, gc.collect, 2).share_out(range(9))}) <= 2
    monkeypatch.setattr(crew, "TASKS_PER_PROCESS", 3)
    processes = [process for _, process in Crew(process_of, gc.collect, 1).share_out(range(7))]
    assert [processes.count(process) for process in dict.fromkeys(processes)] == [3, 3, 1]


def test_a_lost_task_says_which_process_died_and_how() -> None:
    results = dict(Crew(die_at_two, gc.collect, 1).share_out(range(5)))
    lost = results.pop(2)
    assert isinstance(lost, Lost) and lost.exit_code == 128 + signal.SIGTERM and lost.process > 0
    assert results == {0: 0, 1: 1, 3: 3, 4: 4}


def slow_at_two(number: int) -> int:
    time.sleep(30 if number == 2 else 0)
    return number


def test_what_takes_too_long_is_lost_and_nobody_else_is_blamed_where_the_parent_is_slow() -> None:
    tasks, results = range(8), {}
    for task, answer in Crew(slow_at_two, gc.collect, 2, Limits(seconds=0.4)).share_out(tasks):
        results[task] = answer
        time.sleep(0.6)
    late = results.pop(2)
    assert isinstance(late, Lost) and late.late
    assert results == {number: number for number in tasks if number != 2}


@pytest.mark.parametrize("threads", [1, 2])
def test_a_process_that_has_grown_is_replaced(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    crew = Crew(grow, gc.collect, 1, Limits(memory=200_000_000))
    processes = [process for _, process in crew.share_out([0, 0, 180_000_000, 0])]
    assert processes[0] == processes[1] == processes[2] != processes[3]


GROWN: list[bytearray] = []


def grow(size: int) -> int:
    GROWN.append(bytearray(b"x") * size)
    return os.getpid()


def test_beside_other_threads_processes_are_started_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert dict(Crew(math.sqrt, gc.collect, 1).share_out([4.0])) == {4.0: 2.0}


def test_this_process_hears_signals_again(monkeypatch: pytest.MonkeyPatch) -> None:
    list(Crew(math.sqrt, gc.collect, 2).share_out([4.0, 9.0]))
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_there_is_a_core() -> None:
    assert cores() >= 1
