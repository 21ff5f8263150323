"""Defects, planted one at a time into a file that a printer takes: each is found, named and located, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from support.press import book

from publish.checking.preflight import CHECKS, preflight, reports
from publish.errors import SourceError
from publish.model import Finding
from publish.printers import printer
from publish.settings import PRINTERS

Plant = Callable[[Pdf], object]
"""What spoils a file."""


def drawn(content: str, number: int = 5) -> Plant:
    """Something more on a page, in points from its corner."""

    def plant(pdf: Pdf) -> None:
        page = pdf.pages[number - 1]
        page.contents_add(b"q", prepend=True)
        page.contents_add(f"Q q {content} Q".encode(), prepend=False)

    return plant


def pictured(mode: str, colour: object, size: int, box: str = "72 0 0 72 200 300", *, mask: bool = False) -> Plant:
    """A picture of one colour on page 5, ``size`` pixels wide and high, by default an inch large."""

    def plant(pdf: Pdf) -> None:
        space = {"RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK, "L": Name.DeviceGray}[mode]
        shape = {"Type": Name.XObject, "Subtype": Name.Image, "Width": size, "Height": size, "BitsPerComponent": 8}
        data = Image.new(mode, (size, size), colour).tobytes()  # type: ignore[arg-type]
        picture = pdf.make_stream(data, **shape, ColorSpace=space)
        if mask:
            picture.SMask = pdf.make_stream(b"\x80" * size * size, **shape, ColorSpace=Name.DeviceGray)
        page = pdf.pages[4]
        page.obj.Resources = pikepdf.Dictionary(page.obj.Resources)
        page.obj.Resources.XObject = Dictionary(dict(page.obj.Resources.get("/XObject", {})) | {"/Planted": picture})
        drawn(f"{box} cm /Planted Do")(pdf)

    return plant


def bare_font(pdf: Pdf) -> None:
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier))
    written("BT /Planted 10 Tf 200 300 Td (planted) Tj ET", font)(pdf)


def said_on(page: pikepdf.Page) -> tuple[pikepdf.Object, str]:
    """A font of a page, and a few of its own glyphs, as its content has them."""
    font, fonts = None, page.obj.Resources.Font
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "Tf":
            font = fonts[str(instruction.operands[0])]
        elif str(instruction.operator) in ("Tj", "TJ") and font is not None:
            shown = instruction.operands[0]
            first = shown if isinstance(shown, pikepdf.String) else shown[0]
            return font, f"<{bytes(first)[:4].hex()}>"
    raise AssertionError("the page says nothing")


def written(content: str, font: pikepdf.Object | None = None, number: int = 5) -> Plant:
    """Text on a page, in a font of its own and with its glyphs unless another is given."""

    def plant(pdf: Pdf) -> None:
        page = pdf.pages[number - 1]
        own, glyphs = said_on(page)
        resources = pikepdf.Dictionary(page.obj.Resources)
        resources.Font = Dictionary(dict(resources.Font) | {"/Planted": font if font is not None else own})
        page.obj.Resources = resources
        drawn(content.replace("(A)", glyphs), number)(pdf)

    return plant


def clear(pdf: Pdf) -> None:
    resources = pikepdf.Dictionary(pdf.pages[4].obj.Resources)
    resources.ExtGState = Dictionary({"/Planted": Dictionary(ca=0.5)})
    pdf.pages[4].obj.Resources = resources
    drawn("/Planted gs 0 g 200 300 50 50 re f")(pdf)


def shaded(pdf: Pdf) -> None:
    ramp = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([200, 300, 250, 300]), Function=ramp)
    resources = pikepdf.Dictionary(pdf.pages[4].obj.Resources)
    resources.Pattern = Dictionary({"/Planted": Dictionary(PatternType=2, Shading=shading)})
    pdf.pages[4].obj.Resources = resources
    drawn("/Pattern cs /Planted scn 200 300 50 50 re f")(pdf)


def tiled(pdf: Pdf) -> None:
    tile = pdf.make_stream(
        b"1 0 0 rg 0 0 5 5 re f", PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 9, 9]), XStep=9, YStep=9,
        Resources=Dictionary(),
    )  # fmt: skip
    resources = pikepdf.Dictionary(pdf.pages[4].obj.Resources)
    resources.Pattern = Dictionary({"/Planted": tile})
    pdf.pages[4].obj.Resources = resources
    drawn("/Pattern cs /Planted scn 200 300 50 50 re f")(pdf)


def linked(pdf: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 200, 120]))
    pdf.pages[4].obj.Annots = Array([pdf.make_indirect(link)])


def bookmarked(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Planted", 0))


def without(name: str) -> Plant:
    def plant(pdf: Pdf) -> None:
        del pdf.Root[f"/{name}"]

    return plant


def unclaimed(pdf: Pdf) -> None:
    for key in ("/GTS_PDFXVersion", "/GTS_PDFXConformance"):
        del pdf.docinfo[key]


def sized(width: float, height: float) -> Plant:
    def plant(pdf: Pdf) -> None:
        for name in ("MediaBox", "BleedBox", "TrimBox"):
            pdf.pages[4].obj[f"/{name}"] = Array([0, 0, width, height])

    return plant


def marked(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.MediaBox = Array([-40, -40, 472, 688])


def boxless(pdf: Pdf) -> None:
    del pdf.pages[4].obj["/TrimBox"]


def blanks(number: int) -> Plant:
    def plant(pdf: Pdf) -> None:
        for _ in range(number):
            pdf.pages.append(pdf.pages[-1])
            pdf.pages[-1].obj.Contents = pdf.make_stream(b"q Q")

    return plant


def shortened(pdf: Pdf) -> None:
    del pdf.pages[-1]


def spoiled(name: str, part: str, plant: Plant | None, *, version: str = "", lock: bool = False) -> bytes:
    """The file of a printer's short book, with what is planted into it."""
    with pikepdf.open(BytesIO(book(name, "short", bleed=name == "x4").files[part])) as pdf:
        if plant:
            plant(pdf)
        out = BytesIO()
        locked = pikepdf.Encryption(owner="owner", user="", R=4) if lock else False
        pdf.save(out, force_version=version or pdf.pdf_version, encryption=locked)
        return out.getvalue()


def found(name: str, part: str, data: bytes, pages: int | None = None) -> list[Finding]:
    return preflight(data, printer(name), name=part, pages=pages)


TEXT = "BT /Planted {} Tf {} Td (A) Tj ET"
# ruff: noqa: E501
# A page is 432 by 648 points, page 5 a recto; what is 200 from the left is 70.56 mm from it.
DEFECTS: dict[str, tuple[str, str, Plant, int | None, str]] = {
    "72 dpi picture": ("kdp", "press-resolution", pictured("L", 128, 72), 5, "a picture has 72 ppi, 70.56 mm from the left"),
    "RGB picture": ("ingram", "press-colour", pictured("RGB", (200, 20, 20), 300), 5, "a picture is in RGB"),
    "RGB picture in a page": ("ingram", "press-colour", drawn(f"72 0 0 72 200 300 cm BI /W 300 /H 300 /BPC 8 /CS /RGB ID {'A' * 270_000} EI"), 5, "a picture is in RGB"),
    "coarse picture in a page": ("kdp", "press-resolution", drawn(f"72 0 0 72 200 300 cm BI /W 9 /H 9 /BPC 8 /CS /G ID {'A' * 81} EI"), 5, "a picture has 9 ppi"),
    "RGB colour": ("ingram", "press-colour", drawn("1 0 0 rg 200 300 50 50 re f"), 5, "an area is in RGB, 70.56 mm"),
    "RGB gradient": ("ingram", "press-colour", shaded, 5, "an area is in RGB, 70.56 mm"),
    "RGB pattern": ("ingram", "press-colour", tiled, 5, "an area is in RGB, 70.56 mm"),
    "RGB black": ("kdp", "press-black", drawn("0 0 0 RG 2 w 200 300 m 300 300 l S"), 5, "a black line is of RGB"),
    "rich black": ("ingram", "press-black", drawn(".5 .4 .4 1 K 2 w 200 300 m 300 300 l S"), 5, "of several inks"),
    "unembedded font": ("kdp", "press-font", bare_font, 5, "the font Courier is not embedded"),
    "hairline": ("kdp", "press-hairline", drawn("0 G .2 w 200 300 m 300 300 l S"), 5, "a line is 0.2 pt wide"),
    "thin area": ("ingram", "press-hairline", drawn("0 g 200 300 90 .1 re f"), 5, "a line is 0.1 pt wide"),
    "ink 320 %": ("ingram", "press-ink", drawn(".8 .8 .8 .8 k 200 300 50 50 re f"), 5, "an area has 320 % of ink"),
    "inky picture": ("ingram", "press-ink", pictured("CMYK", (204, 204, 204, 204), 300), 5, "a picture has 320 % of ink"),
    "pale tint": ("kdp", "press-tint", drawn(".95 g 200 300 50 50 re f"), 5, "a grey area has 5% of black"),
    "small type": ("kdp", "press-small-type", written(TEXT.format(5, "200 300")), 5, "text is 5 pt small"),
    "a link": ("kdp", "press-link", linked, 5, "there is a link"),
    "bookmarks": ("kdp", "press-outline", bookmarked, None, "there are bookmarks"),
    "transparency": ("ingram", "press-transparency", clear, 5, "an area has an opacity of 0.5"),
    "a soft mask": ("ingram", "press-transparency", pictured("L", 9, 300, mask=True), 5, "a picture has a soft mask"),
    "no output intent": ("ingram", "press-output-intent", without("OutputIntents"), None, "there is no output intent"),
    "no claim": ("ingram", "press-standard", unclaimed, None, "claims no part of PDF/X"),
    "another size": ("kdp", "press-page-size", sized(440, 660), 5, "the page is 6.111 in (155.2 mm)"),
    "marks": ("kdp", "press-marks", marked, 1, "14.11 mm around its trim"),
    "no trim": ("ingram", "press-boxes", boxless, 5, "there is no TrimBox"),
    "odd pages": ("kdp", "press-page-count", shortened, None, "is odd"),
    "blank pages": ("kdp", "press-blank-pages", blanks(4), None, "3 blank pages follow one another"),
    "text at the edge": ("kdp", "press-margin", written(TEXT.format(10, "420 300")), 5, "from the right edge"),
    "text in the fold": ("kdp", "press-gutter", written(TEXT.format(10, "20 300")), 5, "from the spine"),
    "bleed short": ("kdp", "press-bleed", pictured("L", 99, 2000, "300 0 0 200 132 200"), 5, "3.175 mm short"),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_planted_defect_is_found_named_and_located_and_nothing_else_is(defect: str) -> None:
    name, code, plant, page, said = DEFECTS[defect]
    told = found(name, "interior", spoiled(name, "interior", plant))
    assert {one.code for one in told} == {code}
    assert said in told[0].message
    if page is not None:
        assert told[0].page == page
    assert ";" in told[0].message  # What to do about it.
    assert told[0].remedy
    assert printer(name).title in told[0].remedy


def test_a_bleed_that_is_a_millimetre_short() -> None:
    # 3 mm are 8.504 pt: the picture ends 2 mm, 5.669 pt, beyond the trim, which is 458.03 from the left of the sheet.
    plant = pictured("L", 99, 2000, "263.7 0 0 200 200 200")
    (told, *more) = found("x4", "interior", spoiled("x4", "interior", plant))
    assert (told.code, told.page) == ("press-bleed", 5)
    assert "ends 1 mm short of the bleed" in told.message
    assert {one.code for one in more} <= {"press-resolution"}


def test_a_newer_pdf_a_locked_one_and_a_last_page_with_text() -> None:
    newer = found("ingram", "interior", spoiled("ingram", "interior", None, version="1.7"))
    assert [one.code for one in newer] == ["press-version"]
    locked = found("kdp", "interior", spoiled("kdp", "interior", None, lock=True, version="1.7"))
    assert "press-encrypted" in [one.code for one in locked]
    last = len(pikepdf.open(BytesIO(book("ingram", "short").files["interior"])).pages)
    told = found("ingram", "interior", spoiled("ingram", "interior", drawn("0 g 200 300 50 50 re f", last)))
    assert [(one.code, one.page) for one in told] == [("press-last-page", last)]


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [rule for rule in printer("kdp").rules if rule.check == "file-size"]
    monkeypatch.setitem(rules[0].limits, "most", 1000)  # type: ignore[arg-type]
    assert "press-file-size" in [one.code for one in found("kdp", "interior", book("kdp", "short").files["interior"])]


def test_a_cover_for_another_number_of_pages_and_one_with_text_where_it_is_cut() -> None:
    cover = book("kdp", "short").files["cover"]
    assert found("kdp", "cover", cover) == []
    told = found("kdp", "cover", cover, pages=600)
    assert [one.code for one in told] == ["press-cover-size"]
    assert "1.5 in (38.1 mm) on cream paper" in told[0].message

    at_the_edge = written("0 0 0 0 k " + TEXT.format(12, "20 300"), number=1)
    assert [one.code for one in found("kdp", "cover", spoiled("kdp", "cover", at_the_edge))] == ["press-cover-safe"]


def test_text_on_the_spine_of_a_thin_book() -> None:
    on_the_spine = written("0 0 0 0 k " + TEXT.format(12, "441 300"), number=1)
    told = found("kdp", "cover", spoiled("kdp", "cover", on_the_spine), pages=30)
    assert "press-spine-text" in [one.code for one in told]


def test_a_tile_that_paints_with_itself_many_times_over_takes_no_time() -> None:
    def plant(pdf: Pdf) -> None:
        shape = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": Array([0, 0, 9, 9]), "XStep": 9, "YStep": 9}
        tile = pdf.make_indirect(pdf.make_stream(b"/Pattern cs " + b"/Planted scn 0 0 5 5 re f " * 50, **shape))
        tile.Resources = Dictionary(Pattern=Dictionary({"/Planted": tile}))
        resources = pikepdf.Dictionary(pdf.pages[4].obj.Resources)
        resources.Pattern = Dictionary({"/Planted": tile})
        pdf.pages[4].obj.Resources = resources
        drawn("/Pattern cs /Planted scn 200 300 50 50 re f " * 50)(pdf)

    assert found("ingram", "interior", spoiled("ingram", "interior", plant)) == []


def test_what_is_made_for_a_printer_is_told() -> None:
    told = {one.code for one in book("kdp", "short").findings}
    assert {"press-order", "press-spine-bare"} <= told


@pytest.mark.parametrize("name", PRINTERS)
def test_the_file_as_it_was_made_is_silent(name: str) -> None:
    from pathlib import Path

    files = book(name, "short").files
    drawn_files = [(Path(f"{part}.pdf"), files[part]) for part in ("interior", "cover")]
    assert [(one.path.name, one.verdict, one.findings) for one in reports(drawn_files, name)] == [
        ("interior.pdf", "pass", ()),
        ("cover.pdf", "pass", ()),
    ]


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf_is_said_in_a_line(data: bytes) -> None:
    with pytest.raises(SourceError):
        found("kdp", "x.pdf", data)


def test_every_check_is_used_by_a_printer() -> None:
    assert {rule.check for name in PRINTERS for rule in printer(name).rules} == set(CHECKS)
