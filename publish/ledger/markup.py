"""The visible words of a tree of HTML or XHTML, in order: shared by sources, articles and EPUBs, and by no reader.

Blocks end words; elements in a line do not, but for those that stand beside the text: notes' marks, ruby, formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from publish.ledger.words import Piece

INLINE = frozenset(
    """a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr q rb rbc ruby s samp
    small span strike strong sub sup time tt u var wbr""".split()
)
"""Elements that do not end a word. All others do."""
SILENT = frozenset("script style template head iframe embed object svg rp title canvas audio video".split())
"""Elements whose text nobody sees."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NUMBER = re.compile(r"\W*\d+\W*|[\W]+")
CODE = frozenset({"code", "kbd", "samp"})
"""What reads from the left wherever it stands: its ends are marked so (UAX 9, 2.6), which is no token."""
_LEFT = "\N{LEFT-TO-RIGHT MARK}"
ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    "aside": "note",
    "pre": "code",
}
_MARKS = {"doc-noteref": "mark", "doc-backlink": "backlink"}
_NUMBERS = {"equation-number", "equation-reference"}
"""The classes of numbers of formulas, which an edition may count anew, as it does marks."""
_LINE = "data-line"


@dataclass(slots=True)
class Said:
    """What a tree says: its pieces, and the alternatives of its pictures."""

    pieces: list[Piece] = field(default_factory=list)
    alternatives: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    said: Said
    lines: bool
    text: list[str] = field(default_factory=list)
    role: str = "text"
    line: int | None = None
    owed: bool = True
    numbers: dict[etree._Element, int] = field(default_factory=dict)
    """The last number of each list."""

    def flush(self) -> None:
        """End the piece."""
        text = "".join(self.text)
        if text and not text.isspace():
            self.said.pieces.append(Piece(text, self.role, self.line, owed=self.owed))
        self.text.clear()

    def beside(self, text: str, role: str) -> None:
        """A piece in the middle of another."""
        self.flush()
        if text.strip():
            self.said.pieces.append(Piece(text, role, self.line, owed=self.owed))

    def label(self, item: etree._Element) -> None:
        """The number of an item, where its list counts (HTML, 4.4.8)."""
        parent = item.getparent()
        if parent is None or str(parent.tag).rpartition("}")[2] != "ol":
            return
        self.numbers[parent] = number = _integer(item.get("value"), self._next(parent))
        self.said.pieces.append(Piece(f"{number}.", "number", self.line, owed=False))

    def _next(self, parent: etree._Element) -> int:
        step = -1 if parent.get("reversed") is not None else 1
        if parent in self.numbers:
            return self.numbers[parent] + step
        return _integer(parent.get("start"), len(parent) if step < 0 else 1)


def _integer(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.removeprefix("-").isdecimal() and len(digits) < 10 else otherwise


def said(root: etree._Element, *, lines: bool = False, line: int | None = None) -> Said:
    """What stands below an element. ``lines``: pieces have the line at which the parser saw their block."""
    walk = _Walk(Said(), lines, line=line)
    outer: list[tuple[str, int | None, bool]] = []
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if not isinstance(element.tag, str):
            if event == "end":
                walk.text.append(element.tail or "")
            continue
        name = str(element.tag).rpartition("}")[2].lower()
        if event == "start":
            outer.append((walk.role, walk.line, walk.owed))
            if _begin(walk, element, name):
                walk.text += (_LEFT if name in CODE else "", element.text or "")
            else:
                events.skip_subtree()
        else:
            if name in CODE:
                walk.text.append(_LEFT)
            if not _is_inline(walk, element, name) or walk.owed != outer[-1][2]:
                walk.flush()
            walk.role, walk.line, walk.owed = outer.pop()
            if element is not root:
                walk.text.append(element.tail or "")
    walk.flush()
    return walk.said


def _is_inline(walk: _Walk, element: etree._Element, name: str) -> bool:
    """Whether an element ends no word. In a source, what is raised may be the mark of a note."""
    if walk.lines and name == "sup" and _NUMBER.fullmatch("".join(element.itertext())):
        return False
    return name in INLINE and not _is_mark(element)


def _begin(walk: _Walk, element: etree._Element, name: str) -> bool:
    """Note what begins; whether its text is to be read."""
    if name in SILENT or _is_ornament(element):
        if source := element.get("src") or element.get("data"):
            walk.said.alternatives.append(Piece(source, "address", walk.line))
        return False
    if name == "noscript" or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        walk.flush()
        walk.owed = False
    if name == "input" and element.get("type") == "checkbox":
        sign = "☐" if element.get("checked") is None else "☑"
        walk.said.alternatives.append(Piece(sign, "address", walk.line))
        return False
    if name == "math":
        walk.beside(element.get("alttext") or " ".join("".join(element.itertext()).split()), "formula")
        return False
    if name == "img":
        decorates = element.get("role") == "presentation"
        role = "decoration" if decorates else "alternative"
        walk.said.alternatives.append(Piece("" if decorates else element.get("alt") or "", role, walk.line))
        return False
    if _is_inline(walk, element, name):
        if name == "br":
            walk.text.append("\n")
        return True
    walk.flush()
    if walk.lines and element.sourceline:
        walk.line = element.sourceline
    elif (line := element.get(_LINE, "")).isdecimal():
        walk.line = int(line)
    if name == "li":
        walk.label(element)
    walk.role = _mark(element) or ROLES.get(name, walk.role)
    return True


def _is_mark(element: etree._Element) -> bool:
    return _mark(element) is not None


def _mark(element: etree._Element) -> str | None:
    """The role of what counts, and is no word of the text."""
    return "mark" if element.get("class") in _NUMBERS else _MARKS.get(element.get("role") or "")


def _is_ornament(element: etree._Element) -> bool:
    return element.get("aria-hidden") == "true" and "ornament" in (element.get("class") or "")


def parsed(body: str) -> etree._Element:
    """The body of a section as a tree."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    return etree.fromstring(f"<body>{body}</body>", parser)


def of_body(body: str, line: int | None) -> Iterator[Piece]:
    """The pieces of a section's body."""
    yield from said(parsed(body), line=line).pieces
