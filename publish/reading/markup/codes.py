"""Listings: ``pre`` becomes one block of code, to the letter."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.markup.vocabulary import BLOCK_LIKE, CONTAINERS, PARAGRAPHS

_LANGUAGE = re.compile(r"(?:^|\s)(?:(?:language|lang|highlight-source)[-\s]|brush:\s?)(\w[\w+#.-]{0,39})")
_LINES = (CONTAINERS.keys() | PARAGRAPHS.keys() | BLOCK_LIKE) - {"td", "th", "figcaption"}
"""Elements that stand on lines of their own."""


def block(pre: HtmlElement, attributes: dict[str, str]) -> etree._Element:
    """The ``pre`` with one ``code`` that holds all text of ``pre``, its line breaks made characters.

    Marks of a highlighter go, as they only repeat what the language says.
    """
    made = etree.Element("pre", attributes)
    code = etree.SubElement(made, "code")
    if language := _language(pre):
        code.set("class", f"language-{language}")
    code.text = _text(pre)
    return made


def _language(pre: HtmlElement) -> str | None:
    around = pre.getparent()
    for element in (*pre.iterchildren("code"), pre, *(() if around is None else (around,))):
        named = element.get("data-lang") or element.get("data-language")
        match = _LANGUAGE.search(f"language-{named}") if named else None
        if match := match or _LANGUAGE.search(element.get("class") or ""):
            return match[1]
    return None


def _text(pre: HtmlElement) -> str:
    pieces: list[str] = []
    for event, element in etree.iterwalk(pre, events=("start", "end")):
        own = element is not pre
        if own and element.tag in _LINES and pieces and not pieces[-1].endswith("\n"):
            pieces.append("\n")
        if event == "start":
            if element.tag == "br":
                pieces.append("\n")
            elif element.tag == "img":
                pieces.append(element.get("alt") or "")
            text = element.text
        else:
            text = element.tail if own else None
        if text:
            pieces.append(text)
    text = "".join(pieces)
    first = pre if not len(pre) or pre.text else pre[0]
    return text[1:] if first is pre and text.startswith("\n") else text
