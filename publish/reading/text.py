"""The reader of plain text: a title, perhaps a table of contents, and a paragraph a line.

::

    title
    Table of Contents
    - 1. title
    - 2. heading
    text before the first heading: the lead
    heading
    text
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.errors import SourceError
from publish.model import ALONE, Article, Finding, Metadata, Section, Surroundings
from publish.reading import naming, plain
from publish.reading.contents import is_sure, label, part
from publish.reading.language import UNKNOWN, detect
from publish.reading.lines import Line
from publish.reading.plain import blocks
from publish.reading.plain.lists import is_bullet
from publish.reading.reconcile import Candidate, Heading, Reconciled, reconcile
from publish.reading.wording import bare
from publish.settings import Settings

LONGEST_TITLE = 300
"""The most characters of a title; a longer first line is text."""
DRAWN = 5
"""How many lines, all but one of rules and ornaments, may be above the title and with it."""
LONGEST_LONE_TITLE = 200
"""The same for a source of one line."""


def read(data: bytes, *, source: str, settings: Settings, surroundings: Surroundings = ALONE) -> Article:
    """The article in ``data``; see :func:`publish.reading.read`."""
    manuscript = plain.prepare(data, source)
    page = manuscript.lines
    title = _title(page, source)
    if title and label(title.text) and _begins_with_contents(page):
        title = None  # The list below it shows that it is the label.
    name = title.text if title else naming.title_of(source)
    article = naming.slug(name, "\n".join(line.text for line in page))

    parted = part(tuple(line for line in page if line is not title))
    text = parted.text
    found = reconcile(
        parted.contents,
        [Candidate(place, line.text, bare(line.text[:200]).level, line.number) for place, line in enumerate(text)],
        title=title.text if title else None,
        article=article,
        threshold=settings.threshold,
        after=parted.start,
    )
    if len(text) == len(found.repeated):
        raise _without_text(page[-1], source, has_contents=parted.contents is not None)

    stated = settings.language or manuscript.language
    tag = stated or detect("\n".join(line.text for line in (*page[:1], *text)))
    understood = Article(
        id=article,
        source=source,
        format="text",
        metadata=Metadata(name, tag),
        contents=found.contents,
        sections=_sections(text, found),
        findings=(*_doubts(title, name, tag), *parted.findings, *found.findings),
        dropped=(*parted.dropped, *found.dropped),
        origins=plain.origins(manuscript, title, settings.language),
    )
    return plain.finish(understood, manuscript)


def _title(page: Sequence[Line], source: str) -> Line | None:
    """The title's line, the first that says something; None where that is text, or the label of the contents."""
    if not page:
        raise SourceError(
            "the source is empty: it has only white space", place=source, remedy="give a file with a title and text"
        )
    first = next((line for line in page[:DRAWN] if any(map(str.isalnum, line.text))), page[0])
    longest = LONGEST_TITLE if len(page) > 1 else LONGEST_LONE_TITLE
    return None if len(first.text) > longest or is_sure(first.text) or is_bullet(first) else first


def _begins_with_contents(page: tuple[Line, ...]) -> bool:
    found = part(page)
    return found.contents is not None and found.start == 0 and page[0] not in found.text


def _without_text(last: Line, source: str, *, has_contents: bool) -> SourceError:
    what = "a table of contents without a text below it" if has_contents else "a title without a text below it"
    return SourceError(
        f"the source is only {what}", place=f"{source}:{last.number}", remedy="add the text, a paragraph a line"
    )


def _sections(text: Sequence[Line], found: Reconciled) -> tuple[Section, ...]:
    """The lead, if there is one, which is what stands before the first heading, and a section for each heading."""
    ends = [heading.place for heading in found.headings] + [len(text)]
    sections = []
    for heading, end in zip(found.headings, ends[1:], strict=True):
        body = blocks.body(_below(text, heading, end))
        sections.append(Section(heading.section, heading.level, heading.title, body, heading.line, heading.number))
    lead = [line for place, line in enumerate(text[: ends[0]]) if place not in found.repeated]
    if body := blocks.body(lead):
        sections.insert(0, Section("lead", 1, None, body, lead[0].number))
    return tuple(sections)


def _below(text: Sequence[Line], heading: Heading, end: int) -> Sequence[Line]:
    """The lines below a heading up to ``end``; the first without the heading, where that is glued to it."""
    below = text[heading.end : end]
    if heading.cut is None:
        return below
    return (replace(below[0], text=below[0].text[heading.cut :].lstrip(), raw=""), *below[1:])


def _doubts(title: Line | None, name: str, tag: str) -> list[Finding]:
    """What a user had better tell: the title and the language, where the source does not."""
    findings = []
    if title is None:
        message = f"the source does not begin with a title; it is called “{name}”"
        findings.append(Finding("title-missing", "warning", message, 1, "write a title on the first line"))
    if tag == UNKNOWN:
        message, remedy = "the language could not be told from the text", "name it, for example with --language en"
        findings.append(Finding("language-unknown", "warning", message, remedy=remedy))
    return findings
