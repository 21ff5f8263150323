"""Documents that a tool has made in front of a book, and that say nothing of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from lxml.html import HtmlElement

from publish.reading.epub.documents import types
from publish.reading.epub.package import Item, Package
from publish.reading.plain.dates import day_in

COVERS = frozenset({"cover", "titlepage", "title-page", "halftitlepage", "text-cover"})
CONTENTS = frozenset({"toc", "doc-toc"})

_COVER_NAME = re.compile(r"(?:half[-_]?)?(?:cover|title)(?:[-_]?page)?")
_TOKEN = re.compile(r"[^\W_]+")


def is_contents(item: Item, body: HtmlElement, package: Package) -> bool:
    """Whether a document is a printed table of contents."""
    return "nav" in item.properties or bool(_called(item, body, package) & CONTENTS)


def is_repeated(item: Item, body: HtmlElement, package: Package) -> bool:
    """Whether a document is a cover or title page every word of which the package's metadata has, or the subtitle.

    A title page that says more is text, as is any other document: no word is lost.
    """
    called = _called(item, body, package)
    if not (called & COVERS or _COVER_NAME.fullmatch(PurePosixPath(item.path).stem.lower())):
        return False
    said = tokens(f"{_said(package.metadata)} {subtitle(body)}")
    # Elements may stand around lines as well as within words.
    return any(tokens(between.join(_lines(body, package.metadata))) <= said for between in (" ", ""))


def subtitle(body: HtmlElement) -> str:
    """What a title page calls the subtitle; empty where it names none."""
    return next((" ".join(one.text_content().split()) for one in body.iter() if "subtitle" in _names(one)), "")


def _names(element: HtmlElement) -> frozenset[str]:
    return types(element) | frozenset((element.get("class") or "").split())


def _lines(body: HtmlElement, metadata: Mapping[str, Any]) -> Iterator[str]:
    """The text of a document, but for the day on which the book was published, whose month may be a word."""
    for text in body.itertext():
        day = text.strip().removeprefix(metadata.get("publisher") or "").strip(" ,;·|–—\n\t")
        if not day or day_in(day, metadata.get("language") or "en") != (metadata.get("published") or date.max):
            yield text


def _called(item: Item, body: HtmlElement, package: Package) -> frozenset[str]:
    """What the book calls a document: in its package, at its body, or at the only element in that."""
    elements = [body, *body.iterchildren()] if len(body) == 1 else [body]
    words = {package.guide.get(item.path, "")}
    for element in elements:
        words |= types(element) | {element.get("role") or ""}
    return frozenset(words)


def _said(metadata: Mapping[str, Any]) -> str:
    people = [person.name for person in metadata.get("contributors", ())]
    return " ".join([*people, *(str(value) for name, value in metadata.items() if name != "contributors")])


def tokens(text: str) -> set[str]:
    """The words of a text, in one case of letters."""
    return set(_TOKEN.findall(text.casefold()))
