"""A page: the words in its markup, in the order of the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html

from publish.ledger.counting import NUMBERING
from publish.ledger.markup import said
from publish.ledger.sources.decoding import decoded
from publish.ledger.words import Piece

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml[^>]*\?>")


def pieces(data: bytes, encoding: str | None) -> Iterator[Piece]:
    """The visible words of the page, and, not owed, its title and the alternatives of its pictures."""
    declared = _CHARSET.search(data[:4096])
    name = encoding or (declared[1].decode("ascii") if declared else None)
    try:
        text = decoded(data, name if name and not _is_utf8(data) else None)
    except LookupError:
        text = decoded(data, "cp1252")
    yield from of_text(_XML.sub("", text, count=1))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def of_text(text: str) -> Iterator[Piece]:
    """The same for a page that is text already."""
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.replace("\0", ""), parser=parser)
    except etree.ParserError:  # There is nothing in it.
        return
    for title in root.iterfind(".//head/title"):
        yield Piece(title.text or "", "title", owed=False)
    body = root.find("body")
    whole = said(root if body is None else body, lines=True)
    for piece in whole.pieces:
        if "\\" in piece.text or "@eq:" in piece.text:
            yield from (replace(piece, text=one, owed=False) for one in NUMBERING.findall(piece.text))
            piece = replace(piece, text=NUMBERING.sub(" ", piece.text))
        yield piece
    yield from (replace(piece, owed=False) for piece in whole.alternatives)
