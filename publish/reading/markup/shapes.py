"""What a container looks like in the end is decided when all that it holds is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from publish.reading.markup.vocabulary import BARE

BARE_TAG = "bare"
"""The tag of a paragraph that words began by themselves, until its container ends and decides about it."""

Heirs = Iterator[tuple[etree._Element, etree._Element]]
"""Elements that are gone, each with the one that ids now mean."""

_PICTURED = frozenset({"img", "table", "pre", "blockquote", "math"})
"""What a figure is for."""
_BLOCKS = frozenset({"p", "ul", "ol", "dl", "blockquote", "pre", "div", "figure", "table", "hr"})


def close(container: etree._Element) -> Heirs:
    """Give a container its last shape; what is left without any content goes."""
    yield from _bare(container)
    if shape := _SHAPES.get(str(container.tag)):
        yield from shape(container)
    if not len(container) and not container.text and container.tag not in ("li", "td", "th", "dd"):
        parent = container.getparent()
        if parent is not None:
            parent.remove(container)
            yield container, parent


def _bare(container: etree._Element) -> Heirs:
    """Words that stand alone in an item or a cell, or before its lists, need no paragraph; all others get one."""
    children = list(container)
    alone = container.tag in BARE and children and children[0].tag == BARE_TAG
    if alone and not any(child.tag in ("p", BARE_TAG) for child in children[1:]):
        first = children[0]
        container.text = first.text
        for name, value in first.attrib.items():
            if container.get(name) is None:
                container.set(name, value)
        for index, inner in enumerate(list(first)):
            container.insert(index, inner)
        container.remove(first)
        yield first, container
    for child in children:
        if child.tag == BARE_TAG:
            child.tag = "p"


def _figure(figure: etree._Element) -> Heirs:
    """A figure holds what it shows, and one caption above or below; other words stand before it or in the caption."""
    for paragraph in figure.findall("p"):
        if len(paragraph) and not paragraph.text and all(one.tag in _PICTURED and not one.tail for one in paragraph):
            for inner in list(paragraph):
                paragraph.addprevious(inner)
            figure.remove(paragraph)
            yield paragraph, figure
    children = list(figure)
    match = _FIGURE.fullmatch("".join(map(_kind, children)))
    if match is None:
        yield from _dissolve(figure)
        return
    for child in children[: match.end("before")]:
        figure.addprevious(child)
    below = children[match.start("below") :]
    if match["above"]:
        for child in reversed(below):
            yield from _unpacked(child, figure.addnext)
    elif match["below"] not in ("", "c"):
        caption = etree.SubElement(figure, "figcaption")
        for child in below:
            yield from _unpacked(child, caption.append)


_FIGURE = re.compile("(?P<before>x*)(?P<above>c?)s+(?P<below>[cx]*)")
"""The order of what a figure may hold, as :func:`_kind` calls it."""


def _kind(child: etree._Element) -> str:
    """``s`` for what a figure shows, ``c`` for its caption, ``x`` for anything else."""
    return "s" if child.tag in _PICTURED else "c" if child.tag == "figcaption" else "x"


def _dissolve(figure: etree._Element) -> Heirs:
    """What it holds stands in its place."""
    if (parent := figure.getparent()) is None:
        return
    heir = figure[0] if len(figure) else parent
    for child in list(figure):
        if child.tag in ("img", "math"):
            paragraph = etree.Element("p")
            paragraph.append(child)
            figure.addprevious(paragraph)
        else:
            yield from _unpacked(child, figure.addprevious)
    yield figure, heir


def _unpacked(child: etree._Element, put: Callable[[etree._Element], None]) -> Heirs:
    """Put a block somewhere; a caption or definition that is none there is a paragraph, or the blocks that it holds."""
    if child.tag not in ("figcaption", "dd"):
        put(child)
        return
    inner = list(child)
    words = inner[: next((index for index, one in enumerate(inner) if one.tag in _BLOCKS), len(inner))]
    last: etree._Element | None = None
    if words or child.text:
        last = etree.Element("p")
        last.text = child.text
        last.extend(words)
        put(last)
    for block in inner[len(words) :]:
        if last is None:
            put(block)
        else:
            last.addnext(block)
        last = block
    if (parent := child.getparent()) is not None:
        parent.remove(child)
    if last is not None:
        yield child, last


def _definitions(listed: etree._Element) -> Heirs:
    """A term stands before each definition, and a definition behind each term (HTML, 4.4.9).

    What is indented by a definition without a term, as wikis do, are blocks; a term without a definition is a heading.
    """
    tags = [child.tag for child in listed]
    first = tags.index("dt") if "dt" in tags else len(tags)
    for child in listed[:first]:
        yield from _unpacked(child, listed.addprevious)
    while len(listed) and (term := listed[-1]).tag == "dt":
        term.tag = "p"
        term.set("class", "heading")
        listed.addnext(term)


def _table(table: etree._Element) -> Heirs:
    """Rows without cells go, spans end with the table, and each heading cell says what it heads."""
    rows = []
    for row in _rows(table):
        if len(row):
            rows.append(row)
        else:
            (table if (part := row.getparent()) is None else part).remove(row)
            yield row, table
    widest = max(map(len, rows), default=0)
    for number, row in enumerate(rows):
        above = row.getparent()
        across = (above is not None and above.tag == "thead") or all(cell.tag == "th" for cell in row)
        for place, cell in enumerate(row):
            _fit(cell, "colspan", max(1, widest - place))
            _fit(cell, "rowspan", len(rows) - number)
            if cell.tag == "th" and cell.get("scope") is None:
                cell.set("scope", "col" if across else "row")
    if not rows:
        caption = table.find("caption")
        if caption is not None:
            caption.tag = "p"
            table.addprevious(caption)
            yield table, caption
        for child in list(table):
            table.remove(child)


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table, without those of tables in its cells."""
    return [row for part in table for row in ([part] if part.tag == "tr" else part) if row.tag == "tr"]


def _fit(cell: etree._Element, name: str, most: int) -> None:
    span = min(int(cell.get(name, "1")), most)
    if span > 1:
        cell.set(name, str(span))
    else:
        cell.attrib.pop(name, None)


_SHAPES: Mapping[str, Callable[[etree._Element], Heirs]] = {"dl": _definitions, "figure": _figure, "table": _table}
