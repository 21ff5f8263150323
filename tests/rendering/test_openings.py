"""Pictures across the head of a printed page: which ones can, and that they reach the edge of the paper."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from support.making import RIVER, article, paragraphs, section
from support.press import MOMENT, profile

from publish.build import pressed
from publish.model import Article, Resource
from publish.rendering.openings import above
from publish.rendering.theme import load
from publish.settings import Settings

PICTURE = '<figure><img src="hills.png" alt="Hills"/><figcaption>Hills.</figcaption></figure>'


def hills(width: int, height: int) -> Resource:
    out = BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(out, "PNG")
    return Resource("hills.png", "image/png", out.getvalue())


def walk(picture: Resource, body: str = PICTURE) -> Article:
    """An article of some pages that begins with a picture."""
    chapters = [section(f"Chapter {number}", *[RIVER] * 6, id=f"c-{number}") for number in range(1, 9)]
    return article(section(body=body + paragraphs(RIVER)), *chapters, resources=(picture,))


# A 6 × 9 inch page with an eighth of an inch of bleed around is 450 by 666 points: 1,875 pixels wide at 300 dpi.
@pytest.mark.parametrize(
    ("size", "height"),
    [
        ((1875, 1200), 288),  # 450 × 1200 / 1875
        ((1874, 1200), None),  # Not fine enough.
        ((1900, 1700), 365.4),  # 402.6 points high: it is cut to 55 % of 648, and 9 of bleed.
        ((1900, 1800), None),  # Too much would be cut away.
        ((3000, 700), 105),
    ],
)
def test_a_picture_lies_across_the_head_of_a_page_if_it_is_fine_enough_and_not_too_high(
    size: tuple[int, int], height: float | None
) -> None:
    from publish.composing import compose
    from publish.printers.order import order

    picture = hills(*size)
    sheet = order(Settings(printer="kdp", bleed=True)).sheet(100)
    part = compose([walk(picture)], modified=MOMENT).parts[0]
    found = above(part, sheet, load("book").tokens["page"])
    assert (found.height if found else None) == (pytest.approx(height, abs=0.01) if height else None)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Words.</p>{PICTURE}",
        '<p>Words <img src="hills.png" alt=""/></p>',
        PICTURE.replace("<figcaption>", '<img src="hills.png" alt=""/><figcaption>'),
        PICTURE.replace("hills.png", "unknown.png"),
    ],
)
def test_what_is_no_picture_by_itself_at_the_beginning_stays_in_the_text(body: str) -> None:
    files = pressed(
        [walk(hills(2000, 1200), body)],
        ["interior"],
        settings=Settings(printer="kdp", bleed=True),
        modified=MOMENT,
        profile=profile(),
    ).files
    assert all(left > 9 for left, *_ in pictures(files["interior"]))


def pictures(data: bytes) -> list[tuple[float, float, float, float]]:
    """Where pictures are on the first page that has any, as PDFium says: left, bottom, right, top."""
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            if found := [one.get_bounds() for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]:
                return found
    return []


@pytest.mark.parametrize("theme", ["book", "magazine", "plain", "report"])
@pytest.mark.parametrize("printer", ["kdp", "x4"])
def test_a_picture_reaches_the_edges_of_the_bleed_in_every_theme(theme: str, printer: str) -> None:
    settings = Settings(printer=printer, bleed=True, theme=theme)
    editions = pressed(
        [walk(hills(2000, 1200))], ["interior", "epub"], settings=settings, modified=MOMENT, profile=profile()
    )
    (box,) = pictures(editions.files["interior"])
    with pikepdf.open(BytesIO(editions.files["interior"])) as pdf:
        page = next(page for page in pdf.pages if "/XObject" in page.obj.Resources and len(page.obj.Resources.XObject))
        bleed = [float(value) for value in page.obj.BleedBox]
    assert box[0] <= bleed[0] + 0.01
    assert box[2] >= bleed[2] - 0.01
    assert box[3] >= bleed[3] - 0.01
    assert box[1] > bleed[3] / 3
    assert not [one for one in editions.findings if one.severity != "info" and one.code != "press-page-count"]
