"""What a document says by its looks or its place alone: headings without a style, its title and subtitle."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from lxml.html import HtmlElement

from publish.reading.docx.remarks import Remarks

Origins = tuple[tuple[str, str], ...]

LONGEST = 120
"""The most characters of a bold line that is made a heading."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def headings(root: HtmlElement, remarks: Remarks) -> None:
    """In a document whose author knew no styles, lines that are bold as a whole are its headings."""
    if next(root.iterchildren(*_HEADINGS[1:]), None) is not None:
        return
    blocks = list(root.iterchildren())
    bold = [block for block, below in pairwise(blocks) if _is_bold(block) and not _is_bold(below)]
    for block in bold:
        block.tag = "h2"
        remarks.tell("heading-by-look")


def _is_bold(block: HtmlElement) -> bool:
    text = "".join(block.itertext()).strip()
    if block.tag != "p" or not text or len(text) > LONGEST or text[-1] in ".,;" or block.find(".//img") is not None:
        return False
    return text == "".join("".join(strong.itertext()) for strong in block.iterchildren("strong")).strip()


def titles(root: HtmlElement, metadata: Mapping[str, Any], origins: Origins) -> tuple[dict[str, Any], Origins]:
    """The metadata with the title and the subtitle that the text has; these win over the document's properties."""
    told, whence = dict(metadata), dict(origins)
    first = next(root.iterchildren("h1"), None)
    if first is not None and (words := " ".join("".join(first.itertext()).split())):
        told["title"], whence["title"] = words, "style: Title"
        below = first.getnext()
        if below is not None and below.get("class") == "subtitle":
            told["subtitle"], whence["subtitle"] = " ".join("".join(below.itertext()).split()), "style: Subtitle"
            root.remove(below)
    return told, tuple(whence.items())
