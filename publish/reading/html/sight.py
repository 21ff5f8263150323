"""What of a page is seen: its words, without scripts, styles and what the page itself hides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree
from lxml.html import HtmlElement

from publish.reading.markup import trees

_UNSEEN = frozenset(
    ["canvas", "head", "iframe", "link", "meta", "noscript", "object", "script", "style", "svg", "template", "title"]
)
BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol option p pre search section
    select summary table tbody td tfoot th thead tr ul
    """.split()
)
"""Elements that part words."""


def is_seen(element: HtmlElement) -> bool:
    """Whether an element is shown, if what it stands in is."""
    return element.tag != trees.VOID and element.tag not in _UNSEEN and not trees.is_hidden(element)


def seen(root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that are seen below ``root``, and itself, in the order of the source. They may be voided."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        is_shown = is_seen(element) or element is root
        if is_shown:
            yield element
        if not is_shown or element.tag == trees.VOID:
            walker.skip_subtree()


def words(root: HtmlElement, instead: Mapping[HtmlElement, str] = MappingProxyType({})) -> str:
    """All words that are seen in an element, with single spaces between them.

    ``instead`` gives words that count for those of an element.
    """
    return " ".join("".join(_pieces(root, instead)).split())


def _pieces(root: HtmlElement, instead: Mapping[HtmlElement, str]) -> Iterator[str]:
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            yield " " if element.tag in BLOCKS else ""
            yield (element.tail or "") if element is not root else ""
        elif element in instead:
            yield f" {instead[element]} "
            walker.skip_subtree()
        elif element is root or is_seen(element):
            yield " " if element.tag in BLOCKS else ""
            yield element.text or ""
        else:
            walker.skip_subtree()
