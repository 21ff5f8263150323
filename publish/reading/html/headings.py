"""Headings carry more than their words: links to themselves, for readers to copy; and some are buttons."""

from __future__ import annotations

from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from publish.reading.html.names import HEADINGS
from publish.reading.html.sight import words
from publish.reading.markup import trees

_HIGHEST = 3
"""How many elements up the place may be that is the heading's own."""


def take_anchors(root: HtmlElement) -> None:
    """Take the links away that only lead from a heading to itself, if they are signs: ``¶``, ``#``, a chain."""
    for link in list(root.iter("a")):
        heading = next((one for one in islice(link.iterancestors(), _HIGHEST) if one.tag in HEADINGS), None)
        if heading is None or any(map(str.isalnum, words(link))):
            continue
        name = (link.get("href") or "").partition("#")[2]
        around = (heading, *islice(heading.iterancestors(), _HIGHEST), *heading.iter())
        if name and any(one.get("id") in (name, unquote(name)) or one.get("name") == name for one in around):
            trees.void(link)


def free_buttons(root: HtmlElement) -> None:
    """A heading whose words are a button, which opens what is below, is a heading."""
    for button in list(root.iter("a", "button")):
        is_button = button.tag == "button" or button.get("role") == "button"
        heading = next((one for one in islice(button.iterancestors(), _HIGHEST) if one.tag in HEADINGS), None)
        if is_button and heading is not None and (said := words(button)) and said == words(heading):
            button.tag = "span"
            button.attrib.pop("role", None)
