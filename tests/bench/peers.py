"""publish beside ``pandoc`` for the EPUB and ``pandoc`` plus ``weasyprint`` for the PDF, in turns, on the same texts.

    .venv/bin/python tests/bench/peers.py [FOLDER] [--runs N] [--articles N]

Both make an EPUB and a PDF of each article, as whole processes and from a cold start. The peers set plain pages in
WeasyPrint's default style: no cover, no contents, no hyphenation, no tags. FOLDER holds texts in the shape of
``sources/``, which it is by default; fewer articles than asked for are repeated with other titles. These figures depend
on the machine and on what else it does: read the ratios.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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


def peers(articles: list[Path], out: Path) -> None:
    """What a shell loop would do."""
    command, weasyprint = pandoc(), str(SCRIPTS / "weasyprint")
    for article in articles:
        epub, html, pdf = (out / f"{article.stem}.{ending}" for ending in ("epub", "html", "pdf"))
        shared = [command, "-f", "markdown", str(article), "-M", f"title={article.stem}", "-M", "lang=en", "-o"]
        subprocess.run([*shared, str(epub)], check=True, capture_output=True)
        subprocess.run([*shared, str(html), "--standalone"], check=True, capture_output=True)
        subprocess.run([weasyprint, "--quiet", str(html), str(pdf)], check=True, capture_output=True)


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
    """Measure both in turns, after one turn that does not count, and print the medians and their ratio."""
    pairs = [(seconds(ours, articles), seconds(peers, articles)) for _ in range(runs + 1)][1:]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(other / own for own, other in pairs)
    print(f"{name:<28} {mine:>8.2f} s {theirs:>8.2f} s {ratio:>7.2f} times", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SOURCES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, default=60)
    options = parser.parse_args()
    texts = sorted(options.folder.glob("*.txt"), key=lambda path: path.stat().st_size)
    print(f"{'':<28} {'publish':>10} {'peers':>10} {'faster':>13}")
    for name, text in (("shortest", texts[0]), ("median", texts[len(texts) // 2]), ("longest", texts[-1])):
        row(f"one, {name} ({text.stat().st_size // 1000} kB)", [text], options.runs)
    with tempfile.TemporaryDirectory() as folder:
        articles = repeated(options.folder, options.articles, Path(folder))
        row(f"a folder of {len(articles)}", articles, max(1, options.runs // 3))


if __name__ == "__main__":
    main()
