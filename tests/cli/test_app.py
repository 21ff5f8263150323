"""What holds for every command: help, exit codes, and complaints of one line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from publish import errors
from publish.cli import app as room
from publish.cli.app import EXIT_CODES, app

Run = Callable[..., Any]
GROUP: Any = typer.main.get_command(app)
COMMANDS: dict[str, Any] = {"publish": GROUP, **GROUP.commands}
BELOW = {
    f"{name} {below}": one
    for name, group in GROUP.commands.items()
    for below, one in getattr(group, "commands", {}).items()
}
EVERY = COMMANDS | BELOW
OPTIONS = {option for command in EVERY.values() for one in command.params for option in one.opts}


def parameters() -> list[Any]:
    """Every argument and option of every command."""
    return [
        pytest.param(parameter, id=f"{name} {parameter.name}")
        for name, command in EVERY.items()
        for parameter in command.params
    ]


def error_classes(base: type[errors.PublishError] = errors.PublishError) -> Iterator[type[errors.PublishError]]:
    yield base
    for below in base.__subclasses__():
        yield from error_classes(below)


def test_there_are_the_commands_that_the_documentation_promises() -> None:
    assert list(COMMANDS) == ["publish", "build", "batch", "press", "inspect", "check", "explain", "config", "theme"]


@pytest.mark.parametrize("name", EVERY)
def test_every_command_has_help(name: str) -> None:
    assert EVERY[name].help


@pytest.mark.parametrize("parameter", parameters())
def test_every_argument_and_option_has_help(parameter: Any) -> None:
    assert parameter.help


@pytest.mark.parametrize("name", [name for name in EVERY if name != "publish"])
def test_the_readme_mentions_every_command(name: str) -> None:
    assert f"publish {name}" in readme()


@pytest.mark.parametrize("option", sorted(option for option in OPTIONS if option.startswith("--")))
def test_the_readme_mentions_every_option(option: str) -> None:
    assert option in readme()


def readme() -> str:
    return Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")


def test_help_lists_every_exit_code(publish: Run) -> None:
    answer = publish("--help")
    assert answer.code == 0
    for code, meaning in EXIT_CODES.items():
        assert f"{code:>5}  {meaning}\n" in answer.out


def test_every_error_has_an_exit_code_that_help_lists() -> None:
    assert {error.exit_code for error in error_classes()} | {errors.OK} == set(EXIT_CODES)


def test_without_a_command_there_is_help(publish: Run) -> None:
    assert publish() == publish("--help")


def test_the_version(publish: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"7.0 of {name}")
    assert publish("--version").out == "publish 7.0 of publish\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["build", "--langage", "de", "a.txt"], "No such option: --langage. Did you mean --language?"),
        (["build", "--unheard-of", "a.txt"], "No such option: --unheard-of; see publish build --help"),
        (["biuld", "a.txt"], "No such command 'biuld'. Did you mean 'build'?"),
        (["build"], "Missing argument 'SOURCE'; see publish build --help"),
        (["build", "a.txt", "-o"], "Option '-o' requires an argument; see publish --help"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_line(publish: Run, arguments: list[str], line: str) -> None:
    answer = publish(*arguments)
    assert (answer.code, answer.out, answer.told) == (2, "", [line])


def test_a_bug_is_one_line_and_debug_shows_where(publish: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*_: object) -> None:
        raise TypeError("two\nlines")

    monkeypatch.setattr("publish.cli.explain.all_codes", bug)
    answer = publish("explain", "x")
    assert answer.code == 1
    assert answer.told == ["internal error: TypeError: two lines (publish --debug shows the traceback)"]
    with pytest.raises(TypeError):
        publish("--debug", "explain", "x")


def test_interruption_where_there_is_nothing_to_count(publish: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("publish.cli.explain.all_codes", interrupt)
    answer = publish("explain", "x")
    assert (answer.code, answer.told) == (130, ["interrupted"])


def test_whoever_reads_us_may_leave(monkeypatch: pytest.MonkeyPatch, publish: Run) -> None:
    hushed: list[bool] = []
    monkeypatch.setattr(room, "hush", lambda: hushed.append(True))

    def leave(*_: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("publish.cli.explain.say", leave)
    answer = publish("explain")
    assert (answer.code, answer.told, hushed) == (0, [], [True])


def test_a_full_disk_under_standard_output(monkeypatch: pytest.MonkeyPatch, publish: Run) -> None:
    monkeypatch.setattr(room, "hush", lambda: None)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("publish.cli.explain.say", refuse)
    answer = publish("explain")
    assert (answer.code, answer.told) == (1, ["standard output: no space left on device"])


@pytest.mark.parametrize("library", ["weasyprint", "ebooklib", "jinja2", "rich", "pydantic", "lxml", "fontTools"])
def test_help_loads_nothing_heavy(library: str) -> None:
    script = f"import sys; from publish.cli import main; main(['--help']); sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0
