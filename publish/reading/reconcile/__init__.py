"""The printed contents and the text are brought together: which place of the text is the heading of which entry.

:func:`reconcile` knows nothing of formats. A reader hands it the places of its text that may be headings, or begin
with one, and gets back where the sections begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.model import Contents, Dropped, Entry, Finding
from publish.reading import numbering
from publish.reading.reconcile.choosing import Choice, choose
from publish.reading.reconcile.pairs import NUMBERED, Candidate, Pair, with_its_marks
from publish.reading.wording import bare, ends, is_anchor, key, letters

__all__ = ["Candidate", "Heading", "Reconciled", "reconcile"]


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a section."""

    place: int
    """The index of the candidate in which it begins."""
    end: int
    """The index of the first candidate behind it; that of the one it is glued to, where it is."""
    cut: int | None
    """Where, in the candidate ``end``, the paragraph begins to which the heading is glued; None where it is not."""
    section: str
    """The section's id."""
    level: int
    title: str
    number: str | None
    """The number in front, as printed; None where the text prints none."""
    line: int | None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The contents and the text, brought together."""

    contents: Contents | None
    """The contents given, with the sections that their entries name and how sure that is."""
    headings: tuple[Heading, ...]
    """In the order of the text."""
    repeated: tuple[int, ...] = ()
    """The candidates that only say the title again."""
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    """The title where it stood again, and what stood behind headings for those who edit them or link to them."""


def reconcile(
    contents: Contents | None,
    candidates: Sequence[Candidate],
    *,
    title: str | None,
    article: str,
    threshold: float,
    after: int = 0,
) -> Reconciled:
    """Find the heading of every entry of ``contents`` among ``candidates``.

    ``title`` is the article's, None where the source has none, and ``article`` its id: what the title's own entry
    names, if the contents begin with it. ``threshold`` is the least confidence of a heading, and ``after`` the position
    from which on candidates stand below the contents. An entry without heading is kept, names no section, and has a
    finding.
    """
    entries = contents.entries if contents else ()
    own = int(bool(title) and bool(entries) and _says(entries[0].text, title or ""))
    choice = choose(entries[own:], candidates, after=after, threshold=threshold)
    levels = _levels(entries, own, choice.taken, candidates)
    headings: list[Heading] = []
    findings: list[Finding] = []
    dropped: list[Dropped] = []
    linked = list(entries)
    if own:
        linked[0] = replace(entries[0], section=article, confidence=1.0)
    for count, (index, pair) in enumerate(sorted(choice.taken.items(), key=lambda item: item[1].place), start=1):
        entry = entries[own + index]
        heading, around = _heading(entry, pair, candidates, f"section-{count}", levels[index])
        headings.append(heading)
        linked[own + index] = replace(entry, section=heading.section, confidence=round(pair.confidence, 3))
        findings += _told(entry, pair, heading, candidates, moved=index in choice.moved)
        dropped += around
    taken = {heading.place for heading in headings}
    places = [place for place in sorted({0, after} - taken) if place < len(candidates)]
    repeated = tuple(place for place in places if title and _repeats(candidates[place].text, title))
    return Reconciled(
        replace(contents, entries=tuple(linked)) if contents else None,
        tuple(headings),
        repeated,
        (
            *(_repeated(candidates[place]) for place in repeated),
            *findings,
            *_doubts(choice, entries[own:], candidates),
            *(_missing(entry) for entry in linked if entry.section is None),
        ),
        (*(_again(candidates[place]) for place in repeated), *dropped),
    )


def _says(text: str, title: str) -> bool:
    if len(text) > 4 * len(title) + 80:
        return False
    return bool(key(title)) and (key(text) == key(title) or (letters(bare(text).text) == letters(title) != ""))


def _repeats(text: str, title: str) -> bool:
    """The same of a line that stands again, which is dropped: with a number in front it says more."""
    return _says(text, title) and (letters(text) == letters(title) or bare(text).number is None)


def _levels(
    entries: Sequence[Entry], own: int, taken: Mapping[int, Pair], candidates: Sequence[Candidate]
) -> Mapping[int, int]:
    """The level of each heading, by the index of its entry: the entry's depth, below that of the title.

    Where all entries are of one depth, but the text marks levels, those are the headings' own.
    """
    known = {index: candidates[pair.place].level for index, pair in taken.items()}
    marked = {index: level for index, level in known.items() if level is not None}
    if len(marked) == len(taken) and len({entry.depth for entry in entries}) == 1 and marked:
        top = min(marked.values())
        return {index: level - top + 1 for index, level in marked.items()}
    above = own if all(entry.depth > 1 for entry in entries[own:]) else 0  # The title's entry may be above all others.
    return {index: entries[own + index].depth - above for index in taken}


def _heading(
    entry: Entry, pair: Pair, candidates: Sequence[Candidate], section: str, level: int
) -> tuple[Heading, list[Dropped]]:
    """The heading that ``pair`` makes, and what stood behind its words."""
    first = candidates[pair.place]
    said = _said(pair, candidates)
    words = bare(said)
    number = words.number.printed if words.number and letters(said) != letters(entry.text) else None
    text = words.text if number or words.level else said
    tail = ""
    if letters(entry.text) != letters(text) and (close := ends(text, letters(entry.text))) is not None:
        close = with_its_marks(text, close, entry.text)
        tail = text[close:] if is_anchor(text[close:]) else ""
    dropped = [Dropped("heading-anchor", tail.strip(), first.line)] if tail.strip() else []
    text = text[: len(text) - len(tail)].strip()
    place = pair.place
    if number is None and place and _is_number_of(entry, candidates[place - 1].text):
        place, number = place - 1, candidates[place - 1].text
    glued = pair.cut is not None and not is_anchor(first.text[pair.cut :])
    title = _spelling(entry.text, text)
    end = pair.place + pair.lines - glued
    heading = Heading(place, end, pair.cut if glued else None, section, level, title, number, candidates[place].line)
    return heading, dropped


def _said(pair: Pair, candidates: Sequence[Candidate]) -> str:
    """The heading as the text prints it."""
    text = " ".join(candidate.text for candidate in candidates[pair.place : pair.place + pair.lines])
    return text if pair.cut is None or is_anchor(text[pair.cut :]) else text[: pair.cut]


def _is_number_of(entry: Entry, text: str) -> bool:
    """Whether a line is nothing but the number of the entry, such as ``CHAPTER IV`` above the title of chapter 4."""
    if entry.number is None or len(text) > 40:
        return False
    number, rest = numbering.leading(bare(text).text) if text[:1] in "#=" else numbering.leading(text)
    printed, _ = numbering.leading(f"{entry.number} -")
    return not rest and numbering.same(number, printed)


def _spelling(entry: str, said: str) -> str:
    """The title: in the contents' spelling where both have the same letters, as scraping harms a heading more.

    Capitals throughout are an ornament of one of the two.
    """
    if letters(entry) != letters(said) or (entry.isupper() and not said.isupper()) or not letters(entry):
        return said
    return entry


def _told(
    entry: Entry, pair: Pair, heading: Heading, candidates: Sequence[Candidate], *, moved: bool
) -> Iterator[Finding]:
    said = _said(pair, candidates)
    line = heading.line
    if heading.cut is not None:
        message = f"the heading “{heading.title}” ran into its paragraph; they are parted"
        yield Finding("heading-glued", "info", message, line=line)
    elif (
        bare(said).text if heading.number or bare(said).level else said
    ) != heading.title or pair.confidence < NUMBERED:
        message = (
            f"the heading “{said}” stands for the contents entry “{entry.text}”; it is printed as “{heading.title}”"
        )
        yield Finding("heading-drifted", "info", message, line=line)
    if moved:
        message = f"the heading “{heading.title}” stands elsewhere in the text than in the contents"
        yield Finding("heading-out-of-order", "warning", message, line=line)


def _doubts(choice: Choice, entries: Sequence[Entry], candidates: Sequence[Candidate]) -> Iterator[Finding]:
    for pair in choice.doubtful:
        said, entry = _said(pair, candidates), entries[pair.entry].text
        message = (
            f"“{said}” may be the heading of the contents entry “{entry}” ({pair.confidence:.2f}); it is left as text"
        )
        remedy = f"make it one with --threshold {pair.confidence - 0.005:.2f}, or write the two alike"
        yield Finding("heading-doubtful", "warning", message, candidates[pair.place].line, remedy)


def _again(candidate: Candidate) -> Dropped:
    return Dropped("title-repeated", candidate.text, candidate.line)


def _repeated(candidate: Candidate) -> Finding:
    message = "the title stands again at the head of the text; it is printed once"
    return Finding("title-repeated", "info", message, line=candidate.line)


def _missing(entry: Entry) -> Finding:
    message = f"contents entry “{entry.text}” has no section; it is kept in the printed contents without a link"
    return Finding("contents-entry-missing", "warning", message, line=entry.line)
