"""A dump of many small articles through reading, ledger and shelf: what each costs, and whether memory grows.

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
from datetime import date, timedelta
from pathlib import Path

import pyarrow
from pyarrow import parquet

from publish.build import understand
from publish.exporting import batch
from publish.exporting.batch import Batch, Event, Wishes
from publish.exporting.bringing import bring
from publish.exporting.folder import OURS
from publish.exporting.ingredients import Record, Witness, sealed
from publish.exporting.opening import opened
from publish.exporting.report import reported
from publish.exporting.runner import Task
from publish.exporting.worker import Outcome, carry_out
from publish.files import save
from publish.settings import Settings
from publish.shelf import Shelf

WORDS = "sea moon tide wave shore stone light wind rope sail harbour morning evening water ship north".split()
COLUMNS = ("id", "title", "text", "author", "published", "subjects")
STEP = 10_000


def write(path: Path, number: int, *, changed: bool = False) -> None:
    """A dump of so many articles of some two hundred words, no two alike; ``changed``: but the one in the middle."""
    dice = random.Random(1)
    schema = pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS])
    with parquet.ParquetWriter(path, schema) as file:
        for at in range(0, number, STEP):
            rows = list(_rows(dice, at, min(at + STEP, number), number // 2 if changed else None))
            file.write_table(pyarrow.table(dict(zip(schema.names, zip(*rows, strict=True), strict=True)), schema))


def _rows(dice: random.Random, first: int, last: int, changed: int | None) -> Iterator[tuple[str, ...]]:
    for number in range(first, last):
        paragraphs = [" ".join(dice.choices(WORDS, k=50)).capitalize() + "." for _ in range(4)]
        author, subjects = f"Author {dice.randrange(1000)}", "; ".join(dice.sample(WORDS, k=2))
        day = date(2005, 1, 1) + timedelta(days=dice.randrange(20 * 365))
        title = f"Article {number}{', changed' if number == changed else ''}"
        yield f"article-{number}", title, "\n\n".join(paragraphs), author, day.isoformat(), subjects


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
        self.since = self.last = time.perf_counter()

    def __call__(self, event: Event) -> None:
        """One more."""
        self.done += 1
        self.last = time.perf_counter()
        if self.done % STEP == 0:
            now = time.perf_counter()
            memory = _memory()
            each = (now - self.since) / STEP * 1000
            print(f"{self.done:>8,} articles  {each:6.2f} ms each  {memory:6.0f} MB", flush=True)
            self.since = now


def _memory() -> float:
    """The megabytes that this process has."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def shelved(folder: str) -> dict[Path, int]:
    """The files of the catalogue, covers left out, and when each was written."""
    paths = [Path(folder, "index.html"), *Path(folder, "shelf").rglob("*.*")]
    return {path: path.stat().st_mtime_ns for path in paths if path.suffix != ".jpg" and path.is_file()}


def main() -> None:
    """Measure a first run, a second one, and a third one with another article."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=100_000)
    asked.add_argument("--every", type=int, default=1000)
    chosen = asked.parse_args()
    batch.carry_out = sampled(chosen.every)  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as where:
        dump, folder = Path(where, "dump.parquet"), str(Path(where, "out"))
        write(dump, chosen.articles)
        print(f"a dump of {dump.stat().st_size / 1e6:.0f} MB")
        wishes = Wishes(folder, ("epub", "pdf"), "2026-11-27T00:00:00Z", shelf=Shelf())
        for name in ("the first run", "again, unchanged", "one article has changed"):
            if "one" in name:
                write(dump, chosen.articles, changed=True)
            print(name)
            before, began, watch = shelved(folder), time.perf_counter(), Watch()
            with opened(folder) as register:
                run = Batch(register, [str(dump)], Settings(), wishes)
                run.run(watch)
                shelf = time.perf_counter() - watch.last
                told = reported(register, folder, time.perf_counter() - began, run.pruned)
            ledger = Path(folder, OURS, "ledger.sqlite").stat().st_size
            size = f"{ledger / told.articles / 1000:.2f} kB of ledger each"
            files = shelved(folder)
            written = [path for path, when in files.items() if before.get(path) != when]
            size_of_all = sum(path.stat().st_size for path in files) / 1e6
            print(
                f"the shelf: {shelf:.1f} s, {len(written):,} of {len(files):,} files written, {size_of_all:,.0f} MB"
                f" in all; {_memory():.0f} MB of memory"
            )
            print(
                f"{told.built:,} built, {told.cached:,} unchanged, {told.failed} failed in {told.seconds:.1f} s; {size}"
            )


if __name__ == "__main__":
    main()
