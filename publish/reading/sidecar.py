"""The sidecar: a file of the source's name that ends in ``.toml``, in which the user writes what is known of it.

It wins over what the source says of itself, and an option of the command line wins over it. A wrong key or value is a
:class:`~publish.errors.SettingsError`, because the user wrote it and can mend it. ``docs/metadata.md`` has the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from publish.choices import NAME, TABLE
from publish.errors import SettingsError
from publish.model import Article, Dropped, Finding
from publish.reading.fields import KEYS, WrongValue
from publish.settings import suggestion
from publish.toml import line_of, parsed

ORIGIN = "sidecar"
"""How :attr:`publish.model.Article.origins` calls the file."""

_OBSOLETE = {"title": {"title-missing"}, "language": {"language-unknown"}}
"""The findings that a value given by hand answers."""


def known(data: bytes | None, source: str) -> dict[str, Any]:
    """The fields of :class:`publish.model.Metadata` that the sidecar of ``source`` gives; none without a sidecar.

    Raises :class:`SettingsError`, which names the file and the line, for what is no TOML and for a wrong key or value.
    """
    if data is None:
        return {}
    place = str(PurePath(source).with_suffix(".toml"))
    text, tables = parsed(data, place, example='title = "…"')
    if isinstance(tables.get(TABLE), dict):
        del tables[TABLE]  # Settings, which are looked for before anything is read.
    return read_fields({key: (value, line_of(text, key, place)) for key, value in tables.items()})


def read_fields(told: Mapping[str, tuple[Any, str]]) -> dict[str, Any]:
    """The fields of the metadata that are told by these keys; with each value stands its place, for messages."""
    values: dict[str, Any] = {}
    for key, (value, where) in told.items():
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


def laid_under(article: Article, told: Mapping[str, Any]) -> Article:
    """The article with what ``publish.toml`` says of all articles, where it says nothing itself."""
    known = article.metadata
    given = {
        field: value for field, value in told.items() if not getattr(known, field) or getattr(known, field) == "und"
    }
    origins = dict(article.origins) | dict.fromkeys(given, NAME)
    return replace(article, metadata=replace(known, **given), origins=tuple(origins.items())) if given else article


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
