"""The table of contents that a page or a document prints: a list of links to its own headings, or of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from publish.model import Contents, Entry, Finding
from publish.reading.contents import Printed, compiled
from publish.reading.contents.labels import is_switch, label
from publish.reading.markup import trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.notices import Notices
from publish.reading.markup.sections import Stretch
from publish.reading.markup.vocabulary import HEADINGS
from publish.reading.reconcile import Candidate, reconcile
from publish.reading.wording import letters

LEAST = 3
"""The fewest entries of a list that nothing announces."""
SHARE = 0.8
"""The least share of its lines that lead into the page, or that come again as headings."""

HIGHEST = 4
"""How many elements up a list may be called contents."""
LONGEST_MARKER = 60

_CALLED = frozenset(
    "toc doc-toc table-of-contents tableofcontents contents-list toctree toc-list toc-container ez-toc-container"
    " post-toc article-toc".split()
)
"""Roles, ids and classes of contents."""
_MARKER = re.compile(
    r"(?:\[\[?_?toc_?\]\]?|\$\{toc\}|@\[toc\]|\{:\s*toc\s*\}|(?:toc|table of contents)\s*\{:\s*toc\s*\})", re.IGNORECASE
)
"""What asks a program for contents, where none was asked."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Contents as they were found."""

    contents: Contents
    """Their entries name no section yet."""
    hrefs: tuple[str | None, ...]
    """Where each entry leads within the page."""


def find(draft: Draft, notices: Notices) -> Listing | None:
    """Take the contents out of a draft, and what only asks for some; None where it prints none."""
    found: Listing | None = None
    places = [one for one in trees.elements(draft.root) if isinstance(one.tag, str)]
    words = {letters(trees.words(one)) for one in places if one.tag in HEADINGS}
    ids = {name for one in places for name in (one.get("id"), one.get("name")) if name}
    for element in places:
        if element.tag in ("p", "li", "div") and len(element) < 3 and _is_marker(element):
            notices.tell("contents-marker", line=draft.line(element))
            notices.drop("contents-marker", trees.words(element))
            trees.void(element)
        elif found is None and element.tag in ("ul", "ol") and _is_outermost(element):
            found = _taken(element, words, ids, draft, notices)
    return found


def _is_marker(element: HtmlElement) -> bool:
    if len(element) > 2 or len(element.text or "") > LONGEST_MARKER or any(len(child) for child in element):
        return False
    text = trees.words(element)
    return len(text) < LONGEST_MARKER and _MARKER.fullmatch(text) is not None


def _is_outermost(element: HtmlElement) -> bool:
    """Whether a list stands in no other one, in no quotation and in no table."""
    return not any(above.tag in ("li", "blockquote", "td", "dd", trees.VOID) for above in element.iterancestors())


def _taken(list_: HtmlElement, words: set[str], ids: set[str], draft: Draft, notices: Notices) -> Listing | None:
    lines = list(_lines(list_, draft))
    if not lines:
        return None
    box = _box(list_, draft.root)
    announced = _label(list_, box)
    links = [one for one in lines if one.href and {one.href[1:], unquote(one.href[1:])} & ids]
    repeated = [one for one in lines if letters(one.text) in words]
    certain = box is not None and box.get("role") == "doc-toc"  # Entries may all be of sections that are not there.
    good = len(lines) if certain else max(len(links), len(repeated))
    named = box is not None or (announced is not None and announced[1])
    if good < SHARE * len(lines) * (0.5 if named else 1) or good < (1 if named else LEAST):
        return None
    if not named and len(repeated) < LEAST and len(links) < LEAST:
        return None
    contents, dropped = compiled(announced[0] if announced else "", lines)
    notices.dropped += dropped
    hrefs = [one.href for one in lines] if len(lines) == len(contents.entries) else [None] * len(contents.entries)
    entries = contents.entries
    for element in [list_, *([announced[2]] if announced else [])]:
        trees.void(element)
    _drop_switches(box, draft, notices)
    return Listing(replace(contents, entries=entries), tuple(hrefs))


def _lines(list_: HtmlElement, draft: Draft) -> Iterator[Printed]:
    """The lines of a list and of the lists in it, each with its depth."""
    depth = 0
    for event, element in etree.iterwalk(list_, events=("start", "end"), tag=("ul", "ol", "li")):
        if element.tag != "li":
            depth += 1 if event == "start" else -1
        elif event == "start":
            text, href = _own(element)
            if text:
                yield Printed(text, draft.line(element), depth=depth, href=href)


def _own(item: HtmlElement) -> tuple[str, str | None]:
    """The words of an item without those of the lists in it, and the first place in the page that they lead to."""
    pieces, href = [], None
    walker = etree.iterwalk(item, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element.tag in ("ul", "ol", trees.VOID):
                walker.skip_subtree()
                continue
            if element.tag == "a" and href is None and (element.get("href") or "").startswith("#"):
                href = element.get("href")
            pieces.append(element.text)
        elif element is not item:
            pieces.append(element.tail)
    return " ".join("".join(filter(None, pieces)).split()), href


def _box(list_: HtmlElement, root: HtmlElement) -> HtmlElement | None:
    """The element that says that it holds the contents: the list, or one around it."""
    for count, element in enumerate([list_, *list_.iterancestors()]):
        called = trees.tokens(element, "role") | trees.tokens(element, "epub:type") | trees.tokens(element, "class")
        if element is root or count > HIGHEST:
            return None
        if (called | trees.tokens(element, "id")) & _CALLED:
            return element
    return None


def _label(list_: HtmlElement, box: HtmlElement | None) -> tuple[str, bool, HtmlElement] | None:
    """What announces the list, whether it means nothing else, and its element."""
    before = list_.getprevious()
    while before is not None and before.tag == trees.VOID and not (before.tail or "").strip():
        before = before.getprevious()
    around = list_.getparent()
    if before is None and around is not None and box is not list_ and not (around.text or "").strip():
        before = around.getprevious()
    if before is None or (before.tail or "").strip():
        return None
    text = trees.words(before)
    if before.tag == "summary" or len(text) > 120:
        return (text, True, before) if before.tag == "summary" and len(text) < 120 else None
    known = label(text)
    if known and not known.rest:
        return known.text, known.sure, before
    return (text, False, before) if box is not None and box is not list_ and box in before.iterancestors() else None


def _drop_switches(box: HtmlElement | None, draft: Draft, notices: Notices) -> None:
    """What opened and closes a box of contents has nothing to open any more."""
    if box is not None and box is not draft.root and (is_switch(text := trees.words(box)) or not text):
        notices.drop("contents-switch", text)
        trees.void(box)


def linked(
    listing: Listing,
    stretches: Sequence[Stretch],
    sections: dict[str, str],
    *,
    title: str | None,
    article: str,
    threshold: float,
) -> tuple[Contents, tuple[Finding, ...]]:
    """The contents with the section that each entry names.

    ``sections`` are the sections that the ids of the source lead to. An entry that leads to none is compared with the
    headings that no other one leads to, as in a text without links.
    """
    entries: list[Entry] = []
    for entry, href in zip(listing.contents.entries, listing.hrefs, strict=True):
        name = (href or "")[1:]
        section = sections.get(name, sections.get(unquote(name))) if href else None
        entries.append(replace(entry, section=section, confidence=1.0) if section else entry)
    taken = {entry.section for entry in entries}
    open_ = [index for index, entry in enumerate(entries) if entry.section is None]
    if not open_:
        return replace(listing.contents, entries=tuple(entries)), ()
    free = [one for one in stretches if one.heading is not None and one.id not in taken]
    found = reconcile(
        Contents("", tuple(entries[index] for index in open_)),
        [Candidate(place, one.title, one.level, one.line) for place, one in enumerate(free)],
        title=title if open_[0] == 0 else None,
        article=article,
        threshold=threshold,
    )
    names = {heading.section: free[heading.place].id for heading in found.headings} | {article: article}
    assert found.contents is not None
    for index, entry in zip(open_, found.contents.entries, strict=True):
        depth = entries[index].depth
        entries[index] = replace(entry, depth=depth, section=names[entry.section] if entry.section else None)
    told = tuple(one for one in found.findings if one.code in _TOLD)
    return replace(listing.contents, entries=tuple(entries)), told


_TOLD = ("contents-entry-missing", "heading-doubtful", "heading-out-of-order")
"""The findings that matter where headings stand as the source has them."""
