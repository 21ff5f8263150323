"""What a structure element says of itself: its language, its alternative, the place of a cell, the kind of a list."""

from __future__ import annotations

from typing import Any

import pydyf

from publish.writing.structure import Node

NUMBERING = {"1": "Decimal", "A": "UpperAlpha", "a": "LowerAlpha", "I": "UpperRoman", "i": "LowerRoman"}
"""The ``ListNumbering`` of an ordered list (ISO 32000-1, 14.8.5.5), by its ``type`` in HTML."""

SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}
COVER = "doc-cover"
"""The role of a cover's picture, by which it is told from those of the text (DPUB-ARIA 1.1); its element's title."""
PIXEL = 0.75
"""In points."""


def attributes(node: Node, page_height: float) -> dict[str, Any]:
    """The entries of an element's dictionary. ``page_height``, in pixels, is that of the page on which it begins."""
    found: dict[str, Any] = {}
    element = node.element
    if element is None:
        return found
    if node.tag not in ("Link", "Reference", "LBody") and (language := element.get("lang")):
        found["Lang"] = pydyf.String(language)
    if node.tag in ("Figure", "Formula"):
        found["Alt"] = pydyf.String(element.get("alt") or "")
        found["A"] = _layout(node, page_height)
        if element.get("role") == COVER:
            found["T"] = pydyf.String(COVER)
    elif node.tag == "Note":
        found["ID"] = pydyf.String(element.get("id"))
    elif node.tag == "L":
        found["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{_numbering(element)}"})
    elif node.tag in ("TD", "TH") and (cell := _cell(element)):
        found["A"] = pydyf.Dictionary({"O": "/Table", **cell})
    elif element.tag == "abbr" and (words := element.get("title")):
        found["E"] = pydyf.String(words)
    return found


def _numbering(element: Any) -> str:
    if element.tag == "ol":
        return NUMBERING.get(element.get("type") or "1", "Decimal")
    return "Disc" if element.tag == "ul" else "None"


def _cell(element: Any) -> dict[str, Any]:
    """The scope of a header and the spans of a cell (14.8.5.7)."""
    found: dict[str, Any] = {}
    if element.tag == "th":
        found["Scope"] = f"/{SCOPES.get(element.get('scope'), 'Column')}"
    for attribute, name in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if (number := int(element.get(attribute) or 1)) > 1:
            found[name] = number
    return found


def _layout(node: Node, page_height: float) -> pydyf.Dictionary:
    """Where on its page a picture stands (14.8.5.4.3)."""
    _, box = next(kid for kid in node.kids if not isinstance(kid, Node))
    left, top = box.content_box_x(), box.content_box_y()
    sides = (left, page_height - top - box.height, left + box.width, page_height - top)
    return pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array([round(side * PIXEL, 2) for side in sides])})
