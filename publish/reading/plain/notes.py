"""References in the text and the notes that stand below it are brought together, where they fit each other exactly.

Notes stand in groups: at a paragraph's end, a section's or the text's. A group is one only where its marks count up and
each is named before it, after the last group, in that order. Anything else, such as ``[12]`` without a note, is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.model import Article, Contents, Dropped, Finding, Section

_LABELS = """
notes, footnotes, endnotes, references, anmerkungen, fußnoten, notes de bas de page, notas, note, noten, voetnoten,
noter, fotnoter, przypisy, poznámky, jegyzetek, примечания, сноски, примітки, бележки, σημειώσεις, notlar, dipnotlar,
catatan, הערות, ملاحظات, هوامش, پانویس, 注, 注释, 註, 註釋, 脚注, 注記, 각주, 주석
"""
LABELS = frozenset(label.strip() for label in _LABELS.split(","))
"""What stands above notes, in lower case and without a colon."""

_PARAGRAPH = re.compile(r'<p data-line="(?P<line>\d+)">(?P<text>[^\n]*?)</p>')


@dataclass(frozen=True, slots=True)
class _Style:
    """One way to print a mark: where it refers, and where its note begins."""

    reference: re.Pattern[str]
    note: re.Pattern[str]


_SUPERSCRIPT = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_AS_DIGITS = str.maketrans(_SUPERSCRIPT, "0123456789")
_STYLES = (
    _Style(
        re.compile(r"(?<=\S)\[(?P<mark>\d{1,4})\](?!\()"),
        re.compile(r"\[(?:(?:Footnote|Note|Fußnote|Anmerkung) )?(?P<mark>\d{1,4})(?:\] ?|: )(?P<words>\S.*)"),
    ),
    _Style(
        re.compile(rf"(?<=[^\W\d_]|[.,;:!?\"'”’»)])(?P<mark>[{_SUPERSCRIPT}]+)(?![{_SUPERSCRIPT}\w])"),
        re.compile(rf"(?P<mark>[{_SUPERSCRIPT}]+) ?(?P<words>\S.*)"),
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


@dataclass(frozen=True, slots=True)
class _Place:
    """A mark of either sort."""

    section: int
    start: int
    end: int
    mark: str
    line: int
    words: str = ""


def link(article: Article) -> Article:
    """The article with its notes as notes, each at the end of the section that first names it."""
    count = 0
    for style in _STYLES:
        pairs = _pairs(article, style)
        if pairs:
            article = _rewritten(article, pairs, count)
            count += len(pairs)
    if not count:
        return article
    message = f"notes and the places that name them are linked ({count})"
    return replace(article, findings=(*article.findings, Finding("notes-linked", "info", message)))


def _pairs(article: Article, style: _Style) -> Sequence[tuple[_Place, _Place]]:
    """The references, each with its note."""
    notes = list(_notes(article, style))
    if not notes:
        return ()
    bounds = {(note.section, note.start) for note in notes}
    references = [found for found in _references(article, style) if (found.section, found.start) not in bounds]
    taken: list[tuple[_Place, _Place]] = []
    reached, last = 0, (-1, -1)
    for group in _groups(notes, article):
        first = (group[0].section, group[0].start)
        candidates: dict[str, _Place] = {}
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


def _notes(article: Article, style: _Style) -> Iterator[_Place]:
    for index, section in enumerate(article.sections):
        for found in _PARAGRAPH.finditer(section.body):
            if note := style.note.fullmatch(found["text"]):
                words = note["words"].removesuffix("]") if found["text"].startswith("[F") else note["words"]
                yield _Place(index, *found.span(), note["mark"], int(found["line"]), words)


def _references(article: Article, style: _Style) -> Iterator[_Place]:
    for index, section in enumerate(article.sections):
        for text in re.finditer(r">([^<>]+)", section.body):
            for found in style.reference.finditer(text[1]):
                start = text.start(1) + found.start()
                yield _Place(index, start, text.start(1) + found.end(), found["mark"], 0)


def _groups(notes: Sequence[_Place], article: Article) -> Iterator[Sequence[_Place]]:
    """Notes that follow each other directly and count up by one."""
    start = 0
    for place in range(1, len(notes) + 1):
        if place == len(notes) or not _goes_on(notes[place - 1], notes[place], article):
            yield notes[start:place]
            start = place


def _goes_on(note: _Place, after: _Place, article: Article) -> bool:
    if note.section != after.section or article.sections[note.section].body[note.end : after.start].strip():
        return False
    if note.mark.isdecimal() and note.mark.isascii():
        return after.mark.isdecimal() and int(after.mark) == int(note.mark) + 1
    return after.mark != note.mark


def _rewritten(article: Article, pairs: Sequence[tuple[_Place, _Place]], count: int) -> Article:
    """The article with these references and notes as the contract has them; ``count`` notes are already there."""
    edits: dict[int, list[tuple[int, int, str]]] = {}
    asides: dict[int, list[str]] = {}
    for number, (reference, note) in enumerate(pairs, start=count + 1):
        mark = note.mark
        edits.setdefault(reference.section, []).append((reference.start, reference.end, _reference(number, mark)))
        edits.setdefault(note.section, []).append((note.start, note.end, ""))
        asides.setdefault(reference.section, []).append(_aside(number, mark, note))
    sections, dropped = [], []
    gone: set[str] = set()
    for index, section in enumerate(article.sections):
        body = _edited(section.body, edits.get(index, ()))
        if index in edits:
            body, label = _without_label(body, section, emptied=any(not new for *_, new in edits[index]))
            dropped += label
        if index in asides:
            body = "\n".join(filter(None, (body, *asides[index])))
        if body or not section.body:
            sections.append(replace(section, body=body))
        elif section.title and section.title.casefold().strip(" :") in LABELS:
            gone.add(section.id)
            dropped.append(Dropped("notes-label", section.title, section.line))
        else:
            sections.append(replace(section, body=body))
    return replace(
        article,
        sections=tuple(sections),
        contents=_unlinked(article.contents, gone),
        dropped=(*article.dropped, *dropped),
        findings=(*article.findings, *(_told(label) for label in dropped)),
    )


def _told(label: Dropped) -> Finding:
    message = f"“{label.text}” stood above notes, which now stand where they are named; it is taken off"
    return Finding("notes-label", "info", message, line=label.line)


def _edited(body: str, edits: Sequence[tuple[int, int, str]]) -> str:
    out, last = [], 0
    for start, end, new in sorted(edits):
        out += [body[last:start], new]
        last = end
    return re.sub(r"\n{2,}", "\n", "".join([*out, body[last:]])).strip("\n")


def _without_label(body: str, section: Section, *, emptied: bool) -> tuple[str, list[Dropped]]:
    """The body without a last paragraph that only announces the notes that stood below it."""
    last = body.rpartition("\n")[2]
    found = _PARAGRAPH.fullmatch(last)
    if not emptied or not found or found["text"].casefold().strip(" :") not in LABELS:
        return body, []
    return body[: -len(last)].rstrip("\n"), [Dropped("notes-label", found["text"], int(found["line"]))]


def _unlinked(contents: Contents | None, gone: set[str]) -> Contents | None:
    if not contents or not gone:
        return contents
    entries = tuple(replace(entry, section=None) if entry.section in gone else entry for entry in contents.entries)
    return replace(contents, entries=entries)


def _reference(number: int, mark: str) -> str:
    return f'<a class="noteref" role="doc-noteref" href="#note-{number}" id="noteref-{number}">{_plain(mark)}</a>'


def _aside(number: int, mark: str, note: _Place) -> str:
    back = f'<a class="backlink" role="doc-backlink" href="#noteref-{number}">{_plain(mark)}</a>'
    return (
        f'<aside class="note" role="doc-footnote" id="note-{number}">'
        f'<p data-line="{note.line}">{back} {note.words}</p></aside>'
    )


def _plain(mark: str) -> str:
    """The mark without the shape that a note's reference has anyway."""
    return mark.translate(_AS_DIGITS)
