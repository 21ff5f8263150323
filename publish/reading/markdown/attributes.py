"""Attributes in braces, as kramdown, pandoc and djot write them: ``{#id .class key="value"}``, ``{: #id }``.

They stand behind a link, a picture or code; behind a heading; on a line above a block, or, with a colon, below one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mdit_py_plugins.attrs.parse import ParseError, parse

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

KEPT = frozenset({"id", "class", "lang", "dir", "title", "start", "type", "width", "height", "role"})
"""What may be written; of anything else an edition would know nothing."""
LONGEST = 300
"""The most characters between the braces."""

_BRACES = re.compile(rf"\{{(:?)[ \t]*([^{{}}\n%]{{1,{LONGEST}}}?)[ \t]*\}}")
_LINE = re.compile(rf"{_BRACES.pattern}[ \t]*$", re.MULTILINE)
_BEHIND = re.compile(rf"[ \t]*{_BRACES.pattern}[ \t]*\Z")
_ABOVE, _BELOW = "attributes_above", "attributes_below"


def plugin(parser: MarkdownIt) -> None:
    """Teach a parser about attributes."""
    parser.inline.ruler.push("attributes", _inline)
    parser.block.ruler.before("fence", "attributes", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.core.ruler.after("block", "attributes", _resolve)


def behind(heading: Token) -> dict[str, str]:
    """Take the attributes away that stand behind the words of a heading."""
    last = heading.children[-1] if heading.children else None
    if last is None or last.type != "text":
        return {}
    match = _BEHIND.search(last.content, max(0, len(last.content) - LONGEST))
    if match is None or (found := _parsed(match)) is None:
        return {}
    last.content = last.content[: match.start()]
    return found


def _parsed(match: re.Match[str]) -> dict[str, str] | None:
    """What stands in braces; None where it is no attributes. A hyphen says “without a number”, in pandoc."""
    if match[2] == "-":
        return {}
    try:
        _, found = parse(f"{{{match[2]}}}")
    except ParseError:
        return None
    return {name: value for name, value in found.items() if name in KEPT}


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    target = _target(state.tokens)
    match = _BRACES.match(state.src, state.pos)
    if target is None or match is None or (found := _parsed(match)) is None:
        return False
    if not silent:
        target.attrs.update(found)
    state.pos = match.end()
    return True


def _target(tokens: Sequence[Token]) -> Token | None:
    """What attributes behind the last token are for."""
    if tokens[-1].type in ("image", "code_inline"):
        return tokens[-1]
    if tokens[-1].type != "link_close":
        return None
    return next(one for one in reversed(tokens) if one.type == "link_open")


def _block(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    start, stop = state.bMarks[begin] + state.tShift[begin], state.eMarks[begin]
    if state.is_code_block(begin) or state.src[start : start + 1] != "{":
        return False
    match = _LINE.match(state.src, start, stop)
    if match is None or (found := _parsed(match)) is None or (silent and not match[1]):
        return False  # Without the colon it begins a block, and ends none.
    if not silent:
        touches = begin > 0 and not state.isEmpty(begin - 1)
        token = state.push(_BELOW if match[1] and touches else _ABOVE, "", 0)
        token.attrs.update(found)
        state.line = begin + 1
    return True


def _resolve(state: StateCore) -> None:
    """Move the attributes of lines to their blocks."""
    kept: list[Token] = []
    waiting: dict[str, str | int | float] = {}
    for token in state.tokens:
        if token.type == _ABOVE:
            waiting |= token.attrs
        elif token.type == _BELOW:
            if (block := _opening(kept)) is not None:
                block.attrs.update(token.attrs)
        else:
            if waiting and token.nesting >= 0:
                token.attrs.update(waiting)
                waiting = {}
            kept.append(token)
    state.tokens[:] = kept


def _opening(tokens: Sequence[Token]) -> Token | None:
    """The beginning of the block that the last token ends."""
    level = 0
    for token in reversed(tokens):
        level += token.nesting
        if level > 0:
            return None
        if level == 0 and token.type != "inline":
            return token
    return None
