"""Who made an article: bylines become contributors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from publish.model import Contributor
from publish.reading.html.sight import seen, words
from publish.reading.page import linked_data
from publish.reading.page.signals import Signals, Told

_LONGEST = 100
"""The characters below which an element is a byline rather than a text about its author."""
_BYLINE = re.compile(r"byline|author(?!i[tz])|writtenby")
_ROLES = (
    ("edt", r"edited|(?:heraus)?gegeben|éditée?|editado"),
    ("trl", r"translated|übersetzt|traduite?|traducido|tradotto"),
    ("pht", r"photo(?:graph)?s?|photographed|fotos?|pictures?"),
    ("ill", r"illustrat(?:ed|ions?)|illustrationen"),
    ("aut", r"(?:(?:posted|published|written|reported|geschrieben|écrite?|escrito|scritto)\s+)?"),
)
_BY = r"(?:by|von|par|por|di|door|av|af|przez)"
_LEADING = re.compile(
    rf"(?:^|(?<=\s))(?:{'|'.join(f'(?P<{code}>{words})' for code, words in _ROLES)})\s*{_BY}:?\s+", re.I
)
_AND = re.compile(r"\s*(?:[,;|•·/\n]|\s&\s|\s(?:and|und|et|y|e|en|och|og|i)\s)\s*")
_ADDRESS = re.compile(r"(?:https?:|www\.)\S+", re.I)
_NO_NAME = re.compile(
    r"@|^(?:admin(?:istrator)?|anonymous|author|by|editor(?:ial)?|guest|null|staff|undefined|unknown"
    r"|user\d*|webmaster|(?:sign|log) ?(?:in|up|on|out)|comments?|follow|register|share|subscribe)$|\d{2}|^\W*$",
    re.I,
)
_DEGREE = re.compile(r"[A-Z][A-Za-z.]{0,3}[A-Z.]|Jr\.?|Sr\.?|I{2,3}|Esq\.?")
"""What stands behind a name and a comma."""
_LONGEST_NAME = 60


def contributors(told: Signals) -> tuple[tuple[Contributor, ...], str] | None:
    """The contributors, and where they are named."""
    if authors := _authors(linked_data.names(told.data.get("author")), whole=True):
        return authors, "JSON-LD author"
    sites = None
    for text, place in _told(told):
        if not (authors := _authors([text])):
            continue
        if text != told.meta.get("og:site_name"):
            return authors, place
        sites = sites or (authors, place)
    return sites


def names_only(text: str, names: Iterable[str]) -> bool:
    """Whether a text says nothing but some of the names, and what these people did."""
    said = f" {' '.join(text.split())} ".casefold()
    for name in sorted(map(str.casefold, names), key=len, reverse=True):
        said = said.replace(name, " , ")
    rest = _LEADING.sub(" ", f"{said} ,").strip()
    return not any(part.strip(" ,.:-–—") for part in _AND.split(rest.replace(",", " , ")))


def _told(told: Signals) -> Iterator[Told]:
    metas = "dc:creator dcterm:creator dcterms:creator author parsely-author article:author citation_author"
    yield from told.metas(*metas.split())
    for element in seen(told.root):
        if not _is_byline(element):
            continue
        name = next((one for one in element.iter() if _is_named(one)), element)
        yield words(name), "byline"


def _is_named(element: HtmlElement) -> bool:
    return "name" in (element.get("itemprop") or "") or element.get("rel") == "author"


def _is_byline(element: HtmlElement) -> bool:
    said = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    is_marked = element.get("rel") == "author" or "author" in (element.get("itemprop") or "")
    return (is_marked or bool(_BYLINE.search(said))) and 0 < len(words(element)) < _LONGEST


def _authors(bylines: Iterable[str], *, whole: bool = False) -> tuple[Contributor, ...]:
    """The contributors named in bylines, each once; ``whole``: each byline is one name."""
    found: dict[Contributor, None] = {}
    for byline in bylines:
        for code, text in _parts(_ADDRESS.sub(" ", byline)):
            names = [text] if whole and code == "aut" else _names(text)
            found.update({Contributor(name, code): None for name in names if _is_name(name)})
    return tuple(found)


def _parts(byline: str) -> Iterator[tuple[str, str]]:
    """The parts of a byline, each with what its people did."""
    start, code = 0, "aut"
    for match in _LEADING.finditer(byline):
        yield code, byline[start : match.start()].strip()
        start, code = match.end(), match.lastgroup or "aut"
    yield code, byline[start:].strip()


def _names(text: str) -> list[str]:
    names: list[str] = []
    for name in _AND.split(text):
        if names and _DEGREE.fullmatch(name):
            names[-1] += f", {name}"
        else:
            names.append(name.strip(" .:-–—"))
    return names


def _is_name(name: str) -> bool:
    return 1 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)
