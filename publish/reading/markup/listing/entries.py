"""The lines of what may be contents: the items of a list, or the links that a paragraph consists of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.contents import Printed
from publish.reading.markup import trees
from publish.reading.markup.draft import Draft

LEAST = 3
"""The fewest links of a paragraph."""

_BETWEEN = " \t\n\r\u00a0|¦·•∙–—-,;/>»›→*:"
"""What parts the links of a paragraph."""
_NUMBER = re.compile(r"[\[(]?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[a-zA-Z])[.)\]]?")


def of_list(list_: HtmlElement, draft: Draft) -> Iterator[Printed]:
    """The lines of a list and of the lists in it, each with its depth."""
    depth = 0
    for event, element in etree.iterwalk(list_, events=("start", "end"), tag=("ul", "ol", "li")):
        if element.tag != "li":
            depth += 1 if event == "start" else -1
        elif event == "start":
            text, href = _own(element)
            if text:
                yield Printed(text, draft.line(element), depth=depth, href=href)


def _own(item: HtmlElement) -> tuple[str, str | None]:
    """The words of an item without those of the lists in it, and the first place in the page that they lead to."""
    pieces, href = [], None
    walker = etree.iterwalk(item, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element.tag in ("ul", "ol", trees.VOID):
                walker.skip_subtree()
                continue
            if element.tag == "a" and href is None and (element.get("href") or "").startswith("#"):
                href = element.get("href")
            pieces.append(element.text)
        elif element is not item:
            pieces.append(element.tail)
    return " ".join("".join(filter(None, pieces)).split()), href


def of_paragraph(paragraph: HtmlElement, draft: Draft) -> tuple[str, list[Printed]] | None:
    """What stands before the links of a paragraph, and the links; None where it has other words, or few links."""
    links = [link for link in paragraph.iter("a") if (link.get("href") or "").startswith("#")]
    if len(links) < LEAST:
        return None
    before, line = "", draft.line(paragraph)
    lines: list[Printed] = []
    for text, link in _pieces(paragraph):
        between = text.strip(_BETWEEN)
        if not lines:
            before, between = between, ""
        if between and (link is None or not _NUMBER.fullmatch(between)):
            return None
        if link is not None:
            lines.append(Printed(f"{between} {trees.words(link)}".strip(), line, depth=1, href=link.get("href")))
    return before, lines


def _pieces(paragraph: HtmlElement) -> Iterator[tuple[str, HtmlElement | None]]:
    """The text before each link, with the link; at last the text behind all of them."""
    text = paragraph.text or ""
    walker = etree.iterwalk(paragraph, events=("start", "end"))
    for event, element in walker:
        if element is paragraph:
            continue
        if event == "end":
            text += element.tail or ""
        elif element.tag == "a":
            yield text, element
            text = ""
            walker.skip_subtree()
        elif element.tag != trees.VOID:
            text += element.text or ""
    yield text, None
