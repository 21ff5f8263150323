"""A theme: a folder in ``styles/`` with its tokens, style sheets and templates.

A theme's own files come first, those of ``styles/base`` second: a house style is a folder with what differs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from publish.errors import SettingsError
from publish.fonts.installing import cache_folder
from publish.model import Direction
from publish.rendering import typesetting
from publish.rendering.rosette import rosette
from publish.settings import suggestion

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""The languages that are usually written from right to left."""

POINTS = 72 / 25.4
"""In a millimetre."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a theme gives to every page."""

    name: str
    tokens: Mapping[str, Any]
    """The values of ``theme.toml`` that its style sheets and templates share."""
    labels: Mapping[str, Mapping[str, str]]
    """The words that an edition adds of its own, by language."""
    environment: Environment

    def render(self, template: str, /, **values: object) -> str:
        """A template's text."""
        return self.environment.get_template(template).render(tokens=self.tokens, **values)

    def tables(self) -> tuple[float, tuple[float, ...]]:
        """The measure of a page, and the type sizes of tables, in points."""
        page = self.tokens["page"]
        return (page["width"] - page["inner"] - page["outer"]) * POINTS, tuple(page["tables"])

    def labels_in(self, language: str) -> Mapping[str, str]:
        """The labels in the nearest language there is, and which that is under ``language``."""
        subtags = language.split("-")
        if subtags[0] == "zh" and "Hant" not in subtags and not {"TW", "HK", "MO"} & set(subtags):
            subtags = ["zh", "Hans"]
        elif subtags[0] == "zh":
            subtags = ["zh", "Hant"]
        tags = ["-".join(subtags[:length]) for length in range(len(subtags), 0, -1)]
        found = next((tag for tag in tags if tag in self.labels), "en")
        return {**self.labels[found], "language": language if found in tags else found}


@lru_cache
def load(name: str) -> Theme:
    """The theme of this name. Raises :class:`SettingsError` for a name that is none, suggesting the nearest one."""
    styles = _styles()
    known = sorted(folder.parent.name for folder in styles.glob("*/theme.toml"))
    if name not in known:
        raise SettingsError(f"no theme is called “{name}”", remedy=suggestion(name, known))
    environment = Environment(
        loader=FileSystemLoader([styles / name, styles / "base"]),
        autoescape=lambda template: template is not None and ".css" not in template,
        undefined=StrictUndefined,
        bytecode_cache=_bytecode(),
        keep_trailing_newline=True,
    )
    environment.globals.update(
        next=next,
        dated=typesetting.dated,
        measure=typesetting.measure,
        phrased=typesetting.phrased,
        rosette=rosette,
    )
    tokens = tomllib.loads((styles / name / "theme.toml").read_text(encoding="utf-8"))
    labels = tomllib.loads((styles / "base" / "labels.toml").read_text(encoding="utf-8"))
    return Theme(name, tokens, labels, environment)


def _bytecode() -> BytecodeCache | None:
    """Compiled templates from earlier runs: compiling takes longer than filling them. None where none can be kept."""
    folder = cache_folder() / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def _styles() -> Path:
    """The folder of themes: inside the installed package, or beside it in a checkout."""
    package = Path(str(files("publish")))
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent / "styles"


def direction_of(language: str) -> Direction:
    """``rtl`` or ``ltr``, by the language or by the script in its tag."""
    subtags = language.split("-")
    if {"Arab", "Hebr"} & set(subtags):
        return "rtl"
    return "rtl" if subtags[0] in RIGHT_TO_LEFT and "Latn" not in subtags else "ltr"
