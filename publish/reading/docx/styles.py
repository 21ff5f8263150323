"""What a style means: by its outline level, and by its name, which Word keeps in English in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.reading.docx.parts import Element, is_on, value

LONGEST_CHAIN = 20
"""How many styles may be based on each other; a circle ends here."""
BODY = 9
"""The outline level of text that is no heading (ECMA-376, Part 1, section 17.3.1.20)."""

_KINDS = (
    ("title", re.compile(r"title")),
    ("subtitle", re.compile(r"subtitle")),
    ("contents-label", re.compile(r"(?:toc|contents) heading")),
    ("contents", re.compile(r"(?:toc|contents) \d")),
    ("caption", re.compile(r"caption|(?:image|table|figure) caption|figure|illustration|drawing")),
    ("quote", re.compile(r"(?:intense |block )?(?:quote|quotations?)|block text")),
    (
        "code",
        re.compile(r"(?:source )?code(?: block)?|html preformatted|preformatted text|macro text|listing|verbatim"),
    ),
    ("continued", re.compile(r"list continue(?: \d)?")),
)
"""Word's own names, and those of LibreOffice and Pandoc."""
_CODE = re.compile(
    r"(?:source |html |inline )?code(?: char)?|verbatim char|html (?:keyboard|sample|typewriter|variable)|source text"
)
_HEADING = re.compile(r"heading (\d)")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a paragraph is."""

    name: str
    """``text``, ``heading``, or the name of a kind such as ``quote``."""
    level: int = 0
    """Of a heading or an entry of the contents, from 1."""


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        for style in root.iter("style") if root is not None else ():
            self._styles[style.get("styleId", "")] = style
            if style.get("type") == "paragraph" and style.get("default") in ("1", "true"):
                self._default = style.get("styleId", "")
        self._kinds: dict[str, Kind] = {}

    def chain(self, name: str) -> Iterator[Element]:
        """A style, and those that it is based on."""
        for _ in range(LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(style, "basedOn")

    def paragraph(self, properties: Element | None) -> Kind:
        """What the paragraph with these properties is."""
        level = value(properties, "outlineLvl")
        if level.isdecimal():
            return Kind("heading", int(level) + 1) if int(level) < BODY else Kind("text")
        name = value(properties, "pStyle") or self._default
        if name not in self._kinds:
            self._kinds[name] = self._kind(name)
        return self._kinds[name]

    def _kind(self, name: str) -> Kind:
        for style in self.chain(name):
            called = value(style, "name").lower()
            if match := _HEADING.fullmatch(called):
                return Kind("heading", int(match[1]))
            for kind, pattern in _KINDS:
                if pattern.fullmatch(called):
                    return Kind(kind, int(called[-1]) if called[-1].isdecimal() else 1)
            level = value(style, "pPr/outlineLvl")
            if level.isdecimal() and int(level) < BODY:
                return Kind("heading", int(level) + 1)
        return Kind("text")

    def run(self, properties: Element | None) -> Mapping[str, bool]:
        """The marks of a run by the names of their elements in HTML, its character style's included."""
        marks: dict[str, bool] = {}
        styles = list(self.chain(value(properties, "rStyle")))
        for one in (properties, *(style.find("rPr") for style in styles)):
            for tag, path in (("strong", "b"), ("em", "i"), ("s", "strike"), ("s", "dstrike")):
                if (on := is_on(one, path)) is not None:
                    marks.setdefault(tag, on)
            if raised := value(one, "vertAlign"):
                marks.setdefault("sup", raised == "superscript")
                marks.setdefault("sub", raised == "subscript")
        marks["u"] = bool(is_on(properties, "u"))
        marks["mark"] = bool(is_on(properties, "highlight"))
        marks["code"] = any(_CODE.fullmatch(value(style, "name").lower()) for style in styles)
        return marks

    def numbering(self, properties: Element | None) -> Element | None:
        """The element ``numPr`` that holds for a paragraph: its own, or its style's."""
        own = None if properties is None else properties.find("numPr")
        if own is not None:
            return own
        found = (style.find("pPr/numPr") for style in self.chain(value(properties, "pStyle") or self._default))
        return next((one for one in found if one is not None), None)

    def has_header(self, table_style: str, place: str) -> bool:
        """Whether a style sets the first row or column of a table apart."""
        parts = (part for style in self.chain(table_style) for part in style.iterfind("tblStylePr"))
        return any(part.get("type") == place for part in parts)
