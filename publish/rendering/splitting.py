"""An article over several pages of the publication, so that a reading system opens it fast.

E-ink readers lay out a whole file before they show its first screen, so a file is kept to a budget. It ends between
sections; inside of one only where that one alone is over the budget.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.model import Book, Part, Section

BUDGET = 100_000
"""Characters of XHTML in one file. A phone opens this at once, and articles of 15,000 words still are one file."""

_BLOCK_END = re.compile(r"(?<=</p>)|(?<=</ul>)|(?<=</blockquote>)|(?<=<hr/>)")


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
    """Where each article and section stands: ``text-1.xhtml#a1-section-2``, by its id."""
    found: dict[str, str] = {}
    for page in pages:
        identifiers = [page.part.id] * page.first + [section.id for section in page.sections]
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
    body, number = "", 1
    for block in _BLOCK_END.split(section.body):
        if body and len(body) + len(block) > BUDGET:
            yield _piece(section, body, number)
            body, number = "", number + 1
        body += block
    yield _piece(section, body, number)


def _piece(section: Section, body: str, number: int) -> Section:
    if number == 1:
        return replace(section, body=body)
    return replace(section, id=f"{section.id}-{number}", title=None, body=body)
