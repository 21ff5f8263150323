"""The printed contents and the text are brought together: which line of the text is the heading of which entry.

The words of a heading do not suffice to tell: a list item may say the same, and two sections may be called alike. So
the entries and the lines are aligned as a whole, in order, such that the most entries find their heading.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.model import Contents, Entry, Finding
from publish.reading.lines import Line

MOST_PAIRS = 200_000
"""How many pairs of an entry and a line the alignment weighs. Only a text that says the same heading thousands of times
has more; then the first such line goes with the first such entry, the second with the second."""

_VARIANTS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the text that is the heading of a section."""

    index: int
    """Where it stands among the lines of the text."""
    section: str
    """The section's id."""
    level: int


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The contents and the text, brought together."""

    contents: Contents | None
    """The contents given, with the sections that their entries name."""
    headings: tuple[Heading, ...]
    """In the order of the text."""
    first: int
    """The index of the first line that is text: 1 where the title stands again above it, 0 otherwise."""
    findings: tuple[Finding, ...]


def reconcile(contents: Contents | None, text: Sequence[Line], *, title: str | None, article: str) -> Reconciled:
    """Find the heading of every entry of ``contents`` in ``text``, the lines after the contents.

    ``title`` is the article's, None where the source has none, and ``article`` its id: what the title's own entry
    names, if the contents begin with it. An entry without heading is kept, names no section, and has a finding.
    """
    entries = contents.entries if contents else ()
    wanted = [key(entry.text) for entry in entries]
    heading = key(title) if title else ""
    own = int(bool(heading) and heading in wanted[:1])  # 1 where the first entry is the title's, which has no section.
    matches = align(wanted[own:], text)
    above = own if all(entry.depth > 1 for entry in entries[own:]) else 0  # The title's entry may be above all others.
    headings = tuple(
        Heading(index, f"section-{count}", entries[own + entry].depth - above)
        for count, (index, entry) in enumerate(sorted(matches.items()), start=1)
    )
    named = {own + matches[found.index]: found.section for found in headings} | ({0: article} if own else {})
    repeated = [line for line in text[:1] if 0 not in matches and _says(line, heading)]
    linked = tuple(replace(entry, section=named.get(index)) for index, entry in enumerate(entries))
    return Reconciled(
        replace(contents, entries=linked) if contents else None,
        headings,
        len(repeated),
        (*map(_repeated, repeated), *(_missing(entry) for entry in linked if entry.section is None)),
    )


def key(text: str) -> str:
    """What two wordings of one heading share: all but white space, case, kinds of quotes and dashes, a last colon."""
    plain = unicodedata.normalize("NFC", text).translate(_VARIANTS)
    return " ".join(plain.casefold().split()).rstrip(" :\uff1a")


def align(wanted: Sequence[str], text: Sequence[Line]) -> Mapping[int, int]:
    """The indices of the lines that are headings, each with the index of its key in ``wanted``.

    Both rise together. No other choice of lines has more headings, and of those with as many none has more headings
    with text below them.
    """
    entries: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(wanted):
        if name:
            entries[name].append(index)
    reach = max(map(_reach, entries), default=0)
    keys = ((index, key(line.text)) for index, line in enumerate(text) if len(line.text) <= reach)
    candidates = {index: name for index, name in keys if name in entries}
    pairs = list(_pairs(candidates, entries))
    # A heading counts for more than all sections with text together.
    count = len(candidates) + 1
    weights = {index: count + (index + 1 < len(text) and index + 1 not in candidates) for index in candidates}
    return dict(_heaviest_chain(pairs, weights, len(wanted)))


def _reach(name: str) -> int:
    """The most characters that a line with the key ``name`` can have; longer ones need no look.

    Composition (NFC) makes one of four at most, and a line may end in a colon.
    """
    return 4 * len(name) + 4


def _says(line: Line, name: str) -> bool:
    return bool(name) and len(line.text) <= _reach(name) and key(line.text) == name


def _repeated(line: Line) -> Finding:
    message = "the title stands again at the head of the text; it is printed once"
    return Finding("title-repeated", "info", message, line=line.number)


def _missing(entry: Entry) -> Finding:
    message = f"contents entry “{entry.text}” has no section; it is kept in the printed contents without a link"
    return Finding("contents-entry-missing", "warning", message, line=entry.line)


def _pairs(candidates: Mapping[int, str], entries: Mapping[str, list[int]]) -> Iterator[tuple[int, int]]:
    """Every line with every entry of its key: lines rising and, for each, entries falling."""
    if sum(len(entries[name]) for name in candidates.values()) <= MOST_PAIRS:
        for index, name in candidates.items():
            yield from ((index, entry) for entry in reversed(entries[name]))
        return
    seen: Counter[str] = Counter()
    for index, name in candidates.items():
        if seen[name] < len(entries[name]):
            yield index, entries[name][seen[name]]
        seen[name] += 1


def _heaviest_chain(pairs: Sequence[tuple[int, int]], weights: Mapping[int, int], size: int) -> list[tuple[int, int]]:
    """The pairs of greatest weight that rise in both members, in O(n log n) as the classic longest rising subsequence.

    The tree is a Fenwick tree: it answers which chain that ends before an entry is the heaviest.
    """
    scores: list[int] = []
    before: list[int | None] = []
    tree: list[int | None] = [None] * (size + 1)

    def better(one: int | None, other: int | None) -> int | None:
        if one is None or other is None:
            return other if one is None else one
        return max(one, other, key=lambda pair: (scores[pair], -pairs[pair][1], -pair))

    for pair, (line, entry) in enumerate(pairs):
        best, place = None, entry
        while place:
            best, place = better(best, tree[place]), place & (place - 1)
        scores.append(weights[line] + (0 if best is None else scores[best]))
        before.append(best)
        place = entry + 1
        while place <= size:
            tree[place] = better(tree[place], pair)
            place += place & -place

    chain: list[tuple[int, int]] = []
    last = None
    for pair in range(len(pairs)):
        last = better(last, pair)
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]
