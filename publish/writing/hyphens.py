"""Hyphens at line ends, where they leave a word's letters alone.

In Hungarian and Catalan some words change when they are broken: ``könnyebben`` becomes ``köny-nyebben``. Pyphen knows
that and gives both halves, but WeasyPrint 70 takes the first one only and goes on with the word as it was, so that a
page would say ``köny-yebben``. Such words have other places to break, or none.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyphen

LONGEST = 80
"""Letters in a word, more than in any real one. Pyphen's time grows with the square of their number."""


class LetterKeeping(pyphen.Pyphen):  # type: ignore[misc]
    """A hyphenator that offers no break at which a letter would change."""

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """The ways to break the word in two, the last one first, as Pyphen gives them; none for what is no word."""
        if len(word) > LONGEST:
            return iter(())
        return (halves for halves in super().iterate(word) if "".join(halves) == word)


def install() -> None:
    """Let WeasyPrint hyphenate with it; once a process is enough."""
    pyphen.Pyphen = LetterKeeping
