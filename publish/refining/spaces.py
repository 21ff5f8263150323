"""Spaces that scraping lost: ``official,these``, ``Russia.These``, ``Dr.Ivanov``, ``said,“We``, ``end.”The``.

Only a mark between two letters of one alphabet is looked at, and only where no second one of its kind follows the next
word (``a,b,c``, ``J.R.R.``, ``amazon.co.uk``). In the Latin alphabet, where names of programs and companies are written
so on purpose (``Node.js``, ``http.Handler``), a stop needs evidence: a capital after it and a word beside it that opens
sentences, bears a title, or cannot be a name. No library does this: spell checkers need dictionaries, and the
sentence splitters find the places but not which of them were meant. Scripts without capitals need two whole words, and
no evidence where the mark is their own, as ``،`` and ``।`` are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from heapq import merge

from publish.refining.edits import Edit, Mend
from publish.refining.habits import Habit, words
from publish.refining.quotes import double_pairs

_ALPHABETS = (re.compile("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+"), re.compile("[Ͱ-ͽͿ-΃Έ-Ͽἀ-῿]+"), re.compile("[Ѐ-ԯ]+"))
"""Latin, Greek and Cyrillic; without the Greek question mark, which looks like a semicolon."""
_GLUED = re.compile(
    r"(?<![^\W\d_])(?P<before>[^\W\d_]{1,60})(?P<mark>[,.;:?!])(?=(?P<after>[^\W\d_]{1,60})(?![^\W\d_]))"
)
_CASELESS = (
    "\u05d0-\u05ea\u05b0-\u05bd"  # Hebrew and its points
    "\u0620-\u065f\u0670-\u06d3\u06fa-\u06ff\u0750-\u077f\u200c"  # Arabic, as Persian and Urdu write it
    "\u0900-\u0963\u0971-\u097f"  # Devanagari
    "\u0980-\u09e5\u0a00-\u0a65\u0a80-\u0ae5\u0b80-\u0be5"  # and its kin, from Bengali to Tamil
    "\u0c00-\u0c65\u0c80-\u0ce5\u0d00-\u0d65\u0d80-\u0de5"  # from Telugu to Sinhala
    "\u10d0-\u10ff"  # Georgian
)
"""Letters of scripts that have no capitals and put a space after a mark, with the signs that belong to them."""
_GLUED_CASELESS = re.compile(
    rf"(?<![{_CASELESS}])(?P<before>[{_CASELESS}]{{2,60}})(?P<mark>[,.;?!،؛؟۔।॥])(?=(?P<after>[{_CASELESS}]{{2,60}}))"
)
_ODD = re.compile(r"[_=/\\@#{}<>|*+^$%&\[\]~]|\w\(|\d|;.*:|:.*;")
"""What no glued pair of plain words has near it."""
_REACH = 60
"""How near: up to the next space, but no further than this many characters."""
_BEFORE_OPENING = frozenset(",.:;!?")
_BEFORE_CLOSING = frozenset(",.!?…")
_AFTER_SENTENCES = frozenset(".!?")
_AFTER_CLAUSES = frozenset(",;")
_TITLES = words("dr mr mrs ms prof sen gov rep gen col capt lt sgt rev hon st sr sra dra mme")
_BRANDED = words("com org net gov edu info io co ai tv me us uk eu de fr es it nl ru cn jp in ch innen")
"""Endings of domain names, and of German words that mean both genders (``Nutzer.Innen``)."""

_BRANDED_CASELESS = words("كوم نت أورغ کام קום נט कॉम नेट ऑर्ग इन आईओ কম নেট காம் நெட் ஆர்க் ஐஓ")
"""The same endings as other scripts spell them."""


class _Evidence(Enum):
    """How sure it is that a space was lost."""

    NONE = "none"
    PROSE = "prose"
    """Sure where no programs are spoken of."""
    CERTAIN = "certain"


def _propose(text: str, habit: Habit) -> Iterator[Edit]:
    if not habit.spaced:
        return iter(())
    found = _between_words(text, habit), _between_caseless_words(text), _beside_quotes(text, habit)
    return merge(*found, key=lambda edit: edit.start)


def _between_words(text: str, habit: Habit) -> Iterator[Edit]:
    for found in _GLUED.finditer(text):
        before, mark, after = found["before"], found["mark"], found["after"]
        if not _one_alphabet(before + after) or _in_series(text, mark, found.start(), found.end("after")):
            continue
        place = found.start("mark")
        if _odd(text, place):
            continue
        evidence = _EVIDENCE[mark](before, after, habit)
        if evidence is not _Evidence.NONE:
            yield Edit(place + 1, place + 1, " ", prose_only=evidence is _Evidence.PROSE)


def _between_caseless_words(text: str) -> Iterator[Edit]:
    """Behind a mark of the script, ``كبيرة،وسعر``; behind others between words of two letters, unlike ``कि.मी.``."""
    for found in _GLUED_CASELESS.finditer(text):
        mark, after, place = found["mark"], found["after"], found.start("mark")
        if mark in ",.;" and (min(_letters(found["before"]), _letters(after)) < 2 or after in _BRANDED_CASELESS):
            continue
        if not _in_series(text, mark, found.start(), found.end("after")) and not _odd(text, place):
            yield Edit(place + 1, place + 1, " ", prose_only=mark in ",.;")


def _letters(word: str) -> int:
    return sum(character.isalpha() for character in word)


def _beside_quotes(text: str, habit: Habit) -> Iterator[Edit]:
    """Before an opening quotation mark and after a closing one, where a mark and a letter stand against it."""
    if not habit.curly:
        return
    for start, end in double_pairs(text):
        if text[start - 1 : start] in _BEFORE_OPENING and text[start - 2 : start - 1].isalpha():
            yield from _unless_odd(text, start)
        if end and text[end - 1] in _BEFORE_CLOSING and text[end + 1 : end + 2].isalpha():
            yield from _unless_odd(text, end + 1)
        elif end and _parts(text[end + 1 : end + 3]):
            yield from _unless_odd(text, end + 2)


def _parts(mark_and_letter: str) -> bool:
    """Whether a clause or sentence begins behind a quotation: ``”,whether``, ``”.The``."""
    mark, letter = mark_and_letter[:1], mark_and_letter[1:]
    return letter.isupper() if mark in _AFTER_SENTENCES else mark in _AFTER_CLAUSES and letter.isalpha()


def _unless_odd(text: str, place: int) -> Iterator[Edit]:
    if not _odd(text, place):
        yield Edit(place, place, " ", prose_only=True)


def _in_series(text: str, mark: str, start: int, end: int) -> bool:
    """Whether the mark, or an ellipsis, stands before the first word, or the mark after the second: ``a,b,c``."""
    return text[start - 1 : start] in (mark, "…") or (text[end : end + 1] == mark and text[end + 1 : end + 2].isalnum())


def _one_alphabet(letters: str) -> bool:
    return any(alphabet.fullmatch(letters) for alphabet in _ALPHABETS)


def _odd(text: str, place: int) -> bool:
    """Whether the stretch without spaces around a place holds what plain words do not."""
    before = text[max(0, place - _REACH) : place].rpartition(" ")[2]
    after = text[place : place + _REACH].partition(" ")[0]
    return bool(_ODD.search(before + after))


def _clause(before: str, after: str, habit: Habit) -> _Evidence:
    """``official,these``: two whole words; one of them a function word where ``key,value`` may be meant."""
    if min(len(before), len(after)) < 2:
        return _Evidence.NONE
    known = not {before.lower(), after.lower()}.isdisjoint(habit.openers)
    return _Evidence.CERTAIN if known else _Evidence.PROSE


def _half(before: str, after: str, _: Habit) -> _Evidence:
    """``came;they``: never in Greek, where it may be a question mark."""
    return _Evidence.NONE if min(len(before), len(after)) < 2 or "Ͱ" <= before[0] < "Ѐ" else _Evidence.PROSE


def _sentence(before: str, after: str, habit: Habit) -> _Evidence:
    """``Russia.These``, ``weeks.North Korea``, ``Dr.Ivanov``: a capital after it, and no name of a program."""
    if len(before) < 2 or not _titled(after):
        return _Evidence.NONE
    if after.lower() in habit.openers:
        return _Evidence.CERTAIN
    if len(after) < 2 or not before[1:].islower() or after.lower() in _BRANDED:
        return _Evidence.NONE
    if before.lower() in _TITLES or not (before + after).isascii():
        return _Evidence.CERTAIN
    return _Evidence.PROSE if before[0].islower() and len(before) > 2 else _Evidence.NONE


def _exclaimed(before: str, after: str, habit: Habit) -> _Evidence:
    """``What is it?Most``, ``too!Throughout``: no program writes that, but a company may: ``Yahoo!Finance``."""
    if before[0].islower() and len(before) > 1 and len(after) > 1 and _titled(after):
        return _Evidence.CERTAIN
    return _sentence(before, after, habit)


def _announced(_: str, after: str, habit: Habit) -> _Evidence:
    """``he said:The``, ``Q:What``: only before a word that opens sentences."""
    return _Evidence.CERTAIN if _titled(after) and after.lower() in habit.openers else _Evidence.NONE


def _titled(word: str) -> bool:
    """Whether only its first letter is a capital: ``The``, ``I``."""
    return word[0].isupper() and (len(word) == 1 or word[1:].islower())


_EVIDENCE: dict[str, Callable[[str, str, Habit], _Evidence]] = {
    ",": _clause,
    ";": _half,
    ".": _sentence,
    "?": _exclaimed,
    "!": _exclaimed,
    ":": _announced,
}
"""What speaks for a space after each mark, given the words before and after it."""

MEND = Mend("spaces", re.compile(r"[,.;:?!…،؛؟۔।॥][\"“”]?[^\W\d_]"), _propose)
"""A space for every place where one is certainly missing."""
