"""What a page says of its article in JSON-LD, in the words of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

Node = Mapping[str, Any]

_ARTICLE = re.compile(r"\w*(?:Article|Posting|Report|Review|APIReference|Recipe)")
_WRAPPING = re.compile(r"^\s*(?:/\*)?\s*<!\[CDATA\[(?:\*/)?|(?:/\*)?\]\]>(?:\*/)?\s*$")
_LARGEST = 1_000_000
"""The characters of a script that are read."""


def article(root: HtmlElement) -> Node:
    """The description of the page's article; empty where there is none."""
    nodes = (node for script in root.iter("script") for node in _nodes(script))
    return next((node for node in nodes if _is_article(node)), {})


def _nodes(script: HtmlElement) -> Iterator[Node]:
    """The objects in a script of linked data, those of its graph as well."""
    if script.get("type", "").partition(";")[0].strip().lower() != "application/ld+json":
        return
    try:
        data = json.loads(_WRAPPING.sub("", (script.text or "")[:_LARGEST]), strict=False)
    except (ValueError, RecursionError):
        return
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (inner for inner in (graph if isinstance(graph, list) else []) if isinstance(inner, dict))


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in named)


def text(value: object) -> str:
    """A value as one line; of several the first; of a thing its name."""
    if isinstance(value, list):
        return text(value[0]) if value else ""
    if isinstance(value, Mapping):
        return text(value.get("name") or value.get("@value"))
    return " ".join(value.split()) if isinstance(value, str) else ""


def names(value: object) -> list[str]:
    """The names of people or bodies."""
    values = value if isinstance(value, list) else [value]
    return [name for one in values if not isinstance(one, list) and (name := text(one))]
