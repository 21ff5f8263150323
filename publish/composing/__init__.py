"""Articles into a book: one namespace of ids, one identifier, the contents of each article.

Nothing is added to what the articles say, and nothing is left out.

::

    neighbours.py   links from one article to another
    sizes.py        what is too much for any edition
    glyphs.py       characters that no font has
    namespace.py    each article's ids below a prefix of its own, and the references to them
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from publish.composing import glyphs, namespace, neighbours, sizes
from publish.model import Article, Book, Contents, Entry, Finding, Metadata, Part, Section

CODES = {
    "glyph-missing": "No font of ours has a character of the text; a PDF shows \N{REPLACEMENT CHARACTER} in its place.",
    "link-target-missing": "A link names a place in the article that is not there; its words stay, without the link.",
}
"""The findings of this room."""

EDITIONS = UUID("fa6edaab-169b-507e-8db5-310a89cab542")
"""The namespace of the identifiers that are derived from content (RFC 9562, section 5.5)."""

_SOURCE_LINE = re.compile(r' data-line="\d+"')
"""Readers leave the source's line on each block, for findings; an edition has no use for it."""


def compose(articles: Sequence[Article], *, modified: str, title: str | None = None) -> Book:
    """The book of these articles, in their order.

    ``modified`` is the time that the book carries, ``YYYY-MM-DDThh:mm:ssZ``. The book has the ``title``, or that of its
    first article. Raises :class:`publish.errors.BuildError` for more than an edition holds.
    """
    for article in articles:
        sizes.hold(article)
    prefixes = [f"a{number}" for number in range(1, len(articles) + 1)]
    places = neighbours.known(articles, prefixes) if len(articles) > 1 else {}
    renamed = [namespace.below(article, prefix) for article, prefix in zip(articles, prefixes, strict=True)]
    ids = {prefix: neighbours.marks(*named[:2]) for prefix, named in zip(prefixes, renamed, strict=True)}
    made = [
        _part(article, prefix, named, places, ids)
        for article, prefix, named in zip(articles, prefixes, renamed, strict=True)
    ]
    parts = tuple(part for part, _ in made)
    told = [
        [one if len(articles) == 1 else replace(one, source=article.source) for one in (*article.findings, *found)]
        for article, (_, found) in zip(articles, made, strict=True)
    ]
    metadata = parts[0].metadata if title is None else _metadata(title, parts)
    return Book(
        metadata=metadata,
        identifier=metadata.identifier or _identifier(metadata, parts),
        modified=modified,
        parts=parts,
        findings=tuple(finding for findings in told for finding in findings),
        cover=next((article.cover for article in articles if article.cover), None),
    )


def _metadata(title: str, parts: Sequence[Part]) -> Metadata:
    """What is known of a book of several articles: its title, who wrote them, and what is the same for all of them."""
    languages = [part.metadata.language for part in parts]
    everybody = dict.fromkeys(person for part in parts for person in part.metadata.contributors)
    publishers = {part.metadata.publisher for part in parts}
    rights = {part.metadata.rights for part in parts}
    return Metadata(
        title,
        max(languages, key=languages.count),
        contributors=tuple(everybody),
        publisher=publishers.pop() if len(publishers) == 1 else None,
        rights=rights.pop() if len(rights) == 1 else None,
    )


def _part(
    article: Article,
    prefix: str,
    named: tuple[dict[str | None, str], tuple[Section, ...], tuple[Finding, ...]],
    places: Mapping[str, str],
    everywhere: Mapping[str, Mapping[str | None, str]],
) -> tuple[Part, tuple[Finding, ...]]:
    """The article with all its ids below ``prefix``, and what was found about its links."""
    ids, sections, findings = named
    if places:
        led = [neighbours.joined(section.body, places, everywhere, section.line) for section in sections]
        sections = tuple(replace(section, body=body) for section, (body, _) in zip(sections, led, strict=True))
        findings = (*findings, *(finding for _, found in led for finding in found))
    sections = tuple(
        replace(section, level=level, body=_SOURCE_LINE.sub("", section.body))
        for section, level in zip(sections, _steps(sections), strict=True)
    )
    contents = article.contents or _made_contents(article)
    if contents:
        entries = tuple(replace(entry, section=ids.get(entry.section)) for entry in contents.entries)
        contents = replace(contents, entries=entries)
    return Part(prefix, article.metadata, contents, sections, article.resources), (*findings, *glyphs.missing(article))


def _steps(sections: Iterable[Section]) -> Iterator[int]:
    """The level of each section with no step left out, as PDF/UA demands (ISO 14289-1, 7.4.2); the lead keeps its own.

    Where a source goes from 1 to 3 the edition goes from 1 to 2; who stood side by side stays so.
    """
    above: list[int] = []
    for section in sections:
        if section.title is None:
            yield section.level
            continue
        while above and above[-1] >= section.level:
            above.pop()
        above.append(section.level)
        yield len(above)


def _made_contents(article: Article) -> Contents | None:
    """A contents list for an article that prints none but has at least two headings."""
    titled = [(section.title, section) for section in article.sections if section.title]
    if len(titled) < 2:
        return None
    return Contents("", tuple(Entry(None, title, section.level, section.id) for title, section in titled))


def _identifier(metadata: Metadata, parts: Iterable[Part]) -> str:
    """A UUID of all that the book says: the same text is the same book, another text is another."""
    said = [metadata.title, metadata.language, *(contributor.name for contributor in metadata.contributors)]
    for part in parts:
        said.append(part.metadata.title)
        said += [entry.text for entry in part.contents.entries] if part.contents else []
        said += [text for section in part.sections for text in (section.title or "", section.body)]
    return uuid5(EDITIONS, "\x1f".join(said)).urn
