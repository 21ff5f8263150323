"""References and their notes, once they are paired, become the markup that every edition knows as notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publish.model import Article, Contents, Dropped, Finding, Section

_LABELS = """
notes, footnotes, endnotes, references, anmerkungen, fußnoten, notes de bas de page, notas, note, noten, voetnoten,
noter, fotnoter, przypisy, poznámky, jegyzetek, примечания, сноски, примітки, бележки, σημειώσεις, notlar, dipnotlar,
catatan, הערות, ملاحظات, هوامش, پانویس, 注, 注释, 註, 註釋, 脚注, 注記, 각주, 주석
"""
LABELS = frozenset(label.strip() for label in _LABELS.split(","))
"""What stands above notes, in lower case and without a colon."""

PARAGRAPH = re.compile(r'^<p data-line="(?P<line>\d+)">(?P<text>[^\n]*)</p>$', re.MULTILINE)
"""A paragraph of the text itself: the blocks of a body stand on lines of their own."""
SUPERSCRIPT = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_AS_DIGITS = str.maketrans(SUPERSCRIPT, "0123456789")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands: a reference, or a note with its words."""

    section: int
    """The index of the section."""
    start: int
    """Where it begins in the section's body: the mark of a reference, the paragraph of a note."""
    end: int
    mark: str
    line: int = 0
    """The line of a note's paragraph."""
    words: str = ""
    """XHTML; empty for a reference."""


def linked(article: Article, pairs: Sequence[tuple[Place, Place]], count: int) -> Article:
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
        last = end + (not new)  # With the end of its line.
    return "".join([*out, body[last:]]).rstrip("\n")


def _without_label(body: str, section: Section, *, emptied: bool) -> tuple[str, list[Dropped]]:
    """The body without a last paragraph that only announces the notes that stood below it."""
    last = body.rpartition("\n")[2]
    found = PARAGRAPH.fullmatch(last)
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


def _aside(number: int, mark: str, note: Place) -> str:
    back = f'<a class="backlink" role="doc-backlink" href="#noteref-{number}">{_plain(mark)}</a>'
    return (
        f'<aside class="note" role="doc-footnote" id="note-{number}">'
        f'<p data-line="{note.line}">{back} {note.words}</p></aside>'
    )


def _plain(mark: str) -> str:
    """The mark without the shape that a note's reference has anyway."""
    return mark.translate(_AS_DIGITS)
