"""Marks that other programs replace stay in the text as they are written, and are told once each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from publish.model import Finding

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MOST = 30
"""How many are told; a text has many at most because a script wrote it."""
LONGEST = 300
"""The most characters of a line that begins or ends a listing."""

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
_HIGHLIGHT = re.compile(
    r"\{%-?\s*highlight\s+(?P<jekyll>[\w+#.-]+)[^%]*%\}|\{\{[<%]\s*highlight\s+\"?(?P<hugo>[\w+#.-]+)[^<>%]*[>%]\}\}"
)
_HIGHLIGHT_END = re.compile(r"\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*/\s*highlight\s*[>%]\}\}")
_UNENDED = "unended_highlight"
"""The line before which no listing ends, behind one that began."""
_CONTENTS = re.compile(r"\W(?:toc|table[-_]?of[-_]?contents)\W", re.IGNORECASE)
"""What asks for contents is told elsewhere."""


def rule(state: StateInline, silent: bool) -> bool:
    """Of markdown-it's inline parser: a mark in braces is text, whatever else it looks like."""
    if state.src[state.pos] != "{" or (match := _BRACED.match(state.src, state.pos)) is None:
        return False
    if not silent:
        state.push("text", "", 0).content = match.group()
    state.pos = match.end()
    return True


def listing(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """Of markdown-it's block parser: what Jekyll or Hugo would highlight is a listing, as between fences."""
    match = _HIGHLIGHT.fullmatch(_line(state, begin))
    if match is None or state.is_code_block(begin) or state.env.get(_UNENDED) == end:
        return False
    last = next((line for line in range(begin + 1, end) if _HIGHLIGHT_END.fullmatch(_line(state, line))), None)
    if last is None:
        state.env[_UNENDED] = end
        return False
    if not silent:
        token = state.push("fence", "code", 0)
        token.info, token.map = match["jekyll"] or match["hugo"], [begin, last + 1]
        token.content = state.getLines(begin + 1, last, state.sCount[begin], True)
        state.line = last + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]][:LONGEST].strip()


def findings(tokens: Sequence[Token]) -> tuple[Finding, ...]:
    """A finding for the first mark of each name in the text."""
    found: dict[str, Finding] = {}
    for token in tokens:
        if token.type != "inline" or not any(sign in token.content for sign in ("{", ":", "[[")):
            continue
        text = "".join(map(_shown, token.children or ()))
        for pattern, named in _MARKS:
            for match in pattern.finditer(text):
                name = (named.match(match.group()) or match).group().strip()
                if name not in found and len(found) < MOST and not _CONTENTS.search(match.group()):
                    found[name] = _finding(name, token.map[0] + 1 if token.map else None)
    return tuple(found.values())


def _shown(token: Token) -> str:
    """What of a token may hold marks; of code only that it is there."""
    return token.content if token.type == "text" else {"code_inline": "`", "softbreak": "\n"}.get(token.type, "")


def _finding(name: str, line: int | None) -> Finding:
    message = f"“{name}” means something to another program; it stays as text"
    return Finding("shortcode-kept", "warning", message, line)
