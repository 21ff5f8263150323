r"""Formulas in TeX, between dollars, in an environment, or between ``\(`` and ``\)`` or ``\[`` and ``\]``.

CommonMark reads a backslash before a bracket as an escape. So what stands between such brackets is a formula only if it
looks like one: they also guard brackets that would be a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from publish.reading.markup.equations.names import TEX

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONGEST = 5_000
"""The most characters between brackets."""
TALLEST = 200
"""The most lines of a formula with a name."""
NEAR = 80
"""How many characters beside a formula are looked at."""

_CLOSING = {"(": "\\)", "[": "\\]"}
_NAME = re.compile(r"\$\$[ \t]*\{#([A-Za-z][\w:.-]*)[^{}]*\}[ \t]*$")
_LOOKS = re.compile(r"\\[A-Za-z]|[\^=_<>]")
"""What a formula has that is more than one letter."""


def plugin(parser: MarkdownIt) -> None:
    """Teach a parser about formulas."""
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True).use(amsmath_plugin)
    parser.block.ruler.before("math_block", "named_formula", _named, {"alt": ["paragraph"]})
    parser.inline.ruler.before("escape", "bracketed_formula", _bracketed)
    for name in ("math_inline", "math_inline_double", "math_block", "math_block_label", "amsmath"):
        parser.add_render_rule(name, _rendered)


def _named(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A formula between two dollars with a name behind it, ``$$ … $$ {#eq:x}``, as pandoc's filters have it."""
    lines: list[str] = []
    for line in range(start, min(end, start + TALLEST)):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if line == start and (not text.startswith("$$") or state.is_code_block(line)):
            return False
        lines.append(text[2:] if line == start else text)
        if found := _NAME.search(lines[-1]):
            if not silent:
                state.line = line + 1
                token = state.push("math_block_label", "math", 0)
                token.block, token.markup, token.info, token.map = True, "$$", found[1], [start, state.line]
                token.content = "\n".join([*lines[:-1], lines[-1][: found.start()]])
            return True
        if "$$" in lines[-1]:
            return False
    return False


def _bracketed(state: StateInline, silent: bool) -> bool:
    bracket = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "\\" or bracket not in _CLOSING or state.src[state.pos - 1 : state.pos] == "\\":
        return False
    end = state.src.find(_CLOSING[bracket], state.pos + 2, min(state.posMax, state.pos + LONGEST))
    text = state.src[state.pos + 2 : max(end, 0)].strip()
    display = bracket == "["
    if not text or not (_is_formula(text) and (not display or _stands_alone(state, end + 2))):
        return False
    if not silent:
        token = state.push("math_inline_double" if display else "math_inline", "math", 0)
        token.content, token.markup = text, "$$" if display else "$"
    state.pos = end + 2
    return True


def _is_formula(text: str) -> bool:
    return (len(text) == 1 and text.isalpha()) or _LOOKS.search(text) is not None


def _stands_alone(state: StateInline, end: int) -> bool:
    """Whether nothing else stands on the lines of a formula."""
    before = state.src[max(0, state.pos - NEAR) : state.pos].rpartition("\n")[2]
    after = state.src[end : end + NEAR].partition("\n")[0]
    return not before.strip() and not after.strip(" .,;")


def _rendered(_: object, tokens: Sequence[Token], index: int, options: object, environment: object) -> str:
    token = tokens[index]
    display = "" if token.type == "math_inline" else " display"
    line = f' data-line="{token.map[0] + 1}"' if token.map else ""
    label = f' label="{escape(token.info)}"' if token.type == "math_block_label" else ""
    return f"<{TEX}{display}{line}{label}>{escape(token.content)}</{TEX}>"
