"""References in the text and the notes that stand below it are brought together, where they fit each other exactly.

Notes stand in groups: at a paragraph's end, a section's or the text's. A group is one only where its marks count up and
each is named before it, after the last group, in that order. Anything else, such as ``[12]`` without a note, is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.model import Article, Finding
from publish.reading.plain.linking import PARAGRAPH, SUPERSCRIPT, Place, linked

_TEXT = re.compile(r"<pre.*?</pre>|>([^<>]+)", re.DOTALL)
"""What stands between tags; nothing of code, where brackets count."""


@dataclass(frozen=True, slots=True)
class _Style:
    """One way to print a mark: where it refers, and where its note begins."""

    reference: re.Pattern[str]
    note: re.Pattern[str]


_STYLES = (
    _Style(
        re.compile(r"(?<=\S)\[\^?(?P<mark>\d{1,4})\](?!\()"),
        re.compile(r"\[(?:\^|(?:Footnote|Note|Fußnote|Anmerkung) )?(?P<mark>\d{1,4})(?:\]:? ?|: )(?P<words>\S.*)"),
    ),
    _Style(
        re.compile(rf"(?<=[^\W\d_]|[.,;:!?\"'”’»)])(?P<mark>[{SUPERSCRIPT}]+)(?![{SUPERSCRIPT}\w])"),
        re.compile(rf"(?P<mark>[{SUPERSCRIPT}]+) ?(?P<words>\S.*)"),
    ),
    _Style(
        re.compile(r"(?<=[^\W\d_]|[.,;:!?”’»])\((?P<mark>\d{1,3})\)(?!\w)"),
        re.compile(r"\((?P<mark>\d{1,3})\) (?P<words>\S.*)"),
    ),
    _Style(
        re.compile(r"(?<=[^\W\d_]|[.,;:!?”’»\"'])(?P<mark>[*†‡])(?=[\s.,;:!?)”’»]|\Z)"),
        re.compile(r"(?P<mark>[*†‡]) ?(?P<words>[^*\s].*[^*])"),
    ),
)


def link(article: Article) -> Article:
    """The article with its notes as notes, each at the end of the section that first names it."""
    count = 0
    for style in _STYLES:
        pairs = _pairs(article, style)
        if pairs:
            article = linked(article, pairs, count)
            count += len(pairs)
    if not count:
        return article
    message = f"notes and the places that name them are linked ({count})"
    return replace(article, findings=(*article.findings, Finding("notes-linked", "info", message)))


def _pairs(article: Article, style: _Style) -> Sequence[tuple[Place, Place]]:
    """The references, each with its note."""
    notes = list(_notes(article, style))
    if not notes:
        return ()
    bounds = {(note.section, note.start) for note in notes}
    references = [found for found in _references(article, style) if (found.section, found.start) not in bounds]
    taken: list[tuple[Place, Place]] = []
    reached, last = 0, (-1, -1)
    for group in _groups(notes, article):
        first = (group[0].section, group[0].start)
        candidates: dict[str, Place] = {}
        while reached < len(references) and (references[reached].section, references[reached].start) < first:
            place = references[reached]
            if (place.section, place.start) > last:
                candidates.setdefault(place.mark, place)
            reached += 1
        named = [candidates[note.mark] for note in group if note.mark in candidates]
        in_order = named == sorted(named, key=lambda place: (place.section, place.start))
        if len(named) == len(group) and in_order:
            taken += zip(named, group, strict=True)
        last = (group[-1].section, group[-1].end)
    return taken


def _notes(article: Article, style: _Style) -> Iterator[Place]:
    for index, section in enumerate(article.sections):
        for found in PARAGRAPH.finditer(section.body):
            if note := style.note.fullmatch(found["text"]):
                words = note["words"].removesuffix("]") if found["text"].startswith("[F") else note["words"]
                yield Place(index, *found.span(), note["mark"], int(found["line"]), words)


def _references(article: Article, style: _Style) -> Iterator[Place]:
    for index, section in enumerate(article.sections):
        for text in _TEXT.finditer(section.body):
            for found in style.reference.finditer(text[1] or ""):
                start = text.start(1) + found.start()
                yield Place(index, start, text.start(1) + found.end(), found["mark"])


def _groups(notes: Sequence[Place], article: Article) -> Iterator[Sequence[Place]]:
    """Notes that follow each other directly and count up by one."""
    start = 0
    for place in range(1, len(notes) + 1):
        if place == len(notes) or not _goes_on(notes[place - 1], notes[place], article):
            yield notes[start:place]
            start = place


def _goes_on(note: Place, after: Place, article: Article) -> bool:
    if note.section != after.section or article.sections[note.section].body[note.end : after.start].strip():
        return False
    if note.mark.isdecimal() and note.mark.isascii():
        return after.mark.isdecimal() and int(after.mark) == int(note.mark) + 1
    return after.mark != note.mark
