"""Articles that are nearly the same: mirrors, updates, the same news twice. Found by MinHash over runs of five words.

Two articles are compared only if one in sixteen bands of their signatures is the same, which two that share 85 % of
their runs miss once in 170 times, and those that share half of them meet six times in a hundred (Broder 1997; Leskovec,
Rajaraman, Ullman, *Mining of Massive Datasets*, 3.4). Of each band the earliest article is kept, on disk: memory does
not grow, and an article is compared with sixteen at the most, however often the same has come.
"""

from __future__ import annotations

import re
import sqlite3
import struct
from operator import eq
from pathlib import PurePath

from rensa import RMinHash

PERMUTATIONS, BANDS, RUN = 128, 16, 5
ROWS = PERMUTATIONS // BANDS
THRESHOLD = 0.8
"""The part of their runs of words that two articles share which are nearly the same."""
LEAST = 20
"""Words: what is shorter says too little."""
LARGEST = 1_000_000
"""How many characters are looked at."""

_MARKUP = re.compile(r"<[^<>]*>")
_PACKED = (".docx", ".epub")


class Likenesses:
    """The articles met so far, and which of them another one is like."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level="DEFERRED")  # A file that is gone when it is closed.
        self._base.execute("CREATE TABLE band (hash INTEGER PRIMARY KEY, article INTEGER)")
        self._base.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, signature BLOB)")

    def close(self) -> None:
        """Forget them."""
        self._base.close()

    def meet(self, article: int, signature: bytes) -> tuple[int, float] | None:
        """The earliest article that this one is like, and how much, from 0 to 1; None where it is like none."""
        hashes = _bands(signature)
        asked = (
            "SELECT id, signature FROM article WHERE id IN"
            f" (SELECT article FROM band WHERE hash IN ({','.join('?' * BANDS)})) ORDER BY id"
        )
        met = ((other, alike(signature, theirs)) for other, theirs in self._base.execute(asked, hashes).fetchall())
        near = next((pair for pair in met if pair[1] >= THRESHOLD), None)
        self._base.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(one, article) for one in hashes])
        self._base.execute("INSERT OR REPLACE INTO article VALUES (?, ?)", (article, signature))
        return near


def signature(data: bytes, name: str) -> bytes | None:
    """What an article is like, in 512 bytes; None for one that is too short, or packed."""
    if PurePath(name).suffix.lower() in _PACKED or data.startswith(b"PK"):
        return None
    text = data.decode("utf-8", "ignore")[:LARGEST]
    words = re.findall(r"\w+", (_MARKUP.sub(" ", text) if "<" in text else text).casefold())
    if sum(map(len, words)) > 12 * len(words):  # A script without spaces.
        words = list("".join(words))
    if len(words) < LEAST:
        return None
    made = RMinHash(num_perm=PERMUTATIONS, seed=1)
    made.update([" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)])
    return struct.pack(f"<{PERMUTATIONS}I", *made.digest())


def alike(one: bytes, other: bytes) -> float:
    """The part of their runs of words that two articles share, as their signatures tell it."""
    same: int = sum(map(eq, memoryview(one).cast("I"), memoryview(other).cast("I")))
    return same / PERMUTATIONS


def _bands(signature: bytes) -> list[int]:
    """One number for each band, which has the band's own number in it. It means something to this process only."""
    size = ROWS * 4
    return [hash((at, signature[at : at + size])) for at in range(0, len(signature), size)]
