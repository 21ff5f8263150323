"""Drawings, shapes and embedded objects: the pictures in them, and the words."""

from __future__ import annotations

from urllib.parse import quote

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.docx.parts import Element, Part


def place(element: Element, target: HtmlElement, part: Part, boxes: list[Element]) -> bool:
    """Put the pictures of an object into ``target``, and its text boxes to those that will stand below the paragraph.

    Whether there was any of them, or a line that parts the text.
    """
    found = False
    for shape in _chosen(element):
        walker = etree.iterwalk(shape, events=("start",), tag=("blip", "imagedata", "txbxContent", "rect"))
        for _, inner in walker:
            if inner.tag == "txbxContent":
                boxes.append(inner)
                walker.skip_subtree()
                found = True
            elif inner.tag != "rect":
                found |= _picture(inner, shape, target, part)
            elif inner.get("hr"):
                etree.SubElement(target, "hr")
                found = True
    return found


def _chosen(element: Element) -> list[Element]:
    """Of several ways to say the same, the first that has a picture or words: Word's older one comes last."""
    if element.tag != "AlternateContent":
        return [element]
    for choice in (*element.iterfind("Choice"), *element.iterfind("Fallback")):
        if next(choice.iter("blip", "txbxContent", "imagedata", "t"), None) is not None:
            return list(choice)
    return [element]


def _picture(blip: Element, around: Element, target: HtmlElement, part: Part) -> bool:
    name = blip.get("r-embed") or blip.get("r-id") or blip.get("r-link")
    relation = part.relations.get(name or "")
    if relation is None:
        return False
    picture = etree.SubElement(target, "img")
    picture.set("src", relation.target if relation.is_outside else quote(f"/{relation.target}"))
    described = next(around.iter("docPr", "cNvPr"), None)
    alternative = "" if described is None else described.get("descr") or described.get("title") or ""
    alternative = alternative or blip.get("title") or ""
    if any(one.get("val") in ("1", "true") for one in around.iter("decorative")):
        picture.set("alt", "")
        picture.set("role", "presentation")
    elif alternative.strip():
        picture.set("alt", alternative)
    return True
