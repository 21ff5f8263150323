"""A single article in two processes, the second of which loads what sets pages while the first reads.

A cold start takes longer than a short article. Many articles need none of this: they have a crew (:mod:`crew`).
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, TypeVar

from publish.errors import BuildError
from publish.exporting.crew import cores
from publish.exporting.patience import patience, share
from publish.model import Article, Publication
from publish.settings import Settings

if TYPE_CHECKING:
    from publish.build import Editions

Task = TypeVar("Task")


PRESS = 3
"""How many times as long a book for a printer may take: it is set twice, and drawn in inks."""

Make = Callable[[Sequence[Article]], "Editions"]
"""From the articles of a book to its editions."""


@contextmanager
def ready(formats: Sequence[str], *, settings: Settings, modified: str, alone: bool) -> Iterator[Make]:
    """What gives the same as :func:`publish.build.build`, with the help of a second process if the job is ``alone``.

    That begins with the context, so that WeasyPrint is loaded while the source is still being read, and only there: it
    sets the PDF, and the cover that the first one draws for the EPUB.
    """
    if not alone or sys.platform != "linux" or cores() == 1 or threading.active_count() > 1:
        yield partial(build_patiently, formats=formats, settings=settings, modified=modified)
        return
    with _beside(_load, _set) as give:

        def make(articles: Sequence[Article]) -> Editions:
            from publish.build import Editions, typeset, written
            from publish.writing import agreeing

            with patience(_share(articles)):
                publication = typeset(articles, settings=settings, modified=modified)
            answer = give(_Task(publication, tuple(formats), _share(articles)))
            bound = answer() if "epub" in formats else publication
            breaks = answer() if "pdf" in formats else ()
            made = (
                written(agreeing(bound, breaks), ["epub"]) if "epub" in formats else Editions({}, publication.findings)
            )
            if "pdf" not in formats:
                return made
            data, findings = answer()
            return Editions({**made.files, "pdf": data}, tuple(dict.fromkeys((*made.findings, *findings))))

        yield make


def build_patiently(
    articles: Sequence[Article], formats: Sequence[str], *, settings: Settings, modified: str
) -> Editions:
    """What :func:`publish.build.build` gives, if it does not take for ever: then :class:`BuildError` is raised."""
    if "interior" in formats:
        from publish.build import pressed
        from publish.exporting import profiles

        with patience(PRESS * _share(articles)):
            profile = profiles.found(settings.icc)
            return pressed(articles, formats, settings=settings, modified=modified, profile=profile)
    from publish.build import build

    with patience(_share(articles)):
        return build(articles, formats, settings=settings, modified=modified)


def _share(articles: Sequence[Article]) -> float:
    """The seconds of processor time that editions of these articles have."""
    return share(sum(len(section.body) for article in articles for section in article.sections))


@dataclass(frozen=True, slots=True)
class _Task:
    """What the second process is asked for."""

    publication: Publication
    formats: tuple[str, ...]
    seconds: float
    """Of processor time, at the most."""


def _load() -> None:
    """Load what sets pages."""
    from publish.writing import cover, pdf  # noqa: F401
    from publish.writing.engine import prepare

    prepare()


def _set(task: _Task) -> Iterator[Any]:
    """The publication with its cover set, for an EPUB; then where pages begin; then the PDF, and what was found."""
    from publish.writing import cover, pdf

    with patience(task.seconds):
        if "epub" in task.formats:
            yield cover.typeset(task.publication)
        if "pdf" in task.formats:
            pages = pdf.lay_out(task.publication)
            yield pages.breaks
            yield pages.write()


@contextmanager
def _beside(
    prepare: Callable[[], None], work: Callable[[Task], Iterator[Any]]
) -> Iterator[Callable[[Task], Callable[[], Any]]]:
    """A forked process that prepares for a task and ends with the context.

    What is given takes the task, and gives what waits for the next thing that the work yields.
    """
    fork = get_context("fork")
    ours, theirs = fork.Pipe()
    process = fork.Process(target=_answer, args=(theirs, prepare, work), daemon=True)
    process.start()
    theirs.close()

    def give(task: Task) -> Callable[[], Any]:
        with suppress(ConnectionError):  # A process that has just died: its pipe says so when it is asked.
            ours.send(task)
        return answer

    def answer() -> Any:
        try:
            found = ours.recv()
        except (EOFError, ConnectionError):
            remedy = "build it again with --jobs 1"
            raise BuildError("the process that was making it was killed", remedy=remedy) from None
        if isinstance(found, Exception):
            raise found
        return found

    try:
        yield give
    finally:
        process.kill()
        process.join()
        ours.close()


def _answer(pipe: Connection, prepare: Callable[[], None], work: Callable[[Task], Iterator[Any]]) -> None:
    """Send what the work yields for the task that comes, or what it raises."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        prepare()
        for found in work(pipe.recv()):
            pipe.send(found)
    except EOFError:
        return  # There will be no task.
    except Exception as error:
        pipe.send(error)
