"""Markdown within HTML, where its author asked for it as kramdown does: ``<div markdown="1">``."""

from __future__ import annotations

from lxml.html import HtmlElement

from publish.reading.markdown.parser import inline
from publish.reading.markup.parsing import body, parse


def render(root: HtmlElement) -> None:
    """Render the text right inside of the elements with that attribute."""
    for element in [one for one in root.iter() if one.get("markdown") is not None]:
        if element.get("markdown") in ("1", "block", "span"):
            for child in list(element):
                if (child.tail or "").strip():
                    _insert(child.tail or "", element, element.index(child) + 1, child)
            if (element.text or "").strip():
                _insert(element.text or "", element, 0, None)


def _insert(text: str, element: HtmlElement, place: int, before: HtmlElement | None) -> None:
    paragraphs = body(parse(f"<div>{inline(text)}</div>"))[0]
    if before is None:
        element.text = paragraphs.text
    else:
        before.tail = paragraphs.text
    for offset, child in enumerate(list(paragraphs)):
        element.insert(place + offset, child)
