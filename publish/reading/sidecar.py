"""The sidecar: a file of the source's name that ends in ``.toml``, in which the user writes what is known of it.

It wins over what the source says of itself, and an option of the command line wins over it. A wrong key or value is a
:class:`~publish.errors.SettingsError`, because the user wrote it and can mend it. ``docs/metadata.md`` has the table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from publish.errors import SettingsError
from publish.model import Article, Dropped, Finding
from publish.reading.fields import KEYS, WrongValue
from publish.settings import suggestion

ORIGIN = "sidecar"
"""How :attr:`publish.model.Article.origins` calls the file."""

_LINE = re.compile(r"\(at line (\d+)|at end of document")
_OBSOLETE = {"title": {"title-missing"}, "language": {"language-unknown"}}
"""The findings that a value given by hand answers."""


def known(data: bytes | None, source: str) -> dict[str, Any]:
    """The fields of :class:`publish.model.Metadata` that the sidecar of ``source`` gives; none without a sidecar.

    Raises :class:`SettingsError`, which names the file and the line, for what is no TOML and for a wrong key or value.
    """
    if data is None:
        return {}
    place = str(PurePath(source).with_suffix(".toml"))
    text = _decoded(data, place)
    values: dict[str, Any] = {}
    for key, value in _parsed(text, place).items():
        where = _place(text, key, place)
        if key not in KEYS:
            raise SettingsError(f"no metadata is called “{key}”", place=where, remedy=suggestion(key, KEYS))
        field, convert = KEYS[key]
        if field in values:
            raise SettingsError(f"“{key}” is given twice", place=where, remedy="write author or authors, not both")
        try:
            values[field] = convert(value)
        except WrongValue as error:
            raise SettingsError(f"“{key}” is wrong", place=where, remedy=f"write {error}") from None
    return values


def laid_over(article: Article, given: Mapping[str, Any], origins: Mapping[str, str]) -> Article:
    """The article with the metadata that the user gave.

    ``origins`` tells for each field of ``given`` where it comes from. Words of the source that are not printed any
    more, because the title, the subtitle or the authors were replaced, go to ``Article.dropped`` and into a finding.
    """
    if not given:
        return article
    answered = set().union(*(_OBSOLETE.get(field, set()) for field in given))
    kept = [finding for finding in article.findings if finding.code not in answered]
    replaced = list(_replaced(article, given))
    kept += [
        Finding("metadata-replaced", "info", f"“{dropped.text}” gives way to what the sidecar says", dropped.line)
        for dropped in replaced
    ]
    return replace(
        article,
        metadata=replace(article.metadata, **given),
        origins=tuple((dict(article.origins) | {field: origins[field] for field in given}).items()),
        findings=tuple(kept),
        dropped=(*article.dropped, *replaced),
    )


def _replaced(article: Article, given: Mapping[str, Any]) -> Iterator[Dropped]:
    """The words of the source that nobody will see; a title that is only the file's name is none."""
    old = article.metadata
    named = all(finding.code != "title-missing" for finding in article.findings)
    for field, text in (("title", old.title if named else None), ("subtitle", old.subtitle)):
        if field in given and text and text != given[field]:
            yield Dropped("metadata-replaced", text)
    stay = {contributor.name for contributor in given.get("contributors", old.contributors)}
    for contributor in old.contributors:
        if contributor.name not in stay:
            yield Dropped("metadata-replaced", contributor.name)


def _decoded(data: bytes, place: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError("is not UTF-8", place=f"{place}:{line}", remedy="save the file as UTF-8") from None


def _parsed(text: str, place: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # No number may have more than 4300 digits, either.
        found = _LINE.search(str(error))
        line = (int(found[1]) if found[1] else text.count("\n") + 1) if found else 1
        problem = str(error).partition(" (")[0] if found else "a value is nested too deeply, or too long"
        raise SettingsError(
            f"is no TOML: {problem}", place=f"{place}:{line}", remedy='write lines as title = "…"'
        ) from None


def _place(text: str, key: str, place: str) -> str:
    """The file and, where the key stands at the head of a line, which one."""
    found = re.search(rf"""^[ \t]*\[*[ \t]*["']?{re.escape(key)}\b""", text, re.MULTILINE)
    return f"{place}:{text.count(chr(10), 0, found.end()) + 1}" if found else place
