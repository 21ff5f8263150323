"""The pages of a print edition in an EPUB: a mark where each begins, and the list that leads to them.

EPUB 3.3, section 7.4.4 (page-list), EPUB Accessibility 1.1, section 2.3 (page navigation), DPUB-ARIA 1.1
(doc-pagebreak, doc-pagelist). Marks go into finished pages without changing another byte of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from itertools import count, groupby
from uuid import UUID, uuid5
from xml.parsers import expat

from publish.model import Page, PageBreak, Publication
from publish.writing.letters import letters_in

FEATURE = "schema:accessibilityFeature"
PRINTED = UUID("1b16c39b-6a5a-5a7e-9a42-2d5e08d5a7f4")
"""The namespace of the identifiers of printed editions that have no ISBN (RFC 9562, section 5.5)."""


def identified(publication: Publication) -> str:
    """A URN for the edition with pages; the PDF carries it, and an EPUB names it as the source of its pages."""
    return publication.pages_of or uuid5(PRINTED, publication.identifier).urn


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
    claims = (
        *publication.accessibility,
        (FEATURE, "pageBreakMarkers"),
        (FEATURE, "pageNavigation"),
        ("pageBreakSource", identified(publication)),
    )
    return replace(publication, pages=pages, nav=_with_list(publication.nav, publication, breaks), accessibility=claims)


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


def _positions(data: bytes, breaks: Sequence[PageBreak]) -> list[int]:
    """The byte before which each mark goes."""
    wanted: defaultdict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(breaks):
        wanted[one.element].append(place)
    found: dict[int, int] = {}
    numbers = count()
    opened: list[tuple[int, int]] = []  # The number of each element that is open, and the letters that it has so far.
    parser = expat.ParserCreate("utf-8")

    def start(name: str, attributes: object) -> None:
        number = next(numbers)
        found.update((place, parser.CurrentByteIndex) for place in wanted[number] if breaks[place].letters is None)
        opened.append((number, 0))

    def text(characters: str) -> None:
        number, letters = opened.pop()
        position = parser.CurrentByteIndex
        for character in characters if number in wanted else "":
            if is_one := letters_in(character):
                for place in wanted[number]:
                    if breaks[place].letters == letters:
                        found.setdefault(place, position)
            letters += is_one
            position += len(character.encode())
        opened.append((number, letters))

    def end(name: str) -> None:
        number, _ = opened.pop()
        for place in wanted[number]:
            found.setdefault(place, parser.CurrentByteIndex)  # A theme has changed the letters of the text.

    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, text, end
    parser.Parse(data, True)
    return [found[place] for place in range(len(breaks))]
