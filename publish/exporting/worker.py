"""One job, from the source on disk to the editions on disk, and how it went."""

from __future__ import annotations

import gc
import sys
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from publish.errors import BuildError, PublishError, SettingsError
from publish.exporting.beside import ready
from publish.exporting.bringing import bring
from publish.exporting.demands import hold
from publish.exporting.ingredients import Record, Witness, sealed
from publish.exporting.jobs import Job
from publish.exporting.patience import patience, share
from publish.files import STDIO, Source, save
from publish.model import Article, Finding, Surroundings
from publish.reading.asking import asked
from publish.settings import Settings
from publish.shelf import thumbnail


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one job went. It is built, or there is an error; never both."""

    job: Job
    number: int
    """The job's place in the plan, from 0."""
    seconds: float
    written: tuple[str, ...] = ()
    """The files that were saved, as the job names them."""
    findings: tuple[Finding, ...] = ()
    error: PublishError | None = None
    """None where the job is built."""
    traceback: str | None = None
    """Where an error that is no :class:`PublishError` comes from: a bug of ours. None otherwise."""
    record: Record | None = None
    """What a ledger keeps of it; None where it is not built."""


COLLECTED = 200_000
"""New objects after which Python looks for cycles: layout makes millions of objects that reference counting frees."""

_MORE_MEMORY = "split it, or give it more with publish batch --memory-limit"


def warm() -> None:
    """Load everything that jobs need, once: processes that are forked afterwards have it from the start."""
    import publish.build  # noqa: F401
    from publish.writing import WRITERS
    from publish.writing.engine import prepare

    for writer in WRITERS.values():
        import_module(writer)
    prepare()
    gc.set_threshold(COLLECTED)


def carry_out(numbered: tuple[int, Job], settings: Settings, modified: str, *, alone: bool = False) -> Outcome:
    """Build one numbered job. Whatever goes wrong comes back in the outcome; only an interruption is raised.

    ``modified`` is the time that the editions carry, see :mod:`publish.exporting.timestamp`. ``alone``: there is no
    other job, so that this one may use a second core.
    """
    number, job = numbered
    start = time.perf_counter()
    try:
        written, findings, record = _build(job, settings, modified, alone=alone)
    except Exception as error:
        seconds = time.perf_counter() - start
        if _is_of_memory(error):
            short = BuildError("needs more memory than it may have", place=job.source.name, remedy=_MORE_MEMORY)
            return Outcome(job, number, seconds, error=short)
        if isinstance(error, PublishError):
            return Outcome(job, number, seconds, error=_placed(error, job))
        return Outcome(job, number, seconds, error=internal_error(error, job), traceback=traceback.format_exc())
    return Outcome(job, number, time.perf_counter() - start, written, findings, record=record)


def _is_of_memory(error: Exception) -> bool:
    """Whether it comes of too little memory: where that ends, Python may just say SystemError."""
    if isinstance(error, SystemError) and sys.platform == "linux":
        import resource

        return resource.getrlimit(resource.RLIMIT_DATA)[0] != resource.RLIM_INFINITY
    return isinstance(error, MemoryError)


_Made = tuple[tuple[str, ...], tuple[Finding, ...], Record]


def _build(job: Job, settings: Settings, modified: str, *, alone: bool) -> _Made:
    data, settings, around = bring(job.source, settings)
    chosen = asked(data, source=job.source.name, settings=settings, surroundings=around)
    try:
        return _made(job, data, chosen, around, modified, alone=alone)
    except SettingsError as error:
        if chosen == settings or error.place:
            raise
        raise SettingsError(error.message, place=job.source.name, remedy=error.remedy) from None


def _made(job: Job, data: bytes, settings: Settings, around: Surroundings, modified: str, *, alone: bool) -> _Made:
    witness = Witness(around.fetch)
    around = replace(around, fetch=witness)
    formats = tuple(dict.fromkeys(output.format for output in job.outputs if output.format != "thumbnail"))
    press = "interior" in formats
    with ready(formats, settings=settings, modified=modified, alone=alone and not press) as make:
        articles = [_understood(data, job.source, settings, around)]
        articles += [_understood(*_brought(source, settings)) for source in job.others]
        editions = make(articles)
    judged = _judged(editions.files, job, settings)
    findings = tuple(dict.fromkeys((*_told(articles), *editions.findings, *judged)))
    hold(findings, settings.fail_on, source=job.source.name)
    files = dict(editions.files)
    if any(output.format == "thumbnail" for output in job.outputs):
        files["thumbnail"] = thumbnail(files)
    for output in job.outputs:
        save(output.path, files[output.format], job.workshop)
    paths = tuple(output.path for output in job.outputs)
    saved = tuple(sealed(output.path, files[output.format]) for output in job.outputs if output.path != STDIO)
    made_of = witness.ingredients(data, around)
    return paths, findings, Record(made_of, saved, articles[0].metadata, editions.identifier)


def _judged(files: Mapping[str, bytes], job: Job, settings: Settings) -> Iterator[Finding]:
    """What the store of the profile would say of the e-book."""
    if settings.printer and "interior" in files:
        yield from _preflighted(files, settings.printer)
    if settings.profile and "epub" in files:
        from publish.checking.lint import lint  # Few are asked for.

        path = next(output.path for output in job.outputs if output.format == "epub")
        yield from lint(files["epub"], settings.profile, name=path)


def _preflighted(files: Mapping[str, bytes], name: str) -> Iterator[Finding]:
    """What the printer would not take of interior and cover."""
    from publish.checking.preflight import reports  # Few are asked for.

    drawn = [(Path(part), files[part]) for part in ("interior", "cover") if part in files]
    for report in reports(drawn, name):
        yield from (replace(one, message=f"{report.path}: {one.message}") for one in report.findings)


def _told(articles: Sequence[Article]) -> Iterator[Finding]:
    """The findings of the articles; of several, each with its source."""
    for article in articles:
        for finding in article.findings:
            yield finding if len(articles) == 1 else replace(finding, source=article.source)


def _brought(source: Source, settings: Settings) -> tuple[bytes, Source, Settings, Surroundings]:
    """Another source of the same book."""
    data, settings, around = bring(source, settings)
    return data, source, asked(data, source=source.name, settings=settings, surroundings=around), around


def _understood(data: bytes, source: Source, settings: Settings, around: Surroundings) -> Article:
    from publish.build import understand  # Heavy: a source that cannot be loaded need not wait for it.

    try:
        with patience(share(len(data))):
            return understand(data, source=source.name, settings=settings, surroundings=around)
    except PublishError as error:
        if error.place is not None or isinstance(error, SettingsError):
            raise
        raise type(error)(error.message, place=source.name, remedy=error.remedy) from error


def _placed(error: PublishError, job: Job) -> PublishError:
    """The same error; it names its source even where a stage that knows no file names raised it."""
    if error.place is None and not isinstance(error, SettingsError):
        return type(error)(error.message, place=job.source.name, remedy=error.remedy)
    return error


def internal_error(error: Exception, job: Job | None = None) -> PublishError:
    """A bug of ours in one line, for the user."""
    problem = " ".join(f"internal error: {type(error).__name__}: {error}".split()).rstrip(":")
    return PublishError(f"{problem} (publish --debug shows the traceback)", place=job.source.name if job else None)
