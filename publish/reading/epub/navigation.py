"""The contents of a book: printed in it, or from its navigation document, or from the NCX of EPUB 2."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from lxml.html import HtmlElement, fromstring

from publish.archives import Archive
from publish.reading.epub.documents import document, relink, types
from publish.reading.epub.package import Item, Package

LONGEST_LEGEND = 300
"""The most characters of what explains a list; more is text."""

_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def contents(archive: Archive, package: Package, paths: Mapping[str, str]) -> HtmlElement | None:
    """The book's contents as HTML with links into the joined tree; None where they have fewer than two entries.

    ``paths`` are the documents of the tree with the ids that they have there. Entries that lead to no such document,
    as to a cover, are left out.
    """
    if package.nav:
        made, path = _of_nav(archive, package.nav), package.nav.path
    elif package.ncx:
        made, path = _of_ncx(archive, package.ncx), package.ncx.path
    else:
        return None
    if made is None:
        return None
    for link in made.iter("a"):
        relink(archive, link, "href", link.get("href") or "", path, paths)
    for link in list(made.iter("a")):
        entry = link.getparent()
        leads = (link.get("href") or "").startswith("#")
        if not leads and entry is not None and entry.tag == "li" and entry.find("ol") is None:
            entry.drop_tree()
    return made if len(list(made.iter("a"))) > 1 else None


def _of_nav(archive: Archive, item: Item) -> HtmlElement | None:
    body = document(archive, item.path)
    return next((nav for nav in body.iter("nav") if "toc" in types(nav)), None)


def _of_ncx(archive: Archive, item: Item) -> HtmlElement | None:
    """The points of an NCX (NISO Z39.86-2005, section 8), nested as they are."""
    root = archive.xml(item.path)
    start = next(root.iter(f"{_NCX}navMap"), None)
    if start is None:
        return None
    made = fromstring('<nav role="doc-toc"><ol></ol></nav>')
    lists: dict[etree._Element, HtmlElement] = {start: made[0]}
    for point in start.iter(f"{_NCX}navPoint"):
        above = next(point.iterancestors(f"{_NCX}navMap", f"{_NCX}navPoint"))
        entry = etree.SubElement(lists[above], "li")
        lists[point] = etree.SubElement(entry, "ol")
        link = entry.makeelement("a")
        entry.insert(0, link)
        content = point.find(f"{_NCX}content")
        link.set("href", "" if content is None else content.get("src", ""))
        link.text = " ".join((point.findtext(f"{_NCX}navLabel/{_NCX}text") or "").split())
    for empty in [one for one in lists.values() if not len(one)]:
        empty.drop_tree()
    return made


def without_legend(body: HtmlElement) -> str:
    """Take away what stands below the list of a contents page, such as what its marks mean, and the marks.

    Its words come back. Nothing is taken from a page with several lists, or with many words or a link below the list.
    """
    lists = [one for one in body.iter("ol", "ul") if next(one.iterancestors("ol", "ul"), None) is None]
    if len(lists) != 1:
        return ""
    below = [one for one in lists[0].itersiblings() if isinstance(one.tag, str)]
    legend = " ".join(" ".join(one.text_content().split()) for one in below)
    if not legend or len(legend) > LONGEST_LEGEND or any(one.find(".//a") is not None for one in below):
        return ""
    for one in below:
        one.drop_tree()
    if not legend[0].isalnum():
        for mark in [one for one in lists[0].iter("span", "sup") if one.text_content().strip() == legend[0]]:
            mark.drop_tree()
    return legend
