"""What an article asks for itself: the table of settings in its sidecar and in its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from publish.choices import TABLE, Layer, beside, from_table, laid_over
from publish.model import Surroundings
from publish.settings import Settings
from publish.toml import line_of, parsed

_ASKS = re.compile(rb"^[ \t]*\[?[\"']?publish\b", re.MULTILINE)
_FENCES = (b"---", b"+++")
HEAD = 100_000
"""How many bytes of a source are looked at: a front matter has no more."""


def asked(data: bytes, *, source: str, settings: Settings, surroundings: Surroundings) -> Settings:
    """The settings with what the article itself chooses: its sidecar over its front matter, options over both.

    Raises :class:`publish.errors.SettingsError` for a key that is none, and for one that an article may not choose.
    """
    for layer in layers(data, source=source, surroundings=surroundings):
        settings = laid_over(settings, layer)
    return settings


def layers(data: bytes, *, source: str, surroundings: Surroundings) -> Iterator[Layer]:
    """What the front matter chooses, then what the sidecar does; most articles choose nothing."""
    if data.startswith(_FENCES) and _ASKS.search(data, 0, HEAD):
        yield from _front_matter(data, source)
    if surroundings.sidecar and _ASKS.search(surroundings.sidecar):
        place = str(PurePath(source).with_suffix(".toml"))
        text, tables = parsed(surroundings.sidecar, place, example='title = "…"')
        if isinstance(table := tables.get(TABLE), dict):
            yield beside(from_table(table, lambda key: line_of(text, key, place)), source)


def _front_matter(data: bytes, source: str) -> Iterator[Layer]:
    from publish.reading.markdown.frontmatter import fields_of

    text = data[:HEAD].decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if isinstance(table := fields_of(text).get(TABLE), dict):
        yield beside(from_table(table, lambda key: line_of(text, key, source)), source)
