"""The attributes that elements keep, each checked: what the contract does not name is left behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml.html import HtmlElement

from publish.reading.markup import trees
from publish.reading.markup.vocabulary import CLASSES

Way = tuple[str | None, str | None]
"""Language and direction, as the source tells them."""

WIDEST = 1000
"""The most columns that a cell spans (HTML, §4.9.11)."""

_LANGUAGE = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_DIRECTIONS = ("ltr", "rtl", "auto")
_ALIGNED = re.compile(r"text-align\s*:\s*(left|center|right)", re.IGNORECASE)


def way(element: HtmlElement, around: Way = (None, None)) -> Way:
    """The language and direction of an element; what it does not tell is as ``around`` it."""
    language = (element.get("lang") or element.get("xml:lang") or "").strip()
    direction = (element.get("dir") or "").strip().lower()
    return (
        language if _LANGUAGE.fullmatch(language) else around[0],
        direction if direction in _DIRECTIONS else around[1],
    )


def ids(element: HtmlElement) -> list[str]:
    """The names under which other places refer to an element."""
    names = [element.get("id"), element.get("name") if element.tag == "a" else None]
    return [name.strip() for name in names if name and name.strip()]


def inline(element: HtmlElement, around: Way) -> dict[str, str]:
    """What an inline element keeps besides its address: its title, its language and its direction."""
    title = " ".join((element.get("title") or "").split())
    language, direction = (
        own if own != outer else None for own, outer in zip(way(element, around), around, strict=True)
    )
    told = {"title": title, "lang": language, "dir": direction}
    return {name: value for name, value in told.items() if value}


def block(element: HtmlElement, tag: str) -> dict[str, str]:
    """What a block ``tag`` keeps, but for its line, language and direction."""
    kept = {}
    for name, check in _BLOCKS.get(tag, {}).items():
        if (value := check((element.get(name) or "").strip())) is not None:
            kept[name] = value
    if tag == "ol" and element.get("reversed") is not None:
        kept["reversed"] = "reversed"
    if called := _class(element, tag):
        kept["class"] = called
    return kept


def _class(element: HtmlElement, tag: str) -> str | None:
    allowed = CLASSES.get(tag, frozenset())
    if element.tag == "aside":
        return "sidebar"
    if tag in ("th", "td"):
        styled = _ALIGNED.search(element.get("style") or "")
        aligned = (styled[1] if styled else element.get("align") or "").strip().lower()
        if aligned in allowed:
            return aligned
    return next((name for name in (element.get("class") or "").split() if name in allowed), None)


def _whole(value: str) -> str | None:
    return value if re.fullmatch("-?[0-9]{1,9}", value) else None


def _span(value: str) -> str | None:
    return str(min(int(value), WIDEST)) if re.fullmatch("[0-9]{1,9}", value) and int(value) > 1 else None


def _one_of(*values: str) -> Callable[[str], str | None]:
    return lambda value: value if value in values else None


_CELL: Mapping[str, Callable[[str], str | None]] = {"colspan": _span, "rowspan": _span}
_BLOCKS: Mapping[str, Mapping[str, Callable[[str], str | None]]] = {
    "ol": {"start": _whole, "type": _one_of("1", "a", "A", "i", "I")},
    "li": {"value": _whole},
    "td": _CELL,
    "th": {**_CELL, "scope": _one_of("col", "row", "colgroup", "rowgroup")},
}


def is_kept(element: HtmlElement, tag: str) -> bool:
    """Whether a container says more than that a paragraph ends: a ``div`` does only with a class of the contract."""
    return tag != "div" or element.tag == "aside" or bool(trees.tokens(element, "class") & CLASSES["div"])
