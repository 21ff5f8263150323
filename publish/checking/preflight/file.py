"""A PDF, opened for preflight: its pages and their boxes, and what it is: pages of a book, or its cover."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from types import TracebackType

import pikepdf

from publish.checking.preflight.content import Box, Drawn, drawn
from publish.errors import SourceError
from publish.printers import Printer
from publish.printers.lengths import in_inches, in_millimetres

NEAR = 0.72
"""How far a length may be off, in points: a hundredth of an inch."""
BROADEST = 216.0
"""No spine is broader than three inches."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a rule is broken."""

    said: str
    page: int | None = None
    """From 1; None: it is of the whole file."""
    remedy: str = ""


def both(points: float) -> str:
    """A length as either half of the world reads it."""
    return f"{in_inches(points)} ({in_millimetres(points)})"


def at(box: Box, page: Box) -> str:
    """A place on a page: from its left edge and from its head."""
    return f"{in_millimetres(box[0] - page[0])} from the left, {in_millimetres(page[3] - box[3])} from the top"


class File:
    """A PDF that a printer is to take."""

    def __init__(self, data: bytes, shop: Printer, *, name: str, pages: int | None = None) -> None:
        self.data, self.shop, self.name, self.book_pages = data, shop, name, pages
        try:
            self.pdf = pikepdf.open(BytesIO(data))
            self.pages = list(self.pdf.pages)
        except pikepdf.PasswordError:
            raise SourceError("is locked with a password", place=name, remedy="unlock it: printers take none") from None
        except pikepdf.PdfError as error:
            raise SourceError(f"is no PDF: {error}", place=name, remedy="look at it with qpdf --check") from None
        if not self.pages:
            raise SourceError("has no pages", place=name)
        self._drawn: dict[int, list[Drawn]] = {}
        self._texts: dict[int, list[Box]] = {}

    def __enter__(self) -> File:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pdf.close()

    def box(self, number: int, name: str) -> Box | None:
        """A box of a page, from 1; None: the page does not say it."""
        page = self.pages[number - 1]
        told = page.mediabox if name == "MediaBox" else page.obj.get(f"/{name}")
        if told is None:
            return None
        values = [float(value) for value in told]
        return (
            min(values[0], values[2]),
            min(values[1], values[3]),
            max(values[0], values[2]),
            max(values[1], values[3]),
        )

    def media(self, number: int) -> Box:
        """The MediaBox, which every page has."""
        found = self.box(number, "MediaBox")
        assert found is not None
        return found

    def trim(self, number: int) -> Box:
        """The page as it is trimmed: its TrimBox; else its MediaBox, less a bleed if that makes a trim of it."""
        told, media = self.box(number, "TrimBox"), self.media(number)
        if told is not None:
            return told
        width, height = media[2] - media[0], media[3] - media[1]
        bleed = self.shop.interior.bleed
        for trim in self.shop.trims.values():
            spine = 1 if self.shop.interior.bleed_edges == 3 else 2
            if bleed and near(width, trim[0] + spine * bleed) and near(height, trim[1] + 2 * bleed):
                left = 0.0 if spine == 1 and self.is_recto(number) else bleed
                return media[0] + left, media[1] + bleed, media[0] + left + trim[0], media[3] - bleed
        return media

    @cached_property
    def rtl(self) -> bool:
        """Whether it is bound at the right."""
        preferences = self.pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        return bool(preferences.get("/Direction") == pikepdf.Name.R2L)

    def is_recto(self, number: int) -> bool:
        """Whether the spine is at the left of a page."""
        return (number % 2 == 1) != self.rtl

    @cached_property
    def cover_trim(self) -> tuple[float, float] | None:
        """The trim of the book that it is a cover for; None: it is none, or a cover for no trim of the printer's."""
        shop = self.shop
        if len(self.pages) != 1 or shop.cover is None:
            return None
        told, media = self.box(1, "TrimBox"), self.media(1)
        bleed = shop.cover.bleed if told is None or near(told[3] - told[1], media[3] - media[1]) else 0.0
        box = media if told is None or bleed else told
        width, height = box[2] - box[0] - 2 * bleed, box[3] - box[1] - 2 * bleed
        for trim in shop.trims.values():
            if near(height, trim[1]) and -NEAR <= width - 2 * trim[0] <= BROADEST:
                return trim
        return None

    @cached_property
    def is_cover(self) -> bool:
        """Whether it is a cover: one page, much wider than high, or as wide as a cover of the printer's."""
        media = self.media(1)
        broad = (media[2] - media[0]) > 1.25 * (media[3] - media[1])
        return len(self.pages) == 1 and (self.cover_trim is not None or (broad and self.shop.cover is not None))

    def drawn(self, number: int) -> list[Drawn]:
        """What is drawn on a page. Raises :class:`SourceError` for one whose content cannot be read."""
        if number not in self._drawn:
            try:
                self._drawn[number] = drawn(self.pages[number - 1])
            except (pikepdf.PdfError, ValueError, IndexError, TypeError, RecursionError) as error:
                problem = f"page {number} cannot be read: {' '.join(str(error).split())}"
                raise SourceError(problem, place=self.name, remedy="look at it with qpdf --check") from None
        return self._drawn[number]

    def every(self) -> list[tuple[int, Drawn]]:
        """Everything that is drawn, with its page."""
        return [(number, one) for number in range(1, len(self.pages) + 1) for one in self.drawn(number)]

    def texts(self, number: int) -> list[Box]:
        """Where a page has text: a box for each piece of a line."""
        if not self._texts:
            import pypdfium2

            with pypdfium2.PdfDocument(self.data) as document:
                for place, page in enumerate(document, start=1):
                    text = page.get_textpage()
                    # A soft or invisible sign has no height, and is nowhere.
                    found = [text.get_rect(index) for index in range(text.count_rects())]
                    self._texts[place] = [box for box in found if box[3] - box[1] > 0.1 and box[2] - box[0] > 0.1]
        return self._texts[number]


def near(one: float, other: float) -> bool:
    """Whether two lengths are the same to a printer."""
    return abs(one - other) < NEAR
