"""Markdown within HTML, where its author asked for it as kramdown does: ``<div markdown="1">``."""

from __future__ import annotations

from textwrap import dedent

from lxml.html import HtmlElement

from publish.reading.markdown import parser
from publish.reading.markup.parsing import body, parse


def render(root: HtmlElement) -> None:
    """Render the text right inside of the elements with that attribute: as blocks, where there is nothing but text."""
    for element in [one for one in root.iter() if one.get("markdown") in ("1", "block", "span")]:
        text = element.text or ""
        if not len(element) and "\n" in text.strip() and element.get("markdown") != "span":
            element.text = None
            _insert(parser.render(dedent(text)).html, element, None)
            continue
        for child in list(element):
            if (child.tail or "").strip():
                _insert(parser.inline(child.tail or ""), element, child)
        if text.strip():
            _insert(parser.inline(text), element, None)


def _insert(html: str, element: HtmlElement, before: HtmlElement | None) -> None:
    """Put what is rendered in the place of the text behind ``before``, or of the first text of ``element``."""
    made = body(parse(f"<div>{html}</div>"))[0]
    if before is None:
        element.text = made.text
        for child in reversed(made):
            element.insert(0, child)
    else:
        before.tail = None
        for child in reversed(made):
            before.addnext(child)
        before.tail = made.text
