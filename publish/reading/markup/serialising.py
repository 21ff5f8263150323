"""Blocks become XHTML text, to the letter."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

VOID = frozenset({"br", "hr", "img"})
"""The elements that have no end tag."""
_MATHML = "{http://www.w3.org/1998/Math/MathML}"


def fragment(blocks: Iterable[etree._Element]) -> str:
    """The XHTML of blocks, one below the other; white space inside of them is theirs."""
    return "\n".join(map(_text, blocks))


def _text(block: etree._Element) -> str:
    for element in block.iter(etree.Element):
        # “<td/>” is a begun cell to a parser of HTML.
        tag = str(element.tag)
        if not len(element) and not element.text and tag not in VOID and not tag.startswith(_MATHML):
            element.text = ""
    return etree.tostring(block, encoding="unicode", with_tail=False)
