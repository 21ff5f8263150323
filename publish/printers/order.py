"""What is ordered of a printer, and what follows from it for the pages and for the cover.

Everything is in points. A page of a book lies on its trim, with the spine at its left on a recto.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal
from uuid import UUID, uuid5

from publish.errors import SettingsError
from publish.printers import INKS, STANDARDS, Paper, Printer, printer
from publish.printers.lengths import in_inches, measure
from publish.settings import Settings, suggestion

Ink = Literal["black", "colour"]

BLANK = 2
"""How many blank pages may be added to a book that is too short to be bound: more look like a mistake."""
ROUNDED = 1.5
"""How far a measure may be from the trim that is meant, in points: half a millimetre, to which inches are rounded."""
PRINTED = UUID("5d0c4c5e-8b35-5c0e-9a1b-9d6f3f6d2a10")
"""The namespace of printed editions that have no ISBN (RFC 9562, section 5.5)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page that an interior is set on."""

    width: float
    """Of the trimmed page, as its height."""
    height: float
    gutter: float
    """The least margin at the spine."""
    margin: float
    """The least one at the other edges."""
    bleed: float
    """How far beyond the trimmed page it is drawn; 0: not at all."""
    bleed_edges: int
    colour: bool
    """Whether it is printed in colours; else in black alone."""
    type: float
    """The least size of type, as of lines: 0 where the printer does not say."""
    line: float


@dataclass(frozen=True, slots=True)
class Wrap:
    """The sheet that a cover is drawn on: back, spine and front, and the bleed around them."""

    trim: tuple[float, float]
    """Of the book's pages, width and height."""
    spine: float
    bleed: float
    safe: float
    spine_text: float
    """How wide text on the spine may be; 0: there is none."""
    barcode: tuple[float, float]
    paper: str
    pages: int

    @property
    def width(self) -> float:
        """Of the whole sheet with its bleed."""
        return 2 * self.trim[0] + self.spine + 2 * self.bleed

    @property
    def height(self) -> float:
        """Of the whole sheet with its bleed."""
        return self.trim[1] + 2 * self.bleed


@dataclass(frozen=True, slots=True)
class Order:
    """A printer, and what was chosen of what it offers."""

    printer: Printer
    trim: tuple[float, float]
    trim_name: str
    paper: Paper
    ink: Ink
    standard: str
    bleed: bool
    isbn: str | None
    """Of the printed book: thirteen figures. None: it has none."""

    def gutter(self, pages: int) -> float:
        """The least margin at the spine of a book with this many pages."""
        bands = self.printer.interior.gutter
        return next((one for most, one in bands if pages <= most), bands[-1][1])

    def sheet(self, pages: int) -> Sheet:
        """The page of a book with this many."""
        inside = self.printer.interior
        bleed = inside.bleed if self.bleed else 0.0
        margin = max(inside.margin, inside.bleed_margin) if bleed else inside.margin
        return Sheet(*self.trim, self.gutter(pages), margin, bleed, inside.bleed_edges, self.ink == "colour",
                     self.printer.least("small-type"), self.printer.least("hairline"))  # fmt: skip

    def padded(self, pages: int) -> int:
        """How many pages a book with this many printed ones has: a multiple of what the printer binds."""
        inside = self.printer.interior
        least = max(pages + inside.last_blank, inside.pages[0] if pages >= inside.pages[0] - BLANK else 1)
        return ceil(least / inside.multiple) * inside.multiple

    def urn(self, identifier: str) -> str:
        """What the printed edition is called: its ISBN, or a name made of the book's own and of its page."""
        if self.isbn:
            return f"urn:isbn:{self.isbn}"
        return uuid5(PRINTED, f"{identifier} {self.printer.name} {self.trim_name}").urn

    def spine(self, pages: int) -> float:
        """How thick a book with this many pages is."""
        extra = self.printer.cover.spine_extra if self.printer.cover else 0.0
        return pages * self.paper.caliper + extra

    def wrap(self, pages: int) -> Wrap:
        """The cover of a book with this many pages."""
        cover = self.printer.cover
        assert cover is not None
        spine = self.spine(pages)
        text = spine - 2 * cover.spine_clear if pages >= cover.spine_pages else 0.0
        return Wrap(self.trim, spine, cover.bleed, cover.safe, max(text, 0.0), cover.barcode, self.paper.title, pages)


def order(settings: Settings) -> Order:
    """What the settings order. Raises :class:`SettingsError` for what the printer does not offer."""
    shop = printer(settings.printer or "")
    trim, trim_name = _trim(shop, settings.trim)
    ink = settings.ink or shop.inks[0]
    _offered(shop, "ink", ink, shop.inks)
    paper = settings.paper or next(name for name, one in shop.papers.items() if ink in one.inks)
    _offered(shop, "paper", paper, tuple(shop.papers))
    if ink not in shop.papers[paper].inks:
        fitting = [name for name, one in shop.papers.items() if ink in one.inks]
        raise SettingsError(f"{shop.title} does not print in {ink} on {paper}", remedy=f"choose {' or '.join(fitting)}")
    standard = settings.standard or shop.standards[0]
    _offered(shop, "standard", standard, shop.standards)
    if settings.bleed and not shop.interior.bleed:
        raise SettingsError(f"{shop.title} prints nothing to the edge", remedy="leave --bleed out")
    kind: Ink = "colour" if ink == INKS[1] else "black"
    return Order(shop, trim, trim_name, shop.papers[paper], kind, standard, settings.bleed, settings.isbn)


def _offered(shop: Printer, what: str, name: str, offered: tuple[str, ...]) -> None:
    if name not in offered:
        raise SettingsError(f"{shop.title} has no {what} “{name}”", remedy=suggestion(name, offered))


def _trim(shop: Printer, wanted: str | None) -> tuple[tuple[float, float], str]:
    """A trim by its name, or by its measure; the printer's first one by default."""
    if wanted is None:
        name = next(iter(shop.trims))
        return shop.trims[name], name
    name = wanted.lower().replace("×", "x").replace(" ", "")
    if name in shop.trims:
        return shop.trims[name], name
    size = measure(wanted)
    if size is None:
        raise SettingsError(f"{shop.title} has no trim “{wanted}”", remedy=suggestion(name, shop.trims))
    for known, one in shop.trims.items():
        if max(abs(one[0] - size[0]), abs(one[1] - size[1])) < ROUNDED:
            return one, known
    if not shop.any_trim:
        near = min(shop.trims, key=lambda known: sum(abs(a - b) for a, b in zip(shop.trims[known], size, strict=True)))
        shown = f"{in_inches(size[0])} by {in_inches(size[1])}"
        raise SettingsError(f"{shop.title} does not trim to {shown}", remedy=f"the nearest trim is {near}")
    return size, wanted


__all__ = ["INKS", "STANDARDS", "Order", "Sheet", "Wrap", "order"]
