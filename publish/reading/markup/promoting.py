"""Paragraphs that the contents name are headings, whatever their author made them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from lxml import etree

from publish.model import Contents
from publish.reading.markup import sections
from publish.reading.markup.vocabulary import HEADINGS
from publish.reading.wording import bare, letters

LONGEST = 200
"""The most characters of such a paragraph."""
DEEPEST = 6


def promote(root: etree._Element, contents: Contents) -> None:
    """Make headings of paragraphs in ``root`` that say no more than an entry of the contents which no heading says.

    Each has something below it that is no heading, and says what no other paragraph says. Its level is that of the
    headings whose entries stand as deep as its own.
    """
    depths = {letters(entry.text): entry.depth for entry in reversed(contents.entries)}
    said = {block: said for block in root if (said := _said(block, depths))}
    levels = {depths[one]: int(block.tag[1]) for block, one in said.items() if block.tag in HEADINGS}
    counts = Counter(said.values())
    for block, one in said.items():
        below = block.getnext()
        if block.tag == "p" and counts[one] == 1 and below is not None and below.tag not in HEADINGS:
            block.tag = f"h{levels.get(depths[one], min(DEEPEST, depths[one] + 1))}"


def _said(block: etree._Element, depths: Mapping[str, int]) -> str | None:
    """The entry that a block says, as letters; with a number in front, or without."""
    if block.tag not in HEADINGS and (block.tag != "p" or block.get("class") is not None):
        return None
    text = sections.words(block)
    if not text or len(text) > LONGEST:
        return None
    return next((one for one in (letters(text), letters(bare(text).text)) if one in depths), None)
