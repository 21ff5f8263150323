"""Arbitrary bytes in every place where readers take bytes of strangers; what may come of them, and nothing else.

The tests of every run and the fuzzer of the night (``scripts/fuzz``) share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from publish.build import understand
from publish.errors import PublishError
from publish.model import Surroundings
from publish.settings import Settings
from support.books import PROSE, book, page
from support.contract import violations_of
from support.vocabulary import VECTOR, drawn
from support.words import NUMBERING, STYLES, document, field, listed, p, zipped

ROOT = Path(__file__).parents[2]
TEXT = b"The sea comes in, and the sea goes out again.\n"


def survives(place: str, data: bytes) -> bool:
    """Whether the bytes in that place make an article, which then keeps the contract; else there is one clear error."""
    source, content, surroundings = PLACES[place](data)
    try:
        article = understand(content, source=source, settings=Settings(), surroundings=surroundings)
    except PublishError as error:
        assert str(error).strip() and "\n" not in str(error), f"an error of one line: {error!s}"
        return False
    assert not (broken := violations_of(article)), broken
    return True


Placed = tuple[str, bytes, Surroundings]
"""The name of a source, its bytes, and what is beside it."""


def _source(ending: str) -> Callable[[bytes], Placed]:
    return lambda data: (f"tides.{ending}", data, Surroundings())


def _front_matter(data: bytes) -> Placed:
    rule = b"+++\n" if data[:1] > b"\x7f" else b"---\n"
    return "tides.md", rule + data[1:] + b"\n" + rule + TEXT, Surroundings()


def _sidecar(data: bytes) -> Placed:
    return "tides.txt", b"Tides\n" + TEXT, Surroundings(sidecar=data)


def _picture(data: bytes) -> Placed:
    return "tides.html", b'<p>Tides.</p><img src="sea.png" alt="Sea">', Surroundings(fetch=lambda reference: data)


def _part(ending: str, archive: bytes) -> Callable[[bytes], Placed]:
    """All but the first byte are a file of an archive that is otherwise whole; the first one tells which file."""
    with ZipFile(BytesIO(archive)) as opened:
        files: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    names = [name for name in files if name.endswith(("xml", "rels", "opf", "xhtml", "html", "ncx"))]

    def place(data: bytes) -> Placed:
        name = names[(data[0] if data else 0) % len(names)]
        return f"tides.{ending}", zipped(files | {name: data[1:]}), Surroundings()

    return place


DOCX = document(
    p("Tides", "Title") + p("One", "Heading1") + p("The sea.") + listed("in", 1) + listed("out", 2)
    + field("HYPERLINK https://example.org", p("there"))
    + p('<w:r><w:footnoteReference w:id="1"/></w:r>'),
    parts={"footnotes": f'<w:footnote w:id="1">{p("A note.")}</w:footnote>'},
    core="<dc:title>Tides</dc:title><dc:creator>Ada</dc:creator>",
)  # fmt: skip
EPUB = book({"one.xhtml": page(f"<h1>One</h1>{PROSE}"), "two.xhtml": page(f"<h1 id='x'>Two</h1>{PROSE}")})

PLACES: Mapping[str, Callable[[bytes], Placed]] = {
    "text": _source("txt"),
    "markdown": _source("md"),
    "front matter": _front_matter,
    "html": _source("html"),
    "picture": _picture,
    "docx": _source("docx"),
    "docx part": _part("docx", DOCX),
    "epub": _source("epub"),
    "epub part": _part("epub", EPUB),
    "sidecar": _sidecar,
}
"""Where bytes of strangers come in."""


def seeds(place: str) -> Iterator[bytes]:
    """What is right in a place, for a fuzzer to begin with."""
    yield from _SEEDS[place]
    if place in ("text", "markdown"):
        yield from (path.read_bytes()[:4000] for path in sorted((ROOT / "sources").glob("*.txt")))
    if place in ("docx part", "epub part"):
        with ZipFile(BytesIO(_SEEDS[place.split()[0]][0])) as archive:
            files = [archive.read(name) for name in archive.namelist()]
        yield from (bytes([number]) + data for number in range(12) for data in files)


_SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "text": (b"Tides\nContents\n- 1. High\n- 2. Low\nText.\nHigh\nText [1].\nLow\nText.\n[1] A note.\n",),
    "markdown": (
        b"# Tides\n\n[TOC]\n\n- a\n  1. b\n\n> q\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```\nx\n```\n\n$x^2$ and "
        b"$$\\frac12$$ [^1] ![alt](a.png \"t\") <div id=a>x</div> {{< x >}} {#i .c}\n\n[^1]: Note.\n\nTerm\n"
        b": Def\n",
    ),
    "front matter": (b"-title: Tides\nauthor: [Ada, Bo]\ndate: 2024-01-02\n", b'\xfftitle = "Tides"\n[extra]\na = 1\n'),
    "html": (
        b"<!doctype html><html lang=en><head><meta charset=utf-8><meta property=og:title content=Tides>"
        b'<script type=application/ld+json>{"@type":"Article","headline":"Tides"}</script></head><body><nav><a href=/>x'
        b"</a></nav><article><h1>Tides</h1><p>The sea comes in, and out.</p><table><tr><td>1<td>2</table><ul><li>a</ul>"
        b"<figure><img src=a.png srcset='b.png 2x'><figcaption>c</figcaption></figure><pre><code>x</code></pre>"
        b"<math><mi>x</mi></math><svg width=9><path d=M0/></svg></article><iframe src=https://example.org/></iframe>",
    ),
    "picture": (
        VECTOR.data, drawn(size=(20, 20)).data, drawn("P", (9, 9), "gif").data, drawn(size=(9, 9), kind="jpeg").data,
        b'<svg xmlns="http://www.w3.org/2000/svg"><style>@import "a";a{fill:url(#b)}</style><use href="#b"/></svg>',
    ),
    "docx": (DOCX,),
    "docx part": (b"\2" + STYLES.encode(), b"\3" + NUMBERING.encode()),
    "epub": (EPUB,),
    "epub part": (),
    "sidecar": (b'title = "Tides"\nauthors = ["Ada"]\npublished = 2024-01-02\nlanguage = "en"\n',),
}  # fmt: skip
