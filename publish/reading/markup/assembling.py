"""The steps from a draft to an article, in their order."""

from __future__ import annotations

from typing import Any

from lxml import etree

from publish.errors import SourceError
from publish.model import Article, Finding, Metadata, Surroundings
from publish.reading import naming
from publish.reading.language import UNKNOWN, detect
from publish.reading.markup import attributes, maths, pictures, references, scrubbing, sections, tables, trees
from publish.reading.markup.building import Builder
from publish.reading.markup.draft import Draft
from publish.reading.markup.notices import Notices
from publish.reading.markup.sections import Stretch
from publish.reading.markup.walking import Walk
from publish.reading.reconcile import key
from publish.settings import Settings

BEGINNING = 20_000
"""How many characters tell the language."""


def assemble(draft: Draft, *, source: str, settings: Settings, surroundings: Surroundings) -> Article:
    """See :func:`publish.reading.markup.article`."""
    notices = Notices()
    formulas = maths.find(draft)
    pictures.unfold(draft)
    scrubbing.scrub(draft, notices)
    gallery = pictures.collect(draft, surroundings, notices)
    tables.linearise(draft, notices)

    way = attributes.way(draft.root)
    known = frozenset(name for element in trees.elements(draft.root) for name in attributes.ids(element))
    builder = Builder(etree.Element("body"), way)
    Walk(builder, notices, {**formulas, **gallery.made}, known, draft.base, draft.line_of).through(draft.root)
    builder.finish()
    if builder.flattened:
        notices.tell("nesting-flattened", count=builder.flattened)

    stretches = sections.part(list(builder.root))
    told = draft.metadata.get("title")
    title = _title(stretches, told if isinstance(told, str) else None)
    sections.number(stretches)
    name = title or naming.title_of(source)
    text = "\n".join("".join(block.itertext()) for one in stretches for block in one.blocks)
    if not text.strip() and not gallery.resources and len(stretches) == 1:
        raise SourceError("the source has no text", place=source, remedy="give a file with a title and text")
    article = naming.slug(name, text)

    named = {one.heading: one.id for one in stretches if one.heading is not None}
    blocks = [block for one in stretches for block in one.blocks]
    references.join(blocks, builder.places, builder.heirs, named, notices)

    language = settings.language or draft.metadata.get("language") or way[0]
    tag = language if isinstance(language, str) else detect(f"{name}\n{text[:BEGINNING]}")
    fields: dict[str, Any] = {**draft.metadata, "title": name, "language": tag}
    return Article(
        id=article,
        source=source,
        format=draft.format,
        metadata=Metadata(**fields),
        contents=None,
        sections=sections.written(stretches),
        resources=gallery.resources,
        findings=(*draft.findings, *notices.findings(), *_doubts(title, name, tag)),
        origins=draft.origins,
        dropped=(*draft.dropped, *notices.dropped),
    )


def _title(stretches: list[Stretch], told: str | None) -> str | None:
    """The article's title; a heading that says it is not a section's as well.

    It is what the format told, else the first heading if that is the highest of all or stands above all text.
    """
    if len(stretches) == 1:
        return told
    lead, first = stretches[:2]
    if told is None:
        highest = first.heading is not None and first.heading.tag == "h1"
        if not highest and lead.blocks:
            return None
    elif key(first.title) != key(told):
        return told
    lead.blocks += first.blocks
    del stretches[1]
    return told or first.title


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
