"""A printer's rules, held against PDFs that other programs made of the same HTML: what is wrong with them is found."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from itertools import chain
from pathlib import Path

import pytest
from PIL import Image
from support.making import RIVER
from support.reading import chromium

from publish.checking.preflight import preflight
from publish.checking.tools import NotInstalledError
from publish.model import Finding
from publish.printers import printer

STYLE = """
@page { size: 6in 9in; margin: .75in } body { font: 11pt/15pt serif; margin: 0 }
section { break-before: page } section:first-child { break-before: auto }
img { width: 2in; display: block } hr { border: 0; border-top: .1pt solid black }
.small { font-size: 4pt } .red { color: #c00000 } .pale { opacity: .5 } .home { position: relative }
.out { position: absolute; left: -.6in; top: 3in }
"""
FAULTS = """<p><img src="colours.png" alt="Colours"></p><hr><p class="small">Too small for print.</p>
<p><a href="https://example.org/">A link</a></p><p class="red">Red words.</p><p class="pale">Seen through.</p>
<p class="home"><span class="out">Far out.</span></p>"""


def html() -> str:
    """A book of 28 pages, with all faults on the first."""
    chapters = [f"<section><h1>Chapter {number}</h1><p>{RIVER}</p></section>" for number in range(1, 29)]
    chapters[0] = chapters[0].replace("</h1>", f"</h1>{FAULTS}")
    head = f'<meta charset="utf-8"><title>Of Rivers</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{"".join(chapters)}</body></html>'


def wanted(command: str | None, name: str) -> str:
    if command is None:
        pytest.skip(f"{name} is not installed: its PDFs are not looked at")
    return command


def pandoc() -> str | None:
    if found := shutil.which("pandoc"):
        return found
    try:
        import pypandoc
    except ImportError:
        return None
    return str(pypandoc.get_pandoc_path())


def by_prince() -> list[str]:
    return [wanted(shutil.which("prince"), "Prince"), "book.html", "-o", "book.pdf"]


def by_chromium() -> list[str]:
    try:
        command = chromium()
    except NotInstalledError as missing:
        pytest.skip(f"{missing}: its PDFs are not looked at")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    return [command, *options, "--print-to-pdf=book.pdf", "book.html"]


def by_pandoc() -> list[str]:
    command = wanted(pandoc(), "pandoc")
    engine = wanted(shutil.which("weasyprint"), "WeasyPrint's command")
    return [command, "book.html", "-o", "book.pdf", "--pdf-engine", engine, "--css", "style.css"]


@pytest.fixture
def made(tmp_path: Path) -> Callable[[list[str]], bytes]:
    def make(command: list[str]) -> bytes:
        hue = Image.linear_gradient("L")
        out = BytesIO()
        Image.merge("RGB", (hue, hue.rotate(90), Image.new("L", hue.size, 90))).resize((144, 144)).save(out, "PNG")
        (tmp_path / "colours.png").write_bytes(out.getvalue())
        (tmp_path / "book.html").write_text(html(), encoding="utf-8")
        (tmp_path / "style.css").write_text(STYLE, encoding="utf-8")
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
        return (tmp_path / "book.pdf").read_bytes()

    return make


def told(data: bytes, name: str) -> dict[str, list[Finding]]:
    """What is found, by code."""
    found: dict[str, list[Finding]] = {}
    for one in preflight(data, printer(name), name="book.pdf"):
        found.setdefault(one.code.removeprefix("press-"), []).append(one)
    return found


EVERYWHERE = {"resolution", "link"}
"""At any printer's: nobody's picture of 144 pixels is sharp over two inches, and links are links."""
NOT_FOR_PRESS = EVERYWHERE | {"colour", "output-intent", "standard"}
"""At a press's: none of the three makes PDF/X unless it is asked to, and all leave colours as they are."""


@pytest.mark.parametrize(
    ("by", "kdp", "press"),
    [
        # Prince's black is grey, its lines as thin as they were asked to be; the absolute box hangs into the gutter.
        (by_prince, {"gutter", "hairline", "small-type", "transparency", "outline"}, {"gutter", "hairline", "boxes"}),
        # Chromium's black is of RGB, a line is at least a pixel wide, and what is beside the page area is not drawn.
        (by_chromium, {"black", "small-type", "transparency"}, {"black", "boxes"}),
        # Pandoc drops sections and what paragraphs are called: 11 pages, none of them small or faint, of PDF 1.7.
        (
            by_pandoc,
            {"gutter", "black", "hairline", "outline", "page-count"},
            {"gutter", "black", "page-count", "version"},
        ),
    ],
    ids=["prince", "chromium", "pandoc"],
)
def test_what_is_wrong_with_the_pdf_of_another_program_is_found_and_nothing_else(
    made: Callable[[list[str]], bytes], by: Callable[[], list[str]], kdp: set[str], press: set[str]
) -> None:
    data = made(by())
    at_kdp, at_press = told(data, "kdp"), told(data, "x4")
    assert set(at_kdp) == EVERYWHERE | kdp
    assert set(at_press) == NOT_FOR_PRESS | press
    for code in ("resolution", "link", "gutter", "hairline", "small-type", "transparency"):
        assert {one.page for one in at_kdp.get(code, ())} <= {1}
    assert "a picture has 72 ppi, 19.05 mm from the left" in at_kdp["resolution"][0].message
    assert all(one.remedy for one in chain(*at_kdp.values(), *at_press.values()))
