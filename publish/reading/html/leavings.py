"""What of a page is no part of its article: every stretch of words that is seen, in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml import etree
from lxml.html import HtmlElement

from publish.model import Dropped
from publish.reading.html.sight import BLOCKS, is_seen
from publish.reading.markup.trees import VOID

RULE = "boilerplate-dropped"


def outside(
    body: HtmlElement, chosen: Collection[HtmlElement], taken: Mapping[HtmlElement, Dropped]
) -> tuple[Dropped, ...]:
    """The words of ``body`` that neither stand in a ``chosen`` element nor are hidden, a stretch a block.

    ``taken`` are the words of elements that were voided, in the article or out of it.
    """
    stretches: list[Dropped] = []
    pieces: list[str] = []
    line = None
    for piece, piece_line in (*_pieces(body, frozenset(chosen), taken), (None, None)):
        if isinstance(piece, str) and piece.strip():
            line = line if pieces else piece_line
            pieces.append(piece)
        elif isinstance(piece, str) and pieces:
            pieces.append(piece)
        elif not isinstance(piece, str):
            if pieces:
                stretches.append(Dropped(RULE, " ".join("".join(pieces).split()), line))
                pieces.clear()
            if piece is not None and piece.text:
                stretches.append(piece)
    return tuple(stretches)


def _pieces(
    body: HtmlElement, chosen: Collection[HtmlElement], taken: Mapping[HtmlElement, Dropped]
) -> Iterator[tuple[str | Dropped | None, int | None]]:
    """The pieces of text outside, each with its line, and what was taken; None where a block begins or ends."""
    walker = etree.iterwalk(body, events=("start", "end"))
    within: HtmlElement | None = None
    for event, element in walker:
        line = element.sourceline or None
        if event == "start":
            if within is None and element in chosen:
                within = element
            if element.tag in BLOCKS or element.tag == VOID:
                yield None, None
            if element in taken:
                yield taken[element], None
            if not is_seen(element) and element is not body:
                walker.skip_subtree()
            elif within is None:
                yield element.text, line
            continue
        if element is within:
            within = None
            yield None, None
        if element.tag in BLOCKS:
            yield None, None
        if within is None and element is not body:
            yield element.tail, line
