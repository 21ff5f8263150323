"""Markdown becomes HTML, each block with the line of the source in which it begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from publish.model import Finding
from publish.reading.markdown import addresses, attributes, formulas, headings, notes, shortcodes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

DEEPEST = 40
"""How deep blocks may be nested; a list and its item count as two."""

_MARK = re.compile(r"</?(?:a|abbr|b|br|cite|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^>]*>")
_BOXES = {"alert_open": "sidebar", "alert_title_open": "heading"}
_TAG = re.compile(r"\s*<[A-Za-z][A-Za-z0-9-]*(?=[\s>/])")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as HTML."""

    html: str
    findings: tuple[Finding, ...] = ()


def render(text: str) -> Rendered:
    """The HTML of a document, and what is to be told of it."""
    parser = _parser()
    environment: dict[str, Any] = {}
    tokens = parser.parse(text, environment)
    _number(tokens)
    headings.name(tokens)
    _caption(tokens)
    html = parser.renderer.render(tokens, parser.options, environment)
    return Rendered(html, (*notes.findings(environment), *shortcodes.findings(tokens)))


def inline(text: str) -> str:
    """The HTML of a line of Markdown."""
    rendered: str = _parser().renderInline(text)
    return rendered


def plain(text: str) -> str:
    """The words of a line of Markdown."""
    (line,) = _parser().parseInline(text)
    return "".join(map(_said, line.children or ()))


def _said(token: Token) -> str:
    if token.type == "html_inline" and _MARK.fullmatch(token.content):
        return ""
    if token.type in ("math_inline", "math_inline_double"):
        return f"{token.markup}{token.content}{token.markup}"
    return token.content


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    # Past the last option the parser drops what it has not read.
    parser = MarkdownIt("commonmark", {"html": True, "tasklists": True, "alerts": True, "maxNesting": DEEPEST + 8})
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # Addresses are judged, and told, later.
    parser.enable(["table", "strikethrough"]).use(addresses.plugin)
    parser.use(formulas.plugin).use(deflist_plugin).use(footnote_plugin).use(notes.plugin).use(attributes.plugin)
    parser.block.ruler.before("table", "deep", _deep, {"alt": []})
    parser.block.ruler.before("fence", "listing", shortcodes.listing, {"alt": ["paragraph", "blockquote", "list"]})
    parser.inline.ruler.before("escape", "shortcode", shortcodes.rule)
    for name, rule in _RENDERED.items():
        parser.add_render_rule(name, rule)
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
    """Give each block its line; and GitHub's alerts, the classes that such boxes have here."""
    for token in tokens:
        if token.map and token.nesting >= 0 and token.tag:
            token.attrSet("data-line", str(token.map[0] + 1))
        if token.type in _BOXES:
            token.attrSet("class", _BOXES[token.type])


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


def _raw(_: object, tokens: Sequence[Token], index: int, options: object, environment: object) -> str:
    """HTML of the source, whose first element gets the line. Instructions and CDATA, which HTML has not, are read."""
    token = tokens[index]
    html = _replaced(_replaced(token.content, "<?", "?>", lambda _: ""), "<![CDATA[", "]]>", escape)
    if token.map is None or (match := _TAG.match(html)) is None:
        return html
    return f'{match.group()} data-line="{token.map[0] + 1}"{html[match.end() :]}'


def _replaced(html: str, opening: str, closing: str, replace: Callable[[str], str]) -> str:
    """HTML in which what stands between two marks is replaced."""
    pieces, place = [], 0
    while (begin := html.find(opening, place)) >= 0 and (end := html.find(closing, begin + len(opening))) >= 0:
        pieces += [html[place:begin], replace(html[begin + len(opening) : end])]
        place = end + len(closing)
    return "".join([*pieces, html[place:]])


def _picture(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, environment: EnvType
) -> str:
    """As HTML has it; but an alternative text without a word is none, for there is no other way not to write any."""
    rendered = renderer.image(tokens, index, options, environment)
    if not tokens[index].attrs["alt"]:
        del tokens[index].attrs["alt"]
        rendered = renderer.renderToken(tokens, index, options, environment)
    return rendered


_RENDERED: Mapping[str, Callable[..., str]] = {
    **dict.fromkeys(("fence", "code_block"), _listing),
    **dict.fromkeys(("html_block", "html_inline"), _raw),
    "image": _picture,
}
