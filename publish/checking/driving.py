"""Asking a referee about many files in one process.

A referee's driver (see the folder ``drivers``) reads one question a line and answers each in turn, both in JSON. One
that dies or falls silent has failed the question it was at, and that one alone: a new process goes on with the next.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

DRIVERS = Path(__file__).parent / "drivers"

PATIENCE = 300.0
"""Seconds without an answer after which a referee counts as hanging."""

GRACE = 10.0
"""Seconds that a process has for ending by itself, and again after it was told to."""

LONGEST = 1 << 30
"""Bytes of one answer."""

Question = Mapping[str, object]
Answer = dict[str, Any]
"""What a driver said; ``{"error": …}`` where it gave no answer."""


async def ask(
    command: Sequence[str | Path],
    questions: Sequence[Question],
    *,
    environment: Mapping[str, str] | None = None,
    patience: float = PATIENCE,
) -> list[Answer]:
    """One answer for each question, in order.

    ``command`` starts the driver in a scratch folder of its own, so every path in it must be absolute; ``environment``
    is added to the one we run in. Two processes in a row that answer nothing end the asking: the referee does not work.
    """
    answers: list[Answer] = []
    silent = 0
    while len(answers) < len(questions):
        heard, trouble = await _hear(command, questions[len(answers) :], environment or {}, patience)
        answers += heard
        silent = 0 if heard else silent + 1
        unheard = len(questions) - len(answers)
        answers += [{"error": trouble}] * min(unheard, 1 if silent < 2 else unheard)
    return answers


async def _hear(
    command: Sequence[str | Path], questions: Sequence[Question], environment: Mapping[str, str], patience: float
) -> tuple[list[Answer], str]:
    """The answers of one process and, if there are fewer than questions, what was wrong."""
    answers: list[Answer] = []
    with tempfile.TemporaryDirectory(prefix="publish-check-", ignore_cleanup_errors=True) as scratch:
        asked, errors = Path(scratch, "questions"), Path(scratch, "errors")
        asked.write_text("".join(f"{json.dumps(question)}\n" for question in questions), encoding="ascii")
        process = await _start(command, asked, errors, {**os.environ, **_homely(scratch), **environment})
        try:
            while len(answers) < len(questions) and (line := await asyncio.wait_for(_line(process), patience)):
                answers.append(json.loads(line))
            await asyncio.wait_for(process.wait(), GRACE)
            trouble = _last_words(errors) or f"it ended without a word, exit code {process.returncode}"
        except TimeoutError:
            trouble = f"it gave no answer in {patience:.0f} seconds"
        except ValueError:
            trouble = "its answer is not what we know how to read"
        finally:
            await _end(process)
    return answers, trouble


async def _start(command: Sequence[str | Path], asked: Path, errors: Path, environment: Mapping[str, str]) -> Process:
    with asked.open("rb") as stdin, errors.open("wb") as stderr:
        return await asyncio.create_subprocess_exec(
            *command,
            stdin=stdin,
            stdout=PIPE,
            stderr=stderr,
            cwd=asked.parent,
            env=environment,
            start_new_session=True,
            limit=LONGEST,
        )


def _homely(scratch: str) -> dict[str, str]:
    """What keeps a referee's files in the scratch folder, and makes Java read file names as UTF-8 in any locale."""
    return {"HOME": scratch, "TMPDIR": scratch, "XDG_CONFIG_HOME": scratch, "LC_ALL": "C.UTF-8"}


async def _line(process: Process) -> bytes:
    return await process.stdout.readline() if process.stdout else b""


async def _end(process: Process) -> None:
    """Ends a process that has not ended by itself, children included: first told to, so that it may close a browser."""
    for word in (signal.SIGTERM, signal.SIGKILL):
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, word)
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), GRACE)


def _last_words(errors: Path) -> str | None:
    """The last line on standard error that is no line of a stack trace; None for silence."""
    lines = (line.strip() for line in errors.read_text(encoding="utf-8", errors="replace").splitlines())
    telling = [line for line in lines if line and not line.startswith(("at ", "... ", "Node.js v"))]
    return telling[-1] if telling else None
