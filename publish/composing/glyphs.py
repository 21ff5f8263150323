"""Characters that no font of ours has: told before anything is set, with the line where the first of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from publish.fonts.coverage import uncovered
from publish.model import Article, Finding

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
NAMED = 8
"""How many characters a finding names before it only counts them."""

_TAG = re.compile(r"<[^>]+>")
_LINE = re.compile(r' data-line="(\d+)"')


def missing(article: Article) -> tuple[Finding, ...]:
    """One finding for all characters of an article that no font has; the first of them are named."""
    texts = tuple(_texts(article))
    lacking = uncovered("".join(text for text, _ in texts))
    if not lacking:
        return ()
    named = [f"“{character}” (U+{ord(character):04X})" for character in lacking[:NAMED]]
    named += [f"{len(lacking) - NAMED} more"] if len(lacking) > NAMED else []
    listed = " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    message = f"no font has {listed}; the PDF shows {REPLACEMENT} instead"
    return (Finding("glyph-missing", "warning", message, _line(article, texts, lacking)),)


def _texts(article: Article) -> Iterator[tuple[str, int | None]]:
    """Everything that an article says, with the line of the source where that is known."""
    known = article.metadata
    said = (known.title, known.subtitle, known.publisher, *(person.name for person in known.contributors))
    yield from ((text, None) for text in said if text)
    if article.contents:
        yield article.contents.label, None
        yield from ((f"{entry.number or ''} {entry.text}", entry.line) for entry in article.contents.entries)
    for section in article.sections:
        yield f"{section.number or ''} {section.title or ''}", section.line
        yield unescape(_TAG.sub(" ", section.body)), section.line


def _line(article: Article, texts: Sequence[tuple[str, int | None]], lacking: Sequence[str]) -> int | None:
    """The line on which the first such character stands, as near as readers have said it."""
    wanted = re.compile(f"[{re.escape(''.join(lacking))}]")
    for section in article.sections:
        body = unescape(section.body)
        if found := wanted.search(body):
            before = _LINE.findall(body, 0, found.start())
            return int(before[-1]) if before else section.line
    return next((line for text, line in texts if line and wanted.search(text)), None)
