"""Checks of the style sheets of an EPUB."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from publish.checking.lint.book import SHEET, Book, Declaration, Found
from publish.stores import Rule

_RUNNING = re.compile(r"(?:html|body|p|div|section|\*)(?:\s*,\s*(?:html|body|p|div|section|\*))*")
"""Selectors that mean the running text, and nothing else."""
_INHERITED = frozenset({"inherit", "initial", "unset", "transparent", "none", "100%", "1em", "medium", "normal"})
"""Values that leave it to the reader."""
_NEGATIVE = re.compile(r"(?<![\w.])-\d*\.?\d+(?!\w*\()")
_EMS = re.compile(r"(?<![\w.-])(\d*\.?\d+)em\b")
_HIDDEN = re.compile(r"none\b")


def _forbidden_style(book: Book, rule: Rule) -> Iterator[Found]:
    for item in book.items:
        if item.media_type == SHEET:
            sheet = re.sub(r"/\*.*?\*/", _blank, book.read(item.path).decode("utf-8", "replace"), flags=re.DOTALL)
            for number, line in enumerate(sheet.split("\n"), start=1):
                plain = re.sub(r"\s*:\s*", ": ", line.lower())
                for word in rule.limits["words"]:
                    if word in plain:
                        yield Found(f"the style sheet has “{word}”", item.path, number)


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


def _negative_length(book: Book, rule: Rule) -> Iterator[Found]:
    for one in book.declarations:
        if one.name in rule.limits["properties"] and _NEGATIVE.search(one.value):
            yield _told(one)


def _styled_text(book: Book, rule: Rule) -> Iterator[Found]:
    for one in book.declarations:
        chosen = one.name in rule.limits["properties"] and one.value.lower() not in _INHERITED
        if chosen and _RUNNING.fullmatch(one.selector):
            yield _told(one)


def _percent_type(book: Book, rule: Rule) -> Iterator[Found]:
    for one in book.declarations:
        if one.name == "font-size" and one.value.endswith("%") and _RUNNING.fullmatch(one.selector):
            yield _told(one)


def _wide_margin(book: Book, rule: Rule) -> Iterator[Found]:
    for one in book.declarations:
        if one.name.startswith("margin") and any(float(ems) > rule.limits["most"] for ems in _EMS.findall(one.value)):
            yield _told(one)


def _hidden_text(book: Book, rule: Rule) -> Iterator[Found]:
    """By the classes and elements that a style sheet does not display, and by the attributes that say so."""
    selectors = {one.selector for one in book.declarations if one.name == "display" and _HIDDEN.match(one.value)}
    names = {part.strip() for selector in selectors for part in selector.split(",")}
    hidden = 0
    for page in book.pages:
        for element in page.root.iter("{http://www.w3.org/1999/xhtml}*"):
            called = {f".{name}" for name in element.get("class", "").split()} | {etree.QName(element).localname}
            unseen = element.get("hidden") is not None or re.search(r"display\s*:\s*none", element.get("style") or "")
            if unseen or called & names:
                hidden += len("".join(element.itertext()))
    if hidden > rule.limits["most"]:
        yield Found(f"{hidden:,} characters are hidden")


def _told(one: Declaration) -> Found:
    return Found(f"“{one.selector} {{ {one.name}: {one.value} }}”", one.path, one.line)


CHECKS: Mapping[str, Callable[[Book, Rule], Iterator[Found]]] = {
    "forbidden-style": _forbidden_style,
    "negative-length": _negative_length,
    "styled-text": _styled_text,
    "percent-type": _percent_type,
    "wide-margin": _wide_margin,
    "hidden-text": _hidden_text,
}
