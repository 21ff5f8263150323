"""Checks of the pages of an EPUB."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from publish.checking.lint.book import Book, Found, Page
from publish.stores import Rule

_REMOTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_SHOWN = {"img": "src", "image": "{http://www.w3.org/1999/xlink}href", "audio": "src", "video": "src", "source": "src",
          "script": "src", "iframe": "src", "link": "href", "object": "data", "embed": "src"}  # fmt: skip
"""By which attribute an element names what it shows."""
_UNREAD = frozenset({"title", "desc", "style", "script"})
_TYPE = "{http://www.idpf.org/2007/ops}type"


def _page_size(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        if len(page.data) > rule.limits["most"]:
            yield Found(f"the page has {len(page.data) / 1000:,.0f} kB", page.path)


def _forbidden_element(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for element in page.every(*rule.limits["elements"]):
            yield Found(f"there is a {_name(element)} element", page.path, element.sourceline)


def _style_element(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for element in page.root.iter("{http://www.w3.org/1999/xhtml}style"):
            yield Found("there is a style element", page.path, element.sourceline)


def _inline_style(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for element in page.root.iter("{http://www.w3.org/1999/xhtml}*"):
            if element.get("style"):
                yield Found(f"a {_name(element)} element has a style attribute", page.path, element.sourceline)


def _nested_table(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for table in page.every("table"):
            if next(table.iterancestors("{*}table"), None) is not None:
                yield Found("there is a table in a table", page.path, table.sourceline)


def _wide_table(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for table in page.every("table"):
            columns = max((_columns(row) for row in table.iter("{*}tr")), default=0)
            if columns > rule.limits["most"]:
                yield Found(f"a table has {columns} columns", page.path, table.sourceline)


def _columns(row: etree._Element) -> int:
    spans = (cell.get("colspan", "1") for cell in row if isinstance(cell.tag, str))
    return sum(int(span) if span.isdecimal() and len(span) < 4 else 1 for span in spans)


def _xml_declaration(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        if not re.match(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=", page.data[:200]):
            yield Found("the page does not say its encoding", page.path, 1)


def _alternative_missing(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for picture in page.every("img"):
            decorates = picture.get("role") in ("presentation", "none")
            if picture.get("alt") is None or (not (picture.get("alt") or "").strip() and not decorates):
                yield Found(f"the picture “{picture.get('src', '')}” has no alternative", page.path, picture.sourceline)


def _picture_without_source(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for picture in page.every("img"):
            if not (picture.get("src") or "").strip():
                yield Found("an img has no source", page.path, picture.sourceline)


def _picture_in_drawing(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for picture in page.every("image"):
            shown = book.target(page, picture.get("{http://www.w3.org/1999/xlink}href") or picture.get("href") or "")
            if book.cover is None or shown != book.cover.path:
                yield Found("a picture stands in a drawing", page.path, picture.sourceline)


def _marked_reference(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for link in page.every("a"):
            if "noteref" in (link.get(_TYPE) or "").split() and len(link):
                yield Found(f"the link to a note holds a {_name(link[0])} element", page.path, link.sourceline)


def _cover_alone(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        if book.cover is not None and any(_shows(book, page, picture) for picture in page.every("img", "image")):
            body = next(page.every("body"), None)
            if body is not None and _text(body):
                yield Found("there is text on the page of the cover", page.path, body.sourceline)
            return


def _shows(book: Book, page: Page, picture: etree._Element) -> bool:
    reference = picture.get("src") or picture.get("{http://www.w3.org/1999/xlink}href") or picture.get("href") or ""
    return book.cover is not None and book.target(page, reference) == book.cover.path


def _text(body: etree._Element) -> str:
    """What is read on a page, titles and descriptions of drawings left out."""
    said = []
    for element in body.iter("{*}*"):
        if _name(element) not in _UNREAD:
            said.append(element.text or "")
        if element is not body:
            said.append(element.tail or "")
    return "".join(said).strip()


def _remote_resource(book: Book, rule: Rule) -> Iterator[Found]:
    for page in book.pages:
        for element in page.every(*_SHOWN):
            address = (
                element.get(_SHOWN[_name(element)]) or element.get("href" if _name(element) == "image" else "") or ""
            )
            if _REMOTE.match(address):
                yield Found(f"“{address.strip()}” is on the network", page.path, element.sourceline)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


CHECKS: Mapping[str, Callable[[Book, Rule], Iterator[Found]]] = {
    "page-size": _page_size,
    "forbidden-element": _forbidden_element,
    "style-element": _style_element,
    "inline-style": _inline_style,
    "nested-table": _nested_table,
    "wide-table": _wide_table,
    "xml-declaration": _xml_declaration,
    "alternative-missing": _alternative_missing,
    "picture-without-source": _picture_without_source,
    "picture-in-drawing": _picture_in_drawing,
    "marked-reference": _marked_reference,
    "cover-alone": _cover_alone,
    "remote-resource": _remote_resource,
}
