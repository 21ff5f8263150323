"""Lists: which level of which list a paragraph is in, and its number (ECMA-376, Part 1, section 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.reading.docx.parts import Element, value
from publish.reading.docx.styles import Styles

_DEEPER = re.compile(r"list (?:bullet|number) (\d)", re.IGNORECASE)
_TYPES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph's place in a list."""

    list: str
    """Which list it is of; the lists of Word have ids, and paragraphs of one need not follow each other."""
    level: int
    """From 0."""
    ordered: bool
    type: str | None
    """As in HTML's ``ol``; None for decimal numbers."""
    number: int


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = (
            {} if root is None else {one.get("abstractNumId", ""): one for one in root.iterfind("abstractNum")}
        )
        self._numbers = {} if root is None else {one.get("numId", ""): one for one in root.iterfind("num")}
        self._counted: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def item(self, properties: Element | None) -> Item | None:
        """The place of the next paragraph, which has these properties; None for one that is in no list."""
        found = self._styles.numbering(properties)
        name = value(found, "numId")
        number = self._numbers.get(name)
        if number is None:
            return None
        abstract = self._linked(value(number, "abstractNumId"))
        level = self._level(found, properties, abstract)
        override = number.find(f"lvlOverride[@ilvl='{level}']")
        described = None if override is None else override.find("lvl")
        if described is None and abstract is not None:
            described = abstract.find(f"lvl[@ilvl='{level}']")
            described = abstract.find("lvl") if described is None else described
        form = value(described, "numFmt", "decimal")
        if form == "none" or described is None:
            return None
        start = _number(value(override, "startOverride"), _number(value(described, "start"), 1))
        counted = self._counted.setdefault(value(number, "abstractNumId"), {})
        if value(override, "startOverride") and (name, level) not in self._begun:
            counted.pop(level, None)
        self._begun.add((name, level))
        counted[level] = counted.get(level, start - 1) + 1
        for deeper in [one for one in counted if one > level]:
            del counted[deeper]
        return Item(value(number, "abstractNumId"), level, form != "bullet", _TYPES.get(form), counted[level])

    def _linked(self, name: str) -> Element | None:
        """The description of a list, which may be at another list's that a style names."""
        abstract = self._abstract.get(name)
        link = value(abstract, "numStyleLink")
        for style in self._styles.chain(link) if link else ():
            number = self._numbers.get(value(style, "pPr/numPr/numId"))
            return self._abstract.get(value(number, "abstractNumId"))
        return abstract

    def _level(self, found: Element | None, properties: Element | None, abstract: Element | None) -> int:
        told = value(found, "ilvl")
        if not told and abstract is not None:
            style = value(properties, "pStyle")
            levels = (one.get("ilvl", "0") for one in abstract.iterfind("lvl") if value(one, "pStyle") == style)
            told = next(levels, "") if style else ""
        if told in ("", "0"):  # Word has lists for “List Bullet 2” of their own, which are only set further in.
            names = (value(one, "name") for one in self._styles.chain(value(properties, "pStyle")))
            told = next((str(int(match[1]) - 1) for name in names if (match := _DEEPER.fullmatch(name))), told)
        return min(_number(told, 0), 8)


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else default
