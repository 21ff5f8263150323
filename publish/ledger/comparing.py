"""An edition beside the article that it is of: every word and sign, in order, and what is not as it should be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.ledger import articles
from publish.ledger.aligning import Same, aligned
from publish.ledger.counting import marked, nought
from publish.ledger.editions.bidi import shows
from publish.ledger.editions.edition import Edition
from publish.ledger.markup import Said
from publish.ledger.words import Piece, Stream, stream, tokens
from publish.model import Article, Finding

LONGEST = 12
"""How many words of a stretch a message shows at each end."""
CONTEXT = 4
"""How many words before it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where an edition is not as it should be: where in what is wanted, and where in what is there."""

    wanted: range
    there: range


def compare(works: Sequence[Article], edition: Edition, title: str | None = None) -> list[Finding]:
    """What is wrong with an edition of an article, or of several in a book of this title, in the order of its text."""
    whole, zero = Said([], []), nought(works)
    for work in works:
        one = articles.text(work)
        whole.pieces += one.pieces if title is None else [one.pieces[0], *articles.byline(work, zero), *one.pieces[1:]]
        whole.alternatives += one.alternatives
    if title is None:
        wanted = [*articles.front(works[0], zero), *articles.contents(works[0]), *whole.pieces]
    else:
        wanted = [*articles.book_front(works, title), *articles.book_contents(works), *whole.pieces]
    there = edition.text
    if title is not None or not (works[0].contents and works[0].contents.label):
        there = [piece for piece in there if piece.role != "label"]
    wanted = marked((piece for piece in wanted if piece.role != "number"), zero)
    found = differences(wanted, _as_read(there, wanted), "")
    found += _alternatives(whole.alternatives, edition)
    for name, points in edition.navigation.items():
        numbered = edition.kind == "PDF"
        points_wanted = [point for work in works for point in articles.headings(work, numbered=numbered)]
        found += differences(points_wanted, points, f"in the {name}, ")
    return found


def _as_read(there: Sequence[Piece], wanted: Sequence[Piece]) -> list[Piece]:
    """The pieces of an edition; those whose lines are shown from the right are what is wanted, where it looks so."""
    if not any(piece.shown for piece in there):
        return list(there)
    by_letters: defaultdict[str, set[str]] = defaultdict(set)
    for piece in wanted:
        by_letters[_letters(piece.text)].add(piece.text)

    def read(piece: Piece) -> Piece:
        alike = by_letters.get(_letters(piece.text), ()) if piece.shown else ()
        text = next((text for text in sorted(alike) if shows(text, piece.shown)), piece.text)
        return replace(piece, text=text)

    return [read(piece) for piece in there]


def _letters(text: str) -> str:
    """What a text is made of, in whatever order; brackets, which are turned round, left out."""
    return "".join(sorted(character for token in tokens(text) for character in token if character.isalnum()))


def differences(wanted: Sequence[Piece], there: Sequence[Piece], where: str) -> list[Finding]:
    """A finding for each stretch of words that is missing, added, doubled, moved or changed; ``where`` begins it."""
    ours, theirs = stream(wanted, signs=True), stream(there, signs=True)
    gaps = list(_gaps(aligned(ours.tokens, theirs.tokens), len(ours), len(theirs)))
    teller = _Teller(ours, theirs, where)
    moved = _moved(gaps, ours, theirs)
    return [teller.told(gap, moved.get(gap)) for gap in gaps if gap not in moved or moved[gap] is not None]


def _gaps(same: Sequence[Same], ours: int, theirs: int) -> Iterator[Gap]:
    left = right = 0
    for stretch in [*same, Same(ours, theirs, 0)]:
        if stretch.left > left or stretch.right > right:
            yield Gap(range(left, stretch.left), range(right, stretch.right))
        left, right = stretch.left + stretch.size, stretch.right + stretch.size


def _moved(gaps: Sequence[Gap], ours: Stream, theirs: Stream) -> dict[Gap, Gap | None]:
    """Each gap whose words are missing, with the one that has them too much; that one with None."""
    added: defaultdict[tuple[str, ...], list[Gap]] = defaultdict(list)
    for gap in gaps:
        if not gap.wanted:
            added[tuple(theirs.tokens[place] for place in gap.there)].append(gap)
    pairs: dict[Gap, Gap | None] = {}
    for gap in gaps:
        same = added.get(tuple(ours.tokens[place] for place in gap.wanted)) if not gap.there else None
        if same:
            pairs[gap] = same.pop(0)
            pairs[pairs[gap]] = None  # type: ignore[index]
    return pairs


@dataclass(frozen=True, slots=True)
class _Teller:
    """Makes findings of gaps."""

    ours: Stream
    theirs: Stream
    where: str

    def told(self, gap: Gap, other: Gap | None) -> Finding:
        """The finding for a gap; ``other`` is where its words stand instead."""
        code, message = self._said(gap, other)
        line, page = self._place(gap)
        return Finding(code, "error", f"{self.where}{message}{self._context(gap)}", line, page=page)

    def _said(self, gap: Gap, other: Gap | None) -> tuple[str, str]:
        missing, added = _shown(self.ours, gap.wanted), _shown(self.theirs, gap.there)
        if other is not None:
            return "words-moved", f"{missing} stands elsewhere"
        if gap.wanted and gap.there:
            return "words-changed", f"{missing} reads {added}"
        if gap.wanted:
            return "words-missing", f"{missing} is missing"
        if self._doubles(gap.there):
            return "words-doubled", f"{added} stands there twice"
        return "words-added", f"{added} is not of the source"

    def _doubles(self, there: range) -> bool:
        """Whether words say once more what stands right before or behind them."""
        tokens, size = self.theirs.tokens, len(there)
        said = tokens[there.start : there.stop]
        return said in (tokens[max(there.start - size, 0) : there.start], tokens[there.stop : there.stop + size])

    def _context(self, gap: Gap) -> str:
        before = range(max(gap.there.start - CONTEXT, 0), gap.there.start)
        return f", after {_shown(self.theirs, before)}" if before else ""

    def _place(self, gap: Gap) -> tuple[int | None, int | None]:
        """The line of the source, and the page."""
        line = page = None
        if len(self.ours):
            line = self.ours.piece(min(gap.wanted.start, len(self.ours) - 1)).line
        if len(self.theirs):
            page = self.theirs.piece(min(gap.there.start, len(self.theirs) - 1)).line
        return line, page


def _shown(said: Stream, places: range) -> str:
    """The words of a stretch between quotation marks, those in the middle of a long one left out."""
    tokens = [said.tokens[place] for place in places]
    if len(tokens) > 2 * LONGEST:
        tokens = [*tokens[:LONGEST], "…", *tokens[-LONGEST:]]
    return f"“{' '.join(tokens)}”"


def _alternatives(wanted: Sequence[Piece], edition: Edition) -> list[Finding]:
    """Pictures whose alternative is not the source's. One without is called something by the edition."""
    named = [piece for piece in wanted if piece.role == "alternative" or edition.kind == "EPUB"]
    there = edition.alternatives
    if len(named) != len(there):
        message = f"there are {len(there)} pictures with a text in their place, and there should be {len(named)}"
        return [Finding("alternative-differs", "error", message)]
    found = []
    for ours, theirs in zip(named, there, strict=True):
        right = stream([ours], signs=True).tokens == stream([theirs], signs=True).tokens
        if not right and not (ours.role == "alternative" and not ours.text.strip() and theirs.text.strip()):
            message = f"the text in a picture's place is “{theirs.text}”, and should be “{ours.text}”"
            found.append(Finding("alternative-differs", "error", message, ours.line, page=theirs.line))
    return found
