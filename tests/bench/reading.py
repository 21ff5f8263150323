"""How fast sources are read: articles and megabytes a second for each reader, and whether time grows with the length.

::

    .venv/bin/python tests/bench/reading.py

Each reader reads a generated article of 1 MB and one of 10 MB, in processor time; ten times the text should take ten
times as long. Peers that are installed are measured on the 1 MB article beside it, and those that are not are named.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from typing import Any

from support.books import book, page
from support.words import document, p

from publish.build import understand
from publish.settings import Settings

SENTENCE = "The sea comes in twice a day, and twice a day it goes out again; nobody has ever asked it to. "


def chapters(size: int) -> Iterator[tuple[str, list[str]]]:
    """Headings with paragraphs below them, of so many characters in all."""
    paragraph, count = SENTENCE * 6, max(1, size // (len(SENTENCE) * 6 * 20))
    yield from ((f"Chapter {number} of the Tides", [paragraph] * 20) for number in range(1, count + 1))


def text(size: int) -> bytes:
    contents = "".join(f"- {number}. {heading}\n" for number, (heading, _) in enumerate(chapters(size), start=1))
    body = "".join(f"{heading}\n" + "\n".join(paragraphs) + "\n" for heading, paragraphs in chapters(size))
    return f"The Tides\nContents\n{contents}{body}".encode()


def markdown(size: int) -> bytes:
    parts = ("# The Tides", *(f"## {one}\n\n" + "\n\n".join(paragraphs) for one, paragraphs in chapters(size)))
    return "\n\n".join(parts).encode()


def markup(size: int) -> str:
    return "".join(f"<h2>{one}</h2>" + "".join(f"<p>{text}</p>" for text in texts) for one, texts in chapters(size))


def html(size: int) -> bytes:
    return f"<!doctype html><title>The Tides</title><article><h1>The Tides</h1>{markup(size)}</article>".encode()


def docx(size: int) -> bytes:
    return document("".join(p(one, "Heading1") + "".join(p(text) for text in texts) for one, texts in chapters(size)))


def epub(size: int) -> bytes:
    bodies = (f"<h1>{one}</h1>" + "".join(f"<p>{text}</p>" for text in texts) for one, texts in chapters(size))
    return book({f"{number}.xhtml": page(body) for number, body in enumerate(bodies)})


MADE: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "text": ("txt", text),
    "markdown": ("md", markdown),
    "html": ("html", html),
    "docx": ("docx", docx),
    "epub": ("epub", epub),
}


def read(data: bytes, ending: str) -> float:
    """The seconds of processor time that reading takes."""
    start = time.process_time()
    understand(data, source=f"tides.{ending}", settings=Settings())
    return time.process_time() - start


PEERS: dict[str, tuple[str, Callable[[Any, bytes], object]]] = {
    "markdown": ("markdown_it", lambda module, data: module.MarkdownIt().render(data.decode())),
    "html": ("trafilatura", lambda module, data: module.extract(data.decode(), output_format="xml")),
    "docx": ("mammoth", lambda module, data: module.convert_to_html(BytesIO(data))),
}


def peer(format: str, data: bytes) -> str:
    """What a peer takes for the same."""
    if format not in PEERS:
        return "none"
    name, run = PEERS[format]
    try:
        module = import_module(name)
    except ImportError:
        return f"{name}: not installed"
    start = time.process_time()
    run(module, data)
    return f"{name} {time.process_time() - start:.2f} s"


def main() -> None:
    print(f"{'reader':9} {'articles/s':>10} {'1 MB':>8} {'10 MB':>8} {'ratio':>6}  peer, 1 MB")
    for name, (ending, make) in MADE.items():
        small = make(6_000)
        read(small, ending)  # What is loaded once does not count.
        each = min(sum(read(small, ending) for _ in range(5)) / 5 for _ in range(3))
        one = make(1_000_000)
        first, second = min(read(one, ending) for _ in range(2)), read(make(10_000_000), ending)
        ratio = second / first
        told = f"{1 / each:10.0f} {first:6.2f} s {second:6.1f} s {ratio:6.1f}  {peer(name, one)}"
        print(f"{name:9} {told}", flush=True)


if __name__ == "__main__":
    main()
