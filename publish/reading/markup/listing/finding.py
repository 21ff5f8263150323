"""Which list of a draft is its contents, and what announces it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import unquote

from lxml.html import HtmlElement

from publish.model import Contents
from publish.reading.contents import Printed, compiled, is_sure
from publish.reading.contents.labels import is_switch, label
from publish.reading.markup import attributes, trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.listing import entries
from publish.reading.markup.notices import Notices
from publish.reading.markup.vocabulary import HEADINGS
from publish.reading.wording import letters

LEAST = 3
"""The fewest entries of a list that nothing announces."""
SHARE = 0.8
"""The least share of its lines that lead to what stands below it, or that come again there as headings."""
NAMED_SHARE = 0.4
"""The same, where the list is called contents."""
PROSE = 55
"""How many characters a paragraph of running text has at least."""
PROSE_ABOVE = 2
"""How many such paragraphs may precede a list that is called contents and of which nothing is in the text."""
LONGEST = 200
"""The most characters of an entry of such a list."""
HIGHEST = 4
"""How many elements up a list may be called contents."""
LONGEST_LABEL = 120
LONGEST_MARKER = 60

_CALLED = frozenset(
    "toc doc-toc table-of-contents tableofcontents contents-list toctree toc-list toc-container ez-toc-container"
    " post-toc article-toc".split()
)
"""Roles, ids and classes of contents."""
_NAME = r"(?:toc|table[-_ ]?of[-_ ]?contents)"
_MARKER = re.compile(
    rf"(?:\[\[?_?toc_?(?:\s[^\[\]]*)?\]\]?|\$\{{toc\}}|@\[toc\]|\{{:\s*toc\s*\}}|{_NAME}\s*\{{:\s*toc\s*\}}"
    rf"|\{{\{{[<%]?\s*{_NAME}\s*[>%]?\}}\}}|\{{%\s*(?:include\s+)?{_NAME}(?:\.html)?\s*%\}}|\\tableofcontents)",
    re.IGNORECASE,
)
"""What asks a program for contents, where none was asked."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Contents as they were found."""

    contents: Contents
    """Their entries name no section yet."""
    hrefs: tuple[str | None, ...]
    """Where each entry leads within the page."""


@dataclass(slots=True)
class _Passed:
    """What of a page stands above the place that is looked at; and the same of the whole page."""

    words: set[str] = field(default_factory=set)
    """Of its headings, as letters."""
    ids: set[str] = field(default_factory=set)
    prose: int = 0
    """How many paragraphs of running text."""

    def pass_(self, element: HtmlElement) -> None:
        """Go on over an element."""
        self.ids.update(attributes.ids(element))
        if element.tag in HEADINGS:
            self.words.add(letters(trees.words(element)))
        elif element.tag == "p" and len(trees.words(element)) >= PROSE:
            self.prose += 1


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be contents."""

    element: HtmlElement
    lines: Sequence[Printed]
    box: HtmlElement | None
    """What is called contents: the list, or an element around it."""
    label: str
    """The line that announces it; empty where there is none."""
    sure: bool
    """Whether that means nothing else."""
    announced_by: HtmlElement | None
    """The element of that line, unless it is the list's own."""


def find(draft: Draft, notices: Notices) -> Listing | None:
    """Take the contents out of a draft, and what only asks for some; None where it prints none."""
    found: Listing | None = None
    words: list[str] = []
    places = [one for one in trees.elements(draft.root) if isinstance(one.tag, str)]
    whole, above = _Passed(), _Passed()
    for element in places:
        whole.pass_(element)
    for element in places:
        if element.tag in ("p", "li", "div") and len(element) < 3 and _is_marker(element):
            _take_marker(element, draft, notices)
        elif (candidate := _candidate(element, draft)) is None:
            pass
        elif found is None and _is_contents(candidate, whole, above):
            found = _taken(candidate, draft, notices)
            words = _words(candidate)
        elif found is not None and len(words) >= LEAST and _words(candidate) == words:
            _drop_copy(candidate, draft, notices)
        above.pass_(element)
    _drop_orphans(draft, notices)
    return found


def _candidate(element: HtmlElement, draft: Draft) -> _Candidate | None:
    if element.tag in ("ul", "ol") and _is_outermost(element):
        box = _box(element, draft.root)
        text, sure, by = _label(element, box) or ("", False, None)
        return _Candidate(element, list(entries.of_list(element, draft)), box, text, sure, by)
    if element.tag == "p" and (found := entries.of_paragraph(element, draft)) and _is_outermost(element):
        text, lines = found
        known = label(text) if text else None
        if text and known is None:
            return None
        by = None
        if known is None:
            text, _, by = _label(element, None) or ("", False, None)
            known = label(text) if text else None
        return _Candidate(element, lines, None, text, known is not None and known.sure, by)
    return None


def _is_outermost(element: HtmlElement) -> bool:
    """Whether a list stands in no other one, in no quotation and in no table."""
    return not any(above.tag in ("li", "blockquote", "td", "dd", trees.VOID) for above in element.iterancestors())


def _is_contents(one: _Candidate, whole: _Passed, above: _Passed) -> bool:
    """Whether the evidence is enough.

    A list is contents if its lines lead to what stands below it, or come again there. Where it is called contents,
    fewer have to; and none, if it also stands at the head of the text, where lists of that name are nothing else.
    """
    if not one.lines:
        return False
    if one.box is not None and one.box.get("role") == "doc-toc":
        return True
    named = one.box is not None or one.sure
    passed = _Passed() if named else above
    links = sum(_is_below(whole.ids, passed.ids, *_names(line)) for line in one.lines)
    repeated = sum(_is_below(whole.words, passed.words, letters(line.text)) for line in one.lines)
    good = max(links, repeated)
    if not named:
        return good >= max(LEAST, SHARE * len(one.lines))
    if good >= max(1, NAMED_SHARE * len(one.lines)):
        return True
    short = all(len(line.text) <= LONGEST for line in one.lines)
    return one.sure and short and len(one.lines) > 1 and above.prose <= PROSE_ABOVE


def _names(line: Printed) -> tuple[str, ...]:
    """The ids that a line may lead to."""
    return (line.href[1:], unquote(line.href[1:])) if line.href else ()


def _is_below(whole: set[str], above: set[str], *names: str) -> bool:
    return any(name in whole and name not in above for name in names)


def _taken(one: _Candidate, draft: Draft, notices: Notices) -> Listing:
    contents, dropped = compiled(one.label, one.lines)
    notices.dropped += dropped
    hrefs = [line.href for line in one.lines]
    if len(hrefs) != len(contents.entries):
        hrefs = [None] * len(contents.entries)
    if one.announced_by is not None:
        known = label(trees.words(one.announced_by))
        notices.drop("contents-switch", known.switch if known else "", draft.line(one.announced_by))
        trees.void(one.announced_by)
    trees.void(one.element)
    _drop_switches(one.box, draft, notices)
    return Listing(contents, tuple(hrefs))


def _words(one: _Candidate) -> list[str]:
    return [letters(line.text) for line in one.lines]


def _drop_copy(one: _Candidate, draft: Draft, notices: Notices) -> None:
    """The same contents again are printed once."""
    notices.tell("contents-repeated", line=draft.line(one.element))
    for element in (one.announced_by, one.element):
        if element is not None:
            notices.drop("contents-repeated", trees.words(element), draft.line(element))
            trees.void(element)


def _box(list_: HtmlElement, root: HtmlElement) -> HtmlElement | None:
    """The element that says that it holds the contents: the list, or one around it."""
    for count, element in enumerate(chain([list_], list_.iterancestors())):
        if element is root or count > HIGHEST:
            return None
        if any(trees.tokens(element, name) & _CALLED for name in ("role", "epub:type", "class", "id")):
            return element
    return None


def _before(element: HtmlElement) -> HtmlElement | None:
    """The element right before another one."""
    before = element.getprevious()
    while before is not None and before.tag == trees.VOID and not (before.tail or "").strip():
        before = before.getprevious()
    return before


def _label(list_: HtmlElement, box: HtmlElement | None) -> tuple[str, bool, HtmlElement] | None:
    """What announces the list, whether it means nothing else, and its element."""
    before = _before(list_)
    around = list_.getparent()
    if before is None and around is not None and box is not list_ and not (around.text or "").strip():
        before = around.getprevious()
    if before is None or (before.tail or "").strip():
        return None
    text = trees.words(before)
    if before.tag == "summary" or len(text) > LONGEST_LABEL:
        return (text, True, before) if before.tag == "summary" and len(text) < LONGEST_LABEL else None
    known = label(text)
    if known and not known.rest:
        return known.text, known.sure, before
    return (text, False, before) if box is not None and box is not list_ and box in before.iterancestors() else None


def _drop_switches(box: HtmlElement | None, draft: Draft, notices: Notices) -> None:
    """What opened and closes a box of contents has nothing to open any more."""
    if box is not None and box is not draft.root and (is_switch(text := trees.words(box)) or not text):
        notices.drop("contents-switch", text)
        trees.void(box)


def _is_marker(element: HtmlElement) -> bool:
    if len(element) > 2 or len(element.text or "") > LONGEST_MARKER or any(len(child) for child in element):
        return False
    text = trees.words(element)
    return len(text) < LONGEST_MARKER and _MARKER.fullmatch(text) is not None


def _take_marker(element: HtmlElement, draft: Draft, notices: Notices) -> None:
    """Take a marker away, and the line that announces what it asks for."""
    line = draft.line(element)
    notices.tell("contents-marker", line=line)
    before = _before(element)
    announced = before is not None and not (before.tail or "").strip() and is_sure(trees.words(before))
    for one in (before, element) if before is not None and announced else (element,):
        notices.drop("contents-marker", trees.words(one), draft.line(one))
        trees.void(one)


def _drop_orphans(draft: Draft, notices: Notices) -> None:
    """Headings that announce contents, and have nothing below them, announce none."""
    for heading in trees.elements(draft.root):
        if heading.tag not in HEADINGS or heading.tag == "h1" or (heading.tail or "").strip():
            continue
        after = heading.getnext()
        while after is not None and after.tag == trees.VOID and not (after.tail or "").strip():
            after = after.getnext()
        if (after is None or after.tag in HEADINGS) and is_sure(text := trees.words(heading)):
            line = draft.line(heading)
            notices.tell("contents-label-orphan", text, line=line)
            notices.drop("contents-label-orphan", text, line)
            trees.void(heading)
