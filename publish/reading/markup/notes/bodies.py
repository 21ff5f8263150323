"""What a note says: its element is taken out of the tree, without its mark and its links back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.markup import trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.notices import Notices
from publish.reading.markup.vocabulary import HEADINGS

BLOCKS = frozenset({"p", "li", "div", "aside", "dd", "dt", "td", "section", "blockquote", "figure"})
_CLIMBED = frozenset({"p", "li", "div", "aside", "dd", "td", "tr", "tbody", "table"})
_BACK = frozenset(
    {
        "doc-backlink",
        "footnote-backref",
        "footnote-back",
        "reversefootnote",
        "backlink",
        "mw-cite-backlink",
        "fn-backref",
        "footnote-number",
    }
)
_LABEL = frozenset({"label", "fn-bracket", "footnote-label", "footnote-definition-label", "backrefs"})
_SIGNS = re.compile(r"[\s\u00a0]*(?:[↩↑^⤴⏎◀←⇡🔙]\ufe0e?\ufe0f?|back|return)?[\s\u00a0]*", re.IGNORECASE)
_MARK = re.compile(r"[\s\u00a0]*(?:\[\w{1,4}\]|\^|\(\w{1,4}\)|\d{1,4}[.)\]]|[*†‡§]{1,4})[\s\u00a0:]*")
"""The mark in front of a note."""


def body(target: HtmlElement, crowd: Mapping[HtmlElement, int]) -> HtmlElement:
    """The element of a whole note, known by an element in it; ``crowd`` tells how many notes are in each element."""
    if target.tag == "dt":
        below = target.getnext()
        return below if below is not None and below.tag == "dd" else target
    whole = target
    if whole.tag not in BLOCKS:
        whole = next((one for one in target.iterancestors() if one.tag in BLOCKS), target)
    for above in whole.iterancestors():
        if above.tag not in _CLIMBED or crowd[above] > 1 or (above.tag == "div" and not _is_first(whole, above)):
            break
        if above.getparent() is None or any(one.tag in HEADINGS for one in above.iter(etree.Element)):
            break
        whole = above
    return whole


def _is_first(one: HtmlElement, above: HtmlElement) -> bool:
    """Whether an element stands at the head of the one around it, so that the rest goes on with the note."""
    return not (above.text or "").strip() and next(above.iterchildren(etree.Element), None) is one


def take_out(whole: HtmlElement, backs: set[str], draft: Draft, notices: Notices) -> HtmlElement | None:
    """Take a note out of the tree; gives what holds its place there."""
    line = draft.line(whole)
    _unmark(whole, backs, notices, line)
    above, before = whole.getparent(), whole.getprevious()
    if whole.tag == "dd" and before is not None and before.tag == "dt":
        notices.drop("note-mark", trees.words(before), line)
        trees.void(before)
    if above is None:
        return None
    place = whole.makeelement(trees.VOID)
    place.tail, whole.tail = whole.tail, None
    above.replace(whole, place)
    return place


def leave(places: Iterable[HtmlElement | None], draft: Draft, notices: Notices) -> None:
    """Lists and parts that only held notes go, with the rules and headings that announced them."""
    taken = [one for one in places if one is not None]
    for place in taken:
        before = place.getprevious()
        if before is None or before.tag != trees.VOID or (before.tail or "").strip():  # The first of several.
            _unannounce(place, draft, notices)
    holders = [place.getparent() for place in taken]
    while holders := list(dict.fromkeys(one for one in holders if one is not None and one is not draft.root)):
        emptied = [one for one in holders if one.tag != trees.VOID and not _holds(one)]
        holders = [one.getparent() for one in emptied]
        for holder in emptied:
            _unannounce(holder, draft, notices)
            trees.void(holder)


def _unannounce(holder: HtmlElement, draft: Draft, notices: Notices) -> None:
    before = _before(holder)
    if before is not None and before.tag == "hr":
        trees.void(before)
        before = _before(holder)
    if before is not None and _is_heading(before) and _ends(holder):
        notices.drop("notes-heading", trees.words(before), draft.line(before))
        trees.void(before)


def _holds(element: HtmlElement) -> bool:
    return (
        any(text.strip() for text in element.itertext(etree.Element))
        or next(element.iter("img", "math", "svg"), None) is not None
    )


def _before(element: HtmlElement) -> HtmlElement | None:
    """The element before, if nothing is between."""
    before = element.getprevious()
    while before is not None and not (before.tail or "").strip():
        if before.tag != trees.VOID and (before.tag == "hr" or _holds(before)):
            return before
        before = before.getprevious()
    return None


def _is_heading(element: HtmlElement) -> bool:
    if element.tag in HEADINGS:
        return True
    heading = next(element.iter(*sorted(HEADINGS)), None)
    return heading is not None and len(trees.words(element)) < len(trees.words(heading)) + 40


def _ends(element: HtmlElement) -> bool:
    """Whether nothing but another heading stands behind an element."""
    last, after = element, element.getnext()
    while after is not None and not (last.tail or "").strip():
        if after.tag != trees.VOID and _holds(after):
            return _is_heading(after)
        last, after = after, after.getnext()
    return after is None and not (last.tail or "").strip()


def _unmark(whole: HtmlElement, backs: set[str], notices: Notices, line: int | None) -> None:
    for element in list(whole.iter("a", "span", "sup", "div", "em", "b")):
        if element is whole or whole not in element.iterancestors():
            continue
        called = trees.tokens(element, "class") | trees.tokens(element, "role")
        href = element.get("href") or ""
        returns = href.startswith("#") and href[1:] in backs
        if returns or called & _BACK or (called & _LABEL and len(trees.words(element)) < 12):
            notices.drop("note-mark", trees.words(element), line)
            _void_with_wrapping(element, whole)
    first: HtmlElement | None = whole
    while first is not None and not (first.text or "").strip():
        inner = next(
            (one for one in first.iterchildren(etree.Element) if one.tag != trees.VOID or (one.tail or "").strip()),
            None,
        )
        if inner is not None and inner.tag == trees.VOID:
            inner.tail = _without_mark(inner.tail or "", notices, line)
            return
        first = inner
    if first is not None and first.text:
        first.text = _without_mark(first.text, notices, line)


def _without_mark(text: str, notices: Notices, line: int | None) -> str:
    match = _MARK.match(text)
    if match is None or not text[match.end() :].strip():
        return text
    notices.drop("note-mark", match.group(), line)
    return text[match.end() :]


def _void_with_wrapping(element: HtmlElement, whole: HtmlElement) -> None:
    """Take a link back away, and the element around it that holds nothing else."""
    trees.void(element)
    parent = element.getparent()
    while parent is not None and parent is not whole and parent.tag in ("sup", "span", "small", "p"):
        words = trees.words(parent)
        if not _SIGNS.fullmatch(words):
            break
        trees.void(parent)
        parent = parent.getparent()
