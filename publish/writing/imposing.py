"""Pages on sheets that are printed on both sides, folded and bound: which goes where, and how far it creeps.

A booklet is one gathering of folded sheets, stapled through the fold; ``signatures`` are gatherings of sixteen pages
that are sewn or glued one behind the other; ``2-up`` and ``4-up`` put pages beside one another in their order, to read
or to cut. In a gathering, the sheets inside stick out by the paper of those around them, and are trimmed: their pages
move toward the fold by as much, so that margins stay even.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

SIGNATURE = 16
"""Pages in a gathering: four sheets, each folded once."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on one side of a sheet."""

    page: int | None
    """The page that goes there, from 1; None: none."""
    creep: float = 0.0
    """How many sheets are around this one, each of which moves the page toward the fold."""


Side = tuple[Cell, ...]
"""The places of one side: from left to right, and for four of them from the top down."""


def gathering(first: int, count: int, last: int, *, rtl: bool = False) -> Iterator[Side]:
    """The sides of one gathering of folded sheets: front and back of the outermost, then of the next.

    It begins with the page ``first`` and has ``count`` places, a multiple of four; pages after ``last`` are blank.
    """
    low, high = first, first + count - 1
    for sheet in range(count // 4):
        for pair in ((high, low), (low + 1, high - 1)):
            cells = tuple(Cell(page if page <= last else None, sheet) for page in pair)
            yield cells[::-1] if rtl else cells
        low, high = low + 2, high - 2


def sides(scheme: str, pages: int, *, rtl: bool = False) -> list[Side]:
    """Every side that is printed, by one of :data:`publish.settings.IMPOSITIONS`; two of them make a sheet."""
    if scheme == "booklet":
        return list(gathering(1, -(-pages // 4) * 4, pages, rtl=rtl))
    if scheme == "signatures":
        found: list[Side] = []
        for first in range(1, pages + 1, SIGNATURE):
            left = min(SIGNATURE, pages - first + 1)
            found += gathering(first, -(-left // 4) * 4, pages, rtl=rtl)
        return found
    each = int(scheme[0])
    found = []
    for first in range(1, pages + 1, each):
        cells = tuple(Cell(page if page <= pages else None) for page in range(first, first + each))
        rows = [cells[place : place + 2] for place in range(0, each, 2)]
        found.append(tuple(cell for row in rows for cell in (row[::-1] if rtl else row)))
    return found


def imposed(interior: bytes, scheme: str, *, caliper: float) -> bytes:
    """The sheets as a PDF of their sides. ``caliper`` is that of a page, which is half of a leaf, in points."""
    with pikepdf.open(BytesIO(interior)) as source, pikepdf.new() as pdf:
        box = [float(value) for value in source.pages[0].trimbox]
        width, height = box[2] - box[0], box[3] - box[1]
        rtl = source.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/Direction") == pikepdf.Name.R2L
        forms = [pdf.copy_foreign(page.as_form_xobject()) for page in source.pages]
        rows = 2 if scheme == "4-up" else 1
        for side in sides(scheme, len(forms), rtl=rtl):
            sheet = pdf.add_blank_page(page_size=(2 * width, rows * height))
            names, pieces = pikepdf.Dictionary(), []
            for place, cell in enumerate(side):
                if cell.page is None:
                    continue
                left = place % 2 == 0
                # Each folded sheet around this one is two leaves thick, of which half is on either side of the fold.
                shift = cell.creep * 2 * caliper * (1 if left else -1)
                x, y = (place % 2) * width + shift - box[0], (rows - 1 - place // 2) * height - box[1]
                window = (
                    f"{(place % 2) * width:.4f} {(rows - 1 - place // 2) * height:.4f} {width:.4f} {height:.4f} re W n"
                )
                names[f"/P{place}"] = forms[cell.page - 1]
                pieces.append(f"q {window} 1 0 0 1 {x:.4f} {y:.4f} cm /P{place} Do Q")
            sheet.obj.Resources = pikepdf.Dictionary(XObject=names)
            sheet.obj.Contents = pdf.make_stream("\n".join(pieces).encode())
            sheet.obj.TrimBox = sheet.obj.MediaBox
        out = BytesIO()
        pdf.save(out, force_version="1.4", deterministic_id=True, compress_streams=True)
    return out.getvalue()
