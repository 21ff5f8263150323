"""Headings get the names by which links lead to them; programs make these of the words, each in its own way."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml.html import HtmlElement

from publish.reading.markdown import attributes
from publish.reading.wording import letters

if TYPE_CHECKING:
    from markdown_it.token import Token


def name(tokens: Sequence[Token]) -> None:
    """Give each heading the id that is written behind it, or the one that GitHub makes."""
    seen: Counter[str] = Counter()
    for opening, token in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        opening.attrs.update(attributes.behind(token))
        if opening.attrGet("id"):
            continue
        words = "".join(child.content for child in token.children or () if child.type in ("text", "code_inline"))
        made = "".join(map(_kept, words.strip().lower()))
        opening.attrSet("id", f"{made}-{seen[made]}" if seen[made] else made)
        seen[made] += 1


def _kept(character: str) -> str:
    if character == " ":
        return "-"
    return character if character in "-_" or unicodedata.category(character)[0] in "LNM" else ""


def relink(root: HtmlElement) -> None:
    """Let links that lead nowhere lead to the one heading whose name has the same letters."""
    ids = {made for element in root.iter("*") for made in (element.get("id"), element.get("name")) if made}
    lost = [
        (link, reference)
        for link in root.iter("a")
        if (href := link.get("href") or "").startswith("#")
        and (reference := unquote(href[1:]))
        and reference not in ids
    ]
    if not lost:
        return
    headings = [made for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6") if (made := element.get("id"))]
    said = Counter(map(letters, headings))
    places = {letters(made): made for made in headings}
    for link, reference in lost:
        if said[key := letters(reference)] == 1:
            link.set("href", f"#{places[key]}")
