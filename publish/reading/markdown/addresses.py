"""Addresses in the text become links, as on GitHub."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    Rule = Callable[[StateInline, bool], bool]

LONGEST = 2_048
"""The most characters of an address."""

_BEGINNINGS = ("http", "https", "mailto", "xmpp")


def plugin(parser: MarkdownIt) -> None:
    """Teach a parser about addresses. The rules copy all text behind a sign, so they are shown a piece of it only."""
    parser.use(gfm_autolink_plugin)
    rules = {rule.name: rule.fn for rule in parser.inline.ruler.__rules__}
    for name, sign in (("www", "w"), ("protocol", ":"), ("email", "@")):
        rule = f"gfm_autolink_{name}"
        parser.inline.ruler.at(rule, _bounded(rules[rule], sign))


def _bounded(rule: Rule, sign: str) -> Rule:
    def bounded(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != sign or (sign == ":" and not state.pending.endswith(_BEGINNINGS)):
            return False
        end = state.posMax
        state.posMax = min(end, state.pos + LONGEST)
        found = rule(state, silent)
        state.posMax = end
        return found

    return bounded
