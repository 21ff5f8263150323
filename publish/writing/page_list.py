"""The pages of a print edition in an EPUB: a mark where each begins, and the list that leads to them.

EPUB 3.3, section 7.4.4 (page-list), EPUB Accessibility 1.1, section 2.3 (page navigation), DPUB-ARIA 1.1
(doc-pagebreak, doc-pagelist). Marks go into finished pages without changing another byte of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from uuid import UUID, uuid5
from xml.parsers import expat

from publish.model import Page, PageBreak, Publication
from publish.writing.letters import count

FEATURE = "schema:accessibilityFeature"
PRINTED = UUID("1b16c39b-6a5a-5a7e-9a42-2d5e08d5a7f4")
"""The namespace of the identifiers of printed editions that have no ISBN (RFC 9562, section 5.5)."""


def identified(publication: Publication) -> str:
    """A URN for the edition with pages; the PDF carries it, and an EPUB names it as the source of its pages."""
    return uuid5(PRINTED, publication.identifier).urn


def marked(publication: Publication, breaks: Sequence[PageBreak]) -> Publication:
    """The publication with a mark where each page begins, the list of them, and the claims for it."""
    if not breaks:
        return publication
    wanted: defaultdict[str, list[PageBreak]] = defaultdict(list)
    for one in breaks:
        wanted[one.page].append(one)
    pages = tuple(
        replace(page, body=_with_marks(page.body, wanted[page.name])) if page.name in wanted else page
        for page in publication.pages
    )
    features = {("pageNavigation"), ("pageBreakMarkers")}
    others = [claim for claim in publication.accessibility if claim[0] != FEATURE]
    features |= {value for name, value in publication.accessibility if name == FEATURE}
    place = next((n for n, (name, _) in enumerate(publication.accessibility) if name == FEATURE), len(others))
    claims = [*others[:place], *((FEATURE, value) for value in sorted(features)), *others[place:]]
    claims.append(("pageBreakSource", identified(publication)))
    return replace(
        publication, pages=pages, nav=_with_list(publication.nav, publication, breaks), accessibility=tuple(claims)
    )


def _with_list(nav: Page, publication: Publication, breaks: Sequence[PageBreak]) -> Page:
    rows = "\n".join(f'<li><a href="{one.page}#{_identifier(one)}">{escape(one.label)}</a></li>' for one in breaks)
    label = escape(publication.pages_label)
    listed = (
        '<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-labelledby="page-list-label"'
        f' hidden="hidden">\n<h2 id="page-list-label">{label}</h2>\n<ol>\n{rows}\n</ol>\n</nav>\n'
    )
    head, end, tail = nav.body.rpartition("</body>")
    return replace(nav, body=f"{head}{listed}{end}{tail}")


def _identifier(one: PageBreak) -> str:
    """The id of a mark: ``page-xii``, ``page-12``, in letters and figures of ASCII whatever the text counts in."""
    plain = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in one.label)
    return f"page-{plain}"


def _mark(one: PageBreak) -> str:
    label = escape(one.label)
    return f'<span epub:type="pagebreak" role="doc-pagebreak" id="{_identifier(one)}" aria-label="{label}"></span>'


def _with_marks(body: str, breaks: Sequence[PageBreak]) -> str:
    """The body with its marks."""
    data = body.encode()
    positions = _positions(data, breaks)
    pieces, last = [], 0
    for position, group in groupby(sorted(range(len(breaks)), key=positions.__getitem__), positions.__getitem__):
        pieces += [data[last:position], *(_mark(breaks[number]).encode() for number in group)]
        last = position
    return b"".join((*pieces, data[last:])).decode()


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    number: int
    letters: int = 0
    """Those of its own text that have come."""


def _positions(data: bytes, breaks: Sequence[PageBreak]) -> list[int]:
    """The byte before which each mark goes."""
    wanted: defaultdict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(breaks):
        wanted[one.element].append(place)
    found = [len(data)] * len(breaks)
    opened: list[_Open] = []
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False
    seen = 0

    def start(name: str, attributes: object) -> None:
        nonlocal seen
        for place in wanted.get(seen, ()):
            if breaks[place].letters is None:
                found[place] = parser.CurrentByteIndex
        opened.append(_Open(seen))
        seen += 1

    def text(characters: str) -> None:
        own = opened[-1]
        places = [n for n in wanted.get(own.number, ()) if breaks[n].letters is not None and found[n] == len(data)]
        if places:
            _find(characters, own.letters, parser.CurrentByteIndex, places, breaks, found)
        own.letters += count(characters)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: opened.pop()
    parser.CharacterDataHandler = text
    parser.Parse(data, True)
    return found


def _find(
    characters: str, before: int, begin: int, places: Sequence[int], breaks: Sequence[PageBreak], found: list[int]
) -> None:
    """Note the bytes of the letters that are asked for, if they are among these; ``before`` have come already."""
    offset = 0
    for character in characters:
        letter = count(character)
        for place in places:
            if letter and breaks[place].letters == before:
                found[place] = begin + offset
        before += letter
        offset += len(character.encode())
