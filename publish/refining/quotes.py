"""Straight quotation marks and apostrophes into curly ones, in the languages that use “…” and ‘…’.

Smartypants and its kin decide for each mark by its neighbours alone; they know no language, cannot tell what they did
and turn inches into quotations. Here marks are paired over the whole paragraph, and a paragraph whose double marks do
not add up keeps them straight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge

from publish.refining.edits import Edit, Mend, changed
from publish.refining.habits import Habit
from publish.refining.protected import BLOT

_DOUBLE = re.compile('["“”]')
_SINGLE = re.compile("(?<!['`])'(?!['`])")
_FOREIGN = re.compile("[„‟«»‹›「」]|``|''")
_OPENS_AFTER = frozenset(" \t\n\u00a0\u202f([{—–-/'‘’¿¡")
_CLOSES_BEFORE = frozenset(" \t\n\u00a0\u202f.,:;!?…)]}—–-/'‘’*†")
_STOPS = frozenset(".,!?…")
_BEFORE_OPENING = frozenset(",.:;!?")
_STARTS = frozenset("'‘’(¿¡$€£#…[")
_ELLIPSIS = re.compile(r"…|\. ?\.")
_ELIDED = re.compile(r"'(?:\d\ds\b|n'(?=\s)|tis\b|twas\b|twill\b|ud\b|em\b(?! dash|['’]))", re.IGNORECASE)
"""What begins with an apostrophe and is no quotation: ’90s, rock ’n’ roll, ’tis, ’twas, tell ’em."""
_OPENS_SINGLE_AFTER = frozenset(" \t\n\u00a0\u202f([{—–-“")
_CLOSES_SINGLE_AFTER = frozenset('.,!?…)]”"’')
_APOSTROPHES = re.compile("['’‘]")


def _propose(text: str, habit: Habit) -> Iterator[Edit]:
    if not habit.curly:
        return iter(())
    doubles = list(_doubles(text))
    # Each mark replaces one character, so that places are the same; what opens is now told from what closes.
    return merge(doubles, _singles(changed(text, doubles)), key=lambda edit: edit.start)


def double_pairs(text: str) -> tuple[tuple[int, int | None], ...]:
    """The places of the opening and closing double quotation marks, straight or curly, of one paragraph.

    The last closing place is None where a paragraph begins with a quotation that goes on in the next one. Empty where
    the marks do not add up, or where the paragraph quotes in another manner as well.
    """
    pairs: list[tuple[int, int | None]] = []
    opened: int | None = None
    if _FOREIGN.search(text):
        return ()
    for found in _DOUBLE.finditer(text):
        place = found.start()
        if opened is None:
            if found[0] == '"' and text[place - 1 : place].isdigit():
                continue  # Inches, or seconds.
            if found[0] == "”" or not _may_open(text, place):
                return ()
            opened = place
        else:
            if found[0] == "“" or place == opened + 1 or not _may_close(text, place):
                return ()
            pairs.append((opened, place))
            opened = None
    if opened is not None:
        if text[:opened].strip():
            return ()
        pairs.append((opened, None))
    return tuple(pairs)


def _may_open(text: str, place: int) -> bool:
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    if not after or not (_worded(after) or after in _STARTS or _ELLIPSIS.match(text, place + 1)):
        return False
    return not before or before in _OPENS_AFTER or (before in _BEFORE_OPENING and after.isalpha())


def _may_close(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place + 1 : place + 2]
    if before.isspace() or before in "([{":
        return False
    return not after or after in _CLOSES_BEFORE or (before in _STOPS and after.isalpha())


def _doubles(text: str) -> Iterator[Edit]:
    for start, end in double_pairs(text):
        if text[start] == '"':
            yield Edit(start, start + 1, "“")
        if end is not None and text[end] == '"':
            yield Edit(end, end + 1, "”")


def _singles(text: str) -> Iterator[Edit]:
    """Apostrophes and closing marks are the same ’; only an opening mark has to be told from them.

    One that cannot be stays straight, and so does whatever may close it.
    """
    doubtful = False
    for found in _SINGLE.finditer(text):
        place = found.start()
        if _ELIDED.match(text, place) and not _worded(text[max(0, place - 1) : place]):
            yield Edit(place, place + 1, "’")
        elif _opens_single(text, place):
            doubtful = not _is_closed(text, place)
            if not doubtful:
                yield Edit(place, place + 1, "‘")
        elif _joins(text, place) or (not doubtful and _closes_single(text, place)):
            yield Edit(place, place + 1, "’")
        elif text[place + 1 : place + 2].strip():
            doubtful = True


def _worded(character: str) -> bool:
    return character.isalnum() or character == BLOT


def _opens_single(text: str, place: int) -> bool:
    if not text[place + 1 : place + 2].isalnum():
        return False
    return place == 0 or text[place - 1] in _OPENS_SINGLE_AFTER


def _joins(text: str, place: int) -> bool:
    """An apostrophe inside a word: ``don't``, ``1990's``, ``U.S.'s``."""
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 3]
    if before.isalpha() or before == BLOT:
        return after[:1].isalpha()
    possessive = after[:1] == "s" and not after[1:].isalnum()
    return possessive and (before.isdigit() or before in _CLOSES_SINGLE_AFTER)


def _closes_single(text: str, place: int) -> bool:
    """The end of a quotation or of ``students'``. After a digit it may be feet or minutes."""
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    if not (before.isalpha() or before == BLOT or (before and before in _CLOSES_SINGLE_AFTER)):
        return False
    return not after or after in _CLOSES_BEFORE or after in '"”'


def _is_closed(text: str, place: int) -> bool:
    """Whether a closing mark follows before the next opening one.

    A mark after an s and before a space may be ``the students' books``: it closes single words only.
    """
    for found in _APOSTROPHES.finditer(text, place + 1):
        end = found.start()
        if found[0] == "‘" or (found[0] == "'" and _opens_single(text, end) and not _ELIDED.match(text, end)):
            return False
        if not _closes_single(text, end):
            continue
        possessive = text[end - 1] in "sS" and text[end + 1 : end + 2].isspace()
        if not possessive or (text[place + 1].islower() and text[place + 1 : end].isalpha()):
            return True
    return False


MEND = Mend("quotes", re.compile("[\"']"), _propose)
"""A curly mark for every straight one whose meaning is certain."""
