"""Links from one article of a book to another: by its file, or by its address on the web.

Readers write a reference to a file beside the source as an address below :data:`publish.settings.BESIDE`; here it
becomes a place in the book, or what it said before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from posixpath import normpath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from publish.model import Article, Finding, Section
from publish.settings import BESIDE

_LINK = re.compile(
    r'<a\b(?P<before>[^>]*?) href="(?P<href>https?://[^"]*)"(?P<after>[^>]*)>(?P<said>.*?)</a>', re.DOTALL
)
_LINE = re.compile(r' data-line="(\d+)"')
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|ref|source")
"""Parameters that say where a reader came from, not where a page is."""


def known(articles: Sequence[Article], prefixes: Sequence[str]) -> dict[str, str]:
    """The prefix of each article's ids, by every address that means the article."""
    found: dict[str, str] = {}
    for article, prefix in zip(articles, prefixes, strict=True):
        for address in (beside(article.source), article.metadata.source_url):
            if address:
                found.setdefault(_plain(address), prefix)
    return found


def beside(source: str) -> str:
    """The address of a source's file, for links between files."""
    return BESIDE + quote(normpath(source).lstrip("/."))


def marks(ids: Mapping[str | None, str], sections: Sequence[Section]) -> dict[str | None, str]:
    """What a fragment can mean in an article: an id of its source's, or a heading, written as site generators do."""
    found: dict[str | None, str] = {_slug(one.title): one.id for one in reversed(sections) if one.title}
    return found | dict(ids)


def _slug(heading: str) -> str:
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip())


def joined(
    body: str, places: Mapping[str, str], ids: Mapping[str, Mapping[str | None, str]], line: int | None
) -> tuple[str, list[Finding]]:
    """A body whose links to other articles lead there. ``ids`` are the new ids of each article, by its prefix."""
    findings: list[Finding] = []

    def led(link: re.Match[str]) -> str:
        href = unescape(link["href"])
        prefix = places.get(_plain(href))
        if prefix is not None:
            target = ids[prefix].get(unquote(urlsplit(href).fragment), prefix)
            return f'<a{link["before"]} href="#{escape(target)}"{link["after"]}>{link["said"]}</a>'
        if not href.startswith(BESIDE):
            return link[0]
        at = _LINE.findall(body, 0, link.start())
        message = (
            f"a link leads to “{unquote(href.removeprefix(BESIDE))}”, which is not in the book; its words are kept"
        )
        remedy = "build that article with the others, or give the link another address"
        findings.append(Finding("link-target-missing", "warning", message, int(at[-1]) if at else line, remedy))
        return str(link["said"])

    return _LINK.sub(led, body), findings


def _plain(address: str) -> str:
    """An address without what does not tell pages apart: its scheme, its fragment, tracking, a slash at its end."""
    try:
        parts = urlsplit(address)
        query = urlencode([pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])])
    except ValueError:
        return address
    path = re.sub(r"/(?:index\.html?)?$", "", parts.path)
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{query}"
