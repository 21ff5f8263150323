"""The arguments and options that commands share, and the settings that they make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from publish.errors import SettingsError, UsageError
from publish.files import Source, find_sources, is_address
from publish.settings import LANGUAGE_TAG, MENDS, SOURCE_FORMATS, Settings, mends_without, suggestion

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help="Files, folders of files, addresses of pages, or - for standard input."),
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="TAG", help="The sources' language, as in de or zh-Hant; detected by default."),
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="FORMAT", help=f"What the sources are: {', '.join(SOURCE_FORMATS)}; else told."),
]
Threshold = Annotated[
    float,
    typer.Option(
        "--threshold", metavar="N", help="How sure, from 0 to 1, a line must be the heading of a contents entry."
    ),
]
Theme = Annotated[str, typer.Option("--theme", metavar="NAME", help="How the editions look: the name of a theme.")]
NoMend = Annotated[
    list[str] | None,
    typer.Option("--no-mend", metavar="NAME", help=f"Do not mend this; repeatable: {', '.join(MENDS)}, all."),
]
KeepAll = Annotated[
    bool, typer.Option("--keep-all", help="Take all of a page for its article, menus and comments included.")
]
AllowNetwork = Annotated[
    bool, typer.Option("--allow-network", help="Fetch sources that are addresses, and pictures; else nothing is.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]

THEME = Settings().theme
THRESHOLD = Settings().threshold


def chosen(
    *,
    format: str | None,
    language: str | None,
    threshold: float,
    no_mend: Iterable[str] | None,
    theme: str = THEME,
    keep_all: bool = False,
    allow_network: bool = False,
) -> Settings:
    """The settings that the options make. Raises :class:`SettingsError` for a value that cannot be one."""
    if language is not None and not LANGUAGE_TAG.fullmatch(language):
        raise SettingsError(f"“{language}” is no language tag", remedy="write it as in de, en-GB or zh-Hant")
    if format is not None and format not in SOURCE_FORMATS:
        raise UsageError(f"no format is called “{format}”", remedy=suggestion(format, SOURCE_FORMATS))
    if not 0 <= threshold <= 1:
        raise SettingsError(f"a threshold of {threshold:g} is none", remedy="give a number from 0 to 1, such as 0.8")
    return Settings(
        format=format,
        language=language,
        threshold=threshold,
        keep_all=keep_all,
        theme=theme,
        mends=mends_without(no_mend or ()),
        allow_network=allow_network,
    )


def found(names: Iterable[str], settings: Settings) -> tuple[Source, ...]:
    """The sources that the arguments name. Raises :class:`UsageError` for an address that may not be fetched."""
    sources = find_sources(names)
    for source in sources:
        if is_address(source.name) and not settings.allow_network:
            raise UsageError("is on the network", place=source.name, remedy="allow it with --allow-network")
    return sources
