"""What the names of elements tell: classes, ids and roles that speak for the article, or for what stands around it.

The words are the web's habits, matched anywhere in a name: ``post-content``, ``js-related-items``. One word never
decides where other signs are to be had; what is taken away on a name alone is taken away on trial
(:mod:`~publish.reading.html.locating`).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from publish.reading.markup import trees

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
WEIGHT = 25
"""What a telling class or id adds to the score of an element, or takes from it."""

_AROUND = re.compile(
    "-ad-|ad-break|agegate|ai2html|banner|breadcrumb|combx|comment|community|consent|cookie|copyright|cover-wrap|disqus"
    "|extra"
    "|footer|gdpr|header|legends|menu|newsletter|pager|pagination|popup|related|remark|replies|rss|shoutbox|sidebar"
    "|skyscraper|social|sponsor|supplemental|yom-remote"
)
_SURELY_AROUND = re.compile(
    r"about-?(?:the-?)?author|author-?(?:bio|box|card|info)|cookie-?(?:banner|consent|law|notice)|post-?navigation"
    r"|jp-relatedposts|sharedaddy|skip-?link|skip-?to-?content|subscri(?:be|ption)-?(?:box|form|widget)"
    r"|\b(?:screen-reader|sr-only|visually-?hidden)"  # Said to those who do not see the page, of the page.
    r"|\bno-?print\b|\bd-print-none\b|\bhidden-print\b|\bprint:hidden\b"  # Not for paper.
    r"|\b(?:ambox|catlinks|mw-editsection|mw-indicators|mw-jump|mw-portlet|navbox|printfooter)"  # Of MediaWiki.
)
"""What is around the article, whatever else it is called."""
_HOME = re.compile(r"(?:\.{0,2}/)*(?:index\.\w+)?")
_CONTENTS = re.compile(r"\b(?:toc|table-?of-?contents)\b")
_FORMULA = re.compile(r"\b(?:mwe-)?math|latex|\btex\b")
_PERHAPS_ARTICLE = re.compile("and|article|body|column|content|main|mathjax|shadow")
_AROUND_ROLES = frozenset(["alert", "alertdialog", "complementary", "dialog", "menu", "menubar", "navigation"])

_FOR = re.compile("article|blog|body|content|entry|main|page|post|story|text")
_AGAINST = re.compile(
    r"-ad-|banner|com-|combx|comment|contact|footer|gdpr|hidden|\bhid\b|masthead|media|meta|outbrain|promo|related"
    "|scroll|share|shoutbox|shopping|sidebar|skyscraper|sponsor|tags|widget"
)
_REFERENCE = re.compile(
    r"\b(?:admonition|bibliograph|callout|citation|end-?notes?\b|foot-?notes?\b|margin-?note|note\b|refs?\b|reflist"
    r"|references?\b|side-?note|warning)"
)
"""What belongs to an article although it stands beside its text, or is full of links."""
_COMPANY = re.compile("comment|discuss|newsletter|promo|recommend|related|repl(?:y|ies)|subscri|teaser|trending")
"""What other texts than the article are called."""
_SHARING = re.compile(r"(?:\b|_)share(?:daddy)?(?:\b|_)")


def names(element: HtmlElement) -> str:
    """The class and the id of an element, in lower case."""
    return f"{element.get('class', '')} {_id(element)}".lower()


def _id(element: HtmlElement) -> str:
    """The id of an element, if it names its part in the page: one made of a heading's words is only an address."""
    name = element.get("id", "")
    if not name or element.tag in HEADINGS:
        return ""
    headings = (child for child in element[:2] if child.tag in HEADINGS)
    return "" if any(_letters(trees.words(heading)) == _letters(name) for heading in headings) else name


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())


def is_around(element: HtmlElement) -> bool:
    """Whether the names or the role of an element say that it is no part of the article."""
    said = names(element)
    if element.tag == "sup" or _CONTENTS.search(said):
        return False
    if element.get("role") in _AROUND_ROLES or _SURELY_AROUND.search(said):
        return True
    if element.tag == "nav":
        return not _leads_within(element)
    if element.tag in HEADINGS:
        said = said.replace("header", "")
    return bool(_AROUND.search(said)) and not (_PERHAPS_ARTICLE.search(said) or is_reference(element))


def _leads_within(element: HtmlElement) -> bool:
    """Whether most links of an element lead to places of the page, as those of contents do."""
    links = [(link.get("href") or "").startswith("#") for link in element.iter("a")]
    return sum(links) > len(links) / 2


def is_contents(element: HtmlElement) -> bool:
    """Whether an element is named as contents."""
    return bool(_CONTENTS.search(names(element)))


def is_reference(element: HtmlElement) -> bool:
    """Whether an element is named as contents, notes, sources or a remark of the article."""
    said = names(element)
    role = element.get("role", "").lower()
    return bool(role.startswith("doc-") or _CONTENTS.search(said) or _REFERENCE.search(f"{said} {role}"))


def is_formula(element: HtmlElement) -> bool:
    """Whether an element is named as a formula: a picture of one is a word of its line."""
    return bool(_FORMULA.search(names(element)))


def is_company(element: HtmlElement) -> bool:
    """Whether an element is a form, or named as a text of its own beside the article: comments, teasers."""
    return element.tag in ("form", "textarea") or bool(_COMPANY.search(names(element)))


def is_sharing(element: HtmlElement) -> bool:
    """Whether an element is named after sharing."""
    return bool(_SHARING.search(names(element)))


def leads_home(link: HtmlElement) -> bool:
    """Whether a link leads to the first page of a site, as its name and its sign do."""
    try:
        address = urlsplit(link.get("href") or "#")
    except ValueError:
        return False
    return bool(_HOME.fullmatch(address.path)) and not address.fragment and not address.query and bool(link.get("href"))


def weight(element: HtmlElement) -> int:
    """What the class and the id of an element say for it, less what they say against it."""
    return sum(_weight(name.lower()) for name in (element.get("class", ""), _id(element)))


def _weight(name: str) -> int:
    if not name:
        return 0
    return WEIGHT * (bool(_FOR.search(name)) - bool(_AGAINST.search(name)))
