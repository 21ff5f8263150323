"""Interiors and covers for every printer: boxes to a hundredth of a point, inks, standards, the same bytes again."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from support import page_texts
from support.making import RIVER, article, paragraphs, section
from support.press import ISBN, MOMENT, blurred, book, long, off_the_grid, plates, profile, separated, short

from publish.build import pressed
from publish.checking.preflight import preflight
from publish.model import Resource
from publish.printers import printer
from publish.settings import PRINTERS, Settings

Box = tuple[float, float, float, float]

# Worked out by hand, in points: 1 in = 72, 1 mm = 72 / 25.4 = 2.834646. Marks stand in 30 pt around the bleed.
#   kdp, ingram   6 × 9 in = 432 × 648; with bleed 0.125 in = 9 at the fore edge, the head and the foot: 441 × 666.
#   x4            148 × 210 mm = 419.5276 × 595.2756; bleed 3 mm = 8.5039 on all edges; 30 for marks on all edges.
#   office        148.5 × 210 mm = 420.9449 × 595.2756.
BOXES: dict[tuple[str, bool], tuple[Box, Box, Box]] = {
    ("kdp", False): ((0, 0, 432, 648), (0, 0, 432, 648), (0, 0, 432, 648)),
    ("kdp", True): ((0, 0, 441, 666), (0, 0, 441, 666), (0, 9, 432, 657)),
    ("ingram", False): ((0, 0, 432, 648), (0, 0, 432, 648), (0, 0, 432, 648)),
    ("ingram", True): ((0, 0, 441, 666), (0, 0, 441, 666), (0, 9, 432, 657)),
    ("x4", True): ((0, 0, 496.5354, 672.2835), (30, 30, 466.5354, 642.2835), (38.5039, 38.5039, 458.0315, 633.7795)),
    ("office", False): ((0, 0, 420.9449, 595.2756),) * 3,
}
"""Media, bleed and trim of a recto. With bleed, the spine of a verso is at its right, and its trim further on."""
VERSO_TRIM: dict[tuple[str, bool], Box] = {
    ("kdp", True): (9, 9, 441, 657),
    ("ingram", True): (9, 9, 441, 657),
    ("x4", True): (38.5039, 38.5039, 458.0315, 633.7795),
}
each_box = pytest.mark.parametrize(("name", "bleed"), BOXES)
each_printer = pytest.mark.parametrize("name", PRINTERS)
each_size = pytest.mark.parametrize("size", ["short", "long"])


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def pages_in(data: bytes) -> int:
    with opened(data) as pdf:
        return len(pdf.pages)


def boxes(page: pikepdf.Page) -> tuple[Box, ...]:
    return tuple(tuple(float(value) for value in page.obj[f"/{name}Box"]) for name in ("Media", "Bleed", "Trim"))  # type: ignore[misc]


@each_box
def test_every_box_is_what_the_printers_table_gives(name: str, bleed: bool) -> None:
    with opened(book(name, "short", bleed=bleed).files["interior"]) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            media, outer, trim = BOXES[name, bleed]
            if number % 2 == 0:
                trim = VERSO_TRIM.get((name, bleed), trim)
            for found, wanted in zip(boxes(page), (media, outer, trim), strict=True):
                assert found == pytest.approx(wanted, abs=0.01)
            assert "/CropBox" not in page.obj


# 2 × 432 + pages × caliper + 2 × 9 by 648 + 2 × 9; cream is 0.0025 in at KDP and 0.002326 in at Ingram.
# x4, offset 0.0585 mm: 2 × 419.52756 + pages × 0.16582677 + 2 × 8.50394 + 60 by 595.27559 + 2 × 8.50394 + 60.
# office, copy 0.052 mm: 2 × 420.94488 + pages × 0.14740157 by 595.27559.
COVERS = {"kdp": (882, 0.18, 666), "ingram": (882, 0.167472, 666), "x4": (916.06299, 0.16582677, 672.28346),
          "office": (841.88976, 0.14740157, 595.27559)}  # fmt: skip
AROUND = {"kdp": (0, 9), "ingram": (0, 9), "x4": (30, 38.50394), "office": (0, 0)}
"""How far the bleed and the trim of a cover are from the edge of its sheet."""


@each_printer
@each_size
def test_the_cover_is_as_wide_as_trims_spine_and_bleed(name: str, size: str) -> None:
    editions = book(name, size)
    pages = pages_in(editions.files["interior"])
    fixed, each, height = COVERS[name]
    width = fixed + pages * each
    with opened(editions.files["cover"]) as pdf:
        assert len(pdf.pages) == 1
        for found, inside in zip(boxes(pdf.pages[0]), (0, *AROUND[name]), strict=True):
            assert found == pytest.approx((inside, inside, width - inside, height - inside), abs=0.01)


@each_printer
@each_size
def test_preflight_finds_no_error_in_what_we_make_and_qpdf_nothing(name: str, size: str, tmp_path: Path) -> None:
    editions = book(name, size)
    pages = pages_in(editions.files["interior"])
    assert pages > 300 or size == "short"
    for part in ("interior", "cover"):
        found = preflight(editions.files[part], printer(name), name=part, pages=pages)
        assert [(one.code, one.page, one.message) for one in found] == []
        path = tmp_path / f"{part}.pdf"
        path.write_bytes(editions.files[part])
        said = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert (said.returncode, said.stderr) == (0, "")


@each_printer
@each_size
def test_every_page_separates_and_black_text_is_on_the_black_plate_alone(name: str, size: str, tmp_path: Path) -> None:
    editions = book(name, size)
    pages = pages_in(editions.files["interior"])
    assert blurred(editions.files["interior"], tmp_path, dots=72) == (pages, [])
    assert blurred(editions.files["cover"], tmp_path) == (1, [])


@pytest.mark.parametrize("name", ["ingram", "x4"])
def test_black_text_beside_colours_is_on_the_black_plate_alone(name: str, tmp_path: Path) -> None:
    data = book(name, "short", ink="colour").files["interior"]
    assert blurred(data, tmp_path)[1] == []
    with opened(data) as pdf:  # What is printed in all inks is seen to be.
        for page in pdf.pages:
            page.contents_coalesce()
            content = page.obj.Contents.read_bytes()
            page.obj.Contents = pdf.make_stream(content.replace(b"0 0 0 1 k", b".6 .5 .5 1 k"))
        out = BytesIO()
        pdf.save(out)
    assert len(blurred(out.getvalue(), tmp_path)[1]) > 1000


@each_printer
def test_a_black_interior_is_on_the_black_plate_alone(name: str, tmp_path: Path) -> None:
    for number, inks in enumerate(plates(book(name, "short", ink="black").files["interior"], tmp_path), start=1):
        assert (inks["Cyan"], inks["Magenta"], inks["Yellow"]) == (0, 0, 0), number


def test_a_long_book_of_colours_has_them_in_its_ornament_alone(tmp_path: Path) -> None:
    coloured, count = set(), 0
    for count, inks in enumerate(separated(book("x4", "long").files["interior"], tmp_path, dots=18), start=1):
        width, height = inks["Cyan"].size  # Of the sheet: marks and colour bar stand in ten pixels around the trim.
        for name in ("Cyan", "Magenta", "Yellow"):
            if inks[name].crop((10, 10, width - 10, height - 10)).getextrema()[0] < 255:
                coloured.add(count)
    assert count > 300
    assert coloured == {1}


def test_colours_are_on_their_plates_within_the_limit_of_ink(tmp_path: Path) -> None:
    separated = plates(book("ingram", "short", ink="colour").files["interior"], tmp_path)
    assert any(inks["Cyan"] > 0.5 and inks["Yellow"] > 0.5 for inks in separated)


def test_a_black_interior_has_no_colour_space_but_grey() -> None:
    with opened(book("kdp", "short").files["interior"]) as pdf:
        pictures = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image"]
        assert pictures
        assert {str(one.ColorSpace) for one in pictures} == {"/DeviceGray"}
        assert not any("/SMask" in one for one in pictures)


CLAIMS = {
    "x-1a:2001": ("1.3", "PDF/X-1:2001", "PDF/X-1a:2001"),
    "x-3:2002": ("1.3", "PDF/X-3:2002", None),
    "x-1a:2003": ("1.4", "PDF/X-1a:2003", None),
    "x-3:2003": ("1.4", "PDF/X-3:2003", None),
}


@pytest.mark.parametrize("standard", CLAIMS)
def test_the_file_claims_its_standard(standard: str) -> None:
    version, claim, conformance = CLAIMS[standard]
    with opened(book("x4", "short", standard=standard).files["interior"]) as pdf:
        assert pdf.pdf_version == version
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == claim
        assert pdf.docinfo.get("/GTS_PDFXConformance") == conformance
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261101000000Z"
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert intent.DestOutputProfile.read_bytes() == profile().data
        assert len(pdf.trailer.ID) == 2


def test_pdf_x_4_claims_itself_in_xmp() -> None:
    with opened(book("x4", "short").files["interior"]) as pdf:
        assert pdf.pdf_version == "1.6"
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in packet
        assert "uuid:" in packet


@each_printer
def test_the_same_book_is_the_same_bytes(name: str) -> None:
    first = book(name, "short")
    again = pressed(
        [short()], first.files, settings=Settings(printer=name, isbn=ISBN), modified=MOMENT, profile=profile()
    )
    assert again.files == first.files


def test_the_gutter_is_that_of_the_number_of_pages_there_are_in_the_end() -> None:
    count = pages_in(book("kdp", "long").files["interior"])
    said = [one.message for one in book("kdp", "long").findings if one.code == "press-order"]
    assert 300 < count <= 500
    assert any(f"gutter 0.625 in (15.88 mm) or more, for {count} pages" in one for one in said)


@each_printer
@each_size
def test_the_e_book_counts_the_pages_of_the_printed_one(name: str, size: str) -> None:
    epub = book(name, size).files["epub"]
    labels = [label for label, _ in page_texts.page_list(epub)]
    text = [label for label in labels if label.isdecimal()]
    assert text == [str(number) for number in range(1, len(text) + 1)]
    with opened(book(name, size).files["interior"]) as pdf:
        assert 0 <= len(pdf.pages) - len(labels) <= 6  # Blank ones, of which nobody says anything.
    with ZipFile(BytesIO(epub)) as archive:
        (package,) = (name for name in archive.namelist() if name.endswith(".opf"))
        assert f"urn:isbn:{ISBN}" in archive.read(package).decode()


@each_printer
def test_the_text_between_two_marks_is_that_of_the_printed_page(name: str) -> None:
    """By PDFium, which knows nothing of marks; a page says its running head and its folio besides."""
    editions = book(name, "long")
    marked = [(label, page_texts.letters(said)) for _, label, said in page_texts.epub_pages(editions.files["epub"])]
    body = [(label, said) for label, said in marked if label.isdecimal()]
    with pypdfium2.PdfDocument(editions.files["interior"]) as pdf:
        printed = [page_texts.letters(page.get_textpage().get_text_range()) for page in pdf]
    start = next(place for place, said in enumerate(printed) if said.endswith("1") and body[0][1] in said)
    assert len(body) > 250
    for (label, said), page in zip(body, printed[start:], strict=False):
        assert said in page, label
        assert len(page) - len(said) <= len("ALongWalkBesidetheRiver") + len(label), label


def test_the_barcode_of_the_cover_is_black_alone(tmp_path: Path) -> None:
    # The white theme has nothing else that is black and broad: the plates of colours show what the cover has.
    (inks,) = plates(book("kdp", "short", theme="plain").files["cover"], tmp_path, dots=150)
    assert (inks["Cyan"], inks["Magenta"], inks["Yellow"]) == (0, 0, 0)
    assert inks["Black"] == 1


def test_a_book_is_long_enough_for_what_is_said_of_it() -> None:
    assert len(long().sections) == 34


@pytest.mark.parametrize("printer", PRINTERS)
def test_lines_stand_back_to_back_on_every_leaf_of_a_long_book(printer: str) -> None:
    lines, aside = off_the_grid(book(printer, "long").files["interior"])
    assert lines > 5000
    assert aside == 0


SHADED = b"""<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><defs><linearGradient id="g">
<stop offset="0" stop-color="#c02020"/><stop offset="1" stop-color="#2020c0"/></linearGradient></defs>
<rect width="320" height="200" fill="url(#g)"/><circle cx="160" cy="100" r="70" fill="#ffe040" opacity="0.5"/></svg>"""
FLAT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="9" height="9" fill="#c00"/></svg>'
)


@pytest.mark.parametrize(("drawing", "pictures"), [(SHADED, 1), (FLAT, 0)])
def test_a_drawing_with_gradients_is_a_picture_in_inks_and_others_stay_drawings(drawing: bytes, pictures: int) -> None:
    body = paragraphs(RIVER) + '<figure><img src="drawing.svg" alt="Shades"/></figure>' + paragraphs(RIVER)
    source = article(section(body=body), resources=(Resource("drawing.svg", "image/svg+xml", drawing),))
    settings = Settings(printer="x4")
    editions = pressed([source], ["interior", "epub"], settings=settings, modified=MOMENT, profile=profile())
    assert preflight(editions.files["interior"], printer("x4"), name="x.pdf") == []
    with opened(editions.files["interior"]) as pdf:
        streams = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
        shown = [one for one in streams if one.get("/Subtype") == "/Image"]
        assert [(str(one.ColorSpace), int(one.Width)) for one in shown] == [("/DeviceCMYK", 3000)] * pictures
        assert not any("/Pattern" in obj.get("/Resources", {}) for obj in streams)
    with ZipFile(BytesIO(editions.files["epub"])) as archive:
        assert archive.read("EPUB/drawing.svg") == drawing
