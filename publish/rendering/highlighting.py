"""Code, line by line, with its words marked by their kind where its language is named and known.

Only classes are set. In an EPUB they are weights and slants, which a dark page and a grey screen show as well; on
paper they are colours of the theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from publish.fragments import Element, classes

LONGEST = 100_000
"""The most characters of code in which words are marked: a lexer takes a second for a million."""

LINE = "code-line"
TAB = 4
"""How many columns a tab stop is apart."""
DEEPEST = 12
"""The deepest indent, in columns, that a line keeps where it is turned over: phones have few more."""

_KINDS = (
    ("Comment", "remark"),
    ("Literal.String", "string"),
    ("Literal.Number", "numeral"),
    ("Keyword", "keyword"),
    ("Operator.Word", "keyword"),
    ("Name.Function", "defined"),
    ("Name.Class", "defined"),
    ("Name.Tag", "keyword"),
    ("Name.Decorator", "defined"),
)
"""Kinds of words, as Pygments calls them, and our classes. All other words are as they are."""

Piece = tuple[str, str]
"""A class, or none, and a text."""


def highlighted(pre: Element) -> None:
    """Part a block of code into lines, and mark its words. One that holds more than text stays as it is."""
    code = pre[0] if len(pre) == 1 and pre[0].tag == "code" and not (pre.text or "").strip() else pre
    if len(code) or not (code.text or "").strip():
        return
    text = code.text or ""
    pieces = list(_pieces(text, _language(code)))
    if "".join(said for _, said in pieces) != text:
        pieces = [("", text)]
    code.text = None
    for line in _lines(pieces):
        _write(etree.SubElement(code, "span", {"class": LINE + _indent(line)}), line)


def _language(code: Element) -> str:
    return next((name.removeprefix("language-") for name in classes(code) if name.startswith("language-")), "")


def _pieces(text: str, language: str) -> Iterator[Piece]:
    lexer = _lexer(language) if language and len(text) <= LONGEST else None
    if lexer is None:
        yield "", text
        return
    for kind, said in lexer.get_tokens(text):
        yield next((name for prefix, name in _KINDS if str(kind).startswith(f"Token.{prefix}")), ""), said


@lru_cache
def _lexer(language: str) -> Any:
    """What parts code of this language; None where nobody knows it."""
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, stripall=False, ensurenl=False)
    except ClassNotFound:
        return None


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each line, its line feed with the last of them."""
    line: list[Piece] = []
    for kind, said in pieces:
        for part in said.splitlines(keepends=True):
            if len(line) == 1 and line[0][1].isspace() and kind:
                part = line.pop()[1] + part  # The indent goes with the first word, or a line could end between them.
            line.append((kind, part))
            if part.endswith(("\n", "\r")):
                yield line
                line = []
    if line:
        yield line


def _indent(line: Sequence[Piece]) -> str:
    """The class by which a line that is turned over goes on below its own beginning; none for one without indent."""
    said = "".join(part for _, part in line).expandtabs(TAB)
    columns = (len(said) - len(said.lstrip(" "))) // 2 * 2
    return f" in-{min(columns, DEEPEST)}" if columns and said.strip() else ""


def _write(span: Element, line: Iterable[Piece]) -> None:
    """Put pieces into a line, those of one kind together."""
    last: Element | None = None
    for kind, said in line:
        if not kind:
            if last is None:
                span.text = (span.text or "") + said
            else:
                last.tail = (last.tail or "") + said
        elif last is not None and last.get("class") == kind and not last.tail:
            last.text = (last.text or "") + said
        else:
            last = etree.SubElement(span, "span", {"class": kind})
            last.text = said
