"""The reader of HTML: a saved page, or an article's own markup.

::

    bytes ──parse──▶ page ──metadata──▶ what it tells
                      └────locate─────▶ the article's tree ──publish.reading.markup──▶ Article

What of the page is no part of the article is in :attr:`publish.model.Article.dropped`, word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from publish.measure import words as count
from publish.model import ALONE, Article, Dropped, Finding, Surroundings
from publish.reading.html import leavings
from publish.reading.html.locating import Located, locate
from publish.reading.html.parsing import parse
from publish.reading.html.sight import seen, words
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
    whole = body(page.root)
    located = Located(whole) if page.is_fragment or settings.keep_all else locate(whole)
    tongue = language(told, words(located.root))
    _take_title(located.root, tongue.fields.get("title"))
    _complete_links(located.root, base or tongue.fields.get("source_url"))
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
    return article(draft, source=source, settings=settings, surroundings=surroundings)


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


def _take_title(root: HtmlElement, title: object) -> None:
    """Take the title out of the text, where it stands as its heading: editions print it above."""
    if not isinstance(title, str):
        return
    for heading in seen(root):
        if heading.tag in ("h1", "h2") and key(words(heading)) == key(title):
            trees.void(heading)
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
    number = sum(count(one.text) for one in dropped)
    if not number:
        return []
    message = f"{number} words of the page are no part of the article: menus, boxes, other texts"
    return [Finding(leavings.RULE, "info", message, dropped[0].line)]
