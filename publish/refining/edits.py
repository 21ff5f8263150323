"""What a mend is, what it proposes, and what a text looks like with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from publish.refining.habits import Habit

_CONTEXT = 24
"""How many characters of a word beside an edit a message shows at most."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]``."""

    start: int
    end: int
    text: str
    prose_only: bool = False
    """Whether it is to be dropped where the article speaks of programs, whose spelling may be meant as it stands."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One kind of repair."""

    name: str
    """As in :data:`publish.settings.MENDS`."""
    candidate: re.Pattern[str]
    """Found in every paragraph that may need it: quick, and true too often."""
    propose: Callable[[str, Habit], Iterable[Edit]]
    """The edits for a masked paragraph, in the order of their places. They do not overlap."""


def changed(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += text[done : edit.start], edit.text
        done = edit.end
    return "".join([*parts, text[done:]])


def glimpses(text: str, edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """Before and after of every edit with the words around it; edits that share a word share a glimpse."""
    group: list[Edit] = []
    start = end = 0
    for edit in edits:
        first = _word_start(text, edit.start)
        if group and first >= end:
            yield _glimpse(text, start, end, group)
            group = []
        if not group:
            start = first
        group.append(edit)
        end = _word_end(text, edit.end)
    if group:
        yield _glimpse(text, start, end, group)


def _glimpse(text: str, start: int, end: int, group: Sequence[Edit]) -> tuple[str, str]:
    local = (Edit(edit.start - start, edit.end - start, edit.text) for edit in group)
    before = text[start:end]
    return before, changed(before, local)


def _word_start(text: str, place: int) -> int:
    """Where the word begins that ends at ``place``, over one space if that is what stands before it."""
    window = text[max(0, place - _CONTEXT) : place]
    stripped = window.rstrip()
    return place - len(window) + max(stripped.rfind(" "), stripped.rfind("\n")) + 1


def _word_end(text: str, place: int) -> int:
    """Where the word ends that begins at ``place``, over one space if that is what stands after it."""
    window = text[place : place + _CONTEXT]
    lead = len(window) - len(window.lstrip())
    found = [at for at in (window.find(" ", lead), window.find("\n", lead)) if at >= 0]
    return place + min(found, default=len(window))
