"""Books for printers: a short one and a long one, and what a separation shows of them."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

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


def plates(data: bytes, folder: Path, *, dots: int = 36) -> list[dict[str, float]]:
    """How much ink each plate of each page has somewhere, from 0 to 1, as Ghostscript separates it."""
    source = folder / "book.pdf"
    source.write_bytes(data)
    command = [
        ghostscript(),
        "-q",
        "-dBATCH",
        "-dNOPAUSE",
        "-sDEVICE=tiffsep",
        f"-r{dots}",
        "-o",
        str(folder / "p-%d.tif"),
    ]
    made = subprocess.run([*command, str(source)], capture_output=True, text=True, check=False)
    assert (made.returncode, made.stdout.strip(), made.stderr.strip()) == (0, "", "")
    pages: list[dict[str, float]] = []
    number = 1
    while (folder / f"p-{number}.tif").exists():
        inks = {}
        for name in ("Cyan", "Magenta", "Yellow", "Black"):
            path = folder / f"p-{number}({name}).tif"
            with Image.open(path) as plate:
                inks[name] = 1 - plate.convert("L").getextrema()[0] / 255  # type: ignore[operator]
        pages.append(inks)
        number += 1
    return pages
