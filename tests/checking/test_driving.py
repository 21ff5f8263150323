"""One process for many files, and what becomes of the others when one file breaks it."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from publish.checking.driving import Answer, ask

FAITHFUL = """
import json, os, sys
for line in sys.stdin:
    word = json.loads(line)["word"]
    {behaviour}
    print(json.dumps({{"word": word, "process": os.getpid()}}), flush=True)
"""


def driver(tmp_path: Path, behaviour: str, words: str, patience: float = 60) -> list[Answer]:
    """What a driver that behaves like this answers to each letter of ``words``."""
    script = tmp_path / "driver.py"
    script.write_text(FAITHFUL.format(behaviour=behaviour), encoding="utf-8")
    return asyncio.run(ask([sys.executable, script], [{"word": word} for word in words], patience=patience))


def test_one_process_answers_everything_in_order(tmp_path: Path) -> None:
    answers = driver(tmp_path, "pass", "aüc")
    assert [answer["word"] for answer in answers] == ["a", "ü", "c"]
    assert len({answer["process"] for answer in answers}) == 1


def test_a_driver_that_dies_fails_one_question_only(tmp_path: Path) -> None:
    answers = driver(tmp_path, "if word == 'b': sys.exit('the roof fell in')", "abcd")
    assert [answer.get("word") for answer in answers] == ["a", None, "c", "d"]
    assert answers[1] == {"error": "the roof fell in"}


def test_a_driver_that_falls_silent_is_not_waited_for(tmp_path: Path) -> None:
    behaviour = "if word == 'b': import time; time.sleep(600)"
    answers = driver(tmp_path, behaviour, "abc", patience=2)
    assert [answer.get("word") for answer in answers] == ["a", None, "c"]
    assert answers[1] == {"error": "it gave no answer in 2 seconds"}


def test_a_driver_that_never_works_is_given_up(tmp_path: Path) -> None:
    tally = tmp_path / "tally"
    answers = driver(tmp_path, f"open({str(tally)!r}, 'a').write('x'); sys.exit('no')", "abcde")
    assert answers == [{"error": "no"}] * 5
    assert tally.read_text() == "xx"


def test_a_driver_that_goes_without_a_word_leaves_its_exit_code(tmp_path: Path) -> None:
    assert driver(tmp_path, "sys.exit(3)", "a") == [{"error": "it ended without a word, exit code 3"}]


def test_nonsense_is_no_answer(tmp_path: Path) -> None:
    assert "not what we know how to read" in driver(tmp_path, "print('hello')", "a")[0]["error"]


def test_the_scratch_folder_is_home_and_gone_afterwards(tmp_path: Path) -> None:
    answers = driver(tmp_path, "open('left-over', 'w').close(); word = [os.getcwd(), os.environ['HOME']]", "a")
    folder, home = answers[0]["word"]
    assert folder == home
    assert not Path(folder).exists()


def test_whoever_stops_waiting_leaves_no_process_behind(tmp_path: Path) -> None:
    script, number = tmp_path / "driver.py", tmp_path / "number"
    script.write_text(f"import os, time; open({str(number)!r}, 'w').write(str(os.getpid())); time.sleep(600)")

    async def impatient() -> None:
        task = asyncio.create_task(ask([sys.executable, script], [{"word": "a"}]))
        while not (number.exists() and number.read_text()):
            await asyncio.sleep(0.05)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(impatient())
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)


def test_no_question_starts_no_process() -> None:
    assert asyncio.run(ask(["there-is-no-such-program"], [])) == []


@pytest.mark.parametrize("size", [10, 1_000_000])
def test_an_answer_may_be_long(tmp_path: Path, size: int) -> None:
    assert len(driver(tmp_path, f"word = 'x' * {size}", "a")[0]["word"]) == size
