"""The documents of an EPUB as one tree of HTML: ids and links of all of them, in one namespace."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html.entities import html5
from typing import Any
from urllib.parse import quote, unquote, urldefrag

from lxml import etree
from lxml.html import HtmlElement, XHTMLParser

from publish.archives import Archive
from publish.reading.markup.parsing import parse

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_DECLARATIONS = re.compile(rb"<!DOCTYPE[^>\[]*\[[^\]]*\]\s*>", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_TYPE = "{http://www.idpf.org/2007/ops}type"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
_PICTURES = ("src", "poster")
_ROLES = {
    "noteref": "doc-noteref",
    "footnote": "doc-footnote",
    "rearnote": "doc-endnote",
    "endnote": "doc-endnote",
    "note": "doc-footnote",
    "toc": "doc-toc",
}
"""What EPUB calls things, and the roles by which the web calls the same (DPUB-ARIA 1.1)."""


def document(archive: Archive, path: str) -> HtmlElement:
    """A document's body. What is not well-formed, as EPUB demands it, is read as browsers read pages."""
    data = archive.text(path)
    parser = XHTMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_NAMED.sub(_numbered, data), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = parse(_DECLARATIONS.sub(b"", data, count=1))
    for entity in list(root.iter(etree.Entity)):
        _as_written(entity)
    language = root.get(_LANGUAGE) or root.get("lang")
    body = next(root.iter("{http://www.w3.org/1999/xhtml}body", "body"), root)
    for element in body.iter(etree.Element):
        _plain(element)
    if language and not body.get("lang"):
        body.set("lang", language)
    return body


def _as_written(entity: Any) -> None:
    """Put what stands for an entity, whose text nobody knows, in its place: ``&tide;``."""
    parent, before = entity.getparent(), entity.getprevious()
    written = f"{entity.text}{entity.tail or ''}"
    if before is None:
        parent.text = (parent.text or "") + written
    else:
        before.tail = (before.tail or "") + written
    entity.tail = None
    parent.remove(entity)


def _numbered(match: re.Match[bytes]) -> bytes:
    """A character by its number: XML knows the names of five only."""
    name = match[1].decode()
    text = html5.get(f"{name};") if name not in _XML else None
    return match[0] if text is None else "".join(f"&#{ord(letter)};" for letter in text).encode()


def _plain(element: HtmlElement) -> None:
    """Names without namespaces, and what EPUB says in an attribute of its own, as a role."""
    name = str(element.tag).rpartition("}")[2]
    element.tag = name if _NAME.fullmatch(name) else "span"  # A parser of pages takes nearly anything for a name.
    types = (element.attrib.pop(_TYPE, None) or element.get("epub:type") or "").split()
    if types:
        element.set("data-epub-type", " ".join(types))
    if not element.get("role") and (role := next((_ROLES[name] for name in types if name in _ROLES), None)):
        element.set("role", role)
    if language := element.attrib.pop(_LANGUAGE, None):
        element.set("lang", language)


def types(element: HtmlElement) -> frozenset[str]:
    """What EPUB calls an element, of a document that :func:`document` gave."""
    return frozenset((element.get("data-epub-type") or "").split())


def join(archive: Archive, bodies: Mapping[str, HtmlElement], contents: HtmlElement | None) -> HtmlElement:
    """One tree of all bodies, by their paths and in their order, below the book's ``contents``.

    An id in the third document becomes ``d3-…``, the document itself ``d3``; links follow.
    """
    names = {path: f"d{number}" for number, path in enumerate(bodies, start=1)}
    root = HtmlElement()
    root.tag = "body"
    if contents is not None:
        root.append(contents)
    for path, body in bodies.items():
        _rename(archive, body, path, names)
        body.tag = "nav" if body.get("role") == "doc-toc" else "div"
        body.set("id", names[path])
        root.append(body)
    return root


def _rename(archive: Archive, body: HtmlElement, path: str, names: Mapping[str, str]) -> None:
    for element in body.iter(etree.Element):
        for name in ("id", "name"):
            if value := element.get(name):
                element.set(name, f"{names[path]}-{value}")
        for name in _LINKS:
            if (reference := element.get(name)) is not None and element.tag != "image":
                relink(archive, element, name, reference, path, names)
        if element.tag == "image":
            _picture(element)
        for name in _PICTURES:
            if (reference := element.get(name)) is not None and not _is_absolute(reference):
                found = archive.find(reference, posixpath.dirname(path))
                element.set(name, quote(found or reference))
        element.attrib.pop("srcset", None)


def _picture(element: HtmlElement) -> None:
    """A picture that is wrapped in SVG, as covers and plates are, to fill the screen."""
    reference = next((element.get(name) for name in _LINKS if element.get(name)), None)
    around = element.getparent()
    if reference and around is not None and around.tag in ("svg", "g"):
        element.tag = "img"
        element.set("src", reference)
        for above in element.iterancestors("svg", "g"):
            above.tag = "span"


def relink(
    archive: Archive, element: HtmlElement, name: str, reference: str, path: str, names: Mapping[str, str]
) -> None:
    """Let a link of the document at ``path`` lead to the same place in the joined tree."""
    if _is_absolute(reference):
        return
    place, fragment = urldefrag(reference)
    target = archive.find(place, posixpath.dirname(path)) if place else path
    del element.attrib[name]
    if target is not None and target in names:
        reference = f"#{names[target]}-{unquote(fragment)}" if fragment else f"#{names[target]}"
    element.set("href", reference)  # One that leads nowhere is told with all others.


def _is_absolute(reference: str) -> bool:
    return re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*:|//)", reference) is not None
