"""Which structure type an element of the source has in a PDF (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from typing import Any

TAGS = {
    **dict.fromkeys(("section", "nav"), "Sect"),
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    **dict.fromkeys(("p", "pre"), "P"),
    "article": "Art",
    "figure": "Div",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    "blockquote": "BlockQuote",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "a": "Link",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "code": "Code",
    "q": "Quote",
    "rt": "RT",
}
"""The type of an element, whatever its attributes; elements not named here are transparent."""

BY_CLASS = {
    "base": "RB",
    "code-line": "Code",
    "formula": "Formula",
    "note": "Note",
    "noteref": "Reference",
    "pair": "Ruby",
    "sidebar": "Sect",
}
"""The type of an element of a class, whatever its name."""

CONTENTS_TAGS = {"ol": "TOC", "ul": "TOC", "li": "TOCI", "a": "Reference"}
"""What elements are inside of ``class="entries"``, a contents list. The link itself is a child of its Reference."""

GROUPING = frozenset({"Art", "BlockQuote", "Div", "Document", "Note", "Sect"})
"""The types that hold blocks only: text that stands in them directly gets a P of its own."""

INLINE = frozenset({"Code", "Formula", "Link", "Quote", "Reference", "Ruby", "Span"})
"""The types that stand in a line."""

KEPT = frozenset({"Link", "TD", "TH", "TR"})
"""The types that stay where nothing is set in them: a row without its empty cell is another row."""


def tag_of(element: Any, parent: str) -> str | None:
    """The type of an element in one of the type ``parent``; None for an element without a meaning of its own."""
    name, classes = element.tag, (element.get("class") or "").split()
    if parent in ("TOC", "TOCI", "Reference") or "entries" in classes:
        return CONTENTS_TAGS.get(name)
    if element.get("role") == "doc-chapter":
        return "Art"
    for word in classes:
        if word in BY_CLASS and (word != "base" or parent == "Ruby"):
            return BY_CLASS[word] if BY_CLASS[word] != parent else None
    if name == "div" and "verse" in classes and element.find("p") is None:
        return "P"
    tag = TAGS.get(name)
    if tag == "Code" and parent == "Code":
        return None
    if tag is None and (element.get("lang") or (name == "abbr" and element.get("title"))):
        return "Span"
    return tag
