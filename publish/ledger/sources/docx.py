"""A document of Word: the runs of its text in order, then its notes; what stands beside the text is not owed."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from publish.ledger.words import Piece

_MAIN = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_ENDS = frozenset({"p", "tc", "tr", "tbl", "br", "cr", "tab", "oMath", "txbxContent", "footnoteReference"})
"""What ends a word."""
_SILENT = frozenset({"Fallback", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "del", "moveFrom", "binData"})


def pieces(data: bytes, encoding: str | None = None) -> Iterator[Piece]:
    """The text of the document and of its notes."""
    with ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        main = _MAIN if _MAIN in names else next((n for n in sorted(names) if n.endswith("document.xml")), None)
        for name in filter(None, (main, *_NOTES)):
            if name in names:
                role = "note" if name in _NOTES else "text"
                root = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))
                yield from _of_part(root, role)


def _of_part(root: etree._Element, role: str) -> Iterator[Piece]:
    text: list[str] = []
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if event == "start" and (name in _SILENT or _is_bare(element)):
            events.skip_subtree()
        elif event == "start" and name == "t":
            text.append(element.text or "")
        elif event == "start" and name == "noBreakHyphen":
            text.append("-")
        if name in _ENDS and text:
            yield Piece("".join(text), role)
            text.clear()
    if text:
        yield Piece("".join(text), role)


def _is_bare(element: etree._Element) -> bool:
    """Whether it is one of the notes that only draw a line."""
    kind = next((value for name, value in element.attrib.items() if str(name).endswith("}type")), "")
    return kind in ("separator", "continuationSeparator", "continuationNotice")
