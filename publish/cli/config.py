"""``publish config``: the settings, and where each value comes from."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Annotated, Any

import typer

from publish.choices import Chosen, merged
from publish.cli.options import AsJson, chosen, found
from publish.cli.terminal import say, say_record
from publish.errors import OK, UsageError
from publish.files import Source, is_address
from publish.settings import Setting, table

config = typer.Typer(invoke_without_command=True)


@config.callback()
def _settings(context: typer.Context) -> None:
    """Show the settings, and where each value comes from."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@config.command()
def show(
    source: Annotated[
        str | None, typer.Argument(metavar="[SOURCE]", help="An article, or a folder; else the current folder.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Print every setting with where its value comes from.

    What comes out is a publish.toml; a setting that has no value is a remark in it.
    """
    made = _made(source or ".")
    for key, setting in table().items():
        value = setting.show(_value(made, setting))
        if as_json:
            say_record({"setting": key, "value": value, "from": made.origins[key]})
        else:
            say(f"{_line(key, value):<34} # {made.origins[key]}")
    return OK


def _made(name: str) -> Chosen:
    """What is chosen for a source; for a folder, what is for all in it."""
    if is_address(name):
        raise UsageError("is on the network", place=name, remedy="name a file or a folder")
    if Path(name).is_dir():
        return chosen([Source(name, PurePath(), name)])
    from publish.exporting import bring
    from publish.reading.asking import layers

    (source,) = found([name])
    made = chosen([source])
    data, _, around = bring(source, made.settings)
    own = merged(*layers(data, source=source.name, surroundings=around))
    asked = {key: place for key, place in own.origins.items() if place != "default"}
    fields = [table()[key].field for key in asked]
    settings = replace(made.settings, **{field: getattr(own.settings, field) for field in fields})
    return Chosen(settings, made.run, {**made.origins, **asked})


def _value(made: Chosen, setting: Setting) -> Any:
    return getattr(made.run if setting.scope == "run" else made.settings, setting.field)


def _line(key: str, value: Any) -> str:
    """A setting as ``publish.toml`` has it."""
    return f"# {key} =" if value is None else f"{key} = {json.dumps(value, ensure_ascii=False)}"
