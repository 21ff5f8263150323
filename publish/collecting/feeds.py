"""A feed: RSS, Atom or JSON Feed; or a JSON file with a list of articles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from publish.collecting.rows import source_from
from publish.errors import SourceError
from publish.files import Source, load

_LISTS = ("items", "articles", "entries", "data", "results", "posts")


def articles(path: str) -> Iterator[Source]:
    """The entries of the feed, see :class:`publish.collecting.Container`; ``feed.xml:3`` is its third entry."""
    yield from entries(load(path), path)


def entries(data: bytes, path: str) -> Iterator[Source]:
    """The entries of a feed that is here already; ``path`` may be its address."""
    rows = _of_json(data, path) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else _of_xml(data, path)
    for number, row in enumerate(rows, 1):
        yield source_from(row, f"{path}:{number}", path)


def _of_json(data: bytes, path: str) -> Iterator[Mapping[str, Any]]:
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SourceError("is no JSON", place=path, remedy="try another copy") from error
    found = whole if isinstance(whole, list) else next((whole[name] for name in _LISTS if name in whole), None)
    if not isinstance(found, list):
        raise SourceError("has no list of articles", place=path, remedy=f"call the list {' or '.join(_LISTS)}")
    shared = {} if isinstance(whole, list) else {name: whole.get(name) for name in ("language", "author", "authors")}
    for item in found:
        yield {**shared, **item} if isinstance(item, dict) else {}


def _of_xml(data: bytes, path: str) -> Iterator[Mapping[str, Any]]:
    import feedparser

    feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise SourceError("is no feed", place=path, remedy="give RSS, Atom or JSON Feed")
    for entry in feed.entries:
        contents = [one for one in entry.get("content", []) if one.get("value")]
        body = max(contents, key=lambda one: len(one["value"])) if contents else entry.get("summary_detail", {})
        plain = body.get("type") == "text/plain"
        yield {
            "id": entry.get("id") or entry.get("link"),
            "title": _words(entry.get("title_detail", {})),
            "text" if plain else "html": body.get("value") or "",
            "authors": [one["name"] for one in entry.get("authors", []) if one.get("name")],
            "published": entry.get("published") or entry.get("updated"),
            "language": body.get("language") or feed.feed.get("language"),
            "url": entry.get("link"),
            "tags": [one.get("label") or one.get("term") for one in entry.get("tags", [])],
            "publisher": feed.feed.get("title"),
        }


def _words(title: Mapping[str, Any]) -> str:
    """A title without the markup that feeds allow in it."""
    from lxml import html

    value = str(title.get("value") or "")
    if title.get("type") == "text/plain" or ("<" not in value and "&" not in value):
        return value
    return str(html.fragment_fromstring(value, create_parent="p").text_content())
