"""Where a heading ran into its paragraph: how sure the seam is.

A heading that lost its line end stands before the paragraph's first word without a space, or with one:
``Setting your goalsGoals can help``, ``Usage To use it``. A paragraph may also just begin with the words of a heading:
``Goals can help``. What stands on both sides of the seam tells which it is.
"""

from __future__ import annotations

import unicodedata

_PARTICLES = frozenset("はがをにのもとでへやか、。，은는이가을를의에도로와과만")
"""What goes on with a word in Japanese and Korean."""
_OPENING = frozenset("¿¡«„“「『《")
_RUN_IN = frozenset(":：.。–—-")
LEAST = 8
"""The fewest characters of a paragraph; a character of Chinese counts for three."""


def length(text: str) -> int:
    """How much ``text`` says, in letters: characters of Chinese, Japanese and Korean say more."""
    return sum(3 if _is_wide(character) else 1 for character in text[: 4 * LEAST])


def seam(text: str, cut: int, *, words: int) -> float:
    """How sure it is, from 0 to 1, that ``text`` is a heading up to ``cut`` and a paragraph from there on.

    ``words`` is how many words the heading has: a sentence seldom begins with many of them.
    """
    rest = text[cut:]
    if length(rest.strip()) < LEAST:
        return 0.0
    last, first = text[cut - 1], rest[0]
    if first.isspace():
        return _parted(last, rest.lstrip()[0], words)
    if first in _RUN_IN:
        after = rest[1:].lstrip()[:1]
        return 0.82 if (rest[1:2].isspace() and not after.islower()) or _is_wide(first) else 0.0
    return _joined(last, rest, words)


def _parted(last: str, first: str, words: int) -> float:
    """A space stands between: ``Usage To use it``."""
    if first.islower() or not (first.isalnum() or first in _OPENING or first in "\"'(["):
        return 0.0
    sure = 0.8 if not last.isalnum() else 0.7 if first.isupper() or first.isdigit() else 0.55
    return min(sure + 0.05 * min(words - 1, 3), 0.95)


def _joined(last: str, rest: str, words: int) -> float:
    """Nothing stands between: ``your goalsGoals can help``."""
    first = rest[0]
    many = 0.05 if words > 1 else 0.0
    if first in _OPENING or unicodedata.category(first) == "So":
        return 0.9
    if not first.isalnum():
        opens = 0.6 if last.isalnum() else 0.9
        return opens if first in "\"'([@#" and words > 1 else 0.0
    if not last.isalnum():
        return 0.97 if not first.islower() else 0.85
    if last.islower():
        return 0.95 if first.isupper() else 0.85 if not first.islower() and not first.isdigit() else 0.0
    if last.isupper() or last.isdigit():
        # “README” before “READMEs do more” is cut before the second one only.
        return 0.85 + many if first.isupper() and (words > 1 or rest[1:2].islower()) else 0.0
    if first in _PARTICLES:
        return 0.75 + many
    return 0.85 + many


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
