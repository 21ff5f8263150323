"""What a compositor would look at in finished PDFs, counted: ours or any.

    scripts/measure-pages FOLDER|PDF… [--json] [--where]

It reads characters and where they stand, and nothing else of a file: lines are characters on one baseline, the running
text is what has the size that most have, its edges are where most lines begin and end.

    ladders       three lines in a row, or more, that end in a hyphen
    across        pages that end in the middle of a word
    loose         full lines whose spaces are more than twice as wide as the book's, of a hundred full lines
    rivers        spaces above one another in four lines or more, each wider than usual, of a thousand lines
    widows        pages that begin with the last line of a paragraph
    orphans       pages that end with the first line of one
    lone heads    pages that end with a heading
    stubs         last lines shorter than an indent, of a hundred paragraphs
    short ends    articles whose last page has fewer than three lines
    unfilled      pages that leave more than two lines free, of a hundred; the last of an article is none of them
    fill          how much of the height of such pages has type on it
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise
from pathlib import Path
from statistics import median
from unicodedata import bidirectional

import pypdfium2
import pypdfium2.raw as pdfium

HYPHENS = frozenset("-\u00ad\u2010\ufffe\x02")
"""What a line is broken with, as PDFium gives it."""
LADDER, RIVER = 3, 4
LOOSE = 2.0
"""How many times as wide as a book's usual space one in a loose line is."""
CHANNEL = 1.1
"""The same for one in a river."""
FREE = 2.5
"""Lines that a page may leave free before it counts as unfilled: a heading and its space need as much."""


@dataclass(slots=True)
class Char:
    """A character, by its baseline and its edges, in points from the top left of its page."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Line:
    """A line of one size of type."""

    chars: list[Char]
    page: int

    @property
    def left(self) -> float:
        return self.chars[0].left

    @property
    def right(self) -> float:
        return self.chars[-1].right

    @property
    def base(self) -> float:
        return self.chars[0].base

    @property
    def size(self) -> float:
        return Counter(round(char.size, 1) for char in self.chars).most_common(1)[0][0]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    def spaces(self) -> list[tuple[float, float]]:
        """The left edge and the width of each gap between two words."""
        return [
            (one.right, two.left - one.right)
            for one, two in pairwise(self.chars)
            if two.left - one.right > 0.12 * one.size
        ]


@dataclass(slots=True)
class Page:
    """The running text of a page; ``foot`` is its last line of any size above the folio."""

    number: int
    lines: list[Line]
    others: list[Line]
    left: float = 0
    right: float = 0


@dataclass(slots=True)
class Tally:
    """What was counted."""

    pages: int = 0
    lines: int = 0
    full: int = 0
    paragraphs: int = 0
    hyphens: int = 0
    ladders: int = 0
    across: int = 0
    loose: int = 0
    rivers: int = 0
    widows: int = 0
    orphans: int = 0
    lone_heads: int = 0
    stubs: int = 0
    ends: int = 0
    short_ends: int = 0
    whole: int = 0
    """Pages that are not the last of their article."""
    unfilled: int = 0
    height: float = 0
    used: float = 0
    where: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    def told(self) -> dict[str, float]:
        """The figures that can be compared."""

        def of(part: float, whole: float, times: float = 100) -> float:
            return round(times * part / whole, 2) if whole else 0.0

        return {
            "pages": self.pages,
            "lines": self.lines,
            "hyphens %": of(self.hyphens, self.full),
            "ladders ‰": of(self.ladders, self.lines, 1000),
            "across %": of(self.across, self.whole),
            "loose %": of(self.loose, self.full),
            "rivers ‰": of(self.rivers, self.lines, 1000),
            "widows": self.widows,
            "orphans": self.orphans,
            "lone heads": self.lone_heads,
            "stubs %": of(self.stubs, self.paragraphs),
            "short ends %": of(self.short_ends, self.ends),
            "unfilled %": of(self.unfilled, self.whole),
            "fill %": of(self.used, self.height),
        }


def chars(page: pypdfium2.PdfPage) -> Iterator[Char]:
    """The characters of a page, in the order of the file; spaces and what has no size left out."""
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        said = chr(code) if 0 < code < 0x110000 else "\ufffe"
        if said.isspace() or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        left, _, right, _ = text.get_charbox(index, loose=True)
        size = pdfium.FPDFText_GetFontSize(text, index)
        x, y = pypdfium2.raw.c_double(), pypdfium2.raw.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        if right > left and size > 1:
            yield Char(said, left, right, height - y.value, size)


def lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    """The lines of a page from its top, those of columns side by side apart, column by column."""
    rows: dict[float, list[Char]] = {}
    for char in chars(page):
        base = next(
            (one for one in (round(char.base), round(char.base) - 1, round(char.base) + 1) if one in rows), None
        )
        rows.setdefault(round(char.base) if base is None else base, []).append(char)
    found: list[Line] = []
    for row in rows.values():
        row.sort(key=lambda char: char.left)
        start = 0
        for place, (one, two) in enumerate(pairwise(row), start=1):
            if two.left - one.right > 2.2 * one.size:
                found.append(Line(row[start:place], number))
                start = place
        found.append(Line(row[start:], number))
    return sorted(found, key=lambda line: line.base)


def read(path: Path) -> list[Page]:
    """The pages of a document with their running text."""
    with pypdfium2.PdfDocument(path) as document:
        everything = [lines(page, number) for number, page in enumerate(document, start=1)]
    sizes = Counter(line.size for page in everything for line in page for _ in line.chars)
    if not sizes:
        return []
    body = sizes.most_common(1)[0][0]
    pages = []
    for number, page in enumerate(everything, start=1):
        mine = [line for line in page if abs(line.size - body) < 0.15 and len(line.chars) > 0]
        if len(mine) >= 1 and any(len(line.chars) > 12 for line in mine):
            pages.append(Page(number, mine, [line for line in page if line not in mine]))
    for parity in (0, 1):
        same = [page for page in pages if page.number % 2 == parity]
        longs = [line for page in same for line in page.lines if len(line.chars) > 20]
        if longs:
            left = Counter(round(line.left) for line in longs).most_common(1)[0][0]
            right = Counter(round(line.right) for line in longs).most_common(1)[0][0]
            for page in same:
                page.left, page.right = left, right
    return pages


def measure(path: Path) -> Tally:
    """Count everything in a document of one column, whose lines are read from the left."""
    pages, tally = read(path), Tally()
    if not pages or _reads_from_the_right(pages):
        return tally
    every = [line for page in pages for line in page.lines]
    steps = Counter(round(two.base - one.base, 1) for page in pages for one, two in pairwise(page.lines))
    leading = steps.most_common(1)[0][0] if steps else 14.0
    widths = [width for line in every for _, width in line.spaces()]
    usual = median(widths) if widths else 3.0
    top = min(page.lines[0].base for page in pages)
    bottom = max(page.lines[-1].base for page in pages)
    tally.pages, tally.lines = len(pages), len(every)
    for page, after in zip(pages, [*pages[1:], None], strict=True):
        _of_page(page, after, tally, usual, leading)
        if after is not None:
            _fill(page, tally, top, bottom, leading)
    tally.ends = 1
    last = pages[-1]
    if len(pages) > 1 and len(last.lines) < 3 and not any(line.base > last.lines[-1].base + 2 for line in _text(last)):
        tally.short_ends = 1
        tally.where.append(f"{path.name}, page {last.number}: ends after {len(last.lines)} lines")
    return tally


def _reads_from_the_right(pages: Sequence[Page]) -> bool:
    signs = [bidirectional(char.text) for page in pages[:4] for line in page.lines for char in line.chars]
    return 2 * sum(sign in ("R", "AL") for sign in signs) > len(signs)


def _text(page: Page) -> list[Line]:
    """Other lines on a page than head and folio."""
    return [line for line in page.others if len(line.chars) > 8]


def _is_full(line: Line, page: Page) -> bool:
    return abs(line.right - page.right) < 3 and line.left < page.left + 30


def _begins(line: Line, page: Page) -> bool:
    return page.left + 5 < line.left < page.left + 30


def _ends(line: Line, page: Page) -> bool:
    return line.right < page.right - 3


def _of_page(page: Page, after: Page | None, tally: Tally, usual: float, leading: float) -> None:
    ladder = 0
    channels: list[tuple[float, int]] = []
    before: Line | None = None
    for line in page.lines:
        full = _is_full(line, page)
        follows = before is not None and line.base - before.base < 1.3 * leading
        hyphen = line.chars[-1].text in HYPHENS
        tally.full += full
        tally.hyphens += hyphen and full
        ladder = ladder + 1 if hyphen and follows else int(hyphen)
        if ladder == LADDER:
            tally.ladders += 1
            tally.where.append(f"page {page.number}: ladder at “{line.text[-20:]}”")
        spaces = line.spaces()
        if full and spaces and sum(width for _, width in spaces) / len(spaces) > LOOSE * usual:
            tally.loose += 1
            tally.where.append(f"page {page.number}: loose “{line.text[:40]}”")
        channels, done = _flow(channels if follows else [], spaces, usual)
        tally.rivers += done
        if _ends(line, page) and follows:
            tally.paragraphs += 1
            if line.right - line.left < 1.2 * line.size:
                tally.stubs += 1
                tally.where.append(f"page {page.number}: stub “{line.text}”")
        before = line
    _edges(page, after, tally, leading)


def _flow(channels: list[tuple[float, int]], spaces: Sequence[tuple[float, float]], usual: float
          ) -> tuple[list[tuple[float, int]], int]:  # fmt: skip
    """The channels that go on through a line, and how many have become rivers with it."""
    found, done = [], 0
    for left, width in spaces:
        if width < CHANNEL * usual:
            continue
        middle = left + width / 2
        run = max((length for place, length in channels if abs(place - middle) < 0.5 * width), default=0) + 1
        done += run == RIVER
        found.append((middle, run))
    return found, done


def _edges(page: Page, after: Page | None, tally: Tally, leading: float) -> None:
    if after is None:
        return
    tally.whole += 1
    last, first = page.lines[-1], after.lines[0]
    below = [line for line in _text(page) if line.base > last.base + 2]
    if not below and last.chars[-1].text in HYPHENS:
        tally.across += 1
    if below and below[-1].size > last.size:
        tally.lone_heads += 1
        tally.where.append(f"page {page.number}: ends with the heading “{below[-1].text}”")
    second = after.lines[1] if len(after.lines) > 1 else None
    alone = second is None or _begins(second, after) or second.base - first.base > 1.3 * leading
    above = [line for line in _text(after) if first.base - 3 * leading < line.base < first.base]
    goes_on = not below and not _ends(last, page)
    if goes_on and _ends(first, after) and alone and not _begins(first, after) and not above:
        tally.widows += 1
        tally.where.append(f"page {after.number}: begins with the last line “{first.text[:40]}”")
    if goes_on and _begins(last, page) and not _begins(first, after) and not above:
        tally.orphans += 1
        tally.where.append(f"page {page.number}: ends with the first line “{last.text[:40]}”")


def _fill(page: Page, tally: Tally, top: float, bottom: float, leading: float) -> None:
    """How far down a page has anything; notes at its foot count, and so do pictures, which are seen as nothing."""
    deepest = max(line.base for line in [*page.lines, *(one for one in _text(page) if one.base < bottom + 2 * leading)])
    tally.height += bottom - top
    tally.used += min(deepest, bottom) - top
    if bottom - deepest > FREE * leading:
        tally.unfilled += 1
        tally.where.append(f"page {page.number}: {(bottom - deepest) / leading:.0f} lines are free")


def documents(names: Iterable[str]) -> list[Path]:
    """The PDFs among these files and in these folders."""
    found = []
    for name in names:
        path = Path(name)
        found += sorted(path.rglob("*.pdf")) if path.is_dir() else [path]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+", metavar="FOLDER|PDF")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--where", action="store_true", help="list each place")
    options = parser.parse_args()
    total = Tally()
    for path in documents(options.names):
        one = measure(path)
        if options.where:
            for place in one.where:
                print(f"{path.name}: {place}")
        total.add(one)
    if options.json:
        print(json.dumps(total.told(), ensure_ascii=False))
    else:
        for name, value in total.told().items():
            print(f"{name:<14} {value:>10,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
