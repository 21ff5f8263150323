"""The command line as a user meets it: what it is given, what it answers, and with which exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from publish.cli import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from the command line."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


@pytest.fixture
def publish(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Answer]]:
    """The command line, called in this process and in an empty folder."""
    monkeypatch.chdir(tmp_path)
    heard = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def call(*arguments: str) -> Answer:
        code = main(arguments)
        return Answer(code, *capfd.readouterr())

    yield call
    for number, handler in heard.items():
        signal.signal(number, handler)


def _hear_ctrl_c() -> None:
    """A shell that runs the tests in its background makes all that they start deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Start the real command in the test's folder, in a process group of its own; keywords go into its environment."""

    def call(*arguments: str, stdin: int | None = None, **environment: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "publish", *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=_hear_ctrl_c,
        )

    return call


@pytest.fixture
def command(start: Callable[..., subprocess.Popen[bytes]]) -> Callable[..., Answer]:
    """Run the real command to its end; ``stdin`` is what it is piped."""

    def call(*arguments: str, stdin: bytes = b"", **environment: str) -> Answer:
        process = start(*arguments, stdin=subprocess.PIPE, **environment)
        out, err = process.communicate(stdin, timeout=120)
        return Answer(process.returncode, out.decode("utf-8", "surrogateescape"), err.decode())

    return call


@pytest.fixture
def sea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "sea"
    folder.mkdir()
    for number in range(6):
        text = " ".join(f"Wave {number}-{wave} comes up the beach and goes again." for wave in range(40))
        (folder / f"wave-{number}.txt").write_text(f"Wave {number}\n\n{text}\n", encoding="utf-8")
    return folder
