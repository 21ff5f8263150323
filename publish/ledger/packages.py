"""The archive of an EPUB: its package document, and the documents of its spine (EPUB 3.3, sections 4 and 5)."""

from __future__ import annotations

import re
from io import BytesIO
from posixpath import dirname, join, normpath
from types import TracebackType
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

_ENCODING = re.compile(r"^\s*<\?xml[^>]*\?>")


class Package:
    """An EPUB, opened."""

    def __init__(self, data: bytes) -> None:
        self._archive = ZipFile(BytesIO(data))
        container = self.tree("META-INF/container.xml")
        self._place = str(container.xpath("string(//*[local-name()='rootfile']/@full-path)"))
        self.document = self.tree(self._place)

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def tree(self, name: str) -> etree._Element:
        """A file of the archive as XML."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
        return etree.fromstring(self._archive.read(name), parser)

    def text(self, name: str) -> str:
        """A file of the archive as text, without the declaration of its encoding, which is UTF-8 or UTF-16."""
        data = self._archive.read(name)
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        return _ENCODING.sub("", data.decode("utf-16" if wide else "utf-8-sig", "replace"), count=1)

    def spine(self) -> list[str]:
        """The names of the documents in reading order, those that are not there left out."""
        hrefs = {item.get("id"): item.get("href", "") for item in self.document.iterfind(".//{*}manifest/{*}item")}
        named = [hrefs.get(item.get("idref"), "") for item in self.document.iterfind(".//{*}spine/{*}itemref")]
        return self._present(named)

    def with_property(self, name: str) -> list[str]:
        """The names of the files with a property, such as ``nav``."""
        items = self.document.iterfind(".//{*}manifest/{*}item")
        return self._present([item.get("href", "") for item in items if name in item.get("properties", "").split()])

    def of_type(self, media_type: str) -> list[str]:
        """The names of the files of a media type."""
        items = self.document.iterfind(".//{*}manifest/{*}item")
        return self._present([item.get("href", "") for item in items if item.get("media-type") == media_type])

    def _present(self, hrefs: list[str]) -> list[str]:
        names = [normpath(join(dirname(self._place), unquote(href))) for href in hrefs if href]
        held = set(self._archive.namelist())
        return [name for name in names if name in held]
