"""Whether reading takes time in proportion to what is read: ``python tests/bench/growth.py [PART-OF-A-NAME]``.

Each kind of source is read at two sizes, the second four times the first, in seconds of the processor. What is worse
than linear shows as a ratio well above four.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # Where the support of tests is.

from support.books import book, page
from support.words import document, p, r

from publish.reading import read
from publish.settings import Settings

FACTOR = 4
PROSE = "The sea comes in, and the sea goes out again, twice a day, as everybody knows who lives beside it."


def heap(piece: str) -> Callable[[int], bytes]:
    return lambda count: f"Text.\n\n{piece * (10 * count)}".encode()


def mixed(count: int) -> bytes:
    return "".join(
        f"## Heading {number}\n\nSome *words* with [a link](https://example.org/{number}), `code`, $x_{number}$ and a "
        f"note.[^{number}]\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^{number}]: The note.\n\n"
        for number in range(count)
    ).encode()


def contents(count: int) -> bytes:
    entries = "".join(f"- [Part {number}](#part-{number})\n" for number in range(count))
    parts = "".join(f"## Part {number}\n\n{PROSE}\n\n" for number in range(count))
    return f"# Tides\n\n## Contents\n\n{entries}\n{parts}".encode()


def notes_of_word(count: int) -> bytes:
    notes = "".join(f'<w:footnote w:id="{number + 2}">{p(PROSE)}</w:footnote>' for number in range(count))
    body = "".join(p(r("x") + f'<w:r><w:footnoteReference w:id="{number + 2}"/></w:r>') for number in range(count))
    return document(body, parts={"footnotes": notes})


SOURCES: Mapping[str, Callable[[int], bytes]] = {
    "prose.md": lambda count: f"{PROSE}\n\n".encode() * count * 2,
    "mixed.md": mixed,
    "contents.md": contents,
    "notes.md": lambda count: "".join(f"x[^{n}]\n\n[^{n}]: note\n\n" for n in range(count)).encode(),
    "table.md": lambda count: b"| a | b |\n|---|---|\n" + b"| 1 | 2 |\n" * count,
    **{
        f"{sign}.md": heap(sign)
        for sign in (
            "[",
            "![",
            "*a ",
            "`",
            "`a`{",
            "$a ",
            r"\(a=b\) ",
            r"\[a=b\] ",
            r"\(",
            "<",
            "<?a ",
            "&",
            "http://a.b ",
        )
    },
    "quotations.md": lambda count: b"> " * count + b"deep",
    "lists.md": lambda count: "".join(f"{'  ' * (n % 200)}- a\n" for n in range(count)).encode(),
    "paragraphs.docx": lambda count: document(p(PROSE) * count),
    "headings.docx": lambda count: document((p("Head", "Heading1") + p(PROSE)) * count),
    "notes.docx": notes_of_word,
    "paragraphs.epub": lambda count: book({"a.xhtml": page(f"<p>{PROSE}</p>" * count)}),
    "documents.epub": lambda count: book({f"{n}.xhtml": page(f"<h1>{n}</h1><p>{PROSE}</p>") for n in range(count)}),
    "elements.epub": lambda count: book({"a.xhtml": page("<div>" * count + "deep" + "</div>" * count)}),
}


def seconds(name: str, data: bytes) -> float:
    start = time.process_time()
    read(data, source=name, settings=Settings(language="en"))
    return time.process_time() - start


def main(part: str = "") -> None:
    """Print a line for each kind."""
    print(f"{'source':18} {'MB':>6} {'s':>7} {'MB':>6} {'s':>7}  ratio, of {FACTOR} times the size")
    for name, make in SOURCES.items():
        if part not in name:
            continue
        seconds(name, make(50))  # What is loaded first.
        sizes = [make(1_000), make(FACTOR * 1_000)]
        times = [seconds(name, data) for data in sizes]
        columns = " ".join(f"{len(data) / 1e6:6.2f} {taken:7.2f}" for data, taken in zip(sizes, times, strict=True))
        print(f"{name:18} {columns}  {times[1] / max(times[0], 1e-3):.1f}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
