"""A row of a dump as a source: which of its columns is the text, and what the others say of it.

Dumps have no standard; these are the names that crawlers, feeds and content systems give their columns. A column that
is not known is not printed, and told of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html import escape
from pathlib import Path, PurePath
from typing import Any

from publish.errors import PublishError, SourceError
from publish.files import Held, Source, slug
from publish.settings import LANGUAGE_TAG

TEXTS: Mapping[str, str | None] = {
    "content_html": "html",
    "html": "html",
    "body_html": "html",
    "content_markdown": "markdown",
    "markdown": "markdown",
    "md": "markdown",
    "content_text": "text",
    "text": None,
    "content": None,
    "body": None,
    "article": None,
    "maintext": None,
    "raw_text": None,
}
"""The columns that hold an article, the best first, and its format; None: HTML if it looks like it, else text."""

ABOUT: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name"),
    "authors": ("authors", "author", "byline", "creator", "creators"),
    "published": ("published", "date_published", "date", "pubdate", "publish_date", "published_at", "created_at"),
    "language": ("language", "lang", "language_code"),
    "source_url": ("source_url", "url", "link", "permalink", "canonical_url"),
    "description": ("description", "summary", "excerpt", "abstract", "subtitle", "dek"),
    "subjects": ("subjects", "tags", "keywords", "categories", "category", "section", "topics"),
    "publisher": ("publisher", "sitename", "site_name", "source"),
}
"""The keys of a sidecar, and the columns that they are taken from, the best first."""

NAMES = ("slug", "filename", "file", "path")
IDS = ("id", "guid", "uuid", "key", "_id")

_TAG = re.compile(r"<(?:p|div|h[1-6]|article|html|body|ul|ol|br|span|a|img|section|table|blockquote)\b[^<>]*>", re.I)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.I | re.S)
_PLAIN_NAME = re.compile(r"(?=.*[^\W\d_]{3})[\w][\w.-]{0,79}")
_UUID = re.compile(r"[0-9a-f-]{32,36}", re.I)
_HEAD = 20_000
"""Characters in which it shows what a text is."""


def source_from(row: Mapping[str, Any], where: str, path: str, others: Sequence[str] = ()) -> Source:
    """A row, of which messages speak as ``where``, as a source.

    ``path`` is the file that it stands in, ``others`` the columns of that file which were not read.
    """
    known = {str(key).strip().lower(): value for key, value in row.items() if value is not None}
    column = next((name for name in TEXTS if isinstance(known.get(name), str) and known[name].strip()), None)
    told = dict(_told(known))
    if column is None:
        remedy = "give it a column called html, markdown or text"
        error = SourceError("has no text", place=where, remedy=remedy)
        return broken(where, path, error, name=told.get("title"))
    text = known[column]
    kind = TEXTS[column] or ("html" if len(_TAG.findall(text[:_HEAD])) >= 2 else "text")
    text, whole = _titled(text, kind, told.get("title"))
    data = text.encode("utf-8", "replace")
    called = next((str(known[name]) for name in IDS if known.get(name)), "") or sha256(data).hexdigest()[:16]
    sidecar = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in told.items())
    held = Held(called, data, kind, sidecar.replace("\x7f", "").encode("utf-8", "replace"), whole)
    held = replace(held, unused=(*unused(row), *others), address=told.get("source_url"))
    return Source(where, PurePath(*_place(known, called, told.get("title"))), str(Path(path).parent), held)


def broken(where: str, path: str, error: PublishError, *, name: str | None = None) -> Source:
    """What stands for a row that is no article."""
    place = PurePath(_name(name or "") or f"{Path(path).stem}-{where.rpartition(':')[2]}")
    return Source(where, place, str(Path(path).parent), Held(where, error=error))


def unused(columns: Iterable[str]) -> list[str]:
    """The columns that go into no edition, of those that a dump has."""
    known = {*TEXTS, *NAMES, *IDS, "format", *(name for names in ABOUT.values() for name in names)}
    return sorted(str(name) for name in columns if str(name).strip().lower() not in known)


def _name(text: str) -> str:
    return slug(text.lower(), keep=".")


def _told(known: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What the row says of its article, in the words of a sidecar; what cannot be meant is passed over."""
    for key, columns in ABOUT.items():
        for column in columns:
            if (value := _READ[key](known.get(column))) is not None:
                yield key, value
                break


def _line(value: object) -> str | None:
    words = (
        " ".join("".join(one if one.isprintable() else " " for one in value).split()) if isinstance(value, str) else ""
    )
    return words or None


def _lines(value: object) -> list[str] | None:
    several = value if isinstance(value, list | tuple) else [value]
    named = [one.get("name") or one.get("term") if isinstance(one, dict) else one for one in several]
    return [line for one in named if (line := _line(one))] or None


def _subjects(value: object) -> list[str] | None:
    return _lines(re.split(r"\s*[,;|]\s*", value) if isinstance(value, str) else value)


def _day(value: object) -> str | None:
    if isinstance(value, date | datetime):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError:
        try:
            return parsedate_to_datetime(value).date().isoformat()
        except (ValueError, IndexError, TypeError, OverflowError):
            return None


def _tag(value: object) -> str | None:
    tag = value.strip().replace("_", "-") if isinstance(value, str) else ""
    return tag if LANGUAGE_TAG.fullmatch(tag) else None


def _address(value: object) -> str | None:
    line = _line(value)
    return line if line and re.match(r"https?://[\w.-]+(?:[:/?#]\S*)?$", line) else None


_READ = {
    "title": _line,
    "authors": _lines,
    "published": _day,
    "language": _tag,
    "source_url": _address,
    "description": _line,
    "subjects": _subjects,
    "publisher": _line,
}


def _titled(text: str, format: str, title: str | None) -> tuple[str, bool]:
    """The text with its title where its reader looks for one; and whether all of it is the article.

    A row's text often begins without its title, which has a column of its own.
    """
    if format == "html":
        if re.search(r"<(?:html|body)\b", text[:_HEAD], re.I):
            return text, False
        own = _TITLE.search(text[:_HEAD])
        heading = (
            f"<h1>{escape(title)}</h1>\n" if title and not (own and _same(re.sub("<[^>]*>", "", own[1]), title)) else ""
        )
        return f"<!DOCTYPE html><html><body><article>\n{heading}{text}\n</article></body></html>", True
    if title is None or (format == "markdown" and text.startswith(("---", "+++"))):
        return text, False
    first = next((line for line in text.splitlines() if line.strip()), "")
    if _same(first.strip("# \ufeff"), title):
        return text, False
    return f"{'# ' if format == 'markdown' else ''}{title}\n\n{text}", False


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _place(known: Mapping[str, Any], id: str, title: str | None) -> list[str]:
    """Where its editions go: the name that it has, or one made of its title."""
    for name in NAMES:
        if isinstance(known.get(name), str):
            parts = [_name(part) for part in known[name].replace("\\", "/").split("/")]
            if parts := [part for part in parts if part]:
                return [*parts[:-1], re.sub(r"\.(?:html?|md|markdown|txt|json)$", "", parts[-1]) or parts[-1]]
    if _PLAIN_NAME.fullmatch(id) and not _UUID.fullmatch(id):
        return [_name(id)]
    return [_name(title or "") or _name(id.rpartition("/")[2]) or "article"]
