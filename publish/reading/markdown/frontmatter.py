"""The front matter of site generators: YAML or TOML above the text, which tells the article's metadata.

Its fields are those of Jekyll, Hugo, Zola, Docusaurus, Pelican, Obsidian and pandoc, which agree on most names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from publish.choices import TABLE
from publish.model import Contributor, Finding
from publish.reading.markdown.parser import plain
from publish.reading.subjects import subjects
from publish.settings import LANGUAGE_TAG

_YAML = re.compile(r"\A---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?\n)??\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
FENCE = "~" * 40
"""What makes text out of a front matter that is broken, to the letter."""
LONGEST = 100_000
"""The most characters of a front matter."""


@dataclass(frozen=True, slots=True)
class Front:
    """A source, parted at the end of its front matter."""

    text: str
    """The text, its lines where they were."""
    metadata: Mapping[str, object] = field(default_factory=dict)
    origins: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


def part(text: str, source: str) -> Front:
    """Part a text from its front matter. What looks like one and is none stays text."""
    match = _YAML.match(text) or _TOML.match(text)
    if match is None or len(match.group()) > LONGEST:
        metadata, origins = _mapped({}, source)
        return Front(text, metadata, origins)
    fields = _parsed(match[1] or "", toml=text.startswith("+"))
    if fields is None:
        metadata, origins = _mapped({}, source)
        if not (broken := _broken(match[1] or "")):
            return Front(text, metadata, origins)
        return Front(f"{FENCE}\n{match[1]}{FENCE}\n{text[match.end() :]}", metadata, origins, broken)
    metadata, origins = _mapped(fields, source)
    used = {origin.removeprefix("front matter: ") for _, origin in origins}
    used |= {TABLE} if isinstance(fields.get(TABLE), dict) else set()
    unused = [name for name in fields if name not in used]
    below = "\n" * match.group().count("\n") + text[match.end() :]
    return Front(below, metadata, origins, _unused(unused))


def fields_of(text: str) -> dict[str, Any]:
    """The fields of a text's front matter, as they are written; none where it has none."""
    match = _YAML.match(text) or _TOML.match(text)
    if match is None or len(match.group()) > LONGEST:
        return {}
    return _parsed(match[1] or "", toml=text.startswith("+")) or {}


def _parsed(text: str, *, toml: bool) -> dict[str, Any] | None:
    """The fields; None where the text is not of its format, or no table of fields."""
    try:
        fields = tomllib.loads(text) if toml else _yaml(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError, TypeError):
        return None
    if fields is None and text.strip() == "":
        return {}
    if not isinstance(fields, dict) or not all(isinstance(name, str) for name in fields):
        return None
    extra = fields.get("extra")  # Where Zola has an author's own fields.
    if not isinstance(extra, dict) or not all(isinstance(name, str) for name in extra):
        return fields
    return {**extra, **{name: value for name, value in fields.items() if name != "extra"}}


def _yaml(text: str) -> Any:
    """YAML by its safe loader, without merge keys: a few lines of them can swell without end."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        def flatten_mapping(self, node: object) -> None:
            """Leave merge keys alone, which then are no keys that the loader knows."""

    try:
        return yaml.load(text, Loader)
    except yaml.YAMLError as error:
        raise ValueError from error


def _broken(text: str) -> tuple[Finding, ...]:
    if not re.search(r"^[\w-]+\s*[:=]", text, re.MULTILINE):
        return ()  # Two rules, and text between them.
    message = "the front matter cannot be understood; it stays as text"
    return (Finding("front-matter-broken", "warning", message, 1, "check its quotes, colons and indentation"),)


def _unused(names: list[str]) -> tuple[Finding, ...]:
    if not names:
        return ()
    listed = ", ".join(name[:40] for name in names[:12]) + (", …" if len(names) > 12 else "")
    return (Finding("front-matter-unused", "info", f"fields of the front matter that no edition shows: {listed}", 1),)


def _mapped(fields: Mapping[str, Any], source: str) -> tuple[dict[str, object], tuple[tuple[str, str], ...]]:
    """The metadata in the fields; each value is of the first field that has a usable one."""
    lower = {name.lower().replace("-", "_"): name for name in reversed(list(fields))}
    metadata: dict[str, object] = {}
    origins: list[tuple[str, str]] = []
    for name, names, take in _FIELDS:
        for key in names:
            if key in lower and (value := take(fields[lower[key]])) is not None:
                metadata[name] = value
                origins.append((name, f"front matter: {lower[key]}"))
                break
    contributors: list[Contributor] = []
    for key, role in _ROLES.items():
        if key in lower and (people := _people(fields[lower[key]], role)):
            contributors += [one for one in people if one not in contributors]
            origins.append(("contributors", f"front matter: {lower[key]}"))
    if contributors:
        metadata["contributors"] = tuple(contributors)
    if "published" not in metadata and (match := _DATED.match(PurePath(source).name)) and (day := _day(match[1])):
        metadata["published"] = day
        origins.append(("published", "the file's name"))
    return metadata, tuple(origins)


def _text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(_UNPRINTED.sub(" ", str(value)).split()) or None


def _words(value: object) -> str | None:
    text = _text(value)
    return plain(text).strip() or None if text else None


def _language(value: object) -> str | None:
    text = (_text(value) or "").replace("_", "-")
    return text if LANGUAGE_TAG.fullmatch(text) else None


def _address(value: object) -> str | None:
    text = _text(value)
    return text if text and re.match(r"https?://[^\s/]", text) else None


def _filed(value: object) -> tuple[str, ...] | None:
    return subjects(value) or None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value) or ""
    if match := re.search(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", text[:200]):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            return None
    for pattern in ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


_PARTING = re.compile(r",?\s*(?:;|&|\band\b)\s*|,\s*(?=\S+\s+\S)")
_BEHIND = re.compile(r"\s*[<(][^<>()]*[>)]\s*$|^@(?=\S)")
"""An address behind a name, or the sign of an account before it."""


def _people(value: object, role: str) -> list[Contributor]:
    """Whoever a field names: one, several in a line, or a list of names or of tables with names."""
    found: list[Contributor] = []
    for one in value if isinstance(value, list) else [value]:
        name = (
            next((one[key] for key in ("name", "title", "author") if key in one), None)
            if isinstance(one, dict)
            else one
        )
        text = name if isinstance(name, str) else ""
        named = (" ".join(_BEHIND.sub("", part).split()) for part in _PARTING.split(_BEHIND.sub("", text)))
        found += [Contributor(one, role) for one in named if one]
    return found


_ROLES: Mapping[str, str] = {
    "author": "aut",
    "authors": "aut",
    "by": "aut",
    "byline": "aut",
    "editor": "edt",
    "editors": "edt",
    "translator": "trl",
    "translators": "trl",
    "illustrator": "ill",
}
"""Fields that name people, and their roles in MARC's code list."""
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-")
"""How the names of posts begin in Jekyll."""
_Take = Callable[[object], object]
_FIELDS: tuple[tuple[str, tuple[str, ...], _Take], ...] = (
    ("title", ("title",), _words),
    ("subtitle", ("subtitle", "sub_title", "tagline"), _words),
    ("description", ("description", "summary", "excerpt", "abstract", "lede"), _words),
    ("language", ("lang", "language", "locale"), _language),
    (
        "published",
        ("date", "published", "pubdate", "publishdate", "publish_date", "published_at", "created", "path"),
        _day,
    ),
    ("publisher", ("publisher", "publication"), _text),
    ("subjects", ("subjects", "tags", "keywords", "categories", "category", "topics"), _filed),
    ("rights", ("rights", "license", "licence", "copyright"), _text),
    ("source_url", ("canonical", "canonical_url", "canonicalurl", "source_url", "source", "url", "link"), _address),
)
"""Each field of the metadata, the names that it goes by, and what makes a value of one."""
