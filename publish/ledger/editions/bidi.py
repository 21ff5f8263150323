"""Lines of Arabic and Hebrew, whose glyphs stand in the order of display, back in the order of reading.

Unicode Standard Annex 9 says how a line that is read becomes one that is shown. The way back is the same rules on the
line turned round: letters are reversed, and numbers and Latin words among them once more. Two texts can look the same,
as where a number stands between an Arabic word and a Latin one; so :func:`shows` asks the other way: does a text that
is known look like this?
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

_LANGUAGES = frozenset("ar arc ckb dv fa he iw ji ks ku-arab pa-arab ps sd syr ug ur yi".split())
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
"""What is shown turned round where it is read from the right, so that the glyph says the other (UAX 9, rule L4)."""
_BRACKET = str.maketrans(")]}>»›≥", "([{<«‹≤")
_LEFT_MARK = "\u200e"
RIGHT_MARK = "\u200f"
"""By which a line without such letters may be read from the right all the same."""
_BLANK = re.compile("[\\s\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def reads_from_right(language: str) -> bool:
    """Whether a language is written from right to left."""
    tag = language.lower()
    return tag.split("-")[0] in _LANGUAGES or any(tag.startswith(known) for known in _LANGUAGES if "-" in known)


def looks_from_right(shown: str) -> bool:
    """Whether a line has letters that are read from the right."""
    return bool(_RIGHT.search(shown))


def logical(shown: str, *, rtl: bool) -> str:
    """The text of a line in the order of reading. ``rtl``: the line itself is read from the right."""
    if not rtl and not _RIGHT.search(shown):
        return shown
    text = _UNSEEN.sub("", shown)
    line = text[::-1] if rtl else text
    levels = _levels(line, 1 if rtl else 0)
    line = "".join(_MIRRORED.get(c, c) if level == 1 else c for c, level in zip(line, levels, strict=True))
    base = 1 if rtl else 0
    out: list[str] = []
    for turned, run in groupby(zip(line, levels, strict=True), key=lambda pair: pair[1] != base):
        characters = list(run)
        out.append(_turned(characters, base) if turned else "".join(character for character, _ in characters))
    return "".join(out)


def shows(text: str, lines: Sequence[str]) -> bool:
    """Whether a text, broken into these lines, looks as they do; spaces do not count.

    Each line may be set as part of its paragraph, or by itself, as WeasyPrint does, and be read from either side. Which
    way a bracket is open cannot be told of its glyph, nor before or behind which letter a mark stands.
    """
    if sorted(_ink(text)) != sorted(_ink("".join(lines))):
        return False
    said = _unmarked(text)
    whole = [_levels(said, base) for base in (1, 0)]
    ink = [place for place, character in enumerate(said) if not _BLANK.fullmatch(character)]
    start = 0
    for line in lines:
        wanted = _BLANK.sub("", _unmarked(line)).translate(_BRACKET)
        places, start = ink[start : start + len(wanted)], start + len(wanted)
        if not places:
            continue
        if wanted not in _looks(said, whole, places[0], places[-1] + 1):
            return False
    return start == len(ink)


def _looks(said: str, whole: Sequence[list[int]], first: int, last: int) -> Iterator[str]:
    """What a line may look like that says this part of a text, ``whole`` being the levels of all of it.

    Code has marks of direction at its ends, which are of its own line or of the one beside it.
    """
    for levels in whole:
        yield _displayed(said[first:last], levels[first:last])
    before, after = first, last
    while before and said[before - 1] == _LEFT_MARK:
        before -= 1
    while said[after : after + 1] == _LEFT_MARK:
        after += 1
    for start, end in {(first, last), (before, after), (first, after), (before, last)}:
        for base in (1, 0):
            yield _displayed(said[start:end], _levels(said[start:end], base))


def _unmarked(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")


def _ink(text: str) -> str:
    """What prints, taken apart."""
    return _BLANK.sub("", unicodedata.normalize("NFKD", text)).translate(_BRACKET)


def _displayed(line: str, levels: Sequence[int]) -> str:
    """A line from left to right, without its spaces (UAX 9, rule L2), and brackets that are open to neither side."""
    shown = list(zip(line, levels, strict=True))
    for depth in (2, 1):
        turned: list[tuple[str, int]] = []
        for deep, run in groupby(shown, key=lambda pair: pair[1] >= depth):
            part = list(run)
            turned += reversed(part) if deep else part
        shown = turned
    return _BLANK.sub("", "".join(character for character, _ in shown)).translate(_BRACKET)


def _turned(run: list[tuple[str, int]], base: int) -> str:
    """A run that is read against the line; numbers in it are read with the line again."""
    if base == 1:
        return "".join(character for character, _ in reversed(run))
    parts = ["".join(c for c, _ in part) for _, part in groupby(run, key=lambda pair: pair[1])]
    levels = [level for level, _ in groupby(level for _, level in run)]
    return "".join(
        part if level == 2 else part[::-1] for part, level in reversed(list(zip(parts, levels, strict=True)))
    )


def _levels(line: str, base: int) -> list[int]:
    """The level of each character: that of the line, or one more, or two (UAX 9, 3.3.4 to 3.3.6)."""
    kinds = _weak([unicodedata.bidirectional(character) or "L" for character in line], base)
    strong = "R" if base else "L"
    _pair_brackets(line, kinds, strong)
    resolved = list(kinds)
    start = 0
    for neutral, run in groupby(range(len(kinds)), key=lambda place: kinds[place] not in ("L", "R", "EN", "AN")):
        places = list(run)
        if not neutral:
            start = places[-1] + 1
            continue
        before = _side(kinds[start - 1]) if start else strong
        after = _side(kinds[places[-1] + 1]) if places[-1] + 1 < len(kinds) else strong
        for place in places:
            resolved[place] = before if before == after else strong
    if base:
        return [1 if kind == "R" else 2 for kind in resolved]
    return [0 if kind == "L" else 1 if kind == "R" else 2 for kind in resolved]


def _pair_brackets(line: str, kinds: list[str], strong: str) -> None:
    """Rule N0: brackets are read as what stands in them, or else as what stands before them."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for place, character in enumerate(line):
        if kinds[place] == "ON" and character in _BRACKETS:
            opened.append(place)
        elif kinds[place] == "ON" and character in _BRACKETS.values():
            mate = next((p for p in reversed(opened) if _BRACKETS[line[p]] == character), None)
            if mate is not None:
                del opened[opened.index(mate) :]
                pairs.append((mate, place))
    for begin, end in sorted(pairs):
        inside = {_side(kind) for kind in kinds[begin + 1 : end] if kind in _STRONG}
        if strong in inside:
            kinds[begin] = kinds[end] = strong
        elif inside:
            before = next((_side(kind) for kind in reversed(kinds[:begin]) if kind in _STRONG), strong)
            kinds[begin] = kinds[end] = before if before in inside else strong


_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_STRONG = frozenset({"L", "R", "EN", "AN"})


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _weak(kinds: list[str], base: int) -> list[str]:
    """Rules W1 to W7: marks are as their letters, and separators and signs of numbers are numbers or neutral."""
    last = strong = "R" if base else "L"
    found: list[str] = []
    for kind in kinds:
        if kind == "NSM":
            kind = last
        elif kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        found.append(kind)
        last = kind
    for place, kind in enumerate(found):
        around = found[place - 1 : place] + found[place + 1 : place + 2]
        if len(around) == 2 and around[0] == around[1]:
            if kind in ("ES", "CS") and around[0] == "EN":
                found[place] = "EN"
            elif kind == "CS" and around[0] == "AN":
                found[place] = "AN"
    for place, kind in enumerate(found):
        if kind == "ET" and _touches_number(found, place):
            found[place] = "EN"
    found = ["R" if kind == "AL" else "ON" if kind in ("ES", "ET", "CS") else kind for kind in found]
    strong = "R" if base else "L"
    for place, kind in enumerate(found):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            found[place] = "L"
    return found


def _touches_number(kinds: list[str], place: int) -> bool:
    """Whether a sign such as ``%`` stands beside a number, with nothing but such signs between."""
    for step in (-1, 1):
        at = place
        while 0 <= at < len(kinds) and kinds[at] == "ET":
            at += step
        if 0 <= at < len(kinds) and kinds[at] == "EN":
            return True
    return False
