"""Sources become articles here: one file a format, and a table of them.

:data:`READERS` names the formats, :func:`read` picks one. A reader takes bytes, loses no word, and tells what it
noticed in findings, whose codes :data:`CODES` explains.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from publish.model import Article
from publish.reading import text


class Reader(Protocol):
    """A function that understands one format."""

    def __call__(self, data: bytes, *, source: str, language: str | None = None) -> Article:
        """The article that ``data`` holds. Raises :class:`publish.errors.SourceError` where it holds none."""
        ...


READERS: Mapping[str, Reader] = {"text": text.read}
"""Every format that can be read, by the name that :attr:`publish.model.Article.format` bears."""

CODES: Mapping[str, str] = {
    "byte-order-mark": "A byte order mark stood inside the text, as where files were joined; it is removed.",
    "contents-entry-missing": "The printed contents name a heading that the text does not have; the entry has no link.",
    "control-character": "The text held characters that are no text and that XML forbids or advises against; "
    "they are removed.",
    "language-unknown": "The language could not be told with confidence; hyphenation and speech need it set by hand.",
    "title-missing": "The source does not begin with a title; the file's name stands in for it.",
    "title-repeated": "The title stood again at the head of the text; it is printed once, as the article's heading.",
}
"""What each finding of a reader means, in one sentence."""


def read(data: bytes, *, source: str, language: str | None = None) -> Article:
    """One source as an article.

    ``source`` is the name the user gave it; it stands in messages, and its stem in place of a missing title.
    ``language`` is a BCP 47 tag that is taken as it is; None: the language is detected.
    Raises :class:`publish.errors.SourceError` for what cannot be read as an article: nothing, bytes that are not text,
    a title or a table of contents alone.
    """
    return READERS["text"](data, source=source, language=language)
