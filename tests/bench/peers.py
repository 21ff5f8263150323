"""publish beside ``pandoc`` for the EPUB and ``pandoc`` plus ``weasyprint`` for the PDF, in turns, on the same texts.

    .venv/bin/python tests/bench/peers.py [FOLDER] [--runs N] [--articles N]

Both make an EPUB and a PDF of each article, as whole processes and from a cold start. The peers run twice: "plain", in
WeasyPrint's default style, with no cover, contents, hyphenation or tags; and "alike", with our style sheet, our fonts
and tags, so that the pages are about the same. FOLDER holds texts in the shape of ``sources/``, which it is by default;
fewer articles than asked for are repeated with other titles. These figures depend on the machine and on what else it
does: read the ratios.
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
from functools import cache
from pathlib import Path

from publish.build import understand
from publish.composing import compose
from publish.exporting import RELEASED
from publish.fonts.installing import cache_folder, install
from publish.rendering import render
from publish.settings import Settings

SCRIPTS = Path(sysconfig.get_path("scripts"))
SOURCES = Path(__file__).resolve().parent.parent.parent / "sources"


def pandoc() -> str:
    """Pandoc's command: the one on the path, or the one in the Python package ``pypandoc_binary``."""
    if found := shutil.which("pandoc"):
        return found
    try:
        import pypandoc
    except ImportError:
        sys.exit("there is no pandoc; pip install pypandoc_binary")
    return str(pypandoc.get_pandoc_path())


def plain(articles: list[Path], out: Path) -> None:
    """What a shell loop would do."""
    peers(articles, out, [], {})


def alike(articles: list[Path], out: Path) -> None:
    """The same loop with pages like ours."""
    style = out / "style.css"
    style.write_text(our_style(), encoding="utf-8")
    fonts = {"FONTCONFIG_FILE": str(install(cache_folder()))}
    peers(articles, out, ["--stylesheet", str(style), "--pdf-variant", "pdf/ua-1"], fonts)


def peers(articles: list[Path], out: Path, options: list[str], environment: dict[str, str]) -> None:
    """Pandoc for the EPUB, and Pandoc and WeasyPrint for the PDF."""
    command, weasyprint = pandoc(), str(SCRIPTS / "weasyprint")
    for article in articles:
        epub, html, pdf = (out / f"{article.stem}.{ending}" for ending in ("epub", "html", "pdf"))
        shared = [command, "-f", "markdown", str(article), "-M", f"title={article.stem}", "-M", "lang=en", "-o"]
        subprocess.run([*shared, str(epub)], check=True, capture_output=True)
        subprocess.run([*shared, str(html), "--standalone"], check=True, capture_output=True)
        layout = [weasyprint, "--quiet", *options, str(html), str(pdf)]
        subprocess.run(layout, check=True, capture_output=True, env=os.environ | environment)


@cache
def our_style() -> str:
    """The style sheet of our pages."""
    article = understand((SOURCES / "tides.txt").read_bytes(), source="tides.txt", settings=Settings())
    publication = render(compose([article], modified=RELEASED), Settings())
    return f"html {{ hyphens: auto }}{publication.styles['pdf']}"


def ours(articles: list[Path], out: Path) -> None:
    """One command for all of them."""
    command = [str(SCRIPTS / "publish"), "build", "--quiet", *map(str, articles), "-o", f"{out}/"]
    subprocess.run(command, check=True, capture_output=True)


def seconds(work: Callable[[list[Path], Path], None], articles: list[Path]) -> float:
    """How long the work takes, and that it makes both editions of every article."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        work(articles, Path(folder))
        taken = time.perf_counter() - started
        for ending in ("epub", "pdf"):
            made = len(list(Path(folder).glob(f"*.{ending}")))
            assert made == len(articles), f"{made} of {len(articles)} .{ending} files"
    return taken


def repeated(folder: Path, number: int, into: Path) -> list[Path]:
    """So many articles, each under a title of its own."""
    texts = sorted(folder.glob("*.txt"))
    articles = []
    for place in range(number):
        source, turn = texts[place % len(texts)], place // len(texts)
        title, rest = source.read_text(encoding="utf-8").split("\n", 1)
        article = into / f"{source.stem}-{turn}.txt"
        article.write_text(f"{title} {turn or ''}".strip() + f"\n{rest}", encoding="utf-8")
        articles.append(article)
    return articles


def row(name: str, articles: list[Path], runs: int) -> None:
    """Measure all in turns, after one turn that does not count, and print the medians and their ratios."""
    turns = [[seconds(work, articles) for work in (ours, plain, alike)] for _ in range(runs + 1)][1:]
    medians = [statistics.median(column) for column in zip(*turns, strict=True)]
    ratios = [statistics.median(turn[place] / turn[0] for turn in turns) for place in (1, 2)]
    cells = "".join(f"{median:>9.2f} s" for median in medians) + "".join(f"{ratio:>9.2f}" for ratio in ratios)
    print(f"{name:<26}{cells}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SOURCES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, default=60)
    options = parser.parse_args()
    texts = sorted(options.folder.glob("*.txt"), key=lambda path: path.stat().st_size)
    print(f"{'':<26}{'publish':>11}{'plain':>11}{'alike':>11}{'plain ÷':>9}{'alike ÷':>9}")
    for name, text in (("shortest", texts[0]), ("median", texts[len(texts) // 2]), ("longest", texts[-1])):
        row(f"one, {name} ({text.stat().st_size // 1000} kB)", [text], options.runs)
    with tempfile.TemporaryDirectory() as folder:
        articles = repeated(options.folder, options.articles, Path(folder))
        row(f"a folder of {len(articles)}", articles, max(1, options.runs // 3))


if __name__ == "__main__":
    main()
