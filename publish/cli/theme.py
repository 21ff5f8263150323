"""``publish theme``: the themes there are, and the beginnings of a new one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.options import AsJson
from publish.cli.terminal import say, say_record
from publish.errors import OK, UsageError
from publish.files import save
from publish.settings import suggestion

if TYPE_CHECKING:
    from publish.rendering.theme import Theme

theme = typer.Typer(invoke_without_command=True)

TOKENS = """\
# {name}: a house style. What does not stand here is as in “{heir}”; publish theme show ./{name} tells what can.

inherits = "{heir}"
about = "{name}, after {heir}."

# [colour]
# accent = "{accent}"

# [page]               # Millimetres, but for the type, which is in points.
# width = {width}
# height = {height}
"""
SHEETS = {
    "pdf.css": "/* What is different on paper. It comes after all other rules. */\n",
    "epub.css": "/* What is different in reading systems. It comes after all other rules. */\n",
}

Name = Annotated[str, typer.Argument(metavar="THEME", help="A theme's name, or the folder of one.")]


@theme.callback()
def _themes(context: typer.Context) -> None:
    """Show the themes, and make new ones."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@theme.command("list")
def list_() -> int:
    """Name the themes that there are, and what each is for."""
    from publish.rendering.theme import load, names

    for name in names():
        say(f"{name:<10} {load(name).tokens['about']}")
    return OK


@theme.command()
def show(name: Name, as_json: AsJson = False) -> int:
    """Print a theme's tokens with where each comes from; what comes out could be a theme.toml."""
    from publish.rendering.tokens import TOKENS as KNOWN

    look = _loaded(name)
    table = ""
    for key in KNOWN:
        above, _, last = key.rpartition(".")
        value = look.tokens[above][last] if above else look.tokens[last]
        if as_json:
            say_record({"token": key, "value": value, "from": look.origins[key]})
            continue
        if above != table:
            say("")
            say(f"[{above}]")
            table = above
        say(f"{f'{last} = {_written(value)}':<42} # {look.origins[key]}")
    return OK


@theme.command()
def new(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Where the new theme goes; must not be there yet.")],
    inherits: Annotated[
        str, typer.Option("--inherits", metavar="THEME", help="The theme that it is like, but for what you change.")
    ] = "book",
) -> int:
    """Begin a house style: a folder with a few files, which builds at once."""
    from publish.rendering.theme import load

    heir, place = load(inherits), Path(folder)
    if place.exists():
        raise UsageError("is there already", place=folder, remedy="choose another name")
    page = heir.tokens["page"]
    known = {"accent": heir.tokens["colour"]["accent"], "width": page["width"], "height": page["height"]}
    above = str(Path(inherits).resolve()) if "/" in inherits else inherits
    save(str(place / "theme.toml"), TOKENS.format(name=place.name, heir=above, **known).encode())
    for name, text in SHEETS.items():
        save(str(place / name), text.encode())
    shown = folder if "/" in folder else f"./{folder}"
    say(f"{folder}: a theme after “{inherits}”; build with --theme {shown}")
    return OK


@theme.command()
def eject(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder of your theme.")],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="What to copy into it; without any, all are listed.")
    ] = None,
) -> int:
    """Copy templates and style sheets that your theme inherits into its folder, where you can change them."""
    look = _loaded(folder if "/" in folder else f"./{folder}")
    files = _files(look)
    if not names:
        for name, home in files.items():
            say(f"{name:<28} {home.name}")
        return OK
    for name in names:
        if name not in files:
            raise UsageError(f"no file of a theme is called “{name}”", remedy=suggestion(name, files))
        if (Path(folder) / name).exists():
            raise UsageError("is there already", place=f"{folder}/{name}", remedy="move it away to have the other one")
    for name in names:
        save(str(Path(folder) / name), (files[name] / name).read_bytes())
        say(f"{folder}/{name}: as in {files[name].name}")
    return OK


def _loaded(name: str) -> Theme:
    from publish.rendering.theme import load

    return load(name)


def _files(look: Theme) -> dict[str, Path]:
    """Each file that a theme inherits, and the folder that it comes from."""
    found: dict[str, Path] = {}
    for folder in look.folders[1:]:
        for path in sorted(folder.rglob("*.j2")):
            found.setdefault(str(path.relative_to(folder)), folder)
    return dict(sorted(found.items()))


def _written(value: object) -> str:
    """A token's value as TOML has it."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_written(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
