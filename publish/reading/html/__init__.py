"""The reader of HTML: a saved page, or an article's own markup.

::

    bytes ──parse──▶ page ──metadata──▶ what it tells
                      └────locate─────▶ the article's tree ──publish.reading.markup──▶ Article

What of the page is no part of the article is in :attr:`publish.model.Article.dropped`, word for word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from publish.measure import words as count
from publish.model import ALONE, Article, Contributor, Dropped, Finding, Surroundings
from publish.reading.html import leavings
from publish.reading.html.beside import Beside
from publish.reading.html.furnishing import shrink_advertisements, take_signs
from publish.reading.html.headings import free_buttons, take_anchors
from publish.reading.html.locating import locate
from publish.reading.html.opening import Known
from publish.reading.html.parsing import parse
from publish.reading.html.sight import BLOCKS, seen, words
from publish.reading.html.tongue import language
from publish.reading.markup import Draft, article, trees
from publish.reading.markup.parsing import LAST_LINE, body
from publish.reading.page import metadata
from publish.reading.wording import key
from publish.settings import Settings


def read(data: bytes, *, source: str, settings: Settings, surroundings: Surroundings = ALONE) -> Article:
    """The article in ``data``; see :func:`publish.reading.read`."""
    page = parse(data, source)
    told = metadata(page.root, page.saved_from)
    base = _base(page.root)
    take_anchors(page.root)
    free_buttons(page.root)
    shrink_advertisements(page.root)
    take_signs(page.root)
    located = locate(page.root, body(page.root), _known(told.fields), whole=page.is_fragment or settings.keep_all)
    tongue = language(told, words(located.root))
    _take_title(located.root, tongue.fields.get("title"))
    address = base or tongue.fields.get("source_url")
    _complete_links(located.root, address)
    if isinstance(address, str):
        surroundings = replace(surroundings, fetch=Beside(surroundings.fetch, address))
    draft = Draft(
        "html",
        located.root,
        tongue.fields,
        tongue.origins,
        base=base,
        line_of=_line_of,
        findings=(*page.findings, *tongue.findings, *_told(located.dropped)),
        dropped=located.dropped,
    )
    made = article(draft, source=source, settings=settings, surroundings=surroundings)
    return replace(made, dropped=_in_order(made.dropped))


def _known(fields: Mapping[str, object]) -> Known:
    """What a title page will show, of what the page tells."""
    people = fields.get("contributors")
    names = tuple(one.name for one in people if isinstance(one, Contributor)) if isinstance(people, tuple) else ()
    title, subtitle, language = (str(fields.get(name) or "") for name in ("title", "subtitle", "language"))
    day = fields.get("published")
    return Known(title, subtitle, names, language or "en", day if isinstance(day, date) else None)


def _in_order(dropped: Sequence[Dropped]) -> tuple[Dropped, ...]:
    """What was dropped by all steps, by line; what has none stays behind the one before it."""
    line, places = 0, []
    for one in dropped:
        line = one.line or line
        places.append(line)
    return tuple(one for _, one in sorted(zip(places, dropped, strict=True), key=lambda pair: pair[0]))


def _line_of(element: HtmlElement) -> int | None:
    line = element.sourceline
    return line if line and line < LAST_LINE else None


def _base(root: HtmlElement) -> str | None:
    """The address that the page gives as the base of all others, if it is a whole one (HTML standard, §4.2.3)."""
    element = next((one for one in root.iter("base") if one.get("href")), None)
    address = "" if element is None else (element.get("href") or "").strip()
    return address if _is_web(address) else None


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


_FEW = 20
"""The elements below which what stands first may be a title."""


def _take_title(root: HtmlElement, title: object) -> None:
    """Take the title out of the text, where it stands as a heading or first of all: editions print it above."""
    if not isinstance(title, str):
        return
    for heading in seen(root):
        if heading.tag in ("h1", "h2") and key(words(heading)) == key(title):
            trees.void(heading)
            return
    for block in seen(root):
        if (block.text or "").strip():
            return
        if block.tag == "img" and key(block.get("alt") or "") == key(title):
            trees.void(block)
            return
        is_small = len(list(islice(block.iter(), _FEW))) < _FEW
        if block is not root and block.tag in BLOCKS and is_small and key(words(block)) == key(title):
            trees.void(block)
            return


def _complete_links(root: HtmlElement, address: object) -> None:
    """Make links whole that are relative to the page; those within it stay. Pictures were saved beside it."""
    if not isinstance(address, str):
        return
    page = address.partition("#")[0]
    for link in root.iter("a"):
        reference = (link.get("href") or "").strip()
        if not reference:
            continue
        try:
            whole = urljoin(address, reference)
        except ValueError:
            continue
        place, mark, fragment = whole.partition("#")
        if place == page and mark:
            link.set("href", f"#{fragment}")
        elif _is_web(whole):
            link.set("href", whole)


def _told(dropped: Sequence[Dropped]) -> list[Finding]:
    told = []
    for rule, said in _SAID.items():
        ones = [one for one in dropped if one.rule == rule]
        if number := sum(count(one.text) for one in ones):
            told.append(Finding(rule, "info", said.format(number), ones[0].line, _REMEDIES.get(rule)))
    return told


_SAID = {
    leavings.RULE: "{} words of the page are no part of the article: menus, boxes, other texts",
    "number-repeated": "{} numbers of lines or steps stand in the text as well, and are left out",
    "byline-moved": "{} words below the title are on the title page instead of in the text",
}
"""What is told of the words that are left out, by their rule."""
_REMEDIES = {leavings.RULE: "if some of them are, read all of the page with --keep-all"}
