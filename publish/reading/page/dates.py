"""The day on which an article was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate
from urllib.parse import urlsplit

from publish.reading.page.signals import Signals, Told

_ISO = re.compile(r"\s*(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_EARLIEST = 1450
"""No article is older than print."""
_METAS = """
    article:published_time article:published og:published_time parsely-pub-date dc:date:issued dcterms:issued
    dc:date:created dcterms:created dc:created dc:date dcterms:date citation_publication_date citation_date
    datepublished pubdate publishdate publish-date publish_date publication_date sailthru:date
    dcsext:articlefirstpublished date
    """.split()
_PUBLISHED = re.compile(r"publi|posted|entry-date|post-date|dateline|byline|timestamp")


def published(told: Signals, address: str | None) -> tuple[date, str] | None:
    """The day, and where it comes from; as written, in whichever zone of time."""
    for text, place in _told(told, address):
        if day := _day(text):
            return day, place
    return None


def _told(told: Signals, address: str | None) -> Iterator[Told]:
    yield from told.linked("datePublished")
    yield from told.metas(*_METAS)
    for element in told.marked("datePublished"):
        yield element.get("content") or element.get("datetime") or element.text or "", "itemprop datePublished"
    for element in told.root.iter("time"):
        parent = element.getparent()
        said = " ".join(one.get("class") or "" for one in (element, parent) if one is not None)
        if element.get("pubdate") is not None or _PUBLISHED.search(said.lower()):
            yield element.get("datetime") or element.text or "", "time"
    if address and (match := _IN_ADDRESS.search(urlsplit(address).path)):
        yield "-".join(match.groups()), "address"


def _day(text: str) -> date | None:
    match = _ISO.match(text)
    parts = (match[1], match[3], match[4]) if match else (parsedate(text) or ())[:3]
    try:
        day = date(*map(int, parts)) if len(parts) == 3 else None
    except (ValueError, OverflowError):
        return None
    return day if day and day.year >= _EARLIEST else None
