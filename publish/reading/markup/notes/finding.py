"""Which links are references to notes, and which elements the notes are.

A link within the page is a reference if it looks like one, a number or a sign, or says that it is one; and if what it
leads to is a note: because that leads back, is called so, or stands among others that are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.markup import attributes, trees
from publish.reading.markup.draft import Draft
from publish.reading.markup.notes import bodies
from publish.reading.markup.notices import Notices
from publish.reading.markup.vocabulary import HEADINGS

_MARK = re.compile(
    r"[\[(\s]*(?:(?:fn|note|footnote|nb|n|lower-alpha)\.?[\s\u00a0]*)?"
    r"(?:\d{1,4}(?::\d{1,3})?|[ivxlc]{1,7}|[a-z]{1,2}|[*†‡§¶‖#]{1,4}|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,4}|[\u2460-\u2473])[\])\s.:]*",
    re.IGNORECASE,
)
"""What a reference looks like: ``1``, ``[a]``, ``†``, ``note 3``."""
_REFERENCES = frozenset(
    {"doc-noteref", "noteref", "footnote-ref", "footnote-reference", "footnote-anchor", "footnoteref"}
)
_NOTES = frozenset(
    """
    doc-footnote doc-endnote doc-endnotes footnote footnotes footnote-item endnote endnotes rearnote rearnotes
    references reflist fn fnlist footnotes-list footnote-definition footnote-content
    """.split()
)
"""Roles, types and classes by which an element, or one around it, says that it is a note."""
_NAMED = re.compile(
    r"_?(?:ftn|fn|edn|footnote|endnote|note|cite_note|en)(?:t|ote|ote_)?[-_:.]?(?:\w*[-_:.])?\d", re.IGNORECASE
)
"""How the ids of notes begin."""
MOST_LINKS = 100
"""How many links of a note are looked at for one that leads back."""
LONGEST_MARK = 20
HIGHEST = 4
"""How many elements up it is looked for a word on what an element is."""


@dataclass(slots=True)
class Notes:
    """The notes of an article, numbered from 1 in the order of their first references."""

    references: dict[HtmlElement, etree._Element] = field(default_factory=dict)
    """What each reference of the source becomes."""
    bodies: list[HtmlElement] = field(default_factory=list)
    """The notes, taken out of the tree, without marks and links back."""
    ids: list[list[str]] = field(default_factory=list)
    """The ids of the source by which each note was known."""
    counts: Counter[int] = field(default_factory=Counter)
    """How many references each number has."""


def find(draft: Draft, notices: Notices) -> Notes:
    """Take the notes that are referred to out of a draft. One that nothing refers to stays where it is."""
    targets = _targets(draft.root)
    links = [one for one in trees.elements(draft.root) if one.tag == "a" and (one.get("href") or "").startswith("#")]
    found = [(link, target) for link in links if (target := _target(link, targets)) is not None]
    places = {
        one: place for place, one in enumerate(trees.elements(draft.root)) if one.tag == "a" or attributes.ids(one)
    }
    pairs = [
        (link, target)
        for link, target in found
        if _is_reference(link) and _is_note(target, link, above_link=places[target] < places[link])
    ]
    crowd = Counter(
        above for target in dict.fromkeys(target for _, target in pairs) for above in target.iterancestors()
    )
    notes = Notes()
    numbers: dict[HtmlElement, int] = {}
    inside: dict[HtmlElement, HtmlElement] = {}
    for _, target in pairs:
        inside.setdefault(target, bodies.body(target, crowd))
    owned = set(inside.values())
    for link, body in _in_order(pairs, inside, owned):
        if body not in numbers:
            numbers[body] = len(numbers) + 1
            notes.bodies.append(body)
            notes.ids.append([name for one in body.iter(etree.Element) for name in attributes.ids(one)])
        notes.references[link] = _made(link, numbers[body], notes)
    backs = {name for link in notes.references for one in (link, *_near(link)) for name in attributes.ids(one)}
    bodies.leave([bodies.take_out(body, backs, draft, notices) for body in notes.bodies], draft, notices)
    return notes


def _targets(root: HtmlElement) -> dict[str, HtmlElement]:
    found: dict[str, HtmlElement] = {}
    for element in trees.elements(root):
        for name in attributes.ids(element):
            found.setdefault(name, element)
    return found


def _target(link: HtmlElement, targets: dict[str, HtmlElement]) -> HtmlElement | None:
    name = (link.get("href") or "")[1:]
    return targets.get(name, targets.get(unquote(name)))


def _words_of(element: HtmlElement) -> frozenset[str]:
    """What an element calls itself, by role, type and class."""
    return trees.tokens(element, "role") | trees.tokens(element, "epub:type") | trees.tokens(element, "class")


def _is_reference(link: HtmlElement) -> bool:
    if _words_of(link) & _REFERENCES:
        return True
    if _words_of(link) & {"doc-backlink", "footnote-backref", "footnote-back", "reversefootnote"}:
        return False
    text = trees.words(link)
    if not text or len(text) > LONGEST_MARK or not _MARK.fullmatch(text):
        return False
    around = link.getparent()
    raised = link.find(".//sup") is not None or (
        around is not None and (around.tag == "sup" or "reference" in _words_of(around))
    )
    return raised or bool(re.search(r"[\d*†‡§¶\u00b9\u00b2\u00b3\u2070-\u2079]", text))


def _is_note(target: HtmlElement, link: HtmlElement, *, above_link: bool) -> bool:
    """Whether a link's target is a note; ``above_link`` tells whether it stands above the link in the page."""
    above = list(_up(target))
    if (
        target.tag in HEADINGS
        or target.tag in ("body", "article", "section", "main")
        or any(one is target for one in link.iterancestors())
    ):
        return False
    if any(one.tag in HEADINGS for one in above):
        return False
    called = any(_words_of(one) & _NOTES for one in above)
    back = {name for one in (link, *_near(link)) for name in attributes.ids(one)}
    scope = target if target.tag not in ("a", "sup", "span") else _block(target)
    returns = any(
        (one.get("href") or "")[:1] == "#" and (one.get("href") or "")[1:] in back
        for one in islice(scope.iter("a"), MOST_LINKS)
    )
    if returns and above_link and not called:
        return False  # It is the reference, and the link is the way back.
    around = link.getparent()
    raised = around is not None and around.tag == "sup"
    return called or returns or (_NAMED.match(target.get("id") or target.get("name") or "") is not None and raised)


def _up(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    for count, above in enumerate(element.iterancestors()):
        if count == HIGHEST or above.tag in ("body", "article", "main"):
            return
        yield above


def _block(element: HtmlElement) -> HtmlElement:
    return next((one for one in element.iterancestors() if one.tag in bodies.BLOCKS), element)


def _near(link: HtmlElement) -> Iterator[HtmlElement]:
    """Elements whose ids may mean a reference: those in it, and those that hold nothing but it."""
    yield from link.iter("sup", "span")
    for above in link.iterancestors():
        if above.tag not in ("sup", "span", "small", "b", "strong"):
            return
        yield above


def _in_order(
    pairs: list[tuple[HtmlElement, HtmlElement]], inside: dict[HtmlElement, HtmlElement], owned: set[HtmlElement]
) -> list[tuple[HtmlElement, HtmlElement]]:
    """References with the bodies of their notes: those in the text first, then those in notes."""
    home = {link: next((above for above in link.iterancestors() if above in owned), None) for link, _ in pairs}
    usable = [(link, inside[target]) for link, target in pairs if home[link] is not inside[target]]
    ordered = [pair for pair in usable if home[pair[0]] is None]
    reached = {body for _, body in ordered}
    waiting = [pair for pair in usable if home[pair[0]] is not None]
    for link, body in waiting:  # A note that only an unreachable note refers to stays text, as that does.
        if home[link] in reached:
            ordered.append((link, body))
            reached.add(body)
    return ordered


def _made(link: HtmlElement, number: int, notes: Notes) -> etree._Element:
    again = notes.counts[number]
    notes.counts[number] += 1
    made = etree.Element("a", {"class": "noteref", "role": "doc-noteref", "href": f"#note-{number}"})
    made.set("id", f"noteref-{number}" + (f"-{again + 1}" if again else ""))
    made.text = str(number)
    for above in link.iterancestors("sup", "span"):
        if above.tag == "sup" and trees.words(above).strip("[] ,\u00a0") == trees.words(link).strip("[] ,\u00a0"):
            above.tag = "span"
            above.text = (above.text or "").strip("[ \n") or None
            if link.getparent() is above:
                link.tail = (link.tail or "").strip("] \n") or None
    return made
