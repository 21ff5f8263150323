"""Characters that East Asia writes full width, and without spaces between words."""

from __future__ import annotations

import re

WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\U00020000-\U0003fffd]"
)
"""What takes two columns (Unicode Standard Annex 11)."""
_CLOSING, _OPENING = frozenset("’”…—"), frozenset("‘“…—")
"""Marks that are as wide beside a wide character, at the end and at the beginning of a line."""


def is_wide(character: str) -> bool:
    """Whether a character is written without spaces between words: Chinese, Japanese, but not Korean."""
    return bool(WIDE.fullmatch(character)) and not "\uac00" <= character <= "\ud7a3"


def is_spaced(text: str, after: str) -> bool:
    """Whether a space stood where a line was broken: not within Chinese and Japanese (CSS Text 3, section 4.1.3)."""
    before, first = text[-1:], after[:1]
    wide = is_wide(before), is_wide(first)
    return not (all(wide) or (wide[0] and first in _OPENING) or (before in _CLOSING and wide[1]))
