"""What an edition adds to a body: where its links lead, what its notes are, how a picture is called.

Bodies of paragraphs only pass as they are; all others are parsed once, and each step below has its elements in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import name

from lxml import etree

from publish.fragments import EPUB, Element, classes, parsed, text_of, written
from publish.rendering import columns, tables
from publish.rendering.figures import in_figures
from publish.rendering.highlighting import highlighted

LONGEST_NAME = 160
"""The most characters of a line that says whose a quotation is."""
WIDE = 2
"""How many columns a table has at least that a phone may not have room for."""

_RICH = re.compile(r'<(?:aside|blockquote|div|img|pre|p class="equation|table)\b|\bhref="#')
_MARKS = {"doc-noteref", "doc-backlink"}
_STRESSED = re.compile(r"<(?:em|i|dfn|cite|var)\b")
_TYPE = f"{{{EPUB}}}type"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body stands, and what an edition says there of its own."""

    page: str
    """The name of the page."""
    hrefs: Mapping[str, str]
    """Where each id of the book stands: ``text-1.xhtml#a1-note-1``."""
    picture: str
    """What a picture is called that the source says nothing about."""
    figures: str
    """The ten figures in which the edition counts."""
    room: float
    """The measure of a page, in points."""
    sizes: Sequence[float]
    """The type sizes of tables, the largest first."""
    upright: bool = False
    """Whether the script knows no italics, so that Latin words in it are stressed in another way than all others."""
    breadth: float = 1.0
    """How much wider than EB Garamond the theme's text face runs."""


def finished(body: str, place: Place) -> str:
    """The body as it goes into a page."""
    if not (_RICH.search(body) or (place.upright and _STRESSED.search(body))):
        return body
    tree = parsed(body)
    for step in STEPS:
        step(tree, place)
    return written(tree)


def _lead_links(tree: Element, place: Place) -> None:
    """Links within the book lead to the page on which their target stands; a printed one says which, if it is far."""
    here = {element.get("id") for element in tree.iter() if element.get("id")}
    for link in tree.iter("a"):
        href = link.get("href", "")
        if href.startswith("#"):
            target = place.hrefs.get(href[1:], href)
            link.set("href", target.removeprefix(place.page))
            if link.get("role") is None and href[1:] not in here:
                link.set("class", " ".join([*classes(link), "ref"]))


def _type_notes(tree: Element, place: Place) -> None:
    """Notes and references to them, as reading systems know them (EPUB 3.3 Structural Semantics, notes)."""
    for link in tree.iter("a"):
        if link.get("role") == "doc-noteref":
            link.set(_TYPE, "noteref")
        if (link.get("role") in _MARKS or "equation-reference" in classes(link)) and link.text:
            link.text = in_figures(link.text, place.figures)
    for note in tree.iter("aside"):
        note.set(_TYPE, "footnote")
        before = note.getprevious()
        if before is None or before.tag != "aside":
            note.set("class", " ".join([*classes(note), "first"]))


def _place_formulas(tree: Element, place: Place) -> None:
    """A formula by itself can be moved under a narrow screen; one with a number stands in a line with it, as high."""
    for paragraph in tree.iter("p"):
        if "equation" in classes(paragraph):
            paragraph.set("tabindex", "0")
    for number in tree.iter("span"):
        if number.get("class") == "equation-number":
            number.text = in_figures(number.text or "", place.figures)
            for formula in number.itersiblings("{http://www.w3.org/1998/Math/MathML}math", preceding=True):
                formula.attrib.pop("display", None)
                formula.set("displaystyle", "true")


def _slant_latin(tree: Element, place: Place) -> None:
    """Latin words among those of a script that knows no italics are stressed by italics all the same."""
    if place.upright:
        for element in tree.iter("em", "i", "dfn", "cite", "var"):
            letters = [name(sign, "")[:5] for sign in "".join(element.itertext()) if sign.isalpha()]
            if letters and set(letters) == {"LATIN"}:
                element.set("class", "roman")


def _name_pictures(tree: Element, place: Place) -> None:
    """A picture without an alternative is called what its caption says, or else a picture. One alone is set apart."""
    for picture in tree.iter("img"):
        if picture.get("role") == "presentation":
            picture.set("alt", "")
        elif not picture.get("alt", "").strip():
            caption = next((text_of(c) for f in picture.iterancestors("figure") for c in f.iterfind("figcaption")), "")
            picture.set("alt", caption or picture.get("title") or place.picture)
        above = picture.getparent()
        if above is not None and above.tag == "p" and len(above) == 1 and not "".join(above.itertext()).strip():
            above.set("class", "picture")


def _regulate_tables(tree: Element, place: Place) -> None:
    for table in list(tree.iter("table")):
        tables.regular(table)
        columns.measured(table, place.room, place.sizes, place.breadth)
        if len(table.findall("colgroup/col")) >= WIDE and not _in_table(table):
            _let_scroll(table)


def _in_table(table: Element) -> bool:
    return next(table.iterancestors("table"), None) is not None


def _let_scroll(table: Element) -> None:
    """Put a table where it can be moved under a narrow screen, by keyboard too (WCAG 2.2, 1.4.10 and 2.1.1)."""
    around = etree.Element("div", {"class": "wide", "tabindex": "0"})
    around.tail, table.tail = table.tail, None
    table.addprevious(around)
    around.append(table)


def _turn_code(tree: Element, place: Place) -> None:
    """Code reads from left to right in whatever text it stands, and line by line."""
    for code in tree.iter("pre"):
        code.set("dir", code.get("dir", "ltr"))
        highlighted(code)


def _attribute(tree: Element, place: Place) -> None:
    """The last line of a quotation, where it says whose it is: behind a dash, or in a ``cite`` alone."""
    for quotation in tree.iter("blockquote", "div"):
        quotes = quotation.tag == "blockquote" or "sidebar" in classes(quotation)
        last = quotation[-1] if quotes and len(quotation) > 1 else None
        if last is None or last.tag != "p" or len(said := text_of(last)) > LONGEST_NAME:
            continue
        cited = len(last) == 1 and last[0].tag == "cite" and said == text_of(last[0])
        if cited or said.startswith(("—", "–", "―")):
            last.set("class", "attribution")


def _part_verses(tree: Element, place: Place) -> None:
    """Each line of a verse by itself, so that one too long for its measure goes on indented."""
    for verse in tree.iter("div"):
        if "verse" in classes(verse):
            for stanza in [verse, *verse.iterfind("p")]:
                if stanza.find("br") is not None:
                    _part_lines(stanza)


def _part_lines(stanza: Element) -> None:
    """Wrap what stands before, between and after the breaks; each break ends its line."""
    children, text = list(stanza), stanza.text
    stanza.text = None
    line = etree.SubElement(stanza, "span", {"class": "verse-line"})
    line.text = text
    for child in children:
        line.append(child)
        if child.tag == "br":
            tail, child.tail = child.tail, None
            line = etree.SubElement(stanza, "span", {"class": "verse-line"})
            line.text = (tail or "").lstrip()
    if not len(line) and not (line.text or "").strip():
        stanza.remove(line)


STEPS: Iterable[Callable[[Element, Place], None]] = (
    _lead_links,
    _type_notes,
    _place_formulas,
    _slant_latin,
    _name_pictures,
    _regulate_tables,
    _turn_code,
    _attribute,
    _part_verses,
)
"""In the order in which they run."""
