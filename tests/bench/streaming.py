"""A dump of many small articles through reading, ledger and report: what each costs, and whether memory grows.

    python tests/bench/streaming.py [--articles 100000] [--every 1000]

Each article is read for real, and entered; editions are made of one in a thousand, the others have files of one line in
their place: editions cost the same in a small collection and in a large one, and would take all day.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow
from pyarrow import parquet

from publish.build import understand
from publish.exporting import batch
from publish.exporting.batch import Batch, Event, Wishes, opened
from publish.exporting.bringing import bring
from publish.exporting.ingredients import Record, Witness, sealed
from publish.exporting.report import reported
from publish.exporting.runner import Task
from publish.exporting.worker import Outcome, carry_out
from publish.files import save
from publish.settings import Settings

WORDS = "sea moon tide wave shore stone light wind rope sail harbour morning evening water ship north".split()
STEP = 10_000


def write(path: Path, number: int) -> None:
    """A dump of so many articles of some two hundred words, no two alike."""
    dice = random.Random(1)
    schema = pyarrow.schema([("id", pyarrow.string()), ("title", pyarrow.string()), ("text", pyarrow.string())])
    with parquet.ParquetWriter(path, schema) as file:
        for at in range(0, number, STEP):
            rows = list(_rows(dice, at, min(at + STEP, number)))
            file.write_table(pyarrow.table(dict(zip(schema.names, zip(*rows, strict=True), strict=True)), schema))


def _rows(dice: random.Random, first: int, last: int) -> Iterator[tuple[str, str, str]]:
    for number in range(first, last):
        paragraphs = [" ".join(dice.choices(WORDS, k=50)).capitalize() + "." for _ in range(4)]
        yield f"article-{number}", f"Article {number}", "\n\n".join(paragraphs)


def sampled(every: int) -> object:
    """What is done in place of building: the same for one article in ``every``, for the others reading alone."""

    def work(task: Task, settings: Settings, modified: str) -> Outcome:
        number, job = task
        if number % every == 0:
            return carry_out(task, settings, modified)
        data, settings, around = bring(job.source, settings)
        witness = Witness(around.fetch)
        around = replace(around, fetch=witness)
        article = understand(data, source=job.source.name, settings=settings, surroundings=around)
        line = article.metadata.title.encode()
        for output in job.outputs:
            save(output.path, line, job.workshop)
        seals = tuple(sealed(output.path, line) for output in job.outputs)
        return Outcome(job, number, 0.0, record=Record(witness.ingredients(data, around), seals, article.metadata))

    return work


class Watch:
    """Prints, for each ten thousand articles, how long they took and how much memory this process has."""

    def __init__(self) -> None:
        self.done = 0
        self.since = time.perf_counter()

    def __call__(self, event: Event) -> None:
        """One more."""
        self.done += 1
        if self.done % STEP == 0:
            now = time.perf_counter()
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            memory = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
            each = (now - self.since) / STEP * 1000
            print(f"{self.done:>8,} articles  {each:6.2f} ms each  {memory:6.0f} MB", flush=True)
            self.since = now


def main() -> None:
    """Measure a first run and a second one."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=100_000)
    asked.add_argument("--every", type=int, default=1000)
    chosen = asked.parse_args()
    batch.carry_out = sampled(chosen.every)  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as where:
        dump, folder = Path(where, "dump.parquet"), str(Path(where, "out"))
        write(dump, chosen.articles)
        print(f"a dump of {dump.stat().st_size / 1e6:.0f} MB")
        for name in ("the first run", "again, unchanged"):
            print(name)
            began = time.perf_counter()
            with opened(folder) as register:
                run = Batch(register, [str(dump)], Settings(), Wishes(folder, ("epub", "pdf"), "2026-11-27T00:00:00Z"))
                run.run(Watch())
                told = reported(register, folder, time.perf_counter() - began, run.pruned)
            ledger = Path(folder, batch.OURS, "ledger.sqlite").stat().st_size
            size = f"{ledger / told.articles / 1000:.2f} kB of ledger each"
            print(
                f"{told.built:,} built, {told.cached:,} unchanged, {told.failed} failed in {told.seconds:.1f} s; {size}"
            )


if __name__ == "__main__":
    main()
