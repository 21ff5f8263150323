"""A collection beside a shell loop: ``publish batch``, pandoc with Prince 17, pandoc with the ``weasyprint`` command.

    python tests/bench/batch.py [--articles 1000] [--pages 2 12] [--peers prince weasyprint] [--corpus FOLDER]

The articles are those of ``sources/``, cut to a length, each with a title of its own; or the texts and posts of the
practice corpus, in thirty languages, cut or repeated in the same way. All make an EPUB and a PDF of
each; the loops have two jobs at a time (``xargs -P 2``), as ``publish batch`` has two processes. Memory is that of the
largest process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ("how-a-book-is-made.txt", "paragraph-mark.txt", "railway-time.txt", "tides.txt")
LINES = {2: 30, 6: 135, 12: 310}
"""About how many lines make so many pages: two of text, behind a title; six and twelve with title and contents."""
LETTERS = 60
"""In a line, about."""
LOOPS = {
    "prince": "prince {out}.html -o {out}.pdf",
    "weasyprint": "weasyprint -q {out}.html {out}.pdf",
}


def articles(folder: Path, number: int, pages: int, corpus: Path | None = None) -> None:
    """Write so many Markdown files."""
    texts = list(of_corpus(corpus)) if corpus else [of_sources()]
    for each in range(number):
        prose, body, at = texts[each % len(texts)], "", each // len(texts) if corpus else each
        while lines(body) < LINES[pages]:
            body += f"{prose[at % len(prose)]}\n\n"
            at += 1
            if pages > 2 and at % 6 == 0:
                body += f"## Section {at // 6}\n\n"
        (folder / f"article-{each:05}.md").write_text(f"---\ntitle: Article {each}\n---\n\n{body}", encoding="utf-8")


def of_sources() -> list[str]:
    """Long paragraphs of our samples."""
    lines = [line for name in TEXTS for line in (ROOT / "sources" / name).read_text(encoding="utf-8").split("\n")]
    return [line for line in lines if len(line) > 200]


def of_corpus(folder: Path) -> Iterator[list[str]]:
    """The long lines of each text, and all parts of each post but its front matter."""
    for path in sorted(folder.glob("flattened/*.txt")):
        yield [line for line in path.read_text(encoding="utf-8").split("\n") if width(line) > LETTERS]
    for path in sorted(folder.glob("markdown/rust-blog/**/*.md")):
        text = path.read_text(encoding="utf-8")
        text = text.split("+++", 2)[-1] if text.startswith("+++") else text
        yield [part.strip() for part in text.split("\n\n") if part.strip()]


def lines(text: str) -> int:
    """How many lines a text takes; a heading is three lines high."""
    return sum(3 if line.startswith("#") else ceil(width(line) / LETTERS) for line in text.split("\n"))


def width(line: str) -> int:
    """How many letters wide: a full-width character is two."""
    return len(line) + sum(east_asian_width(sign) in "WF" for sign in line)


def timed(command: list[str], names: str = "", environment: Mapping[str, str] = os.environ) -> tuple[float, float]:
    """The seconds of a command, and the megabytes of its largest process; ``names`` are what it reads."""
    before = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, env=environment)
    assert process.stdin
    process.stdin.write(names.encode())
    process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} failed: {command}")
    return time.perf_counter() - before, used.ru_maxrss / 1000


def loop(peer: str, sources: Path, out: Path) -> tuple[float, float]:
    """The same by a shell."""
    out.mkdir()
    steps = 'pandoc -s "$1" -o {out}.epub && pandoc -s "$1" -t html -o {out}.html && ' + LOOPS[peer]
    job = 'name=$(basename "$1" .md); ' + steps.replace("{out}", f"{out}/$name")
    names = "\n".join(map(str, sorted(sources.iterdir())))
    return timed(["xargs", "-P", "2", "-n", "1", "sh", "-c", job, "sh"], names)


def main() -> None:
    """Measure, and print a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=1000)
    asked.add_argument("--pages", type=int, nargs="*", default=[2, 12], choices=sorted(LINES))
    asked.add_argument("--peers", nargs="*", default=["prince", "weasyprint"], choices=sorted(LOOPS))
    asked.add_argument("--corpus", type=Path, help="the folder of the practice corpus")
    chosen = asked.parse_args()
    print(f"{chosen.articles} articles, EPUB and PDF of each, two at a time")
    with tempfile.TemporaryDirectory() as where:
        for pages in chosen.pages:
            sources = Path(where, f"sources-{pages}")
            sources.mkdir()
            articles(sources, chosen.articles, pages, chosen.corpus)
            out = Path(where, f"publish-{pages}")
            ours = [sys.executable, "-m", "publish", "batch", str(sources), "-o", str(out), "-q", "-j", "2"]
            environment = os.environ | {"PYTHONPATH": str(ROOT)}
            first, memory = timed(ours, environment=environment)
            again, _ = timed(ours, environment=environment)
            report(pages, "publish batch", first, chosen.articles, memory)
            print(f"{'':>10}  again, unchanged: {again:.2f} s, {again / first:.2%} of it")
            for peer in chosen.peers:
                if not shutil.which(peer) or not shutil.which("pandoc"):
                    print(f"{'':>10}  pandoc and {peer} are not here: not measured")
                    continue
                taken, memory = loop(peer, sources, Path(where, f"{peer}-{pages}"))
                report(pages, f"pandoc, {peer}", taken, chosen.articles, memory)
                print(f"{'':>10}  publish is {taken / first:.2f} times as fast")


def report(pages: int, name: str, seconds: float, number: int, memory: float) -> None:
    """A line of the table."""
    print(
        f"{pages:>3} pages  {name:20} {seconds:8.1f} s  {number / seconds:6.1f} a second  {memory:6.0f} MB", flush=True
    )


if __name__ == "__main__":
    main()
