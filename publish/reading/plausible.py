"""Whether bytes that were decoded by guess read like writing: letters in words, marks where marks stand.

A wrong guess is not told by its letters, which some language has, but by their company: a capital behind a small
letter, a sign of currency within a word, Greek and Latin in one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

LOOKED_AT = 1 << 18
"""How many characters, from the first beyond ASCII on, are looked at where all would tell no more."""

_FOREIGN = re.compile("[^\x00-\x7f]")
_WITHIN = "'\u2019\u00b4\u02bc-\u2010\u2011\u2013\u2014\u00b7\u30fb\u2026\u00ad\u200b\u200c\u200d"
"""What may stand between two letters besides letters."""
_OPENING = "\u201c\u201e\u201a\u00bf\u00a1\u2039"
_EAST = frozenset(
    ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")
)

_LETTERS = "àâäáãåæçèéêëìíîïñòóôöõøœùúûü"
_WESTERN = re.compile(f"[\x00-\x7f{_LETTERS}{_LETTERS.upper()}ß’‘“”„‚–—…«»‹›•·©®™°±§¶€£¥¢¿¡µ×÷²³¹½¼¾ªº\u00a0\u00ad]*")
"""What texts in the languages of western Europe are written with."""
_F = r"(?:(?![a-zA-Z\d_])\w)"
_ODD = re.compile(
    rf"{_F}{{3}}|(?<!\w){_F}{{2}}(?!\w)|(?<!\w)(?![àèéêòóôåöøæÀÈÉÅÖØ]){_F}(?!\w)|(?<!\w){_F}(?<![a-zà-ÿ])[A-Z][a-z]"
)
"""What those languages have not: many letters beyond ASCII beside each other, most of them alone, two capitals."""


def is_western(text: str) -> bool:
    """Whether what is not ASCII in ``text`` are the accents, quotes and signs of western Europe, each in its place."""
    return bool(_WESTERN.fullmatch(text)) and not _ODD.search(_sample(text)) and oddity(text) <= 0.03


def oddity(text: str) -> float:
    """The share, from 0 to 1, of characters beyond ASCII that stand where no writing has them."""
    sample = _sample(text)
    places = [found.start() for found in _FOREIGN.finditer(sample)]
    return sum(any(_signs(sample, place)) for place in places) / max(len(places), 1)


def _sample(text: str) -> str:
    first = _FOREIGN.search(text)
    start = text.rfind("\n", 0, first.start()) + 1 if first else len(text)
    return text[start : start + LOOKED_AT]


def _signs(text: str, place: int) -> Iterator[bool]:
    """What each tells that the character at ``place`` is none of this text."""
    character, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    kind = unicodedata.category(character)
    yield kind in ("Cc", "Co", "Cn", "Cs") or "\u2500" <= character <= "\u259f" or character == "\ufffd"
    if kind[0] == "L":
        yield character.isupper() and before.islower()
        yield any(other.isalpha() and not _agree(other, character) for other in (before, after))
    elif kind[0] in "SNP" and character not in _WITHIN:
        yield before.isalpha() and after.isalpha() and "EAST" not in (_script(before), _script(after))
        yield character in _OPENING and before.isalpha() and not after.isalnum()


@cache
def _script(letter: str) -> str:
    """The script of a letter; those of eastern Asia, which stand beside each other and beside Latin, are one."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return "EAST" if script in _EAST else script


def _agree(letter: str, other: str) -> bool:
    scripts = {_script(letter), _script(other)}
    return len(scripts) == 1 or scripts == {"EAST", "LATIN"} or "MICRO" in scripts
