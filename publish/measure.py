"""How much there is to read in a body: its paragraphs, its words, and its plain text."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"</?[a-z][^<>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|dt|dd|blockquote|pre|h[1-6]|td|th|tr|div|figcaption)>|<(?:hr|br|ul|ol)\b[^<>]*>")
_LEAF = re.compile(r"<(?:p|li)(?=[\s>])[^<>]*>(?!\s*<(?:p|ul|ol|blockquote)[\s>])")
"""A paragraph, or an item that does not itself begin with a block: what holds text directly."""

_CJK = (
    "\u3005-\u3007"  # Marks that repeat or stand for an ideograph.
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"  # Kana.
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Ideographs.
)
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}][^\s\u2013\u2014\u2026/{_CJK}]*")
"""An ideograph or a kana alone; otherwise from a letter or digit to the next white space, dash or slash.

That is what a reader of a spaced script counts: ``well-known`` and ``doesn't`` are one word each. Combining marks are
not word characters to :mod:`re`, so a word cannot be a run of those: Devanagari would fall to pieces.
"""


def paragraphs(body: str) -> int:
    """How many paragraphs and list items the XHTML ``body`` has; one with a paragraph inside it is counted once."""
    return len(_LEAF.findall(body))


def words(text: str) -> int:
    """How many words ``text`` has, which is plain text or XHTML.

    Each Chinese character and each kana counts as one, as word counts of those languages do. Thai and its neighbours,
    which do not space their words, are counted by their spaces.
    """
    return sum(1 for _ in _WORD.finditer(plain(text)))


def plain(body: str) -> str:
    """The text of the XHTML ``body``: a block a line, without markup and empty lines."""
    text = unescape(_TAG.sub("", _BLOCK_END.sub("\n", body)))
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))
