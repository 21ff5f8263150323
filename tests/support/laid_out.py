"""The text of a publication as WeasyPrint lays it out, in boxes.

WeasyPrint is loaded when it is asked for, not before: whoever tests its own way of writing must find it as it is.
"""

from __future__ import annotations

from typing import Any

from publish.model import Publication
from publish.writing import document, engine


def pages(publication: Publication, *kinds: str) -> list[list[Any]]:
    """The boxes of these kinds on each page of the text, in order: ``LineBox``, ``TableRowBox``."""
    body = document.joined(publication, [page for page in publication.pages if page.role == "text"])
    laid = engine.layout(body.tree, publication.styles["pdf"], body.pictures)
    return [[box for box in page._page_box.descendants() if type(box).__name__ in kinds] for page in laid.pages]


def paragraph_lines(publication: Publication) -> list[Any]:
    """The lines of all paragraphs."""
    return [box for page in pages(publication, "LineBox") for box in page if box.element_tag == "p"]


def said(line: Any) -> str:
    """What a line says."""
    return "".join(box.text for box in line.descendants() if hasattr(box, "text"))


def end(line: Any) -> float:
    """Where the last thing on a line ends, in pixels."""
    last = line.children[-1]
    return float(last.position_x + last.width)
