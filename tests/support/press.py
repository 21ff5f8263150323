"""Books for printers: a short one and a long one, and what a separation shows of them."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from ctypes import c_double, c_uint
from functools import cache
from io import BytesIO
from itertools import pairwise
from math import ceil, floor
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdfium2 import raw

from publish.build import Editions, pressed
from publish.exporting.profiles import found
from publish.model import Article, Contributor, Resource
from publish.printers.profile import Profile
from publish.settings import Settings
from support.making import RIVER, article, paragraphs, section

ISBN = "9780141036144"
MOMENT = "2026-11-01T00:00:00Z"
FIGURE = (
    '<figure><img src="colours.png" alt="Colours" width="300" height="300"/><figcaption>Colours.</figcaption></figure>'
)
CODE = '<pre class="language-python"><code>def river(width):  # Of water.\n    return width * 2</code></pre>'
TABLE = (
    "<table><thead><tr><th>River</th><th>Length</th></tr></thead>"
    "<tbody><tr><td>Rhine</td><td>1,233</td></tr></tbody></table>"
)


@cache
def profile() -> Profile:
    """The profile of the system; loudly none where there is none."""
    return found(None)


@cache
def colours() -> bytes:
    """A picture of all hues in full strength, fading into white and into black, and out at its right: 1,800 pixels."""
    hue = Image.linear_gradient("L").resize((1800, 1800)).rotate(90)
    full, light = Image.new("L", hue.size, 255), Image.linear_gradient("L").resize(hue.size)
    picture = Image.merge("HSV", (hue, full, light)).convert("RGB")
    picture.putalpha(
        Image.linear_gradient("L").resize(hue.size).rotate(90).point(lambda value: 255 if value > 60 else value * 4)
    )
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def short() -> Article:
    """Some pages with something of everything: a picture, a table, code, a rule, marked words, a link."""
    body = paragraphs(*[RIVER] * 3) + FIGURE + CODE + TABLE + "<hr/>"
    body += '<p>A <mark>marked</mark> word, <a href="https://example.org/">a link</a>, <u>underlined</u>.</p>'
    return article(
        *[section(f"Chapter {number}", id=f"chapter-{number}", body=body) for number in range(1, 13)],
        title="Of Rivers",
        contributors=(Contributor("Somebody"),),
        description="A walk downstream, past ferries and bridges, to the sea.",
        resources=(Resource("colours.png", "image/png", colours()),),
    )


def long() -> Article:
    """Text for more than three hundred pages of any trim."""
    return article(
        *[section(f"Chapter {number}", *[RIVER] * 42, id=f"chapter-{number}") for number in range(1, 35)],
        title="A Long Walk Beside the River",
        contributors=(Contributor("Somebody"),),
    )


@cache
def book(printer: str, size: str, **chosen: str | bool) -> Editions:
    """One of the two books, pressed; made once for all tests that ask for the same."""
    settings = Settings(printer=printer, isbn=ISBN, **chosen)  # type: ignore[arg-type]
    wanted = ["interior", "cover", "epub", *(["imposed"] if settings.impose else [])]
    source = short() if size == "short" else long()
    return pressed([source], wanted, settings=settings, modified=MOMENT, profile=profile())


def ghostscript() -> str:
    """The program; the test is skipped, loudly, where there is none."""
    command = shutil.which("gs")
    if command is None:
        pytest.skip("Ghostscript is not installed: apt install ghostscript")
    return command


INKS = ("Cyan", "Magenta", "Yellow", "Black")


def separated(data: bytes, folder: Path, *, dots: int = 36) -> Iterator[dict[str, Image.Image]]:
    """The plates of each page as Ghostscript separates it, without a word; black is where ink is."""
    source = folder / "book.pdf"
    source.write_bytes(data)
    options = ["-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{dots}", "-o", str(folder / "p-%d.tif")]
    made = subprocess.run([ghostscript(), *options, str(source)], capture_output=True, text=True, check=False)
    assert (made.returncode, made.stdout.strip(), made.stderr.strip()) == (0, "", "")
    number = 1
    while (folder / f"p-{number}.tif").exists():
        page = {}
        for name in INKS:
            path = folder / f"p-{number}({name}).tif"
            with Image.open(path) as plate:
                page[name] = plate.convert("L")
            path.unlink()
        (folder / f"p-{number}.tif").unlink()
        yield page
        number += 1


def plates(data: bytes, folder: Path, *, dots: int = 36) -> list[dict[str, float]]:
    """How much ink each plate of each page has somewhere, from 0 to 1."""
    return [
        {name: 1 - plate.getextrema()[0] / 255 for name, plate in page.items()}  # type: ignore[operator]
        for page in separated(data, folder, dots=dots)
    ]


def blurred(data: bytes, folder: Path, *, dots: int = 150) -> tuple[int, list[str]]:
    """How many pages a file has, and the black letters in it that other plates than the black one print, too.

    Letters and where they stand are what PDFium says; what the plates have is what Ghostscript says.
    """
    found, count = [], 0
    with pypdfium2.PdfDocument(data) as pdf:
        for count, (page, inks) in enumerate(zip(pdf, separated(data, folder, dots=dots), strict=True), start=1):
            colours = ImageChops.darker(ImageChops.darker(inks["Cyan"], inks["Magenta"]), inks["Yellow"])
            if colours.getextrema()[0] == 255:
                continue
            both = ImageChops.lighter(inks["Black"], colours).point(lambda value: 0 if value < 250 else 255)
            text, height, scale = page.get_textpage(), page.get_height(), dots / 72
            for place in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(place)
                if right - left < 1 or not _is_black(text, place):
                    continue
                across, down = (left * scale, right * scale), ((height - top) * scale, (height - bottom) * scale)
                box = (floor(across[0]), floor(down[0]), ceil(across[1]), ceil(down[1]))
                if both.crop(box).getextrema()[0] == 0:
                    found.append(f"page {count}: {text.get_text_range(place, 1)}")
    return count, found


def _is_black(text: pypdfium2.PdfTextPage, place: int) -> bool:
    """Whether a letter is filled with a dark grey, or none of its colours is stronger than another."""
    values = [c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text.raw, place, *values)
    red, green, blue, _ = (value.value for value in values)
    return max(red, green, blue) < 60 and max(red, green, blue) - min(red, green, blue) < 16


def baselines(data: bytes) -> list[list[tuple[float, float]]]:
    """For each page, how far each line's baseline is below its top, and how large its first letter is, in points."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text, height, lines = page.get_textpage(), page.get_height(), dict[float, float]()
            for place in range(text.count_chars()):
                x, y, matrix = c_double(), c_double(), raw.FS_MATRIX()
                if raw.FPDFText_IsGenerated(text.raw, place):
                    continue
                raw.FPDFText_GetCharOrigin(text.raw, place, x, y)
                raw.FPDFText_GetMatrix(text.raw, place, matrix)
                size = raw.FPDFText_GetFontSize(text.raw, place) * abs(matrix.d)
                lines.setdefault(round(height - y.value, 2), round(size, 1))
            found.append(sorted(lines.items()))
    return found


def off_the_grid(data: bytes) -> tuple[int, int]:
    """How many lines of the text's own size there are, and how many stand beside the grid of most of them."""
    found = baselines(data)
    body, _ = Counter(size for page in found for _, size in page).most_common(1)[0]
    heights = [[height for height, size in page if size == body] for page in found]
    steps = Counter(round(low - high, 1) for page in heights for high, low in pairwise(page))
    leading, _ = steps.most_common(1)[0]
    rests = [height % leading for page in heights for height in page]
    first, _ = Counter(round(rest, 1) for rest in rests).most_common(1)[0]
    aside = [rest for rest in rests if min((rest - first) % leading, (first - rest) % leading) > 0.1]
    return len(rests), len(aside)
