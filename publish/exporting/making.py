"""What all editions of a run are made with: settings, theme, this program, and the libraries below it.

All of it is in the ledger as names and values, so that it can be said what has changed.
"""

from __future__ import annotations

import ctypes
import platform
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from publish.settings import Settings, table

UNFELT = ("allow_network", "firm")
"""Fields of the settings by which no edition changes: what was fetched is compared itself."""

_LIBRARIES: Mapping[str, tuple[str, str]] = {
    "Pango": ("libpango-1.0.so.0", "pango_version_string"),
    "HarfBuzz": ("libharfbuzz.so.0", "hb_version_string"),
}
"""The libraries of the system that lines are broken with, and the function of each that tells its version."""


def making(settings: Settings, formats: Sequence[str], modified: str) -> dict[str, str]:
    """Names and values of everything but the article itself."""
    made = {"formats": " ".join(formats), "time of the editions": modified}
    for one in fields(settings):
        if one.name not in UNFELT:
            made[f"setting {one.name}"] = _written(getattr(settings, one.name))
    firm = sorted(key for key in settings.firm if table()[key].scope == "article")
    made["settled by options"] = " ".join(firm) or "nothing"
    if "/" in settings.theme or "\\" in settings.theme or settings.theme.startswith("."):
        made["theme"] = _of_theme(settings.theme)
    return made | _engine()


def changes(known: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """What is not as it was: a line each."""
    for name in dict.fromkeys((*known, *now)):
        before, after = known.get(name), now.get(name)
        if before != after:
            told = (
                (f"{before} → {after}" if name not in ("publish", "theme") else "has changed") if before else "is new"
            )
            yield f"{name}: {told}"


def _written(value: object) -> str:
    if isinstance(value, frozenset):
        return " ".join(sorted(value)) or "none"
    return repr(sorted(value.items())) if isinstance(value, Mapping) else str(value)


@cache
def engine_digest() -> str:
    """One value for this program and all that it stands on: machines with the same one make the same bytes."""
    return sha256(repr(sorted(_engine().items())).encode()).hexdigest()


def _engine() -> dict[str, str]:
    """This program, by its bytes, and what it stands on, by versions."""
    room = Path(__file__).parent.parent
    styles = next(folder for folder in (room / "styles", room.parent / "styles") if folder.is_dir())
    made = {"publish": _of_folders([room, styles], _is_ours)}
    for name in _stands_on("publish"):
        made[name] = next(_told(name, "Version"))
    for name, (file, function) in _LIBRARIES.items():
        made[name] = _version(file, function)
    return made | {"Python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}


def _is_ours(path: Path) -> bool:
    """Whether a file is of this program; what Python keeps beside it comes and goes while others are at work."""
    return "__pycache__" not in path.parts


def _stands_on(name: str) -> Iterator[str]:
    """The distributions that one needs, and those that set its pages need, where they are there."""
    seen: set[str] = set()
    for whose in (name, "weasyprint", "fonttools"):
        for wanted in _told(whose, "Requires-Dist"):
            found = re.match(r"[\w.-]+", wanted)
            if found is None or "extra ==" in wanted or found[0].lower() in seen:
                continue
            seen.add(found[0].lower())
            if any(_told(found[0], "Version")):
                yield found[0].lower()


@cache
def _said(name: str) -> str:
    """The metadata of a distribution; nothing of one that is not there."""
    try:
        return metadata.distribution(name).read_text("METADATA") or ""
    except metadata.PackageNotFoundError:
        return ""


def _told(name: str, field: str) -> Iterator[str]:
    """What the metadata of a distribution says in a field: lines, of which a parser of mail would make much more."""
    head = _said(name).partition("\n\n")[0]
    return (line.removeprefix(f"{field}: ") for line in head.splitlines() if line.startswith(f"{field}: "))


def _version(file: str, function: str) -> str:
    try:
        tell = getattr(ctypes.CDLL(file), function)
    except (OSError, AttributeError):
        return "unknown"
    tell.restype = ctypes.c_char_p
    return str(tell().decode())


def _of_theme(name: str) -> str:
    """The bytes of a theme that is a folder, and of those that it inherits."""
    from publish.rendering.theme import load

    return _of_folders(load(name).folders, lambda path: True)


def _of_folders(folders: Sequence[Path], counts: Callable[[Path], bool]) -> str:
    whole = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and counts(path):
                whole.update(f"{path.relative_to(folder)}\0".encode())
                whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()
