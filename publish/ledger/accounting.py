"""The ledger itself: what became of every word of a source.

Source and article are aligned word by word, both in the order of the source. What both have is *kept*, or *changed*
where it is spelled otherwise; what the article says it dropped is *dropped*. Between two words that are aligned, those
that are left over on both sides may still be the same letters cut otherwise (a hyphen at a line's end, a heading that
ran into its paragraph), or stand on a line on which the reader says it mended something. All other words have no
*account*: that is an error, of the reader or of whoever wrote the rule.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from publish.ledger import articles, sources
from publish.ledger.accounts import Account, Fate, Ledger
from publish.ledger.aligning import Same, aligned
from publish.ledger.cutting import same_letters
from publish.ledger.words import Piece, Stream, key, stream
from publish.model import Article

APOSTROPHES = "mend-quotes"
HEALED = "hyphen-healed"
WHOLE = (HEALED, "heading-glued", "notes-linked", "mend-spaces", "emphasis-recognised")
"""The rules that cut the same letters otherwise."""
DRIFTED = "heading-drifted"
_MARKS = frozenset({"mark", "backlink"})
MOVED = articles.METADATA | articles.PLACED | {"dropped", "mark"}
"""The roles of what may stand elsewhere than in the source."""
SPELLED = ("entity-mended", "mojibake-mended", "encoding-mixed", "control-character", "symbol-unknown")
"""The rules that change letters."""
SAME = "normalised"
"""The rule by which one character stands for another of the same meaning, as ``1`` for a superscript."""
MARKUP = "markup"
"""The rule by which a mark of emphasis within a word is none of its letters."""


def draw_up(data: bytes, article: Article) -> Ledger:
    """The ledger of an article and of the bytes that it was read from."""
    said = sources.pieces(data, article)
    source = stream(said, signs=False)
    target = stream(articles.in_source_order(article, said), signs=False)
    book = _Book(
        source, target, article.format, _rules_by_line(article), {finding.code for finding in article.findings}
    )
    book.heal()
    book.align()
    book.settle()
    return Ledger(article.source, article.format, tuple(book.accounts()), tuple(book.surplus()))


def _rules_by_line(article: Article) -> Mapping[int, tuple[str, ...]]:
    """The codes of the findings on each line."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for finding in article.findings:
        if finding.line is not None:
            found[finding.line].append(finding.code)
    return {line: tuple(codes) for line, codes in found.items()}


_FAR = 120
"""How many words further on the second half of a parted word is looked for, over whatever a page has at its ends."""


def _kind(piece: Piece) -> str:
    """Whether a piece is ``text``, ``dropped``, ``mark``, or ``elsewhere``: on the title page, of words anywhere."""
    if piece.role == "dropped":
        return "dropped"
    if piece.role in _MARKS:
        return "mark"  # The text has numbers, too, and is the first to get its own.
    return "elsewhere" if piece.role in articles.METADATA and piece.line is None else "text"


_Entry = tuple[Fate, str | None, tuple[str, ...]]


@dataclass(slots=True)
class _Book:
    """A ledger that is being written."""

    source: Stream
    target: Stream
    format: str
    rules: Mapping[int, tuple[str, ...]]
    codes: set[str]
    mine: list[str] = field(default_factory=list)
    """The keys of the source's words; of a word that was parted, the first half has that of the whole."""
    healed: dict[int, int] = field(default_factory=dict)
    """The second half of each of these, by the place of the first."""
    entries: dict[int, _Entry] = field(default_factory=dict)
    """By the place of a word in the source."""
    pairs: dict[int, int] = field(default_factory=dict)
    """Which word of the article each word of the source is."""
    order: list[tuple[int, int]] = field(default_factory=list)
    """The pairs of words that stay in their order, sorted; none before words are looked for that are left."""
    used: set[int] = field(default_factory=set)
    """The places of the article's words that the source has."""

    def align(self) -> None:
        """Enter what is the same in the text, then in what was dropped, then what lies between.

        What is not owed waits, so that it takes no word's place.
        """
        owed = [place for place in range(len(self.source)) if self.source.piece(place).owed]
        kinds = [_kind(self.target.piece(place)) for place in range(len(self.target))]
        gaps = self._round(owed, [place for place, kind in enumerate(kinds) if kind == "text"])
        left = [place for place in owed if place not in self.entries]
        self._round(left, [place for place, kind in enumerate(kinds) if kind == "dropped"])
        for mine, theirs in gaps:
            self._between([place for place in mine if place not in self.entries], theirs)

    def _round(self, mine: Sequence[int], theirs: Sequence[int]) -> list[tuple[Sequence[int], Sequence[int]]]:
        """Pair what is the same of these words in their order; what lies between is given back."""
        keys = self.target.keys()
        same = aligned([self.mine[place] for place in mine], [keys[place] for place in theirs])
        gaps = []
        left = right = 0
        for stretch in [*same, Same(len(mine), len(theirs), 0)]:
            if stretch.left > left:
                gaps.append((mine[left : stretch.left], theirs[right : stretch.right]))
            for offset in range(stretch.size):
                self._pair(mine[stretch.left + offset], theirs[stretch.right + offset])
            left, right = stretch.left + stretch.size, stretch.right + stretch.size
        return gaps

    def heal(self) -> None:
        """Put words together that a finding says a hyphen had parted, where the article has them whole."""
        self.mine = self.source.keys()
        ends = {self.source.piece(place).line: place for place in range(len(self.source))}
        whole = set(self.target.keys())
        for line, rules in self.rules.items():
            first = ends.get(line, -1)
            if HEALED not in rules or first < 0:
                continue
            home = self.source.homes[first]
            for place in range(first + 1, min(first + _FAR, len(self.source))):
                starts = self.source.homes[place] != self.source.homes[place - 1]
                joined = self.mine[first] + self.mine[place]
                if starts and self.source.homes[place] > home and joined in whole:
                    self.mine[first], self.mine[place] = joined, f"\0{joined}"
                    self.healed[first] = place
                    break

    def _pair(self, mine: int, theirs: int) -> None:
        self.pairs[mine] = theirs
        self.used.add(theirs)
        if self.order and self.target.piece(theirs).role not in MOVED:
            insort(self.order, (mine, theirs))
        piece = self.target.piece(theirs)
        before, after = self.source.tokens[mine], self.target.tokens[theirs]
        if mine in self.healed:
            self.entries[mine] = ("changed", HEALED, (after,))
            self.entries[self.healed[mine]] = ("changed", HEALED, ())
            return
        if piece.role == "dropped":
            self.entries[mine] = ("dropped", piece.rule, ())
        elif before == after:
            self.entries[mine] = ("kept", None, ())
        else:
            self.entries[mine] = ("changed", self._rule_for(before, self.source.piece(mine).line, piece), (after,))

    def _rule_for(self, before: str, line: int | None, piece: Piece) -> str:
        """By which rule one spelling became another that is compared as the same."""
        if piece.role in _MARKS:
            return "notes-linked"
        told = [code for code in self.rules.get(line or 0, ()) if code in SPELLED]
        return told[0] if told else APOSTROPHES if APOSTROPHES in self.codes and not before.isalnum() else SAME

    def _between(self, mine: Sequence[int], theirs: Sequence[int]) -> None:
        """Words between two that are the same: letters that are cut otherwise, and what was mended there."""
        if not mine:
            return
        self._cut_otherwise(mine, theirs)
        self._renumber(mine, theirs)
        rest = [place for place in mine if place not in self.entries]
        new = [place for place in theirs if place not in self.used]
        rule = self._told(rest, SPELLED)
        if rule and len(rest) <= 3 * len(new) + 3:
            for place in rest:
                became = tuple(self.target.tokens[other] for other in new) if place == rest[0] else ()
                self.entries[place] = ("changed", rule, became)
            self.used.update(new)

    def _renumber(self, mine: Sequence[int], theirs: Sequence[int]) -> None:
        """Enter the marks of notes that are numbered anew."""
        marks = [place for place in theirs if place not in self.used and self.target.piece(place).role in _MARKS]
        numbers = [place for place in mine if place not in self.entries and self.source.tokens[place].isdecimal()]
        for place, mark in zip(numbers, marks, strict=False):
            self.entries[place] = ("changed", "notes-linked", (self.target.tokens[mark],))
            self.used.add(mark)

    def _cut_otherwise(self, mine: Sequence[int], theirs: Sequence[int]) -> None:
        """Enter the same letters in other words."""
        for some, others in same_letters(self.source, mine, self.target, theirs):
            rule = self._cut_by(some, others)
            if rule is None:
                continue
            became = tuple(self.target.tokens[place] for place in others)
            dropped = self.target.piece(others[0])
            for place in some:
                kept: _Entry = ("changed", rule, became if place == some[0] else ())
                self.entries[place] = ("dropped", dropped.rule, ()) if dropped.role == "dropped" else kept
            self.used.update(others)

    def _cut_by(self, some: Sequence[int], others: Sequence[int]) -> str | None:
        """By which rule the same letters are cut otherwise, or are of another case."""
        before = "".join(map(key, (self.source.tokens[place] for place in some)))
        after = "".join(map(key, (self.target.tokens[place] for place in others)))
        roles = {self.target.piece(place).role for place in others}
        if before == after and len(some) == len(others):
            return None  # The same word elsewhere.
        if before.replace("'", "") != after.replace("'", ""):
            return DRIFTED if DRIFTED in self.codes and roles <= {"heading", "entry"} else None
        if told := self._told(some, WHOLE):
            return told
        if roles & _MARKS:
            return "notes-linked"
        return MARKUP if self.format != "text" else next((rule for rule in WHOLE if rule in self.codes), None)

    def _told(self, places: Sequence[int], among: Sequence[str]) -> str | None:
        """The first of these rules that a finding names on the lines of these words."""
        lines = {self.source.piece(place).line or 0 for place in places}
        told = {code for line in lines for code in self.rules.get(line, ())}
        return next((rule for rule in among if rule in told), None)

    def settle(self) -> None:
        """What is left over in both: stretches that were moved, and words whose halves were far apart."""
        mine, theirs = self.mine, self.target.keys()
        if len(self.entries) < len(mine):
            self.order = sorted(pair for pair in self.pairs.items() if self.target.piece(pair[1]).role not in MOVED)
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        for place in self._left():
            waiting[mine[place]].append(place)
        spare = [place for place in range(len(theirs)) if place not in self.used]
        spare.sort(key=lambda place: _kind(self.target.piece(place)) == "elsewhere")
        marks = [place for place in spare if self.target.piece(place).role in _MARKS]
        spare = [place for place in spare if self.target.piece(place).role not in _MARKS]
        for _, run in groupby(spare, key=lambda place: self.target.homes[place]):
            self._move(list(run), mine, theirs, waiting)
        self._renumber_notes()
        for place in marks:
            if place not in self.used:
                self._move([place], mine, theirs, waiting)
        self._cut_otherwise(self._left(), [place for place in (*spare, *marks) if place not in self.used])
        self._set_markers_aside()

    def _renumber_notes(self) -> None:
        """Enter the number in front of a note that has another one now, wherever the two stand."""
        for place in self._left():
            mark = self.pairs.get(place + 1, 0) - 1
            if mark < 0 or mark in self.used or self.target.piece(mark).role not in _MARKS:
                continue
            if self.source.tokens[place].isdecimal() and self.source.tokens[place] != self.target.tokens[mark]:
                self.entries[place] = ("changed", "notes-linked", (self.target.tokens[mark],))
                self.used.add(mark)

    def _left(self) -> list[int]:
        """The source's words without an entry."""
        return [place for place in range(len(self.source)) if place not in self.entries]

    def _set_markers_aside(self) -> None:
        """What stands before an item of a list and is no word, though it may be a letter, such as an ``o``."""
        for place in self._left():
            first = place == 0 or self.source.homes[place - 1] != self.source.homes[place]
            if not first or len(self.source.tokens[place]) > 1 or place + 1 not in self.pairs:
                continue
            role = self.target.piece(self.pairs[place + 1]).role
            if role == "entry" or not self.source.tokens[place].isalnum():
                self.entries[place] = ("dropped", "list-marker", ())

    def _move(
        self, run: Sequence[int], mine: Sequence[str], theirs: Sequence[str], waiting: Mapping[str, list[int]]
    ) -> None:
        """Find the words of a piece, in their order, among what the source has left."""
        at = 0
        while at < len(run):
            best: list[int] = []
            for start in waiting.get(theirs[run[at]], ()):
                if start in self.entries:
                    continue
                if not self._may_move(start, run[at]):
                    continue
                found = self._following(start, [theirs[place] for place in run[at:]], mine)
                best = max(best, found, key=self._worth)
            count = 0
            for place in best:
                if not self._may_move(place, run[at + count]):
                    break
                self._pair(place, run[at + count])
                count += 1
            at += max(count, 1)

    def _may_move(self, mine: int, theirs: int) -> bool:
        """Whether a word of the source may be that of the article: between its neighbours, unless it may be moved."""
        if self.target.piece(theirs).role in MOVED or not self.source.piece(mine).owed:
            return True
        at = bisect(self.order, (mine, theirs))
        before, after = self.order[at - 1 : at], self.order[at : at + 1]
        return all(other < theirs for _, other in before) and all(other > theirs for _, other in after)

    def _worth(self, places: Sequence[int]) -> tuple[int, int]:
        """How long a stretch is, and how much of it is owed."""
        return len(places), sum(self.source.piece(place).owed for place in places)

    def _following(self, start: int, wanted: Sequence[str], mine: Sequence[str]) -> list[int]:
        """The places from ``start`` on that are left and have these words."""
        found: list[int] = []
        place = start
        for word in wanted:
            while place < len(mine) and place in self.entries and place - start < 5_000:
                place += 1
            if place >= len(mine) or mine[place] != word:
                break
            found.append(place)
            place += 1
        return found

    def accounts(self) -> Iterator[Account]:
        """The source's words, those that stand together and share a fate as one."""

        def account(place: int) -> tuple[Fate, str | None, int | None, tuple[str, ...]]:
            piece = self.source.piece(place)
            entry = self.entries.get(place) or ("unaccounted" if piece.owed else "unowed", None, ())
            return entry[0], entry[1], piece.line, entry[2]

        for (fate, rule, line, became), run in groupby(range(len(self.source)), key=account):
            yield Account(fate, tuple(self.source.tokens[place] for place in run), line, rule, became)

    def surplus(self) -> Iterator[Account]:
        """The article's words that the source does not have and that the article owes to it."""
        left = (
            place
            for place in range(len(self.target))
            if place not in self.used and self.target.piece(place).owed and self.target.piece(place).role != "dropped"
        )
        for home, run in groupby(left, key=lambda place: self.target.homes[place]):
            words = tuple(self.target.tokens[place] for place in run)
            yield Account("unaccounted", words, self.target.pieces[home].line)
