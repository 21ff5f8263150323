"""The title of an article, without the name of its site."""

from __future__ import annotations

import re

from publish.reading.html.names import leads_home
from publish.reading.html.sight import seen, words
from publish.reading.page.signals import Signals, Told, first, heading

_PARTED = re.compile(r"\s[|\-–—\\/>»·:]\s")
_MARK = re.compile(r"\s[|\-–—\\/>»·]\s|:\s|\s*[_|｜丨]\s*|(?<=[\u3040-\u9fff])\s?[-–—]+\s?")
_HEADINGS = ("h1", "h2", "h3")
_BY_RANK = re.compile(r"\s[\\/>»]\s")
_SHORT = 3
"""The words from which a part of a title is one."""
_SURE = 4
"""The words up to which the shortened title may as well be the site's name."""
_AFTER_COLON = 5


def title(told: Signals) -> Told | None:
    """The title as the page's metadata has it, or as its ``title`` element, shortened by the site's name."""
    headings = [
        words(one) for one in seen(told.root) if one.tag in _HEADINGS and not any(map(leads_home, one.iter("a")))
    ]
    element = told.root.find("head/title")
    whole = " ".join(("" if element is None else element.text or "").split())
    found = first(
        _linked(told, whole, headings),
        told.metas("dc:title", "dcterm:title", "dcterms:title", "og:title", "title", "twitter:title", "parsely-title"),
    )
    if found:
        return _without_site(found[0], headings), found[1]
    if not whole:
        return None
    return _shortened(whole, headings, heading(told.root, "h1")), "title"


def _linked(told: Signals, whole: str, headings: list[str]) -> list[Told]:
    """The name and the headline of JSON-LD; first what the page shows, as sites put other things there, too."""
    found = list(told.linked("name", "headline"))
    return sorted(found, key=lambda one: one[0] not in headings and one[0] not in whole)


def _without_site(title: str, headings: list[str]) -> str:
    """A title without what stands behind its last bar or dash, if a heading says that this is the title."""
    *_, last = [None, *_PARTED.finditer(title)]
    shorter = title[: last.start()].strip() if last else title
    return shorter if title not in headings and shorter in headings else title


def _shortened(whole: str, headings: list[str], first_headings: list[str]) -> str:
    """The part of a ``title`` element that names the article, by the rules that Mozilla's reading mode goes by."""
    if named := _named(whole, headings):
        return named
    parts = [found for found in _PARTED.finditer(whole) if ":" not in found[0]]
    title = whole
    if parts:
        title = whole[: parts[-1].start()]
        if len(title.split()) < _SHORT:
            title = whole[parts[0].end() :]
    elif ": " in whole:
        title = _behind_colon(whole) if whole not in headings else whole
    elif not 15 <= len(whole) <= 150 and len(first_headings) == 1:
        title = first_headings[0]
    title = title.strip()
    count = len(title.split())
    if count > _SURE or title in headings:
        return title
    is_ranked = bool(parts) and bool(_BY_RANK.search(whole))
    without = len(re.sub(r"\s[|\-–—\\/>»]\s", "", whole).split())
    return title if is_ranked and count == without - 1 else whole


def _named(whole: str, headings: list[str]) -> str | None:
    """The longest beginning or end of a ``title`` element that a heading says, up to a mark or from one on."""
    marks = list(_MARK.finditer(whole))
    parts = [whole, *(whole[: one.start()] for one in marks), *(whole[one.end() :] for one in marks)]
    return max((part for part in parts if part in headings), key=len, default=None)


def _behind_colon(whole: str) -> str:
    """What stands behind the last colon, or the first; the whole where that stands too far behind."""
    title = whole.rpartition(":")[2].strip()
    if len(title.split()) < _SHORT:
        return whole.partition(":")[2].strip()
    return whole if len(whole.partition(":")[0].split()) > _AFTER_COLON else title
