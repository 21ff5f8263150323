"""Stages that do what the source says, so that a job can go wrong in every way without setting a page."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePath
from types import ModuleType

import pytest

from publish.build import Editions
from publish.errors import SettingsError, SourceError
from publish.exporting.jobs import Job, Output
from publish.files import Source
from publish.model import Article, Finding, Metadata, Surroundings
from publish.settings import Settings


def _be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _be_killed_while_saving() -> None:
    Path(f".publish-{os.getpid()}-half").write_bytes(b"half")
    _be_killed()


def _be_killed_once() -> None:
    if not Path("killed").exists():
        Path("killed").touch()
        _be_killed()


def _eat() -> None:
    eaten = [bytearray(10_000_000) for _ in range(1000)]
    del eaten


def _raise(error: Exception) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


ACTS: dict[str, Callable[[], None]] = {
    "bad": _raise(SourceError("is not a text", remedy="try another")),
    "bug": _raise(TypeError("two\nlines")),
    "theme": _raise(SettingsError("no theme is called “x”")),
    "killed": _be_killed,
    "killed while saving": _be_killed_while_saving,
    "killed once": _be_killed_once,
    "hungry": _eat,
    "hung": lambda: signal.pause(),
    "slow": lambda: time.sleep(60),
}


def understand(data: bytes, *, source: str, settings: Settings, surroundings: Surroundings) -> Article:
    ACTS.get(data.decode(), lambda: None)()
    found = Finding("title-missing", "warning", "the title is missing", line=1)
    metadata = Metadata("Title", settings.language or "en")
    return Article("title", source, "text", metadata, None, (), findings=(found,))


def build(articles: Sequence[Article], formats: Iterable[str], *, settings: Settings, modified: str) -> Editions:
    files = {name: f"{articles[0].source} as {name} of {modified}".encode() for name in formats}
    found = Finding("page-empty", "info", "page 2 is empty")
    return Editions(files, (*articles[0].findings, found))


@pytest.fixture
def stages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the fake stages in the place of the real ones, and the test in an empty folder."""
    fake = ModuleType("publish.build")
    fake.__dict__.update(understand=understand, build=build, Editions=Editions)
    monkeypatch.setitem(sys.modules, "publish.build", fake)
    monkeypatch.setattr("publish.exporting.runner.warm", lambda: None)
    monkeypatch.setattr("publish.exporting.batch.warm", lambda: None)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def job(stages: None) -> Callable[[str, str], Job]:
    """Make a source that says something, and the job of building both editions of it."""

    def make(stem: str, text: str) -> Job:
        Path(f"{stem}.txt").write_text(text, encoding="utf-8")
        outputs = tuple(Output(name, f"{stem}.{name}") for name in ("epub", "pdf"))
        return Job(Source(f"{stem}.txt", PurePath(stem), "."), outputs)

    return make
