"""A collection on a cluster: the same bytes, whatever happens to its machines."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli.conftest import Answer
from support.running import Start, run, tree

DASK = [sys.executable, "-m", "dask"]
READY = 60.0


class Cluster:
    """A scheduler, and workers that are started and killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--port", "0", "--no-dashboard")
        deadline = time.monotonic() + READY
        while not self._file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.address = str(json.loads(self._file.read_text())["address"])

    def _start(self, what: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [*DASK, what, "--scheduler-file", str(self._file), *options]
        with (self._folder / f"{what}.log").open("ab") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, env={**os.environ, **environment}, start_new_session=True
            )
        self._processes.append(process)
        return process

    def worker(self, daemon: str = "False") -> subprocess.Popen[bytes]:
        """One more, with one thread, and a nanny that starts it anew."""
        return self._start("worker", "--nthreads", "1", "--no-dashboard", DASK_DISTRIBUTED__WORKER__DAEMON=daemon)

    def stop(self) -> None:
        for process in self._processes:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """A machine that loses its power."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.stop()


@pytest.mark.usefixtures("sea")
def test_a_cluster_on_this_machine_makes_the_same(start: Start, tmp_path: Path) -> None:
    (tmp_path / "sea/bad.txt").write_bytes(b"")
    assert run(start("batch", "sea", "-o", "alone", "-q"))[0] == 1
    code, err = run(start("batch", "sea", "-o", "shared", "-q", "--scheduler", "local", "--jobs", "2"))
    assert (code, err.decode().splitlines()) == (
        1,
        ["sea/bad.txt: the source is empty; give a file with a title and text"],
    )
    assert tree(tmp_path / "shared") == tree(tmp_path / "alone")
    process = start("batch", "sea", "-o", "shared", "-q", "--scheduler", "local", "--jobs", "1")
    assert run(process)[0] == 1


@pytest.mark.usefixtures("sea")
def test_a_machine_that_dies_is_done_without(start: Start, tmp_path: Path, cluster: Cluster) -> None:
    assert run(start("batch", "sea", "-o", "alone", "-q")) == (0, b"")
    dying, _ = cluster.worker(), cluster.worker()
    process = start("batch", "sea", "-o", "shared", "--scheduler", cluster.address)
    assert process.stderr
    assert b'"built"' in process.stderr.readline()
    kill(dying)
    process.communicate()
    assert process.returncode == 0
    assert tree(tmp_path / "shared") == tree(tmp_path / "alone")
    assert not [path.name for path in (tmp_path / "shared/.publish").iterdir() if path.name.startswith(".publish-")]


@pytest.mark.usefixtures("sea")
def test_limits_hold_on_machines_of_a_cluster(start: Start, tmp_path: Path, cluster: Cluster) -> None:
    cluster.worker()
    os.mkfifo(tmp_path / "pipe.txt")
    limits = ("--time-limit", "5", "--scheduler", cluster.address)
    code, err = run(start("batch", "sea", "pipe.txt", "-o", "shared", "-q", *limits))
    assert (code, err) == (1, b"pipe.txt: is given up after 5 seconds; give it more with --time-limit, or split it\n")
    assert len(list((tmp_path / "shared").glob("*.pdf"))) == 6


@pytest.mark.usefixtures("sea")
def test_a_worker_without_processes_of_its_own_says_so(start: Start, cluster: Cluster) -> None:
    cluster.worker(daemon="True")
    code, err = run(start("batch", "sea", "-q", "--scheduler", cluster.address))
    assert code == 1
    assert b"sea/wave-0.txt: the worker may have no processes of its own; start it with DASK_DISTRIBUTED__" in err


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("tcp://127.0.0.1:1", 2, "tcp://127.0.0.1:1: no scheduler answers; start one with: dask scheduler"),
        ("somewhere", 3, "“somewhere” is no scheduler; write local, or its address, as in tcp://host:8786"),
    ],
)
@pytest.mark.usefixtures("sea")
def test_mistakes(command: Callable[..., Answer], address: str, code: int, told: str) -> None:
    answer = command("batch", "sea", "--scheduler", address)
    assert (answer.code, told in answer.err) == (code, True), answer.err


@pytest.mark.usefixtures("sea")
def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, publish: Callable[..., Answer]) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    answer = publish("batch", "sea", "--scheduler", "local")
    assert (answer.code, answer.err) == (2, "Dask is not installed; install publish[cluster]\n")
