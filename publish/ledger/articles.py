"""What an article says, in pieces: once as it stands in an edition, and once in the order of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from publish.ledger.counting import in_figures
from publish.ledger.markup import Said, parsed, said
from publish.ledger.words import Piece, words
from publish.model import Article, Contents, Entry, Section

_LINE = re.compile(r"line (\d+)")
METADATA = frozenset({"title", "subtitle", "contributor", "imprint"})
"""The roles of a title page."""
PLACED = frozenset({"label", "entry", "note", "backlink"})
"""The roles of what an edition puts elsewhere: contents before the text, notes below the section that names them."""


def book_front(articles: Sequence[Article], title: str) -> Iterator[Piece]:
    """The title page of a book of several articles."""
    yield Piece(title, "title")
    everybody = dict.fromkeys(person for article in articles for person in article.metadata.contributors)
    yield from (Piece(person.name, "contributor") for person in everybody)
    publishers = {article.metadata.publisher for article in articles}
    if len(publishers) == 1 and (publisher := publishers.pop()):
        yield Piece(publisher, "imprint")


def book_contents(articles: Sequence[Article]) -> Iterator[Piece]:
    """Its contents: each article's title, and below it what its own contents have besides."""
    for article in articles:
        yield Piece(article.metadata.title, "entry")
        listed = article.contents or _made(article)
        for entry in listed.entries if listed else ():
            if entry.section != article.id:
                yield Piece(f"{entry.number}. {entry.text}" if entry.number else entry.text, "entry", entry.line)


def byline(article: Article, zero: str = "0") -> Iterator[Piece]:
    """Who wrote an article of a book, and when."""
    known = article.metadata
    people = ", ".join(person.name for person in known.contributors)
    day = in_figures(_dated(known.published, known.language), zero) if known.published else ""
    if line := " · ".join(filter(None, (people, day))):
        yield Piece(line, "text")


def front(article: Article, zero: str = "0") -> Iterator[Piece]:
    """The title page; ``zero`` is the first of the figures in which it says the day."""
    known = article.metadata
    yield Piece(known.title, "title")
    if known.subtitle:
        yield Piece(known.subtitle, "subtitle")
    yield from (Piece(person.name, "contributor") for person in known.contributors)
    day = in_figures(_dated(known.published, known.language), zero) if known.published else None
    if imprint := ", ".join(filter(None, (known.publisher, day))):
        yield Piece(imprint, "imprint")


def _dated(day: date, language: str) -> str:
    """A day in the long form that the Unicode CLDR has for the language; as ISO 8601 where it has none."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        return format_date(day, "long", locale=Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def contents(article: Article) -> Iterator[Piece]:
    """The contents page; nothing where an edition has none."""
    listed = article.contents or _made(article)
    if listed is None:
        return
    if listed.label:
        yield Piece(listed.label, "label")
    for entry in listed.entries:
        yield Piece(f"{entry.number}. {entry.text}" if entry.number else entry.text, "entry", entry.line)


def _made(article: Article) -> Contents | None:
    """The contents that an edition makes of headings, where the source prints none."""
    titled = [(section.title, section) for section in article.sections if section.title]
    if len(titled) < 2:
        return None
    return Contents("", tuple(Entry(None, title, one.level, one.id, one.line) for title, one in titled))


def text(article: Article) -> Said:
    """The text from its heading on, and the alternatives of its pictures; empty where the source gives none."""
    whole = Said([Piece(article.metadata.title, "heading")])
    for section in article.sections:
        if section.title:
            whole.pieces.append(Piece(_heading(section), "heading", section.line))
        body = said(parsed(section.body), line=section.line)
        whole.pieces += body.pieces
        whole.alternatives += body.alternatives
    return whole


def headings(article: Article, *, numbered: bool) -> Iterator[Piece]:
    """What a reader can jump to: the article and its headings, with their numbers or without."""
    yield Piece(article.metadata.title, "title")
    for section in article.sections:
        if section.title:
            yield Piece(_heading(section) if numbered else section.title, "heading", section.line)


def _heading(section: Section) -> str:
    return f"{section.number} {section.title}" if section.number else section.title or ""


def in_source_order(article: Article, source: Sequence[Piece]) -> list[Piece]:
    """All that an article has of its source, what it dropped included, by the lines on which it stood.

    Only contents, notes and what was dropped go to their lines: all else stays in the order of the edition, which is
    that of the source unless a reader has confused it. What was dropped without a line comes last.
    """
    whole = text(article)
    body = [_unowed_mark(piece) for piece in whole.pieces[1:]]
    metadata = list(_metadata(article, source))
    pieces = [*metadata, *_printed_contents(article), *body]
    placed = [(piece.line or 0.0, piece) for piece in _repeated_titles(article, source, pieces)]
    placed += [(piece.line or 0.0, piece) for piece in metadata]
    at = next((float(piece.line) for piece in body if piece.line), 0.0)
    for piece in [*_printed_contents(article), *body]:
        line = at if piece.line is None else float(piece.line)
        at = at if piece.role in PLACED else max(at, line)
        placed.append((line if piece.role in PLACED else at, piece))
    for dropped in article.dropped:
        line = float("inf") if dropped.line is None else dropped.line
        for offset, row in enumerate(dropped.text.split("\n")):
            shown = dropped.line and dropped.line + offset
            placed.append((line + offset, Piece(row, "dropped", shown, dropped.rule)))
    return [piece for _, piece in sorted(placed, key=lambda pair: pair[0])]


def _repeated_titles(article: Article, source: Sequence[Piece], printed: Sequence[Piece]) -> list[Piece]:
    """The title, as often as the source has it once more than it is printed, as below its front matter."""
    title = article.metadata.title
    mine = [piece for piece in source if piece.owed and _says(piece.text, title)]
    known = [*(piece.text for piece in printed), *(dropped.text for dropped in article.dropped)]
    count = len(mine) - sum(_says(text, title) for text in known)
    again = mine[-count:] if count > 0 else []
    return [replace(piece, role="dropped", rule="title-repeated") for piece in again]


def _says(text: str, wanted: str) -> bool:
    """Whether a text has these words and no others but a number before them."""
    if len(text) > 2 * len(wanted) + 40:  # Nearly every text, and soon told.
        return False
    said, title = words(text), words(wanted)
    return said == title or (said[1:] == title and said[0].isdecimal())


def _metadata(article: Article, source: Sequence[Piece]) -> Iterator[Piece]:
    """What the title page says, where the source says just this; without a line where it came from elsewhere in it."""
    for piece in front(article):
        same = sorted((one for one in source if _says(one.text, piece.text)), key=lambda one: not one.owed)
        told = _LINE.fullmatch(dict(article.origins).get(piece.role, ""))
        yield replace(piece, line=same[0].line if same else int(told[1]) if told else None, owed=False)


def _printed_contents(article: Article) -> Iterator[Piece]:
    if article.contents is None:
        return
    if article.contents.label:
        first = next((entry.line for entry in article.contents.entries if entry.line), None)
        yield Piece(article.contents.label, "label", first and first - 1)
    for entry in article.contents.entries:
        if entry.number:
            yield Piece(entry.number, "entry", entry.line, owed=False)
        yield Piece(entry.text, "entry", entry.line)


def _unowed_mark(piece: Piece) -> Piece:
    """Marks of notes are numbered anew, so the source need not have them."""
    return replace(piece, owed=False) if piece.role in ("mark", "backlink") else piece
