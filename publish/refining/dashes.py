"""Dashes typed as hyphens: ``word -- word``, ``word--word`` and ``word - word``.

Between words only, and with the spaces that are there: hyphenated words, options (``--help``), ranges and subtractions
of numbers, rules of many hyphens and minus signs stay. Which dash it becomes, the language's habit says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from publish.refining.edits import Edit, Mend
from publish.refining.habits import EM, Habit, words
from publish.refining.protected import BLOT, EAST_ASIAN

_LETTER = rf"[^\W\d_{EAST_ASIAN}]"
_BEFORE = rf"(?:(?<={_LETTER}{_LETTER})|(?<={_LETTER}[.,!?)\]”’»\"'])|(?<=[.,!?…)][”’»\"'])|(?<={BLOT}))"
_AFTER = rf"(?={BLOT}|[“‘«„(\"']?(?P<after>{_LETTER}{{2,30}}(?![(_])|{_LETTER}(?= )))"
_DASH = (
    rf"{_BEFORE}[ \u00a0](?P<spaced>-{{1,3}})[ \u00a0]{_AFTER}"
    rf"|(?:(?<={_LETTER}{_LETTER})|(?<=[.,!?…][”’\"']))(?P<closed>-{{2,3}})(?=[“‘\"']?{_LETTER}{_LETTER})"
)
_SUSPENDED = words("and or und oder bis en of et ou y o e i и или")
"""After these a hyphen is what was meant: ``pre- and post-war``, torn to ``pre - and post-war``."""


@cache
def _dash() -> re.Pattern[str]:
    """Compiled where it is needed only: that takes longer than mending an article that has no such hyphens."""
    return re.compile(_DASH)


def _propose(text: str, habit: Habit) -> Iterator[Edit]:
    for found in _dash().finditer(text):
        kind = "closed" if found["closed"] else "spaced"
        start, end = found.span(kind)
        dash = _closed(habit) if kind == "closed" else _spaced(end - start, found["after"], habit)
        if dash:
            # ``block--modifier`` and ``total) - count`` are meant as they stand where programs are spoken of.
            yield Edit(start, end, dash, prose_only=kind == "closed" or text[start - 2 : end] == ") -")


def _closed(habit: Habit) -> str | None:
    """A dash with no space beside it is an em dash, if the language has any."""
    return EM if habit.double == EM else None


def _spaced(hyphens: int, after: str | None, habit: Habit) -> str | None:
    if hyphens > 1:
        return habit.double
    return habit.single if after and after.lower() not in _SUSPENDED else None


MEND = Mend("dashes", re.compile(r"[ \u00a0-]-[ \u00a0-]|--"), _propose)
"""A dash for every hyphen, or run of hyphens, that certainly stands for one."""
