"""The contact sheet: every theme with the same three articles, e-book beside paper, in one HTML file.

    scripts/gallery [--out FOLDER] [--docs]

It shows cover, contents, opening, figure, table, code, note and mathematics. The e-book is opened in epub.js, in
Chromium, on a screen of 360 by 640 pixels; of the PDF there is the whole page. ``--docs`` draws ``docs/gallery/`` anew,
a picture a theme, which the README shows.
"""

from __future__ import annotations

import argparse
import io
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from jinja2 import Environment, FileSystemLoader
from PIL import Image
from support.pdfs import Element, structure
from support.reading import PHONE, read_in_chromium

from publish.cli import main
from publish.rendering import theme

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = {"sundial": "English", "astrolabe.ar": "العربية", "soroban.ja": "日本語"}
"""The same things in three scripts: notes, formulas, a figure, a table, code."""

SCREENS: Mapping[str, str] = {
    "cover": "body.cover, svg image, body > img, svg",
    "contents": "#contents, body.contents",
    "opening": "header.opening",
    "figure": "figure",
    "table": "table",
    "code": "pre",
    "note": "aside",
    "mathematics": "math[display=block], .equation",
}
"""What the sheet shows, and where an e-book has it."""

TAGS: Mapping[str, str] = {
    "figure": "Figure",
    "table": "Table",
    "code": "Code",
    "note": "Note",
    "mathematics": "Formula",
}
"""The structure type by which a PDF has it."""

HEIGHT = 900
"""Of a page, and of a screen beside it, in pixels."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing in one article of one theme."""

    what: str
    screen: Image.Image
    page: Image.Image
    number: int
    """Of the page, from 1."""


def built(out: Path, name: str) -> Path:
    """A folder with the editions of all articles in a theme."""
    folder = out / name
    sources = [str(next(ROOT.glob(f"sources/{article}.*"))) for article in ARTICLES]
    status = main(["build", *sources, "--theme", name, "--quiet", "--output", f"{folder}/"])
    assert status == 0, status
    return folder


def cells(folder: Path, article: str) -> list[Cell]:
    """What the sheet shows of an article; its screens lie in the folder of its name."""
    path = folder / f"{article}.pdf"
    with pikepdf.open(path) as opened, pypdfium2.PdfDocument(path) as document:
        numbers = pages(structure(opened))
        return [
            Cell(what, _screen(folder / article / f"{what}.png"), _page(document[number]), number + 1)
            for what, number in numbers.items()
        ]


def pages(root: Element) -> dict[str, int]:
    """The page, from 0, on which a PDF shows each thing; on its first one, which has no cover, the title."""
    found = {"cover": 0, "contents": root.find("TOC")[0].page(), "opening": root.find("Art")[0].find("H1")[0].page()}
    for what, tag in TAGS.items():
        elements = root.find(tag)
        long = [one for one in elements if tag == "Code" and len(one.marks) > 1]
        found[what] = (long or elements)[0].page()
    return {what: found[what] for what in SCREENS}


def _page(page: pypdfium2.PdfPage) -> Image.Image:
    return page.render(scale=HEIGHT / page.get_height(), rev_byteorder=True).to_pil()


def _screen(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


def embedded(picture: Image.Image) -> str:
    """A picture as the address of itself."""
    return f"data:image/webp;base64,{b64encode(_webp(picture)).decode()}"


def _webp(picture: Image.Image) -> bytes:
    saved = io.BytesIO()
    picture.save(saved, "WEBP", quality=82, method=4)
    return saved.getvalue()


def strip(rows: Sequence[Sequence[Cell]]) -> Image.Image:
    """A picture of a theme: for each article a row of covers, screens and pages."""
    desk, gap, height = "#d9d9d9", 10, 420
    lines = [list(_shown(row)) for row in rows]
    width = max(sum(one.width * height // one.height + gap for one in line) for line in lines) + gap
    sheet = Image.new("RGB", (width, len(lines) * (height + gap) + gap), desk)
    for number, line in enumerate(lines):
        left = gap
        for one in line:
            small = one.resize((one.width * height // one.height, height), Image.Resampling.LANCZOS)
            sheet.paste(small, (left, gap + number * (height + gap)))
            left += small.width + gap
    return sheet


def _shown(row: Sequence[Cell]) -> Iterator[Image.Image]:
    of = {cell.what: cell for cell in row}
    yield of["cover"].screen
    seen: set[int] = set()
    for what in ("opening", "figure", "table"):
        if of[what].number not in seen:
            seen.add(of[what].number)
            yield of[what].page
    yield of["table"].screen


def draw(out: Path, names: Sequence[str]) -> dict[str, dict[str, list[Cell]]]:
    """Build everything in these themes, and write the sheet; gives what it shows, by theme and article."""
    folders = {name: built(out, name).absolute() for name in names}
    shots = {**PHONE, "name": "phone", "scale": HEIGHT / PHONE["height"], "shots": SCREENS}
    books = [folder / article for folder in folders.values() for article in ARTICLES]
    read_in_chromium([{"path": f"{book}.epub", "out": str(book), "modes": [shots]} for book in books])
    themes = {name: {article: cells(folder, article) for article in ARTICLES} for name, folder in folders.items()}
    template = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template(
        "sheet.html.j2"
    )
    sheet = template.render(themes=themes, articles=ARTICLES, embedded=embedded)
    (out / "index.html").write_text(sheet, encoding="utf-8")
    return themes


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "gallery", help="where the sheet goes")
    parser.add_argument("--docs", action="store_true", help="draw docs/gallery/ anew")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    drawn = draw(options.out, theme.names())
    print(options.out / "index.html")
    for name, rows in drawn.items() if options.docs else ():
        (ROOT / "docs" / "gallery" / f"{name}.webp").write_bytes(_webp(strip(list(rows.values()))))
