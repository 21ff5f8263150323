"""Markdown becomes HTML, each block with the line of the source in which it begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from publish.reading.markdown import shortcodes
from publish.reading.markup.maths import TEX

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

DEEPEST = 60
"""How deep blocks may be nested; a list and its item count as two."""
LONGEST_NAME = 200
"""The most characters of an id behind a heading, with its braces."""

_TRAILING = re.compile(r"\s*\{\s*:?\s*#([^\s{}]+)[^{}]*\}\s*$")
"""The id that pandoc and kramdown write behind a heading."""
_UNWORDLY = re.compile(r"[^\w\- ]+")


def html(text: str) -> tuple[str, tuple[shortcodes.Kept, ...]]:
    """The HTML of a document, and the marks of other programs that stay in it as text."""
    parser = _parser()
    environment: dict[str, Any] = {}
    tokens = parser.parse(text, environment)
    _number(tokens)
    _name_headings(tokens)
    _caption(tokens)
    return parser.renderer.render(tokens, parser.options, environment), shortcodes.kept(tokens)


def inline(text: str) -> str:
    """The HTML of a line of Markdown."""
    rendered: str = _parser().renderInline(text)
    return rendered


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.attrs import attrs_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    parser = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # As GitHub: addresses begin with http or www.
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    parser.use(amsmath_plugin).use(attrs_plugin).use(deflist_plugin).use(footnote_plugin).use(tasklists_plugin)
    parser.options["maxNesting"] = DEEPEST + 40  # Past it the parser drops what it has not read.
    parser.block.ruler.before("table", "deep", _deep, {"alt": []})
    parser.inline.ruler.before("escape", "shortcode", shortcodes.rule)
    for name in ("math_inline", "math_inline_double", "math_block", "math_block_label", "amsmath"):
        parser.add_render_rule(name, _formula)
    parser.add_render_rule("fence", _listing)
    parser.add_render_rule("code_block", _listing)
    return parser


def _deep(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """Of markdown-it's block parser: what is nested too deep is one paragraph."""
    if state.level < DEEPEST or silent:
        return False
    state.push("paragraph_open", "p", 1).map = [begin, end]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = (
        state.getLines(begin, end, state.blkIndent, False).strip(),
        [begin, end],
        [],
    )
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True


def _formula(_: object, tokens: Sequence[Token], index: int, options: object, environment: object) -> str:
    token = tokens[index]
    display = "" if token.type == "math_inline" else " display"
    line = f' data-line="{token.map[0] + 1}"' if token.map else ""
    return f"<{TEX}{display}{line}>{escape(token.content)}</{TEX}>"


def _listing(_: object, tokens: Sequence[Token], index: int, options: object, environment: object) -> str:
    from markdown_it.common.utils import unescapeAll

    token = tokens[index]
    line = f' data-line="{token.map[0] + 1}"' if token.map else ""
    words = unescapeAll(token.info).split()
    language = re.sub(r"^\{?\.?|[,{}:].*$", "", words[0]) if words else ""
    name = f' class="language-{escape(language)}"' if language else ""
    # The line break behind <pre> is what a parser of HTML takes away.
    return f"<pre{line}><code{name}>{escape(token.content)}</code></pre>\n"


def _number(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.map and token.nesting >= 0 and token.tag:
            token.attrSet("data-line", str(token.map[0] + 1))


def _name_headings(tokens: Sequence[Token]) -> None:
    """Headings get the ids by which links refer to them: those written behind them, or those that GitHub makes."""
    seen: Counter[str] = Counter()
    for opening, token in pairwise(tokens):
        if opening.type != "heading_open" or opening.attrGet("id"):
            continue
        last = token.children[-1] if token.children else None
        if (
            last is not None
            and last.type == "text"
            and (match := _TRAILING.search(last.content, max(0, len(last.content) - LONGEST_NAME)))
        ):
            last.content = last.content[: match.start()]
            opening.attrSet("id", match[1])
            continue
        words = "".join(child.content for child in token.children or () if child.type in ("text", "code_inline"))
        name = _UNWORDLY.sub("", words.strip().lower()).replace(" ", "-")
        opening.attrSet("id", f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1


def _caption(tokens: Sequence[Token]) -> None:
    """A picture with a title, alone in its paragraph, is a figure with a caption."""
    for opening, token, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        children = token.children or []
        if opening.type != "paragraph_open" or len(children) != 1 or children[0].type != "image":
            continue
        if title := children[0].attrs.pop("title", None):
            opening.tag = closing.tag = "figure"
            opening.hidden = closing.hidden = False
            caption = type(token)("html_inline", "", 0, content=f"<figcaption>{escape(str(title))}</figcaption>")
            token.children = [*children, caption]
