"""The words of a source as anybody can see them who knows its format: no code of :mod:`publish.reading` is used here.

What a format hides is no word: scripts, field codes, addresses of links. What only its own programs print, such as the
alternative of a picture, is found but not owed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from publish.ledger.sources import docx, epub, html, markdown, text
from publish.ledger.words import Piece
from publish.model import Article

SOURCES: Mapping[str, Callable[[bytes, str | None], Iterable[Piece]]] = {
    "text": text.pieces,
    "markdown": markdown.pieces,
    "html": html.pieces,
    "docx": docx.pieces,
    "epub": epub.pieces,
}
"""By the name of the reader; each takes bytes, and the encoding that was guessed, if one had to be."""

_READ_AS = re.compile(r"is read as (.+?)(?:, for example|$)")


def pieces(data: bytes, article: Article) -> list[Piece]:
    """What the source of an article says."""
    guesses = [_READ_AS.search(finding.message) for finding in article.findings if finding.code == "encoding-guessed"]
    mixed = any(finding.code == "encoding-mixed" for finding in article.findings)
    guess = next((found[1] for found in guesses if found), "UTF-8 with Windows-1252" if mixed else None)
    return list(SOURCES[article.format](data, guess))
