"""The reader of Markdown: CommonMark, what GitHub and pandoc add to it, and the front matter of site generators.

::

    text ──front matter──▶ metadata
         └─markdown-it──▶ HTML ──publish.reading.markup──▶ Article
"""

from __future__ import annotations

from lxml.html import HtmlElement

from publish.errors import SourceError
from publish.model import ALONE, Article, Surroundings
from publish.reading import lines
from publish.reading.decoding import decode
from publish.reading.markdown import embedded, frontmatter, headings
from publish.reading.markdown.parser import render
from publish.reading.markup import Draft, article
from publish.reading.markup.parsing import body, parse
from publish.settings import Settings

MOST_MARKS = 4_000_000
"""The most characters that may be markup: while a text is read, each of them takes up to a kilobyte."""
_MARKS = "\n*_`[<&$!~|:{"


def read(data: bytes, *, source: str, settings: Settings, surroundings: Surroundings = ALONE) -> Article:
    """The article in ``data``; see :func:`publish.reading.read`."""
    text, guesses = decode(data, source)
    clean, litter = lines.clean(text)
    front = frontmatter.part(clean.replace("\r\n", "\n").replace("\r", "\n"), source)
    if not front.text.strip():
        raise SourceError("the source has no text", place=source, remedy="give a file with a title and text")
    if sum(map(front.text.count, _MARKS)) > MOST_MARKS:
        raise SourceError("the source has too much markup to be one article", place=source, remedy="split it")
    rendered = render(front.text)
    root = body(parse(rendered.html))
    embedded.render(root)
    headings.relink(root)
    draft = Draft(
        "markdown",
        root,
        front.metadata,
        front.origins,
        line_of=_line_of,
        findings=(*guesses, *litter, *front.findings, *rendered.findings),
    )
    return article(draft, source=source, settings=settings, surroundings=surroundings)


def _line_of(element: HtmlElement) -> int | None:
    line = element.get("data-line") or ""
    return int(line) if line.isascii() and line.isdigit() and 0 < len(line) < 9 and line[0] != "0" else None
