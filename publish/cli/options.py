"""The arguments and options that commands share, and the settings that they and ``publish.toml`` make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from publish.choices import Chosen, from_file, from_options, from_profile, merged, option
from publish.errors import SettingsError, UsageError
from publish.files import Source, find_sources, is_address, settings_beside
from publish.settings import suggestion, table

SHORT = {"output": "-o", "jobs": "-j", "quiet": "-q"}
"""The options that have a letter, too."""
METAVARS = {
    "notes": "PLACE",
    "profile": "STORE",
    "printer": "PRINTER",
    "ink": "INK",
    "impose": "SCHEME",
    "output": "PATH",
    "memory_limit": "MEGABYTES",
    "time_limit": "SECONDS",
    "scheduler": "ADDRESS",
    "merge": "FOLDER",
    "report": "FILE",
    "to": "FORMAT",
    "from": "FORMAT",
    "no_mend": "NAME",
    "fail_on": "CODE",
}
"""What stands for an option's value in the help, where the setting says it at more length."""


def _option(key: str) -> Any:
    """The option that makes a setting; its help is the setting's."""
    setting = table()[key]
    names = ([SHORT[key]] if key in SHORT else []) + [option(setting)]
    metavar = METAVARS.get(key, setting.wanted) or None
    repeatable = " Repeatable." if setting.wanted.startswith("[") else ""
    return typer.Option(*names, metavar=metavar, help=setting.help + repeatable)


Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help="Files, folders of files, addresses of pages, or - for standard input."),
]
Output = Annotated[list[str] | None, _option("output")]
To = Annotated[list[str] | None, _option("to")]
From = Annotated[str | None, _option("from")]
Language = Annotated[str | None, _option("language")]
Book = Annotated[str | None, _option("book")]
Cover = Annotated[str | None, _option("cover")]
Threshold = Annotated[float | None, _option("threshold")]
Notes = Annotated[str | None, _option("notes")]
Profile = Annotated[str | None, _option("profile")]
ContentsLevels = Annotated[int | None, _option("contents_levels")]
PicturePixels = Annotated[int | None, _option("picture_pixels")]
PictureMegabytes = Annotated[float | None, _option("picture_megabytes")]
Theme = Annotated[str | None, _option("theme")]
NoMend = Annotated[list[str] | None, _option("no_mend")]
KeepAll = Annotated[bool, _option("keep_all")]
FailOn = Annotated[list[str] | None, _option("fail_on")]
AllowNetwork = Annotated[bool, _option("allow_network")]
Printer = Annotated[str | None, _option("printer")]
Trim = Annotated[str | None, _option("trim")]
Paper = Annotated[str | None, _option("paper")]
Ink = Annotated[str | None, _option("ink")]
Standard = Annotated[str | None, _option("standard")]
Bleed = Annotated[bool, _option("bleed")]
Icc = Annotated[str | None, _option("icc")]
Isbn = Annotated[str | None, _option("isbn")]
Impose = Annotated[str | None, _option("impose")]
Shard = Annotated[str | None, _option("shard")]
Merge = Annotated[list[str] | None, _option("merge")]
Scheduler = Annotated[str | None, _option("scheduler")]
Prune = Annotated[bool, _option("prune")]
NearDuplicates = Annotated[str | None, _option("near_duplicates")]
MemoryLimit = Annotated[int | None, _option("memory_limit")]
TimeLimit = Annotated[float | None, _option("time_limit")]
Report = Annotated[list[str] | None, _option("report")]
ShelfTitle = Annotated[str | None, _option("shelf_title")]
ShelfAddress = Annotated[str | None, _option("shelf_address")]
NoShelf = Annotated[bool, _option("no_shelf")]
Explain = Annotated[bool, _option("explain")]
Jobs = Annotated[int | None, _option("jobs")]
Quiet = Annotated[bool, _option("quiet")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def chosen(sources: Iterable[Source], parameters: Mapping[str, object] | None = None) -> Chosen:
    """What a command's options choose, over what the sources' ``publish.toml`` does.

    ``parameters`` are all that the command was given, by name; those that are no settings are passed over. Raises
    :class:`SettingsError` for a value that cannot be one.
    """
    named = {name.rstrip("_"): value for name, value in (parameters or {}).items()}
    given = from_options({key: value for key, value in named.items() if key in table()})
    file = settings_beside(sources)
    layers = [from_file(*file)] if file else []
    layers.append(given)
    if profile := merged(*layers).settings.profile:
        layers.insert(0, from_profile(profile))
    made = merged(*layers, firm=frozenset(given.values))
    _know_codes(made)
    return made


def _know_codes(made: Chosen) -> None:
    """Raises :class:`SettingsError` for a finding to fail on that there is none of."""
    asked = made.settings.fail_on - {"warnings"}
    if not asked:
        return
    from publish.cli.explain import all_codes  # Slow to load, and seldom needed.

    for code in sorted(asked - all_codes().keys()):
        place = made.origins["fail_on"]
        remedy = suggestion(code, all_codes())
        raise SettingsError(
            f"no finding has the code “{code}”", place=None if place == "option" else place, remedy=remedy
        )


def found(names: Iterable[str]) -> tuple[Source, ...]:
    """The sources that the arguments name."""
    return find_sources(names)


def reachable(sources: tuple[Source, ...], made: Chosen) -> tuple[Source, ...]:
    """The same sources. Raises :class:`UsageError` for an address that may not be fetched."""
    for source in sources:
        if is_address(source.name) and not made.settings.allow_network:
            raise UsageError("is on the network", place=source.name, remedy="allow it with --allow-network")
    return sources
