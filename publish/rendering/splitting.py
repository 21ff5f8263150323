"""An article over several pages of the publication, so that a reading system opens it fast.

E-ink readers lay out a whole file before they show its first screen, so a file is kept to a budget. It ends between
sections; inside of one only where that one alone is over the budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.fragments import Element, parsed, size, written
from publish.model import Book, Part, Section

BUDGET = 100_000
"""Characters of XHTML in one file. A phone opens this at once, and articles of 15,000 words still are one file."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The sections of one article that one page holds."""

    name: str
    """The page's file name: ``text-1.xhtml``."""
    part: Part
    sections: tuple[Section, ...]
    first: bool
    """Whether the article begins here."""

    @property
    def title(self) -> str:
        """The article's title, or the heading with which the stretch begins."""
        heading = next((section.title for section in self.sections if section.title), None)
        return self.part.metadata.title if self.first or heading is None else heading


def stretches(book: Book) -> tuple[Stretch, ...]:
    """All text pages of a book, in reading order."""
    found: list[Stretch] = []
    for part in book.parts:
        for place, sections in enumerate(_packed(part.sections)):
            found.append(Stretch(f"text-{len(found) + 1}.xhtml", part, tuple(sections), place == 0))
    return tuple(found)


def hrefs(pages: Iterable[Stretch]) -> dict[str, str]:
    """Where each article, each section, and each thing in it that has an id stands: ``text-1.xhtml#a1-section-2``."""
    found: dict[str, str] = {}
    for page in pages:
        identifiers = [page.part.id] * page.first + [section.id for section in page.sections]
        for section in page.sections:
            if ' id="' in section.body:
                identifiers += [element.get("id", "") for element in parsed(section.body).iterfind(".//*[@id]")]
        for identifier in identifiers:
            found.setdefault(identifier, f"{page.name}#{identifier}")
    return found


def _packed(sections: Sequence[Section]) -> list[list[Section]]:
    """The sections in as few pages as the budget allows, each page as full as the others."""
    pieces = [piece for section in sections for piece in _pieces(section)]
    total = sum(len(piece.body) for piece in pieces)
    share = total / max(1, -(-total // BUDGET))
    pages: list[list[Section]] = [[]]
    size = 0
    for piece in pieces:
        if pages[-1] and size + len(piece.body) / 2 > share:
            pages.append([])
            size = 0
        pages[-1].append(piece)
        size += len(piece.body)
    return pages


def _pieces(section: Section) -> Iterator[Section]:
    """The section, or where it is over the budget, its blocks in pieces of which only the first has its heading."""
    if len(section.body) <= BUDGET:
        yield section
        return
    number, room, held = 1, BUDGET, parsed("")
    for blocks in _kept_together(parsed(section.body)):
        needed = sum(map(size, blocks))
        if len(held) and needed > room:
            yield _piece(section, held, number)
            number, room, held = number + 1, BUDGET, parsed("")
        _hang(held, blocks)
        room -= needed
    yield _piece(section, held, number)


def _kept_together(body: Element) -> Iterator[list[Element]]:
    """Each block, and the notes that it is the first to refer to: a note pops up only from its own file."""
    notes = {f"#{note.get('id')}": note for note in body.iterfind("aside")}
    blocks = [block for block in body if block.tag != "aside"]
    for block in blocks:
        referred = [link.get("href", "") for link in block.iter("a")]
        yield [block, *(notes.pop(href) for href in referred if href in notes)]
    yield from ([note] for note in notes.values())


def _hang(body: Element, blocks: Iterable[Element]) -> None:
    """Put blocks into a body: its notes stay behind all the rest."""
    first, *notes = blocks
    end = next((place for place, block in enumerate(body) if block.tag == "aside"), len(body))
    body.insert(end if first.tag != "aside" else len(body), first)
    body.extend(notes)


def _piece(section: Section, body: Element, number: int) -> Section:
    if number == 1:
        return replace(section, body=written(body))
    return replace(section, id=f"{section.id}_{number}", title=None, body=written(body))
