"""A look into a finished EPUB."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from posixpath import dirname, join

from lxml import etree

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True)
class Epub:
    """An EPUB's bytes and what is in them."""

    data: bytes

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        """The zip file."""
        return zipfile.ZipFile(BytesIO(self.data))

    @cached_property
    def place(self) -> str:
        """Where the package document is (EPUB 3.3, 4.2.6.3.1)."""
        container = etree.fromstring(self.archive.read("META-INF/container.xml"))
        return str(container.find(".//{*}rootfile").get("full-path"))

    @cached_property
    def package(self) -> etree._Element:
        """The package document."""
        return etree.fromstring(self.archive.read(self.place))

    @cached_property
    def manifest(self) -> dict[str, etree._Element]:
        """The items, by id."""
        return {item.get("id"): item for item in self.package.iterfind(f"{OPF}manifest/{OPF}item")}

    @cached_property
    def spine(self) -> list[str]:
        """The hrefs of the spine, in order."""
        return [
            self.manifest[item.get("idref")].get("href") for item in self.package.iterfind(f"{OPF}spine/{OPF}itemref")
        ]

    def read(self, href: str) -> bytes:
        """A file, by its href in the manifest."""
        return self.archive.read(join(dirname(self.place), href))

    def with_property(self, name: str) -> list[str]:
        """The hrefs of the items with a property."""
        return [item.get("href") for item in self.manifest.values() if name in (item.get("properties") or "").split()]

    def claims(self) -> list[tuple[str, str]]:
        """The ``meta`` elements of EPUB 3 that refine nothing: property and value."""
        metas = self.package.iterfind(f"{OPF}metadata/{OPF}meta")
        return [(meta.get("property"), meta.text) for meta in metas if meta.get("property") and not meta.get("refines")]

    def text(self) -> str:
        """All text in the order of the spine, a line for each piece of markup."""
        bodies = (etree.fromstring(self.read(href)).find(f"{XHTML}body") for href in self.spine)
        return "\n".join("".join(body.itertext()) for body in bodies)
