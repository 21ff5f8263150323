"""Marks around words that stand for emphasis, as in ``_so_``, become emphasis where a text has them throughout.

One such pair may be anything; so there must be several, and no mark of the kind that is not one of a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publish.model import Article, Contents, Finding, Section

PAIRS = 4
"""The fewest pairs of one mark in a text that uses it for emphasis."""
UNPAIRED = 0.05
"""The share of marks that may be something else, such as a slip of the pen."""

_SPAN = re.compile(r"<pre.*?</pre>|[^<]+|<[^>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A character around words, and the element that it stands for."""

    sign: str
    element: str
    pair: re.Pattern[str]
    """Two of them that touch the words between them, and no word outside."""


def _mark(sign: str, element: str) -> _Mark:
    s = re.escape(sign)
    return _Mark(sign, element, re.compile(rf"(?<![\w{s}]){s}(?=[^\s{s}])([^{s}<>]{{0,400}}[^\s{s}<>]){s}(?![\w{s}])"))


_MARKS = (_mark("_", "em"), _mark("=", "strong"), _mark("*", "em"))


def mark(article: Article) -> Article:
    """The article with the marks of emphasis as elements, and without them in titles and contents."""
    for sign in _MARKS:
        texts = [text for section in article.sections for text in _texts(section.body)]
        texts += [section.title for section in article.sections if section.title]
        pairs = sum(len(sign.pair.findall(text)) for text in texts)
        others = sum(text.count(sign.sign) for text in texts) - 2 * pairs
        if pairs >= PAIRS and others <= UNPAIRED * pairs:
            article = _marked(article, sign, pairs)
    return article


def _texts(body: str) -> Iterator[str]:
    return (found[0] for found in _SPAN.finditer(body) if not found[0].startswith("<"))


def _marked(article: Article, sign: _Mark, pairs: int) -> Article:
    message = f"words between “{sign.sign}” are emphasised ({pairs} times)"
    return replace(
        article,
        sections=tuple(_in_section(section, sign) for section in article.sections),
        contents=_in_contents(article.contents, sign),
        findings=(*article.findings, Finding("emphasis-recognised", "info", message)),
    )


def _in_section(section: Section, sign: _Mark) -> Section:
    def repair(found: re.Match[str]) -> str:
        if found[0].startswith("<"):
            return found[0]
        return sign.pair.sub(rf"<{sign.element}>\1</{sign.element}>", found[0])

    title = sign.pair.sub(r"\1", section.title) if section.title else section.title
    return replace(section, title=title, body=_SPAN.sub(repair, section.body))


def _in_contents(contents: Contents | None, sign: _Mark) -> Contents | None:
    if contents is None:
        return None
    return replace(
        contents, entries=tuple(replace(entry, text=sign.pair.sub(r"\1", entry.text)) for entry in contents.entries)
    )
