"""An EPUB as a store gets it: opened without trust, and parsed no further than rules ask for."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import tinycss2
from lxml import etree

from publish.archives import Archive
from publish.errors import SourceError

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
PAGE = "application/xhtml+xml"
SHEET = "text/css"
NCX = "application/x-dtbncx+xml"
_CONTAINER = "META-INF/container.xml"


@dataclass(frozen=True, slots=True)
class Found:
    """A place at which a rule is broken."""

    said: str
    path: str = ""
    """Of a file in the EPUB; empty: the whole."""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the manifest."""

    identifier: str
    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """A content document."""

    path: str
    root: etree._Element
    data: bytes

    def every(self, *names: str) -> Iterator[etree._Element]:
        """Its elements of these names, in XHTML or SVG."""
        for element in self.root.iter():
            if isinstance(element.tag, str) and etree.QName(element).localname in names:
                yield element


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration of a style sheet."""

    path: str
    line: int
    selector: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of pixels, by its header."""

    item: Item
    size: int
    """In bytes."""
    width: int
    height: int
    mode: str
    """As Pillow calls it: ``RGB``, ``CMYK``, ``RGBA``."""
    transparent: bool
    frames: int


@dataclass
class Book:
    """Everything is looked at when it is first asked for. What cannot be parsed is left to EPUBCheck, which says so."""

    archive: Archive
    size: int
    """In bytes."""
    name: str
    package_path: str = field(init=False)
    package: etree._Element = field(init=False)

    def __post_init__(self) -> None:
        """Find the package document. Raises :class:`SourceError` where there is none."""
        container = self._parsed(_CONTAINER)
        roots = () if container is None else container.iter("{*}rootfile")
        path = next((found for one in roots if (found := self.archive.find(one.get("full-path", "")))), None)
        package = self._parsed(path) if path else None
        if path is None or package is None:
            raise SourceError("is no EPUB: it has no package document", place=self.name, remedy="give an .epub file")
        self.package_path, self.package = path, package

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The manifest, without what is not in the file."""
        folder = posixpath.dirname(self.package_path)
        found = []
        for item in self.package.iter(f"{OPF}item"):
            if path := self.archive.find(item.get("href", ""), folder):
                properties = frozenset(item.get("properties", "").split())
                found.append(Item(item.get("id", ""), path, item.get("media-type", ""), properties))
        return tuple(found)

    @cached_property
    def cover(self) -> Item | None:
        """The picture that the package calls the cover, as EPUB 3 or EPUB 2 do."""
        named = next(
            (meta.get("content") for meta in self.package.iter(f"{OPF}meta") if meta.get("name") == "cover"), ""
        )
        marked = (item for item in self.items if "cover-image" in item.properties)
        return next(marked, None) or next((item for item in self.items if named and item.identifier == named), None)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The content documents that are well-formed."""
        paths = dict.fromkeys(item.path for item in self.items if item.media_type == PAGE)
        parsed = ((path, self._parsed(path)) for path in paths)
        return tuple(Page(path, root, self.read(path)) for path, root in parsed if root is not None)

    @cached_property
    def declarations(self) -> tuple[Declaration, ...]:
        """Every declaration of every style sheet, those inside of media queries included."""
        found: list[Declaration] = []
        for item in self.items:
            if item.media_type == SHEET:
                sheet = self.read(item.path).decode("utf-8", "replace")
                rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
                found.extend(_declarations(rules, item.path))
        return tuple(found)

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture of pixels whose header can be read."""
        raster = [item for item in self.items if item.media_type.startswith("image/") and "svg" not in item.media_type]
        return tuple(found for item in raster if (found := _picture(item, self.read(item.path))))

    def read(self, path: str) -> bytes:
        """A file's bytes; none where it is damaged."""
        try:
            return self.archive.read(path)
        except SourceError:
            return b""

    def target(self, page: Page, reference: str) -> str | None:
        """The file that a reference of a page means; None where it is not in the EPUB."""
        return self.archive.find(unquote(urlsplit(reference).path), posixpath.dirname(page.path))

    def _parsed(self, path: str) -> etree._Element | None:
        """A file as a tree; None where it is not there, or not well-formed."""
        if self.archive.find(path) != path:
            return None
        try:
            return self.archive.xml(path)
        except SourceError:
            return None


def _declarations(rules: list[Any], path: str) -> Iterator[Declaration]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in ("media", "supports"):
            yield from _declarations(
                tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), path
            )
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if one.type == "declaration":
                    value = tinycss2.serialize(one.value).strip()
                    yield Declaration(path, one.source_line, selector, one.lower_name, value)


def _picture(item: Item, data: bytes) -> Picture | None:
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as opened:
            see_through = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
            transparent = see_through and opened.width * opened.height <= 40_000_000 and _shows_through(opened)
            frames = getattr(opened, "n_frames", 1)
            return Picture(item, len(data), opened.width, opened.height, opened.mode, transparent, frames)
    except Exception:  # Whatever a decoder of strangers' bytes raises: EPUBCheck names the picture.
        return None


def _shows_through(opened: Any) -> bool:
    """Whether any pixel is less than opaque."""
    low, _ = opened.convert("RGBA").getchannel("A").getextrema()
    return bool(low < 255)


def suffix(item: Item) -> str:
    """How a file's name ends, in lower case, without the dot."""
    return PurePosixPath(item.path).suffix[1:].lower()
