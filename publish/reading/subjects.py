"""What an article is about, in the words of whoever filed it: tags, keywords, categories."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

MOST = 20
"""How many are kept; a page with more of them wants to be found, not to be filed."""
LONGEST = 80
"""Characters of one."""

_PARTING = re.compile(r"\s*[,;|\n、،؛，；]\s*")
_UNPRINTED = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def subjects(told: object) -> tuple[str, ...]:
    """The subjects in a text that parts them with commas, semicolons or bars, or in a list; each once.

    Tables in a list have them as ``name`` or ``term``. What is neither is no subject.
    """
    found: dict[str, str] = {}
    for one in _each(told if isinstance(told, list | tuple) else [told]):
        if len(one) <= LONGEST:
            found.setdefault(unicodedata.normalize("NFC", one).casefold(), one)
    return tuple(found.values())[:MOST]


def _each(several: Iterable[object]) -> Iterator[str]:
    for one in several:
        named = (one.get("name") or one.get("term")) if isinstance(one, dict) else one
        if isinstance(named, bool) or not isinstance(named, str | int | float):
            continue
        for part in _PARTING.split(str(named)):
            if words := " ".join(_UNPRINTED.sub(" ", part).split()).strip("#\"'“” "):
                yield words
