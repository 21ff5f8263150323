"""A collection beside a shell loop: ``publish batch``, pandoc with Prince 17, pandoc with the ``weasyprint`` command.

    python tests/bench/batch.py [--articles 1000] [--pages 2 12] [--peers prince weasyprint]

The articles are those of ``sources/``, cut to a length, each with a title of its own. All make an EPUB and a PDF of
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
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ("how-a-book-is-made.txt", "paragraph-mark.txt", "railway-time.txt", "tides.txt")
LETTERS = {2: 1_800, 6: 8_500, 12: 19_500}
"""About how many letters make a PDF of so many pages, our cover, title and contents among them."""
LOOPS = {
    "prince": "prince {out}.html -o {out}.pdf",
    "weasyprint": "weasyprint -q {out}.html {out}.pdf",
}


def articles(folder: Path, number: int, pages: int) -> None:
    """Write so many Markdown files."""
    prose = []
    for name in TEXTS:
        text = (ROOT / "sources" / name).read_text(encoding="utf-8")
        prose += [line for line in text.split("\n") if len(line) > 200]
    for each in range(number):
        body, at = "", each
        while len(body) < LETTERS[pages]:
            body += f"{prose[at % len(prose)]}\n\n"
            at += 1
            if pages > 2 and at % 6 == 0:
                body += f"## Section {at // 6}\n\n"
        (folder / f"article-{each:05}.md").write_text(f"---\ntitle: Article {each}\n---\n\n{body}", encoding="utf-8")


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
    asked.add_argument("--pages", type=int, nargs="*", default=[2, 12], choices=sorted(LETTERS))
    asked.add_argument("--peers", nargs="*", default=["prince", "weasyprint"], choices=sorted(LOOPS))
    chosen = asked.parse_args()
    print(f"{chosen.articles} articles, EPUB and PDF of each, two at a time")
    with tempfile.TemporaryDirectory() as where:
        for pages in chosen.pages:
            sources = Path(where, f"sources-{pages}")
            sources.mkdir()
            articles(sources, chosen.articles, pages)
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
