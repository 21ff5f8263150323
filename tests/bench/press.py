"""A book of some 300 pages for a printer, beside Prince on the same HTML and style sheet.

    PYTHONPATH=. .venv/bin/python tests/bench/press.py [--runs N] [--chapters N] [--printer NAME]

``publish press`` gives an interior, a cover and an e-book: it lays the book out until gutter and pages agree, converts
colours, frames pages, holds the files against the printer's rules. Prince is given the pages as they came out of that,
with the final margins, and makes one PDF/X of them; covers and e-books with page numbers are none of its work.
Both start cold, in turns. Read the ratios: these figures depend on the machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pikepdf

from publish.build import understand
from publish.composing import compose
from publish.exporting import RELEASED, profiles
from publish.fonts.installing import cache_folder, install
from publish.printers.order import order
from publish.rendering import render
from publish.settings import Settings
from publish.writing.document import joined

SCRIPTS = Path(sysconfig.get_path("scripts"))
SOURCES = Path(__file__).resolve().parent.parent.parent / "sources"
STANDARDS = {"kdp": None, "ingram": "PDF/X-1a:2001", "x4": "PDF/X-4", "office": None}
"""What Prince is asked for, by printer."""


def book(chapters: int) -> str:
    """Markdown of so many chapters, each with the words of a sample."""
    texts = [path.read_text(encoding="utf-8").split("\n") for path in sorted(SOURCES.glob("*-*.txt"))]
    parts = ["# A Long Book"]
    for number in range(chapters):
        words = [part for part in texts[number % len(texts)][1:] if len(part) > 200]
        parts += [f"## Chapter {number + 1}", *words]
    return "\n\n".join(parts)


def pages_of(source: Path, printer: str, pages: int, folder: Path) -> list[str]:
    """Prince's command for the same pages: their HTML and style sheet, on the sheet of a book of so many pages."""
    settings = Settings(printer=printer)
    article = understand(source.read_bytes(), source=source.name, settings=settings)
    publication = render(compose([article], modified=RELEASED), settings, order(settings).sheet(pages))
    whole = ElementTree.tostring(joined(publication, publication.pages).tree, encoding="unicode", method="html")
    (folder / "book.html").write_text(f"<!DOCTYPE html>{whole}", encoding="utf-8")
    (folder / "book.css").write_text(publication.styles["pdf"], encoding="utf-8")
    command = ["prince", "--no-network", "--no-default-style", "-s", "book.css", "book.html", "-o", "prince.pdf"]
    if standard := STANDARDS[printer]:
        intent = profiles.found(None).source
        command += [f"--pdf-profile={standard}", f"--pdf-output-intent={intent}", "--convert-colors"]
    return command


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--chapters", type=int, default=100)
    parser.add_argument("--printer", choices=STANDARDS, default="kdp")
    options = parser.parse_args()
    if shutil.which("prince") is None:
        sys.exit("there is no prince; pip install prince-pdf")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "book.md"
        source.write_text(book(options.chapters), encoding="utf-8")
        publish = [str(SCRIPTS / "publish"), "press", str(source), "--printer", options.printer, "-o", f"{folder}/"]
        fonts = {"FONTCONFIG_FILE": str(install(cache_folder()))}

        def ours() -> object:
            return subprocess.run([*publish, "--quiet"], check=True, capture_output=True)

        def theirs() -> object:
            return subprocess.run(prince, cwd=folder, check=True, capture_output=True, env=os.environ | fonts)

        ours()
        with pikepdf.open(folder / "book-interior.pdf") as pdf:
            pages = len(pdf.pages)
        prince = pages_of(source, options.printer, pages, folder)
        turns = [(seconds(ours), seconds(theirs)) for _ in range(options.runs)]
        with pikepdf.open(folder / "prince.pdf") as pdf:
            others = len(pdf.pages)
    medians = [statistics.median(column) for column in zip(*turns, strict=True)]
    ratio = statistics.median(one / other for one, other in turns)
    print(f"publish: {pages} pages, cover and e-book  {medians[0]:6.1f} s")
    print(f"Prince:  {others} pages                    {medians[1]:6.1f} s")
    print(f"publish ÷ Prince                     {ratio:6.1f}")


if __name__ == "__main__":
    main()
