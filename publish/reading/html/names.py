"""What the names of elements tell: classes, ids and roles that speak for the article, or for what stands around it.

The words are the web's habits, matched anywhere in a name: ``post-content``, ``js-related-items``. One word never
decides where other signs are to be had; what is taken away on a name alone is taken away on trial
(:mod:`~publish.reading.html.locating`).
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

WEIGHT = 25
"""What a telling class or id adds to the score of an element, or takes from it."""

_AROUND = re.compile(
    "-ad-|ad-break|agegate|ai2html|banner|breadcrumb|combx|comment|community|consent|cookie|cover-wrap|disqus|extra"
    "|footer|gdpr|header|legends|menu|newsletter|pager|pagination|popup|related|remark|replies|rss|shoutbox|sidebar"
    "|skyscraper|social|sponsor|supplemental|yom-remote"
)
_PERHAPS_ARTICLE = re.compile("and|article|body|column|content|main|mathjax|shadow")
_AROUND_ROLES = frozenset("alert alertdialog complementary dialog menu menubar navigation".split())

_FOR = re.compile("article|blog|body|content|entry|main|page|post|story|text")
_AGAINST = re.compile(
    r"-ad-|banner|com-|combx|comment|contact|footer|gdpr|hidden|\bhid\b|masthead|media|meta|outbrain|promo|related"
    "|scroll|share|shoutbox|shopping|sidebar|skyscraper|sponsor|tags|widget"
)
_SHARING = re.compile(r"(?:\b|_)share(?:daddy)?(?:\b|_)")


def names(element: HtmlElement) -> str:
    """The class and the id of an element, in lower case."""
    return f"{element.get('class', '')} {element.get('id', '')}".lower()


def is_around(element: HtmlElement) -> bool:
    """Whether the names or the role of an element say that it is no part of the article."""
    if element.get("role") in _AROUND_ROLES:
        return True
    said = names(element)
    return bool(_AROUND.search(said)) and not _PERHAPS_ARTICLE.search(said)


def is_sharing(element: HtmlElement) -> bool:
    """Whether an element is named after sharing."""
    return bool(_SHARING.search(names(element)))


def weight(element: HtmlElement) -> int:
    """What the class and the id of an element say for it, less what they say against it."""
    return sum(_weight(element.get(name, "").lower()) for name in ("class", "id"))


def _weight(name: str) -> int:
    if not name:
        return 0
    return WEIGHT * (bool(_FOR.search(name)) - bool(_AGAINST.search(name)))
