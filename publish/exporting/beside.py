"""Both editions of a single article at the same time.

A cold start takes longer than a short article, so that a second core is best used by the second format. Many articles
need none of this: they have a crew (:mod:`crew`).
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeVar

from publish.errors import BuildError
from publish.exporting.crew import cores
from publish.exporting.patience import patience, share
from publish.model import Article
from publish.settings import Settings

if TYPE_CHECKING:
    from publish.build import Editions

Result = TypeVar("Result")


def build_at_once(
    articles: Sequence[Article], formats: Sequence[str], *, settings: Settings, modified: str
) -> Editions:
    """What :func:`publish.build.build` gives; a second format is made in a process of its own, where one can be."""
    from publish.build import Editions

    make = partial(build_patiently, articles, settings=settings, modified=modified)
    if len(formats) != 2 or cores() == 1 or sys.platform != "linux" or threading.active_count() > 1:
        return make(formats)
    with _beside(partial(make, formats[:1])) as other:
        second = make(formats[1:])
        first = other()
    findings = dict.fromkeys((*first.findings, *second.findings))
    return Editions({**first.files, **second.files}, tuple(findings))


def build_patiently(
    articles: Sequence[Article], formats: Sequence[str], *, settings: Settings, modified: str
) -> Editions:
    """What :func:`publish.build.build` gives, if it does not take for ever: then :class:`BuildError` is raised."""
    from publish.build import build

    with patience(share(sum(len(section.body) for article in articles for section in article.sections))):
        return build(articles, formats, settings=settings, modified=modified)


@contextmanager
def _beside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begin work in a forked process, which ends with the context; what is given waits for the work's result."""
    fork = get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=_answer, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()

    def result() -> Result:
        try:
            answer = ours.recv()
        except EOFError:
            raise BuildError(
                "the process that was making it was killed", remedy="build it again with --jobs 1"
            ) from None
        if isinstance(answer, Exception):
            raise answer
        made: Result = answer
        return made

    try:
        yield result
    finally:
        process.kill()
        process.join()
        ours.close()


def _answer(pipe: Connection, work: Callable[[], object]) -> None:
    """Send what the work gives, or what it raises."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        pipe.send(work())
    except Exception as error:
        pipe.send(error)
