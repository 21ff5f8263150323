"""What layout leaves of a text as it is: its letters."""

from __future__ import annotations

import unicodedata

from publish.fonts.instancing import LINE_HYPHEN

WORD_JOINER = "\N{WORD JOINER}"
"""Stands where a line must not end and nobody is to read anything: it has no glyph."""


def letters_in(text: str) -> int:
    """How many letters there are: all but white space, what is invisible, and the hyphens of line ends."""
    if text.isalnum():
        return len(text)
    return sum(
        character != LINE_HYPHEN and not character.isspace() and unicodedata.category(character) != "Cf"
        for character in text
    )
