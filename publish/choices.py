"""Where settings come from, and which of them wins.

::

    defaults  ◀─  profile  ◀─  publish.toml beside the sources  ◀─  an article's own table  ◀─  options

Each of these is a :class:`Layer`; a later one wins. A key that does not exist, a value that cannot be, or one that an
article may not choose is a :class:`~publish.errors.SettingsError` that names the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from publish.errors import SettingsError, UsageError
from publish.settings import Run, Setting, Settings, suggestion, table
from publish.toml import line_of, parsed

NAME = "publish.toml"
TABLE = "publish"
"""What the table of settings is called in an article's front matter, and in its sidecar."""
METADATA = "metadata"
"""What the table of the file is called that tells of articles what they do not tell themselves."""
PATHS = ("output", "report", "merge", "theme", "cover", "printer", "icc")
"""The settings that can be paths; those of a file are relative to its folder."""
ADDRESS = re.compile("[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layer:
    """The settings that were made in one place."""

    values: Mapping[str, Any]
    """What each key of :func:`publish.settings.table` was set to, as fields have it."""
    places: Mapping[str, str]
    """Where each was: ``publish.toml:3``, ``option``."""
    metadata: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    """What the file says of all its articles, as written, and where."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What all layers come to."""

    settings: Settings
    run: Run
    origins: Mapping[str, str]
    """Where the value of each key comes from; ``default`` where nobody chose."""


def merged(*layers: Layer, firm: frozenset[str] = frozenset()) -> Chosen:
    """The layers, one over the other, the last one on top; an article may not change the keys that are ``firm``."""
    known = table()
    values = {key: value for layer in layers for key, value in layer.values.items()}
    origins = {key: place for layer in layers for key, place in layer.places.items()}
    metadata = {key: told for layer in layers for key, told in layer.metadata.items()}
    chosen: dict[bool, dict[str, Any]] = {True: {}, False: {}}
    for key, value in values.items():
        chosen[known[key].scope == "run"][known[key].field] = value
    return Chosen(
        Settings(**chosen[False], metadata=metadata, firm=firm),
        Run(**chosen[True]),
        {key: origins.get(key, "default") for key in known},
    )


def from_profile(name: str) -> Layer:
    """What a store needs, one of :data:`publish.settings.STORES`: the lowest layer, over which all others go."""
    from publish.stores import store

    needs = store(name).needs
    values = {key: table()[key].read(value) for key, value in needs.items()}
    return Layer(values, dict.fromkeys(needs, f"profile {name}"))


def laid_over(settings: Settings, layer: Layer) -> Settings:
    """Settings with what an article chose for itself; what an option chose stays."""
    known = table()
    given = {known[key].field: value for key, value in layer.values.items() if key not in settings.firm}
    return replace(settings, **given) if given else settings


def from_options(options: Mapping[str, object]) -> Layer:
    """What the command line chose, by key; None, an empty list and False are no choice."""
    given = {key: value for key, value in options.items() if value not in (None, (), []) and value is not False}
    try:
        values = {key: table()[key].read(value) for key, value in given.items()}
    except SettingsError as error:
        # A format is no matter of taste: the command line asks for what does not exist.
        kind = UsageError if error.message.startswith("no format") else SettingsError
        raise kind(error.message, remedy=error.remedy) from None
    return Layer(values, dict.fromkeys(given, "option"))


def from_file(data: bytes, place: str) -> Layer:
    """What a ``publish.toml`` chose; ``place`` is its path as messages call it. Relative paths begin at its folder."""
    text, tables = parsed(data, place, example='theme = "report"')
    metadata = tables.pop(METADATA, {})
    if not isinstance(metadata, dict):
        where = line_of(text, METADATA, place)
        raise SettingsError(f"“{METADATA}” is no table", place=where, remedy=f"write [{METADATA}] above its keys")
    layer = from_table(tables, lambda key: line_of(text, key, place), ("run", "source", "article"))
    values = dict(layer.values)
    values |= _led(layer.values, place)
    told = {key: (value, line_of(text, key, place)) for key, value in metadata.items()}
    return Layer(values, layer.places, told)


def from_table(
    chosen: Mapping[str, object], where: Callable[[str], str], scopes: Sequence[str] = ("article",)
) -> Layer:
    """What a table chose. ``where`` tells the file and line of a key; ``scopes`` are those that it may choose from."""
    known = table()
    allowed = [key for key, setting in known.items() if setting.scope in scopes]
    values, places = {}, {}
    for key, value in chosen.items():
        if key not in known:
            raise SettingsError(f"no setting is called “{key}”", place=where(key), remedy=suggestion(key, allowed))
        if key not in allowed:
            remedy = f"write it in {NAME}, or give the option {option(known[key])}"
            raise SettingsError(f"“{key}” is not for an article to choose", place=where(key), remedy=remedy)
        try:
            values[key] = known[key].read(value)
        except SettingsError as error:
            raise SettingsError(f"“{key}”: {error.message}", place=where(key), remedy=error.remedy) from None
        if scopes == ("article",) and key == "theme" and _is_path(values[key]):
            remedy = f"name a theme, or choose its folder in {NAME}"
            raise SettingsError("“theme” is a path, which is not for an article", place=where(key), remedy=remedy)
        places[key] = where(key)
    return Layer(values, places)


def option(setting: Setting) -> str:
    """What the setting's option is called: ``--keep-all``."""
    return f"--{setting.key.replace('_', '-')}"


def beside(layer: Layer, source: str) -> Layer:
    """What an article chose, with its paths as seen from where the user is; they begin at the source's folder."""
    return layer if ADDRESS.match(source) else replace(layer, values={**layer.values, **_led(layer.values, source)})


def _led(values: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The paths among the values, which begin at the folder of the file ``place``, as seen from where the user is."""
    return {key: _from(PurePath(place).parent, key, values[key]) for key in PATHS if key in values}


def _is_path(theme: str) -> bool:
    return "/" in theme or "\\" in theme or theme.startswith(".")


def _from(folder: PurePath, key: str, value: Any) -> Any:
    """A path of a file as seen from where the user is."""
    if key in ("output", "report", "merge"):
        return tuple(
            one if one == "-" or ADDRESS.match(one) else f"{folder / one}{'/' * one.endswith('/')}" for one in value
        )
    if key == "cover":
        return value if ADDRESS.match(value) else str(folder / value)
    if key == "icc" or (key == "printer" and value.endswith(".toml")):
        return str(folder / value)
    return f"{folder}/{PurePath(value)}" if _is_path(value) else value
