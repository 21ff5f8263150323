"""What the user sees: lines on standard output and standard error, and a progress bar where a terminal is."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from types import TracebackType
from typing import TYPE_CHECKING, Any

import typer

from publish.model import Finding

if TYPE_CHECKING:
    from rich.progress import Progress

    from publish.exporting.batch import Event

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
"""Characters that a terminal obeys instead of showing them. The names of files and their text may have any."""


def say(line: str) -> None:
    """One line of what was asked for, on standard output."""
    typer.echo(CONTROLS.sub("\N{REPLACEMENT CHARACTER}", line))


def tell(line: str) -> None:
    """One line about how it goes, on standard error."""
    typer.echo(CONTROLS.sub("\N{REPLACEMENT CHARACTER}", line), err=True)


def recorded(finding: Finding) -> dict[str, Any]:
    """A finding about an edition as an object for JSON; its shape is what other programs rely on."""
    names = ("code", "severity", "message", "line", "page")
    return {name: getattr(finding, name) for name in names}


def say_record(record: Mapping[str, Any]) -> None:
    """One line of JSON on standard output: in UTF-8, whatever the locale says (RFC 8259, section 8.1)."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    line = json.dumps(record, ensure_ascii=False)
    typer.echo(CONTROLS.sub(lambda control: f"\\u{ord(control[0]):04x}", line))


def described(finding: Finding, source: str) -> str:
    """A finding in one line: where, what, what to do about it, and the code that ``publish explain`` takes."""
    source = finding.source or source
    place = f"{source}:{finding.line}" if finding.line else source
    page = f"page {finding.page}: " if finding.page else ""
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    return f"{place}: {page}{finding.message}{remedy} [{finding.code}]"


def steady_streams() -> None:
    """Let no character stop a message: one that the locale's encoding lacks is written as its escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def can_show(characters: str) -> bool:
    """Whether standard output's encoding has these characters."""
    try:
        characters.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def is_terminal() -> bool:
    """Whether somebody looks at standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


def hush() -> None:
    """Give up standard output, which nobody reads any more, so that Python does not complain when it flushes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


_FRAME = 0.1
"""Seconds between two pictures of the bar."""
_PULSE = 5.0
"""Seconds between two lines about how far it is."""


class Meter:
    """A progress bar on standard error; lines that are told while it is shown go above it.

    Where ``shown`` is false it is no bar, and the lines are printed as they come. A ``total`` of None is not known.
    """

    def __init__(self, total: int | None, *, shown: bool) -> None:
        self._total = total
        self._shown = shown
        self._bar: Progress | None = None

    def __enter__(self) -> Meter:
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn("building"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(elapsed_when_finished=True),
            )
            # Drawn when something has changed only: no thread, with which no process could be forked.
            self._bar = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
            self._bar.add_task("building", total=self._total, rate="")
            self._started = self._drawn = time.monotonic()
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def tell(self, line: str) -> None:
        """One line on standard error."""
        if self._bar:
            self._bar.console.print(CONTROLS.sub("?", line), markup=False, highlight=False, soft_wrap=True)
        else:
            tell(line)

    def advance(self) -> None:
        """One more is done."""
        if self._bar:
            (task,) = self._bar.tasks
            self._bar.advance(task.id)
            now = time.monotonic()
            if now - self._drawn >= _FRAME or task.finished:
                self._drawn = now
                self._bar.update(task.id, rate=f"{task.completed / max(now - self._started, _FRAME):,.1f} a second")
                self._bar.refresh()


class Tally:
    """Counts what has become of articles, and shows it: in a bar, or as JSON, an object a line."""

    def __init__(self, *, debug: bool) -> None:
        self.done = 0
        self._debug = debug
        self._counts: dict[str, int] = {}
        self._started = self._told = time.monotonic()

    def shown_in(self, meter: Meter) -> Callable[[Event], None]:
        """A bar, and a line for each article that failed."""

        def show(event: Event) -> None:
            self._count(event)
            if event.kind == "waiting":
                meter.tell(f"{event.name}: another run is at work here; this one waits for it")
                return
            if event.error:
                meter.tell(str(event.error))
            if event.traceback and self._debug:
                sys.stderr.write(event.traceback)
            meter.advance()

        return show

    def as_records(self) -> Callable[[Event], None]:
        """A line for each article that something happened to, and one now and then for how far it is."""

        def show(event: Event) -> None:
            self._count(event)
            if event.kind != "cached":
                told = {
                    "event": event.kind,
                    "name": event.name,
                    "place": event.place,
                    "seconds": round(event.seconds, 3),
                }
                told |= {"findings": event.findings} if event.kind == "built" else {"reason": event.reason}
                tell(json.dumps(told, ensure_ascii=False))
            now = time.monotonic()
            if now - self._told >= _PULSE:
                self._told = now
                rate = round(self.done / (now - self._started), 2)
                tell(json.dumps({"event": "progress", "done": self.done, "rate": rate, **self._counts}))

        return show

    def _count(self, event: Event) -> None:
        if event.kind != "waiting":
            self.done += 1
            self._counts[event.kind] = self._counts.get(event.kind, 0) + 1
