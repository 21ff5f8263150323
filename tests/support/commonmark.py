"""The examples of the CommonMark specification, and what an article makes of them, as streams that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from publish.model import Article, Surroundings
from publish.reading import read

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)
_UNENDED = re.compile(r"<[a-zA-Z][^<>]*(?:<[^a-zA-Z/!?<>][^<>]*)*\Z")
VOID = frozenset({"br", "hr", "img"})
BASE = "https://example.org/"
"""Where the examples are said to come from; addresses are compared as they are from there."""
BEGINNING = "Before."
LEFT = frozenset({"data-line", "width", "height"})
"""Attributes that are ours, and are not compared."""


@dataclass(frozen=True, slots=True)
class Example:
    number: int
    markdown: str
    html: str


@dataclass(frozen=True, slots=True)
class Token:
    """A character, or the beginning or the end of an element; an end bears the attributes of its beginning."""

    kind: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A token that is only in the specification's HTML, or only in ours."""

    sign: str
    token: Token
    inside: tuple[str, ...]
    """The names of the elements around it."""


def examples(folder: Path) -> list[Example]:
    """The examples in ``spec.txt``, numbered as there; an arrow stands for a tab."""
    found = _EXAMPLE.findall((folder / "spec.txt").read_text(encoding="utf-8"))
    return [
        Example(number, markdown.replace("→", "\t"), html.replace("→", "\t"))
        for number, (markdown, html) in enumerate(found, start=1)
    ]


def read_example(example: Example) -> Article:
    """An example as an article with a title and a word before it, from an address, whose pictures are all there."""
    data = f"---\ntitle: The examples\n---\n{BEGINNING}\n\n{example.markdown}".encode()
    return read(data, source="example.md", surroundings=Surroundings(_draw, address=BASE))


def _draw(reference: str, /) -> bytes:
    """A picture that shows where it is from."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f"<title>{escape(reference)}</title><path d='M0 0h9'/></svg>"
    ).encode()


def whole(article: Article) -> str:
    """An article as one page, its headings and its bodies, without what :func:`read_example` put before it."""
    pieces = []
    for section in article.sections:
        if section.title is not None:
            pieces.append(f"<h{section.level}>{escape(section.title)}</h{section.level}>")
        pieces.append(section.body)
    page = "\n".join(pieces)
    for picture in article.resources:
        (reference,) = re.findall("<title>(.*)</title>", picture.data.decode())
        page = page.replace(f'src="{picture.name}"', f'src="{reference}"')
    return re.sub(rf"\A<p[^>]*>{BEGINNING}</p>", "", page)


def _resolved(name: str, value: str) -> str:
    return urljoin(BASE, value) if name == "href" and not value.startswith("#") else value


class _Stream(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[Token, tuple[str, ...]]] = []
        self.open: list[Token] = []

    def _add(self, token: Token) -> None:
        self.found.append((token, tuple(one.name for one in self.open)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = tuple(sorted((name, _resolved(name, value or "")) for name, value in attrs if name not in LEFT))
        self._add(token := Token("<", tag, kept))
        if tag not in VOID:
            self.open.append(token)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        place = next((place for place in reversed(range(len(self.open))) if self.open[place].name == tag), None)
        if place is None:
            return
        token = self.open[place]
        del self.open[place:]
        self._add(Token(">", tag, token.attributes))

    def handle_data(self, data: str) -> None:
        if any(one.name == "pre" for one in self.open):
            for line in data.split("\n"):
                self._add(Token("line", line))
        else:
            for character in "".join(data.split()):
                self._add(Token("text", character))


def stream(html: str) -> list[tuple[Token, tuple[str, ...]]]:
    """The tokens of some HTML; white space counts in code only, which is told line by line.

    A tag that does not end is dropped, as browsers do: Python's parser makes of it what its version likes.
    """
    parser = _Stream()
    parser.feed(_UNENDED.sub("", html))
    parser.close()
    return parser.found


def changes(spec: str, ours: str) -> Iterator[Change]:
    """What is only in one of two pieces of HTML."""
    before, after = stream(spec), stream(ours)
    matcher = SequenceMatcher(None, [token for token, _ in before], [token for token, _ in after], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield from (Change("-", *one) for one in before[a:b])
            yield from (Change("+", *one) for one in after[c:d])
