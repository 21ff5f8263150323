"""The ``publish`` command. Here, and nowhere else, errors become exit codes."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from publish.cli.batch import batch
from publish.cli.build import build
from publish.cli.check import check
from publish.cli.config import config
from publish.cli.explain import explain
from publish.cli.inspect import inspect
from publish.cli.press import press
from publish.cli.terminal import hush, say, steady_streams, tell
from publish.cli.theme import theme
from publish.errors import OK, Interrupted, PublishError, UsageError

EXIT_CODES = {
    0: "all went well",
    1: "some sources failed",
    2: "the command line asks for what does not exist",
    3: "a setting is unknown or wrong",
    4: "a finished file breaks its standard, or a referee could not be asked",
    130: "interrupted",
}
"""The meaning of every exit code; :mod:`publish.errors` gives each class of errors its own."""


class Commands(TyperGroup):
    """The commands, and what becomes of an exception that no command was written to raise."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the context names; its exit code comes back."""
        try:
            code = super().invoke(ctx)
            if sys.stdout:
                sys.stdout.flush()
            return code
        except (PublishError, typer.TyperException, typer.Exit):
            raise
        except BrokenPipeError:  # Whoever reads us, such as ``head``, has seen enough.
            hush()
            return OK
        except OSError as error:
            hush()
            reason = (error.strerror or str(error)).lower()
            raise PublishError(reason, place=error.filename or "standard output") from error
        except Exception as bug:
            if ctx.params["debug"]:
                raise
            from publish.exporting.worker import internal_error

            raise internal_error(bug) from bug


app = typer.Typer(
    cls=Commands,
    epilog="Exit codes:\n\n\b\n" + "\n".join(f"{code:>5}  {meaning}" for code, meaning in EXIT_CODES.items()),
    rich_markup_mode=None,  # Rich takes longer to import than all the rest; --help should not have to wait for it.
    pretty_exceptions_enable=False,
    add_completion=False,
)
for _command in (build, batch, press, inspect, check, explain):
    app.command()(_command)
app.add_typer(config, name="config")
app.add_typer(theme, name="theme")


@app.callback(invoke_without_command=True)
def publish(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an internal error.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Turn scraped articles into EPUB 3.3 and tagged PDF."""
    if version:
        from importlib import metadata

        say(f"publish {metadata.version('publish')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, ``sys.argv`` unless told otherwise. Its exit code comes back, one of :data:`EXIT_CODES`."""
    # Layout makes a great many objects and hardly a cycle: looking for cycles as often as Python does takes a fifth of
    # a build.
    gc.set_threshold(200_000)
    steady_streams()
    _hear_signals()
    try:
        code: int = app(args=arguments, prog_name="publish", standalone_mode=False) or OK
    except PublishError as error:
        tell(str(error))
        return error.exit_code
    except typer.TyperException as error:
        tell(_complaint(error))
        return UsageError.exit_code
    if code == Interrupted.exit_code:  # Typer's own answer to Ctrl-C, where the command had nothing to add.
        tell("interrupted")
    return code


class _Stop(KeyboardInterrupt):
    """Ctrl-C, or a polite request to end, which is answered in the same way.

    A plain KeyboardInterrupt that passes through an ``exec`` in any library makes ``python -m`` end itself with SIGINT
    when all is done, whatever the exit code is to be. Only the class itself has that effect; none below it has.
    """


def _hear_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) != signal.SIG_IGN:  # As ``nohup``, or a shell's ``&``, has asked for.
            signal.signal(number, _stop)


def _stop(number: int, frame: object) -> NoReturn:
    raise _Stop


def _complaint(error: typer.TyperException) -> str:
    """What Typer has to say about the command line, in one line with a remedy, as our own errors are."""
    near, context = getattr(error, "possibilities", None), getattr(error, "ctx", None)
    if near:
        return f"{error.message}. Did you mean {' or '.join(near)}?"
    message, command = error.format_message().rstrip("."), context.command_path if context else "publish"
    return message if message.endswith("?") else f"{message}; see {command} --help"
