"""Pages of a publication as one document for WeasyPrint, which knows neither MathML nor ruby nor several files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element, SubElement

from publish.model import Finding, Page, Publication
from publish.writing import engine
from publish.writing.letters import WORD_JOINER
from publish.writing.notes import to_the_foot
from publish.writing.ruby import pair

_BODY = re.compile(r"<(/?)body\b")
_CHANGED = frozenset(
    {"a", "aside", "code", "img", "kbd", "ol", "pre", "ruby", "samp", "{http://www.w3.org/1998/Math/MathML}math"}
)
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
SIGNS = {
    "turnover.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 14 14" preserveAspectRatio="xMinYMid meet">'
    b'<path d="M4 3v5h6M7.5 5.5L10 8l-2.500 2.500" fill="none" stroke="#000000" stroke-width=".9"/></svg>',
    "stress.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20"><circle cx="50" cy="10" r="8"/></svg>',
}
"""Drawings that a style sheet may name, which nobody copies: beside a line of code that is turned over, and above a
character that is stressed."""
TAB = 4
"""How many columns a tab stop is apart in code."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, and the pictures that it names."""

    tree: Element
    pictures: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    places: Mapping[Element, tuple[str, int]]
    """Which page of the publication each element is from, and the how manieth of its body it is, from 0."""


def joined(publication: Publication, pages: Iterable[Page], folios: Mapping[str, str] | None = None) -> Document:
    """These pages, one after the other. ``folios`` go to the end of the contents' rows."""
    pages = list(pages)
    bodies = "\n".join(_BODY.sub(r"<\1div", page.body) for page in pages)
    tree = engine.parsed(_whole(publication, bodies))
    places = {
        element: (page.name, number)
        for page, division in zip(pages, tree[1], strict=True)
        for number, element in enumerate(division.iter())
    }
    found: defaultdict[str, list[Element]] = defaultdict(list)
    for element in tree.iter():
        if element.tag in _CHANGED:
            found[element.tag].append(element)
    for link in found["a"]:
        _lead(link, folios)
    for code in found["pre"]:
        _expand_tabs(code)
        _hold_indents(code)
    if publication.direction == "rtl":
        blocks = {child for code in found["pre"] for child in code}
        for code in (*found["code"], *found["kbd"], *found["samp"]):
            if code not in blocks:
                _keep_left(code)
    if found["aside"]:
        for link in found["a"]:
            _hang(link)
        if publication.notes == "foot":
            to_the_foot(tree)
    for numbered in found["ol"]:
        _number(numbered)
    for ruby in found["ruby"]:
        pair(ruby)
    pictures = {resource.name: resource.data for resource in publication.resources}
    findings: tuple[Finding, ...] = ()
    if found["img"]:
        from publish.writing.pictures import suited

        named = dict.fromkeys(picture.get("src", "") for picture in found["img"])
        pictures |= {name: suited(pictures[name], publication.finest) for name in named if name in pictures}
        for picture in found["img"]:
            _size(picture)
    if formulas := found["{http://www.w3.org/1998/Math/MathML}math"]:
        from publish.writing.formulas import drawn

        drawings, findings = drawn(formulas)
        pictures.update(drawings)
    return Document(tree, {**pictures, **SIGNS}, findings, places)


def _whole(publication: Publication, bodies: str) -> str:
    """A whole document around the pages' bodies, with the metadata that WeasyPrint puts into the file."""
    known = publication.metadata
    names = [("author", person.name) for person in known.contributors] + [
        ("description", known.description),
        ("keywords", ", ".join(known.subjects)),
    ]
    metas = "".join(f'<meta name="{name}" content="{escape(value)}"/>' for name, value in names if value)
    opening = f'<html xmlns:epub="http://www.idpf.org/2007/ops" lang="{known.language}" dir="{publication.direction}">'
    return f"{opening}<head><title>{escape(known.title)}</title>{metas}</head><body>{bodies}</body></html>"


def _lead(link: Element, folios: Mapping[str, str] | None) -> None:
    """A link into the publication leads to a place in this document; a row of the contents gets its page."""
    name, mark, target = link.get("href", "").partition("#")
    if not mark or ":" in name:
        return
    link.set("href", f"#{target}")
    if folios is not None and link.get("class") == "row" and target in folios:
        if len(link):
            link[-1].tail = (link[-1].tail or "") + " "
        SubElement(link, "span", {"class": "folio"}).text = folios[target]


def _hang(link: Element) -> None:
    """The space after the mark of a note goes into the mark's box, so that the note begins where its lines begin."""
    if link.get("role") == "doc-backlink" and (link.tail or "").startswith(" "):
        mark = link[-1] if len(link) else link
        if mark is link:
            link.text = f"{link.text or ''} "
        else:
            mark.tail = f"{mark.tail or ''} "
        link.tail = (link.tail or "")[1:]


def _size(picture: Element) -> None:
    """The size that HTML gives a picture, which only a style says to WeasyPrint. Height follows where width is cut."""
    width, height = (picture.get(name, "") for name in ("width", "height"))
    if width.isdecimal():
        picture.set("style", f"width: {width}px")
    elif height.isdecimal():
        picture.set("style", f"height: {height}px; width: auto")


def _number(numbered: Element) -> None:
    """The numbers that HTML gives to the items of a list (HTML, 4.4.8), where they do not just count from 1."""
    items = numbered.findall("li")
    step = -1 if "reversed" in numbered.attrib else 1
    number = _integer(numbered.get("start"), len(items) if step < 0 else 1)
    for place, item in enumerate(items, start=1):
        number = _integer(item.get("value"), number)
        if number != place:
            item.set("style", f"counter-set: list-item {number - 1}")  # WeasyPrint 70 counts on from it.
        number += step


def _integer(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.removeprefix("-").isdecimal() and len(digits) < 10 else otherwise


def _keep_left(code: Element) -> None:
    """Code begins and ends with what reads from the left, so that a bracket at its end stays there (UAX 9, 3.3.5)."""
    last = code[-1] if len(code) else None
    code.text = LEFT_TO_RIGHT + (code.text or "")
    if last is None:
        code.text += LEFT_TO_RIGHT
    else:
        last.tail = (last.tail or "") + LEFT_TO_RIGHT


def _hold_indents(code: Element) -> None:
    """An indent goes with the first word, however long; or a line could end between them (UAX 14, LB11)."""
    for line in code.iter("span"):
        said = line.text or ""
        if line.get("class", "").startswith("code-line") and said.startswith(" "):
            bare = said.lstrip(" ")
            line.text = f"{said[: len(said) - len(bare)]}{WORD_JOINER}{bare}"


def _expand_tabs(code: Element) -> None:
    """Spaces up to the next stop for each tab: fonts have no glyph for one, and nobody could copy it."""
    column = 0
    for element in code.iter():
        if element.text:
            element.text, column = _expanded(element.text, column)
        if element.tail and element is not code:
            element.tail, column = _expanded(element.tail, column)


def _expanded(text: str, column: int) -> tuple[str, int]:
    pieces: list[str] = []
    for piece in re.split(r"([\t\n])", text):
        if piece == "\t":
            spaces = TAB - column % TAB
            pieces.append(" " * spaces)
            column += spaces
        else:
            pieces.append(piece)
            column = 0 if piece == "\n" else column + len(piece)
    return "".join(pieces), column
