"""The package document of an EPUB: what the book is called, and what it is made of (EPUB 3.3, section 5)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from publish.archives import Archive
from publish.model import Contributor
from publish.reading.subjects import subjects

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"

_OBFUSCATIONS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Fonts may be obfuscated in these ways (EPUB 3.3, section 4.3), which hides no word."""
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PRODUCER = "bkp"
"""The MARC relator of the program that made the book, which is no contributor."""
_TAGS = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Item:
    """One file that the manifest names."""

    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Package:
    """What the package document says."""

    metadata: Mapping[str, Any]
    """By the names of the fields of :class:`publish.model.Metadata`; only what is there."""
    origins: tuple[tuple[str, str], ...]
    spine: tuple[Item, ...]
    """In reading order."""
    missing: tuple[str, ...]
    """References of the spine to files that are not in the archive."""
    nav: Item | None
    ncx: Item | None
    guide: Mapping[str, str]
    """The paths of documents, and what EPUB 2 calls them: ``cover``, ``title-page``, ``toc``."""


def package(archive: Archive) -> Package:
    """The package of the book in an archive. Raises :class:`SourceError` where it is locked, or is no book."""
    _refuse_locks(archive)
    path = _path(archive)
    folder, root = posixpath.dirname(path), archive.xml(path)
    items: dict[str, Item] = {}
    absent: dict[str, str] = {}
    for element in root.iter(f"{_OPF}item"):
        name, href = element.get("id", ""), element.get("href", "")
        if found := archive.find(href, folder):
            properties = frozenset(element.get("properties", "").split())
            items[name] = Item(found, element.get("media-type", "").strip().lower(), properties)
        else:
            absent[name] = href
    references = [element.get("idref", "") for element in root.iter(f"{_OPF}itemref")]
    metadata = {name: value for name, value in _metadata(root).items() if value}
    ncx = next((spine.get("toc", "") for spine in root.iter(f"{_OPF}spine")), "")
    return Package(
        metadata=metadata,
        origins=tuple((name, f"OPF: {_SAID.get(name, 'dc:' + name)}") for name in metadata),
        spine=tuple(items[name] for name in dict.fromkeys(references) if name in items),
        missing=tuple(absent.get(name, name) for name in references if name not in items),
        nav=next((item for item in items.values() if "nav" in item.properties), None),
        ncx=items.get(ncx) or next((item for item in items.values() if "dtbncx" in item.media_type), None),
        guide={
            found: element.get("type", "").lower()
            for element in root.iter(f"{_OPF}reference")
            if (found := archive.find(element.get("href", ""), folder))
        },
    )


def _refuse_locks(archive: Archive) -> None:
    if path := archive.find(ENCRYPTION):
        methods = archive.xml(path).iter("{http://www.w3.org/2001/04/xmlenc#}EncryptionMethod")
        if any(method.get("Algorithm") not in _OBFUSCATIONS for method in methods):
            raise archive.error("is locked (DRM)", "ask whoever sold it for a copy without")


def _path(archive: Archive) -> str:
    """Where the package document is: the container says so, and where it doesn't, its name."""
    if path := archive.find(CONTAINER):
        for element in archive.xml(path).iter("{*}rootfile"):
            if found := archive.find(element.get("full-path", "")):
                return found
    if found := next((path for path in archive.paths() if path.lower().endswith(".opf")), None):
        return found
    raise archive.error("is no EPUB: it has no package document", "try another copy")


_SAID = {
    "contributors": "dc:creator, dc:contributor",
    "subtitle": "dc:title",
    "published": "dc:date",
    "source_url": "dc:source",
    "subjects": "dc:subject",
}


def _metadata(root: etree._Element) -> dict[str, Any]:
    refined = {
        (element.get("refines", "").lstrip("#"), element.get("property", "")): _words(element)
        for element in root.iter(f"{_OPF}meta")
    }
    titles = {
        refined.get((element.get("id", ""), "title-type"), "main"): _words(element) for element in _dc(root, "title")
    }
    first = next((_words(element) for element in _dc(root, "title")), None)
    title = titles.get("main", first) if len(titles) > 1 else first
    language = next(map(_words, _dc(root, "language")), "")
    source = next((text for text in map(_words, _dc(root, "source")) if re.match(r"https?://\S+$", text)), None)
    return {
        "title": title,
        "subtitle": titles.get("subtitle"),
        "contributors": tuple(_contributors(root, refined)),
        "language": language
        if re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", language) and language != "und"
        else None,
        "published": _published(root),
        "description": _TAGS.sub("", next(map(_words, _dc(root, "description")), "")).strip(),
        "publisher": next(map(_words, _dc(root, "publisher")), None),
        "rights": next(map(_words, _dc(root, "rights")), None),
        "source_url": source,
        "subjects": subjects(list(map(_words, _dc(root, "subject")))),
    }


def _contributors(root: etree._Element, refined: Mapping[tuple[str, str], str]) -> Iterator[Contributor]:
    for name, usual in (("creator", "aut"), ("contributor", "ctb")):
        for element in _dc(root, name):
            role = element.get(f"{_OPF}role") or refined.get((element.get("id", "-"), "role")) or usual
            if role != _PRODUCER and _words(element):
                yield Contributor(_words(element), role if re.fullmatch("[a-z]{3}", role) else usual)


def _published(root: etree._Element) -> date | None:
    dates = [element for element in _dc(root, "date") if element.get(f"{_OPF}event", "publication") == "publication"]
    for element in dates:
        with suppress(ValueError):
            return date.fromisoformat(_words(element)[:10])
    return None


def _dc(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(f"{_DC}{name}")


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
