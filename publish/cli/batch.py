"""``publish batch``."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from publish.choices import Chosen
from publish.cli.options import (
    AllowNetwork,
    AsJson,
    ContentsLevels,
    Cover,
    FailOn,
    From,
    Jobs,
    KeepAll,
    Language,
    MemoryLimit,
    Merge,
    NearDuplicates,
    NoMend,
    NoShelf,
    Notes,
    Output,
    PictureMegabytes,
    PicturePixels,
    Profile,
    Prune,
    Quiet,
    Report,
    Scheduler,
    Shard,
    ShelfAddress,
    ShelfTitle,
    Theme,
    Threshold,
    TimeLimit,
    To,
    chosen,
    reachable,
)
from publish.cli.terminal import Meter, Tally, is_terminal, say, tell
from publish.errors import OK, Interrupted, PublishError, UsageError
from publish.files import STDIO, Source, is_folder, joined, plain, save, source_of
from publish.settings import FORMATS, Run, suggestion

if TYPE_CHECKING:
    from publish.exporting.batch import Batch, Tell, Wishes
    from publish.exporting.report import Report as Reported

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Folders, files, 'patterns/*', feeds, dumps (.jsonl, .csv, .parquet), .zip archives.",
    ),
]
Why = Annotated[
    str | None, typer.Option("--why", metavar="ARTICLE", help="Build nothing; say what has changed of this article.")
]


def batch(
    context: typer.Context,
    sources: Sources,
    output: Output = None,
    to: To = None,
    why: Why = None,
    prune: Prune = False,
    near_duplicates: NearDuplicates = None,
    memory_limit: MemoryLimit = None,
    time_limit: TimeLimit = None,
    report: Report = None,
    shelf_title: ShelfTitle = None,
    shelf_address: ShelfAddress = None,
    no_shelf: NoShelf = False,
    from_: From = None,
    language: Language = None,
    cover: Cover = None,
    threshold: Threshold = None,
    theme: Theme = None,
    notes: Notes = None,
    profile: Profile = None,
    contents_levels: ContentsLevels = None,
    picture_pixels: PicturePixels = None,
    picture_megabytes: PictureMegabytes = None,
    no_mend: NoMend = None,
    keep_all: KeepAll = False,
    fail_on: FailOn = None,
    allow_network: AllowNetwork = False,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    shard: Shard = None,
    merge: Merge = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> int:
    """Build the editions of a whole collection, and of what has changed in it since the last time.

    Whatever interrupts it, the next run goes on where it was. Progress is a bar on a terminal, else a JSON object a
    line, on standard error; the report is on standard output, and in FOLDER/.publish/.
    """
    from publish.collecting import origins

    named = origins(sources)
    standing = tuple(map(_standing_for, named))
    made = chosen(standing, context.params)
    reachable(standing, made)
    _refuse(named, made.run)
    return _done(named, made, why, debug=context.find_root().params["debug"], as_json=as_json)


def _done(named: tuple[str, ...], made: Chosen, why: str | None, *, debug: bool, as_json: bool) -> int:
    from publish.collecting import expected
    from publish.exporting.batch import Batch, Event
    from publish.exporting.opening import opened
    from publish.exporting.report import reported

    asked, started, wishes, tally = made.run, time.perf_counter(), _wishes(made.run), Tally(debug=debug)
    shown = is_terminal() and not asked.quiet and why is None
    with Meter(expected(named) if shown else None, shown=shown) as meter:
        shows = tally.shown_in(meter) if is_terminal() or asked.quiet else tally.as_records()
        with opened(wishes.folder, lambda: shows(Event("waiting", wishes.folder))) as register:
            run = Batch(register, named, made.settings, wishes)
            if why is not None:
                return _explain(run, why)
            _run(run, tally, shows)
            told = reported(register, wishes.folder, time.perf_counter() - started, run.pruned, run.unused)
    _write(told, wishes, asked, as_json=as_json)
    return PublishError.exit_code if told.failed else OK


def _wishes(asked: Run) -> Wishes:
    from publish.exporting import modified
    from publish.exporting.batch import Wishes
    from publish.exporting.crew import Limits
    from publish.exporting.folder import Folder
    from publish.shelf import Shelf

    return Wishes(
        folder=Folder(plain(asked.output[0]) if asked.output else "build").name,
        formats=tuple(name for name in FORMATS if name in asked.to) or FORMATS,
        modified=modified(os.environ),
        workers=asked.jobs,
        limits=Limits(asked.memory_limit * 1_000_000, asked.time_limit),
        prune=asked.prune,
        near=asked.near_duplicates,
        scheduler=asked.scheduler,
        shard=asked.shard,
        merge=tuple(map(plain, asked.merge)),
        shelf=None if asked.no_shelf else Shelf(asked.shelf_title, asked.shelf_address, modified(os.environ)),
    )


def _run(run: Batch, tally: Tally, shows: Tell) -> None:
    try:
        run.run(shows)
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted: {tally.done:,} articles are done; the next run goes on there") from None


def _explain(run: Batch, name: str) -> int:
    for line in run.why(name):
        say(line)
    return OK


def _write(told: Reported, wishes: Wishes, asked: Run, *, as_json: bool) -> None:
    """The report: to standard output, beside the ledger, and wherever it is asked for."""
    from publish.exporting.folder import OURS
    from publish.exporting.report import WRITTEN
    from publish.exporting.report import as_json as compact

    ours = [joined(wishes.folder, f"{OURS}/report{ending}") for ending in (".html", ".json")]
    for path in (*ours, *asked.report):
        save(path, WRITTEN[Path(path).suffix.lower()](told).encode())
    if as_json or not asked.quiet:
        sys.stdout.write(compact(told, None) if as_json else WRITTEN[".txt"](told))
    if not asked.quiet:
        tell(f"the report is in {ours[0]}")


def _refuse(named: tuple[str, ...], asked: Run) -> None:
    from publish.exporting.report import WRITTEN

    for name in named:
        if name == STDIO:
            raise UsageError("standard input is no collection", remedy="name a folder, a feed or a dump")
    if len(asked.output) > 1 or (asked.output and (asked.output[0] == STDIO or Path(asked.output[0]).is_file())):
        raise UsageError("a collection goes into one folder", place=asked.output[-1], remedy="give one -o FOLDER/")
    for path in asked.report:
        if Path(path).suffix.lower() not in WRITTEN:
            raise UsageError("no report has this ending", place=path, remedy=suggestion(Path(path).suffix, WRITTEN))


def _standing_for(name: str) -> Source:
    """A source that has the settings beside it which go for the collection."""
    return Source(name, PurePath(), name) if is_folder(name) else source_of(name)
