"""Marks that other programs replace stay in the text as they are written, and are told once each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publish.model import Finding

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MOST = 30
"""How many are told; a text has many at most because a script wrote it."""

_BRACED = re.compile(r"\{\{[<%]?[^\n{}]{1,2000}?[>%]?\}\}|\{%[^\n%]{1,2000}%\}")
_MARKS = (
    (_BRACED, re.compile(r"\{\{[<%]?-?\s*/?[\w./-]*|\{%-?\s*[\w./-]*")),
    (re.compile(r"^:{3,}\s*\{?[\w-]+", re.MULTILINE), re.compile(r":+\s*\{?[\w-]+")),
    (re.compile(r"(?<![\w:]):[a-z_+-]{2,40}:(?=`)"), re.compile(r".+")),
    (re.compile(r"\[\[[^\[\]\n]{1,200}\]\]"), re.compile(r"\[\[")),
    (re.compile(r"\{:\s?[^{}\n]{1,200}\}"), re.compile(r"\{:")),
)
"""What such marks look like, and what of each names it: Hugo's, Jekyll's and Jinja's; directives; roles; wiki links;
kramdown's attributes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A mark that stayed."""

    name: str
    line: int | None


def rule(state: StateInline, silent: bool) -> bool:
    """Of markdown-it's inline parser: a mark in braces is text, whatever else it looks like."""
    if state.src[state.pos] != "{" or (match := _BRACED.match(state.src, state.pos)) is None:
        return False
    if not silent:
        state.push("text", "", 0).content = match.group()
    state.pos = match.end()
    return True


def kept(tokens: Sequence[Token]) -> tuple[Kept, ...]:
    """The marks in the text, the first of each name."""
    found: dict[str, Kept] = {}
    for token in tokens:
        if token.type != "inline" or not any(sign in token.content for sign in ("{", ":", "[[")):
            continue
        for pattern, named in _MARKS:
            for match in pattern.finditer(token.content):
                name = (named.match(match.group()) or match).group().strip()
                if name not in found and len(found) < MOST:
                    found[name] = Kept(name, token.map[0] + 1 if token.map else None)
    return tuple(found.values())


def findings(marks: Sequence[Kept]) -> tuple[Finding, ...]:
    """A finding for each mark."""
    return tuple(
        Finding(
            "shortcode-kept", "warning", f"“{one.name}” means something to another program; it stays as text", one.line
        )
        for one in marks
    )
