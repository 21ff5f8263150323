"""Words that a hyphen parted at the end of a line are whole again, where the text gives reason to think they were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from publish.model import Finding
from publish.reading.lines import Line
from publish.reading.wide import is_wide

HYPHENATED = 0.02
"""The share of lines that end in a hyphen from which the text was hyphenated; below it they are the author's own."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u00ad\u2010-][^\W\d_]+)*")
_PARTED = re.compile(r"(?P<head>[^\W\d_][^\s\u2013\u2014]*?)(?P<hyphen>[-\u2010\u00ad\u00ac])\Z")
_TAIL = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_CLOSED = re.compile(r"\S(?:--|[\u2014\u2013])\Z")
"""A dash without a space before it has none behind it either."""


class Healer:
    """Joins the lines of a paragraph; it knows the words of the whole text, which say how a parted one is written."""

    def __init__(self, lines: Sequence[Line]) -> None:
        inner = (word for line in lines for word in _WORD.findall(line.text))
        self._known = Counter(word.casefold() for word in inner)
        parted = sum(line.text[-1] in "-\u2010\u00ad\u00ac" and line.text[-2:] != "--" for line in lines)
        self._hyphenated = parted > HYPHENATED * len(lines)
        self._findings: list[Finding] = []

    def findings(self) -> tuple[Finding, ...]:
        """One for each word that was healed."""
        return tuple(self._findings)

    def joined(self, lines: Sequence[Line]) -> Line:
        """One line of several; the only one as it is."""
        if len(lines) == 1:
            return lines[0]
        parts = [lines[0].text]
        for before, line in pairwise(lines):
            parts += self._seam(parts, line.text, before.number)
        return replace(lines[0], text="".join(parts), raw="")

    def _seam(self, parts: list[str], after: str, number: int) -> Iterable[str]:
        """What to add for the next line; the hyphen before it is taken off ``parts`` where it was only the line's."""
        before = parts[-1]
        parted, tail = _PARTED.search(before[-80:]), _TAIL.match(after)
        if parted and tail:
            head, hyphen = parted["head"], parted["hyphen"]
            if self._is_one_word(head, tail[0], hyphen):
                parts[-1] = before[:-1]
                message = f"“{head}{hyphen}” and “{tail[0]}” are one word, “{head}{tail[0]}”"
                self._findings.append(Finding("hyphen-healed", "info", message, line=number))
            return (after,)
        dash = _CLOSED.search(before)
        wide = is_wide(before[-1]) and is_wide(after[0])
        return (after,) if dash or wide else (" ", after)

    def _is_one_word(self, head: str, tail: str, hyphen: str) -> bool:
        """By the same word elsewhere in the text; where it is nowhere, by how the text treats the ends of lines."""
        if hyphen in "\u00ad\u00ac":
            return True
        head = re.split(r"[^\w'\u2019-]", head)[-1]
        if not tail[0].islower() or "-" in head:
            return False
        whole, open_form = (self._known[form.casefold()] for form in (head + tail, f"{head}-{tail}"))
        if whole != open_form:
            return whole > open_form
        return self._hyphenated
