"""How much an edition may hold: layout takes memory and time in proportion to it."""

from __future__ import annotations

import re

from publish.errors import BuildError
from publish.model import Article

MOST = 12_000_000
"""The most characters of an article: four times War and Peace, and 2 GB of memory."""
LONGEST = 1_000_000
"""The most characters in a row without any markup: a whole book in one paragraph is none."""

_LINE = re.compile(r'data-line="(\d+)"')


def hold(article: Article) -> None:
    """Raises :class:`BuildError`, with its line where it has one, for more than that."""
    if (whole := sum(len(section.body) for section in article.sections)) > MOST:
        problem = f"has {whole / 1_000_000:.0f} million characters, more than an edition holds"
        raise BuildError(problem, place=article.source, remedy=f"split it into texts of {MOST // 1_000_000} million")
    for section in article.sections:
        pieces = section.body.split("<") if len(section.body) > LONGEST else ()
        line = section.line
        for piece in pieces:
            line = int(found[1]) if (found := _LINE.search(piece[:200])) else line
            if len(piece) > LONGEST:
                place = f"{article.source}:{line}" if line else article.source
                problem = f"a paragraph has {len(piece) / 1_000_000:.0f} million characters"
                raise BuildError(problem, place=place, remedy="break it into paragraphs")
