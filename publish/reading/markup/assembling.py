"""The steps from a draft to an article, in their order."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import islice
from posixpath import normpath
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml.html import HtmlElement

from publish.errors import SourceError
from publish.model import Article, Contents, Finding, Metadata, Surroundings
from publish.reading import naming
from publish.reading.language import UNKNOWN, detect, tidy
from publish.reading.markup import (
    attributes,
    equations,
    listing,
    maths,
    notes,
    pictures,
    promoting,
    references,
    scrubbing,
    sections,
    tables,
    trees,
)
from publish.reading.markup.building import Builder
from publish.reading.markup.draft import Draft
from publish.reading.markup.notices import Notices
from publish.reading.markup.places import Places
from publish.reading.markup.sections import Stretch
from publish.reading.markup.walking import Walk
from publish.reading.wording import key
from publish.settings import BESIDE, Settings

MOST_ELEMENTS = 2_000_000
"""The most elements of a tree: with what is made of it, each takes up to a kilobyte."""
BEGINNING = 20_000
"""How many characters tell the language."""


def assemble(draft: Draft, *, source: str, settings: Settings, surroundings: Surroundings) -> Article:
    """See :func:`publish.reading.markup.article`."""
    if sum(1 for _ in islice(draft.root.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise SourceError("the source has too many elements to be one article", place=source, remedy="split it")
    if settings.book is not None and draft.base is None:
        draft = replace(draft, among=BESIDE + quote(normpath(source).lstrip("/.")))
    notices = Notices()
    # The untrusted tree loses what no edition may hold, and what is not set where it stands.
    referring = equations.number(draft, notices)
    formulas = maths.find(draft, notices)
    pictures.unfold(draft)
    scrubbing.scrub(draft, notices)
    gallery = pictures.collect(draft, surroundings, notices)
    noted = notes.find(draft, notices)
    listed = listing.find(draft, notices)
    tables.linearise(draft, notices)

    # What is left is built anew, and parted.
    given = settings.language or draft.metadata.get("language")
    way = attributes.way(draft.root, (given if isinstance(given, str) else None, None))
    finished = {**formulas, **referring, **gallery.made, **noted.references}
    known = frozenset(
        name for root in (draft.root, *noted.bodies) for one in trees.elements(root) for name in attributes.ids(one)
    )
    main = Builder(etree.Element("body"), way)
    walk = Walk(main, draft, notices, finished, known)
    _build(main, walk, draft.root)
    asides = _asides(noted, main, walk)
    if listed is not None:
        promoting.promote(main.root, listed.contents)
    stretches = sections.part(list(main.root))
    titled, heading = _titled(stretches, draft.metadata.get("title"))
    sections.number(stretches)
    notes.place(stretches, asides, notices)

    # The whole is known now: its names, its links, its contents.
    name = titled or naming.title_of(source)
    text = "\n".join("".join(block.itertext()) for one in stretches for block in one.blocks)
    if not text.strip() and not gallery.resources and len(stretches) == 1:
        raise SourceError("the source has no text", place=source, remedy="give a file with a title and text")
    article = naming.slug(name, text)
    named = {one.heading: one.id for one in stretches if one.heading is not None}
    named |= {} if heading is None else {heading: article}
    references.join([block for one in stretches for block in one.blocks], main.places, named, notices)
    contents, told = _contents(listed, stretches, main.places, named, titled, article, settings)

    language = given if isinstance(given, str) else way[0]
    tag = tidy(language) if language else detect(f"{name}\n{text[:BEGINNING]}")
    return Article(
        id=article,
        source=source,
        format=draft.format,
        metadata=_metadata(draft, name, tag),
        contents=contents,
        sections=sections.written(stretches),
        resources=gallery.resources,
        findings=(*draft.findings, *notices.findings(), *_doubts(titled, name, tag), *told),
        origins=draft.origins,
        dropped=(*draft.dropped, *notices.dropped),
    )


def _build(builder: Builder, walk: Walk, root: HtmlElement) -> None:
    walk.with_builder(builder).through(root)
    builder.finish()
    if builder.flattened:
        walk.notices.tell("nesting-flattened", count=builder.flattened)


def _asides(noted: notes.Notes, main: Builder, walk: Walk) -> dict[int, etree._Element]:
    """The notes, built like the text; ids that meant something in one mean the note."""
    made = {}
    for number, (body, ids) in enumerate(zip(noted.bodies, noted.ids, strict=True), start=1):
        aside = etree.Element("aside", {"class": "note", "role": "doc-footnote", "id": f"note-{number}"})
        _build(Builder(aside, main.way, main.places, in_text=False), walk, body)
        main.places.give(ids, aside)
        made[number] = aside
    return made


def _titled(stretches: list[Stretch], told: object) -> tuple[str | None, etree._Element | None]:
    """The article's title, and the heading that says it, which is then no section's.

    It is what the format told, else the first heading: if it is an ``h1``, or stands above all text and is higher than
    any other.
    """
    title = told if isinstance(told, str) and told.strip() else None
    if len(stretches) == 1:
        return title, None
    lead, first, *others = stretches
    assert first.heading is not None
    if title is None:
        highest = all(first.level < other.level for other in others)
        if first.heading.tag != "h1" and (lead.blocks or not highest):
            return None, None
    elif key(first.title) != key(title):
        return title, None
    lead.blocks += first.blocks
    del stretches[1]
    return title or first.title, first.heading


def _contents(
    listed: listing.Listing | None,
    stretches: list[Stretch],
    places: Places,
    named: dict[etree._Element, str],
    title: str | None,
    article: str,
    settings: Settings,
) -> tuple[Contents | None, tuple[Finding, ...]]:
    """The contents that the source prints, each entry with its section."""
    if listed is None:
        return None, ()
    ids = {name: named[place] for name in places.found if (place := places.of(name)) in named}
    return listing.linked(listed, stretches, ids, title=title, article=article, threshold=settings.threshold)


def _metadata(draft: Draft, title: str, language: str) -> Metadata:
    known = {field.name for field in fields(Metadata)}
    told: dict[str, Any] = {
        name: value for name, value in draft.metadata.items() if name in known and value is not None
    }
    return Metadata(**{**told, "title": title, "language": language})


def _doubts(title: str | None, name: str, tag: str) -> list[Finding]:
    """What a user had better tell: the title and the language, where the source does not."""
    findings = []
    if title is None:
        message = f"the source has no title; it is called “{name}”"
        findings.append(Finding("title-missing", "warning", message, 1, "write a heading above the text"))
    if tag == UNKNOWN:
        message, remedy = "the language could not be told from the text", "name it, for example with --language en"
        findings.append(Finding("language-unknown", "warning", message, remedy=remedy))
    return findings
