"""A collection on this machine and on a cluster of Dask's: how fast each is, and whether the same comes of it.

    python tests/bench/cluster.py [--articles 300] [--pages 2]

The cluster is on this machine, too: within ``publish batch`` (``--scheduler local``), and as a scheduler with two
workers, each of one thread. Their own work is on the same processors, which several machines would not suffer from.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from batch import ROOT, articles

DASK = {"DASK_DISTRIBUTED__WORKER__DAEMON": "False", "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)} | DASK


def tree(folder: Path) -> str:
    """One digest for all that is in a folder, what is ours left out."""
    whole = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".publish" not in path.parts:
            whole.update(f"{path.relative_to(folder)}\0".encode() + sha256(path.read_bytes()).digest())
    return whole.hexdigest()


@contextmanager
def scheduler(workers: int) -> Iterator[str]:
    """The address of one that has so many workers."""
    with tempfile.TemporaryDirectory() as where:
        file = Path(where, "scheduler.json")
        dask = [sys.executable, "-m", "dask"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": ENVIRONMENT}
        started = [
            subprocess.Popen(
                [*dask, "scheduler", "--port", "8786", "--no-dashboard", "--scheduler-file", file], **quiet
            )
        ]
        while not file.exists():
            time.sleep(0.05)
        own = ["--nthreads", "1", "--no-dashboard", "--scheduler-file", file]
        started += [subprocess.Popen([*dask, "worker", *own], **quiet) for _ in range(workers)]
        time.sleep(5)
        yield "tcp://127.0.0.1:8786"
        for process in reversed(started):
            process.terminate()
            process.wait()


def main() -> None:
    """Measure, and print a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=300)
    asked.add_argument("--pages", type=int, default=2, choices=[2, 6, 12])
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory() as where, scheduler(2) as address:
        sources = Path(where, "sources")
        sources.mkdir()
        articles(sources, chosen.articles, chosen.pages)
        print(f"{chosen.articles} articles of {chosen.pages} pages, EPUB and PDF of each, two at a time")
        alone = 0.0
        ways = (("alone", []), ("local", ["--scheduler", "local"]), ("two workers", ["--scheduler", address]))
        for name, options in ways:
            out = Path(where, f"out {name}")
            command = [sys.executable, "-m", "publish", "batch", sources, "-o", out, "-q", "-j", "2", *options]
            began = time.perf_counter()
            subprocess.run(command, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
            taken = time.perf_counter() - began
            alone = alone or taken
            rate = f"{chosen.articles / taken:5.1f} a second, {alone / taken:4.2f} of the rate alone"
            print(f"{name:12} {taken:6.1f} s  {rate}  {tree(out)[:16]}", flush=True)


if __name__ == "__main__":
    main()
