"""A theme: a folder with tokens, style sheets and templates, and the themes that it inherits.

A file of the theme comes before the file of the same name in the theme below it; a template that extends
``parent/titlepage.xhtml.j2`` differs from that one in some blocks only. The last folder of all is ``styles/base``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
)

from publish.errors import SettingsError
from publish.fonts.installing import cache_folder
from publish.model import Direction
from publish.rendering import tokens, typesetting
from publish.rendering.rosette import rosette
from publish.settings import suggestion
from publish.toml import line_of, parsed

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""The languages that are usually written from right to left."""

POINTS = 72 / 25.4
"""In a millimetre."""

FILE = "theme.toml"
ROOT = "book"
"""The theme that all others inherit in the end, and have their tokens from."""
BASE = "base"
PARENT = "parent/"
DEEPEST = 8
"""How many themes may inherit one another."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a theme gives to every page."""

    name: str
    tokens: Mapping[str, Any]
    """The values of ``theme.toml`` that its style sheets and templates share."""
    labels: Mapping[str, Mapping[str, str]]
    """The words that an edition adds of its own, by language."""
    environment: Environment
    folders: tuple[Path, ...] = ()
    """Its own, and those that it inherits; the base comes last."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Which theme each token is from."""

    def render(self, template: str, /, **values: object) -> str:
        """A template's text. Raises :class:`SettingsError` for a template that cannot be filled."""
        try:
            return self.environment.get_template(template).render(tokens=self.tokens, **values)
        except TemplateError as error:
            raise _broken(error, template, self.folders) from error

    def page(self, template: str, /, **values: object) -> tuple[str, str]:
        """The head and the body of a page. Raises :class:`SettingsError` for a template that makes none."""
        parts = self.render(template, **values).split("\f")
        if len(parts) != 2 or not parts[1].strip().startswith("<body"):
            raise _broken(TemplateError("it is no page"), template, self.folders)
        return parts[0], parts[1]

    def sheet(self, name: str, /, **values: object) -> str:
        """The style sheet ``pdf``, ``epub`` or ``cover``: the template, then the plain CSS of the same name."""
        plain = (folder / f"{name}.css" for folder in reversed(self.folders))
        own = [path.read_text(encoding="utf-8") for path in plain if path.is_file() and _inside(path, path.parent)]
        return "\n".join([self.render(f"{name}.css.j2", **values), *own])

    def tables(self, language: str) -> tuple[float, tuple[float, ...], float]:
        """The measure of a page and the type sizes of tables, in points, and how much wider than usual letters run."""
        page = self.tokens["page"]
        measure = page["width"] - page["inner"] - page["outer"] - page["gap"] * (page["columns"] - 1)
        breadth = typesetting.breadth(language, self.tokens["fonts"]["text"])
        return measure / page["columns"] * POINTS, tuple(page["tables"]), breadth

    def letters(self) -> int:
        """How many letters a running head has room for: four fifths of the text's size, half an em and a bit each."""
        page = self.tokens["page"]
        return int((page["width"] - page["inner"] - page["outer"]) * POINTS / (page["type"] * 0.8 * 0.53))

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


def names() -> tuple[str, ...]:
    """The themes that come with the program."""
    return tuple(sorted(folder.parent.name for folder in styles().glob(f"*/{FILE}")))


def load(name: str) -> Theme:
    """The theme of this name, or of this folder, where the name is a path.

    Raises :class:`SettingsError` for a name that is none, suggesting the nearest one, and for a theme that is wrong.
    """
    if not _is_path(name):
        return _loaded(name, "", 0)
    written = max((path.stat().st_mtime_ns for path in Path(name).rglob("*")), default=0)
    return _loaded(name, str(Path.cwd()), written)


@lru_cache
def _loaded(name: str, here: str, written: int) -> Theme:
    """The theme as it was when last written to; ``here`` is where a path begins."""
    chain = tuple(_chain(name))
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for folder, own in reversed(chain):
        values |= own
        origins |= dict.fromkeys(own, _called(folder))
    folders = (*(folder for folder, _ in chain), styles() / BASE)
    environment = _environment(folders)
    look = tokens.nested(values)
    environment.globals.update(
        next=next,
        measure=partial(typesetting.measure, base=look["fonts"]["heading"]),
        phrased=typesetting.phrased,
        rosette=rosette,
        blend=tokens.blend,
    )
    _, labels = parsed((styles() / BASE / "labels.toml").read_bytes(), "labels.toml", example='contents = "…"')
    return Theme(name, look, labels, environment, folders, origins)


def _chain(name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The folder of a theme with its own tokens, and then those of each one that it inherits."""
    place = "" if _is_path(name) else name
    for _ in range(DEEPEST):
        folder = _folder(name, place)
        path = folder / FILE
        text, tables = parsed(path.read_bytes(), str(path), example='ornament = "❦"')
        heir = tables.pop("inherits", ROOT)
        yield folder, tokens.judged(tables, text, str(path))
        if folder == styles() / ROOT:
            return
        if not isinstance(heir, str) or not heir:
            raise SettingsError("a theme inherits one other", place=line_of(text, "inherits", str(path)),
                                remedy='write inherits = "book"')  # fmt: skip
        name, place = (f"{folder}/{heir}" if _is_path(heir) else heir), line_of(text, "inherits", str(path))
    raise SettingsError("the theme inherits itself", place=place, remedy=f'end the chain with inherits = "{ROOT}"')


def _folder(name: str, place: str) -> Path:
    """The folder of a theme. ``place`` is where it was named, for the message, if that was in a file."""
    if _is_path(name):
        folder = Path(name)
        if (folder / FILE).is_file():
            return folder
        raise SettingsError(
            "is no theme: it has no theme.toml", place=name, remedy=f"make one with publish theme new {name}"
        )
    if name in names():
        return styles() / name
    where = place if ":" in place else None
    raise SettingsError(f"no theme is called “{name}”", place=where, remedy=suggestion(name, names()))


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.startswith(".")


def _called(folder: Path) -> str:
    return folder.name if folder.parent == styles() else str(folder)


class _Loader(BaseLoader):
    """Finds a template in the first folder that has it; ``2:name`` begins with the third."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def level(self, name: str) -> int:
        """Which of the folders has this template."""
        start, _, rest = name.rpartition(":")
        for level in range(int(start or 0), len(self.folders)):
            path = self.folders[level] / rest
            if path.is_file() and _inside(path, self.folders[level]):
                return level
        raise TemplateNotFound(name)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        path = self.folders[self.level(template)] / template.rpartition(":")[2]
        written = path.stat().st_mtime_ns
        return path.read_text(encoding="utf-8"), str(path), lambda: path.stat().st_mtime_ns == written


class _Parents:
    """What ``parent/`` means in a template: the folder after the one that the template is in."""

    loader: Any

    def join_path(self, template: str, parent: str) -> str:
        if not template.startswith(PARENT):
            return template
        return f"{self.loader.level(parent) + 1}:{template.removeprefix(PARENT)}"


class _Ours(_Parents, Environment):
    pass


def _environment(folders: tuple[Path, ...]) -> Environment:
    """Where templates are filled. Those of a user can reach nothing but what they are given."""
    kind: type[Environment] = _Ours
    if any(folder.parent != styles() for folder in folders):
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        kind = type("_Theirs", (_Parents, ImmutableSandboxedEnvironment), {})
    return kind(
        loader=_Loader(folders),
        autoescape=lambda template: template is not None and ".css" not in template,
        undefined=StrictUndefined,
        bytecode_cache=_bytecode() if kind is _Ours else None,
        keep_trailing_newline=True,
    )


def _broken(error: TemplateError, template: str, folders: tuple[Path, ...]) -> SettingsError:
    """What is wrong with a template of a theme, in a line."""
    line = getattr(error, "lineno", None)
    name = getattr(error, "filename", None) or getattr(error, "name", None) or template
    place = f"{name}:{line}" if line else str(name)
    return SettingsError(f"the template cannot be filled: {error.message or error}", place=place,
                         remedy="compare it with the one that it overrides")  # fmt: skip


def _inside(path: Path, folder: Path) -> bool:
    """Whether a file is in a folder in the end, wherever links lead."""
    return path.resolve().is_relative_to(folder.resolve())


def _bytecode() -> BytecodeCache | None:
    """Compiled templates from earlier runs: compiling takes longer than filling them. None where none can be kept."""
    folder = cache_folder() / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


@lru_cache
def styles() -> Path:
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
