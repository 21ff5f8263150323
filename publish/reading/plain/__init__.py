"""Plain text, from bytes to lines that are a paragraph each, and the last touches to the article made of them.

::

    bytes ──decode──▶ text ──mend, clean──▶ text ──split──▶ lines ──STEPS──▶ lines
                                                                               ┊
             Article ◀──TOUCHES── Article ◀┄┄ title, contents, sections ┄┄┄┄┄┄┄┘

Each step is a file. A step that sees nothing of its kind leaves everything as it is: a text that is a paragraph a line
comes through all of them unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from publish.model import Article, Contributor, Metadata
from publish.reading import language, lines
from publish.reading.decoding import decode
from publish.reading.lines import Line
from publish.reading.plain import bylines, emphasis, furniture, gutenberg, notes, shaping, wrapping
from publish.reading.plain.manuscript import Fact, Manuscript
from publish.reading.plain.mending import mend

STEPS: tuple[Callable[[Manuscript], Manuscript], ...] = (
    furniture.take_off,
    gutenberg.take_off,
    bylines.take,
    wrapping.join,
    shaping.tell,
)
"""What is done to the lines before the title, the contents and the sections are told."""

TOUCHES: tuple[Callable[[Article], Article], ...] = (
    notes.link,
    emphasis.mark,
    language.mark,
)
"""What is done to the article when its sections are there."""


def prepare(data: bytes, source: str) -> Manuscript:
    """The lines in ``data`` after :data:`STEPS`. Raises :class:`publish.errors.SourceError` for what is no text."""
    text, guesses = decode(data, source)
    text, mends = mend(text)
    text, litter = lines.clean(text)
    manuscript = Manuscript(lines.split(text), findings=(*guesses, *mends, *litter))
    for step in STEPS:
        manuscript = step(manuscript)
    return manuscript


def origins(manuscript: Manuscript, title: Line | None, given: str | None) -> tuple[tuple[str, str], ...]:
    """Where the title and the language came from, ``given`` being the language that the user named."""
    stated = {fact.field: fact.origin for fact in manuscript.facts}
    named = stated.get("title", f"line {title.number}" if title else "the source's name")
    return ("title", named), ("language", "the settings" if given else stated.get("language", "detected"))


def finish(article: Article, manuscript: Manuscript) -> Article:
    """The article with what the manuscript knows, after :data:`TOUCHES`."""
    article = replace(
        article,
        metadata=_metadata(article.metadata, manuscript.facts),
        findings=(*manuscript.findings, *article.findings),
        dropped=tuple(sorted((*manuscript.dropped, *article.dropped), key=lambda gone: gone.line or 0)),
        origins=(*article.origins, *_origins(manuscript.facts)),
    )
    for touch in TOUCHES:
        article = touch(article)
    return article


def _origins(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """One for each field that the facts fill, in their order."""
    fields = dict.fromkeys(fact.field for fact in facts if fact.field not in ("title", "language"))
    yield from ((name, next(fact.origin for fact in facts if fact.field == name)) for name in fields)


def _metadata(metadata: Metadata, facts: Sequence[Fact]) -> Metadata:
    """The metadata with the facts that title and language, which the reader sees to, are not."""
    people = tuple(fact.value for fact in facts if isinstance(fact.value, Contributor))
    days = [fact.value for fact in facts if isinstance(fact.value, date)]
    subtitles = [fact.value for fact in facts if fact.field == "subtitle" and isinstance(fact.value, str)]
    return replace(
        metadata,
        contributors=metadata.contributors or people,
        published=metadata.published or next(iter(days), None),
        subtitle=metadata.subtitle or next(iter(subtitles), None),
    )
