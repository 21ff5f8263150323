"""The subtitle of an article: what the page calls so, right below the title."""

from __future__ import annotations

import re
from itertools import islice

from publish.reading.html.sight import seen, words
from publish.reading.page.signals import Signals, Told, first
from publish.reading.wording import key

_CALLED = re.compile(
    r"(?:^|[\W_])(?:sub-?(?:title|headline)|untertitel|sous-?titre|sub-?t[ií]tulo|sottotitolo|ondertitel)(?:$|[\W_])"
)
_NEAR = 30
"""How many elements behind the title it is looked for."""
_LONGEST = 200
"""The most characters of a subtitle."""
_HEADINGS = ("h1", "h2", "h3")


def subtitle(told: Signals, title: str | None) -> Told | None:
    """The subtitle, and where it stands."""
    shown = list(told.linked("alternativeHeadline", "alternateName"))
    if found := _below(told, title):
        return found
    return first(one for one in shown if len(one[0]) <= _LONGEST and key(one[0]) != key(title or ""))


def _below(told: Signals, title: str | None) -> Told | None:
    elements = seen(told.root)
    if title is None or not any(one.tag in _HEADINGS and key(words(one)) == key(title) for one in elements):
        return None
    for element in islice(elements, _NEAR):
        if _CALLED.search((element.get("class") or "").lower()) and 0 < len(said := words(element)) <= _LONGEST:
            return said, "subtitle"
    return None
