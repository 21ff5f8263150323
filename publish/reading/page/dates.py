"""The day on which an article was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from publish.reading.html.sight import seen, words
from publish.reading.page.signals import Signals, Told
from publish.reading.plain.dates import day_in

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
_DATED = re.compile(r"\b(?:date|datum|fecha|data|posted|published|pub-?(?:date|time))\b|-date\b|date-")
_LONGEST = 60
"""The characters below which an element so named holds a day, and no text with one."""
_MOST = 20
"""How many such elements are read, and of how many elements each may be made."""
_NEAR = 3
"""How many elements around a day may say that it is that of publication."""
_TIME = re.compile(
    r"(?:,|\b(?:at|um|à|a las|alle ore|om|kl\.?))?\s*(?:\b|(?<=[日일]))\d{1,2}(?:[:.]|\s?h\s?)\d{2}(?::\d{2})?"
    r"(?:\s?(?:uhr|h|[ap]\.?m\.?))?(?:\s?(?:[A-Z]{2,4}|Z|[+-]\d{2}:?\d{2}))?\s*$",
    re.IGNORECASE,
)


def published(told: Signals, address: str | None, language: str) -> tuple[date, str] | None:
    """The day, and where it comes from; as written, in whichever zone of time.

    Where only words name it, the month may be called as in ``language``.
    """
    for text, place in _told(told, address):
        if day := _day(text):
            return day, place
    return (day, "date line") if (day := _seen(told.root, language)) else None


def _told(told: Signals, address: str | None) -> Iterator[Told]:
    yield from told.linked("datePublished")
    yield from told.metas(*_METAS)
    for element in told.marked("datePublished"):
        yield _value(element), "itemprop datePublished"
    times = list(told.root.iter("time"))
    for element in times:
        said = " ".join(one.get("class") or "" for one in (element, *islice(element.iterancestors(), _NEAR)))
        if element.get("pubdate") is not None or _PUBLISHED.search(said.lower()):
            yield _value(element), "time"
    if address and (match := _IN_ADDRESS.search(urlsplit(address).path)):
        yield "-".join(match.groups()), "address"
    for element in times:
        around = [one.tag for one in element.iterancestors()]
        if {"article", "main"} & set(around) and not {"aside", "footer", "nav"} & set(around):
            yield _value(element), "time"
            break


def _value(element: HtmlElement) -> str:
    """What an element gives for programs, else its words."""
    given = (element.get(name) for name in ("content", "datetime", "title"))
    return next((value for value in given if value), element.text or "")


def is_day(text: str, language: str) -> bool:
    """Whether a text names a day, perhaps with the time of the day, and says nothing else."""
    return _worded(text, language) is not None


def is_in_figures(text: str, day: date) -> bool:
    """Whether a text says nothing but this day, in figures, in whichever order: ``30.9.2021``, ``9/30/21``."""
    if any(map(str.isalpha, text)):
        return False
    figures = sorted(int(one) for one in re.findall(r"\d{1,4}", text))
    return figures in (sorted([day.day, day.month, day.year]), sorted([day.day, day.month, day.year % 100]))


def _worded(text: str, language: str) -> date | None:
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    bare = _TIME.sub("", " ".join(text.split())).rstrip(" ,")
    return day_in(bare, language)


def _seen(root: HtmlElement, language: str) -> date | None:
    """The first day that stands in an element which is called so."""
    for element in islice(filter(_is_dated, seen(root)), _MOST):
        if day := _worded(words(element), language):
            return day
    return None


def _is_dated(element: HtmlElement) -> bool:
    """Whether an element is called a date, and can be one."""
    called = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return bool(_DATED.search(called)) and len(list(islice(element.iter(), _MOST))) < _MOST


def _day(text: str) -> date | None:
    match = _ISO.match(text)
    parts = (match[1], match[3], match[4]) if match else (parsedate(text) or ())[:3]
    try:
        day = date(*map(int, parts)) if len(parts) == 3 else None
    except (ValueError, OverflowError):
        return None
    return day if day and day.year >= _EARLIEST else None
