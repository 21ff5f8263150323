"""Hyphens at line ends, where they leave a word's letters alone.

In Hungarian and Catalan some words change when they are broken: ``könnyebben`` becomes ``köny-nyebben``. Pyphen knows
that and gives both halves, but WeasyPrint 70 takes the first one only and goes on with the word as it was, so that a
page would say ``köny-yebben``. Such words have other places to break, or none.

Pyphen reads a language's patterns anew in each process: German takes 0.4 seconds, longer than most articles. They are
kept in the cache as Python objects, which load in a tenth of that.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import pyphen

from publish.fonts.installing import cache_folder

LONGEST = 80
"""Letters in a word, more than in any real one. Pyphen's time grows with the square of their number."""


class LetterKeeping(pyphen.Pyphen):  # type: ignore[misc]
    """A hyphenator that offers no break at which a letter would change."""

    def __init__(self, lang: str, left: int = 2, right: int = 2) -> None:
        path = pyphen.LANGUAGES[pyphen.language_fallback(lang)]
        if path not in pyphen.hdcache:
            pyphen.hdcache[path] = _patterns(path)
        super().__init__(lang=lang, left=left, right=right)

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """The ways to break the word in two, the last one first, as Pyphen gives them; none for what is no word."""
        if len(word) > LONGEST:
            return iter(())
        return (halves for halves in super().iterate(word) if "".join(halves) == word)


def _patterns(path: Path) -> pyphen.HyphDict:
    """The patterns of one of Pyphen's files, from the cache, or read and kept there for the next time."""
    name = f"{path.stem}-{version('pyphen')}-{sys.implementation.cache_tag}.pickle"
    kept = cache_folder() / "hyphens" / name
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        return pickle.loads(kept.read_bytes())
    patterns = pyphen.HyphDict(path)
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(f".{os.getpid()}")  # Another process may be reading, or keeping the same.
        draft.write_bytes(pickle.dumps(patterns, pickle.HIGHEST_PROTOCOL))
        draft.replace(kept)
    return patterns


def install() -> None:
    """Let WeasyPrint hyphenate with it; once a process is enough."""
    pyphen.Pyphen = LetterKeeping
