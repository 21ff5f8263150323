"""ZIP archives of strangers: nothing is unpacked to disk, nothing outside of them is read, and bombs do not go off."""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from publish.errors import SourceError

SUM = 200_000_000
"""The most bytes that all files of an archive may have, unpacked."""
TEXT = 50_000_000
"""The most bytes of XML that are read from one archive: trees take several times as much."""
FILES = 20_000
"""The most files."""

_HEADER = b"PK\1\2"
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, IndexError, OSError, RuntimeError, ValueError)
"""What :mod:`zipfile` raises for archives that are none."""


class Archive:
    """The files of an archive by their paths, which are relative to its root and never lead out of it."""

    def __init__(self, data: bytes | Path | BinaryIO, source: str) -> None:
        """``data`` is an archive that is one document, or the file that holds many, each of its own size.

        Raises :class:`SourceError` for what is no archive, or for a document that unpacks to too much.
        """
        self._source = source
        self._left = TEXT
        if isinstance(data, bytes) and data.count(_HEADER) > FILES:
            raise self.error("has too many files in it", "save it again with the program it was made with")
        try:
            self._zip = ZipFile(BytesIO(data) if isinstance(data, bytes) else data)
        except _BROKEN as error:
            raise self.error("is damaged: it is no ZIP archive", "try another copy") from error
        files = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        if isinstance(data, bytes) and sum(info.file_size for info in files) > SUM:
            raise self.error(f"unpacks to more than {SUM // 1_000_000} MB", "make its pictures smaller")
        self.outside = [info.filename for info in files if _inside(info.filename) is None]
        """Files whose paths lead out of the archive; they are not among the others."""
        self._files = {path: info for info in files if (path := _inside(info.filename))}
        self._folded = {path.casefold(): path for path in reversed(self._files)}

    def error(self, problem: str, remedy: str) -> SourceError:
        """An error of the source that the archive is."""
        return SourceError(problem, place=self._source, remedy=remedy)

    def paths(self) -> Iterator[str]:
        """All paths, in the order of the archive."""
        return iter(self._files)

    def find(self, reference: str, folder: str = "") -> str | None:
        """The path that a reference from a file in ``folder`` means; None where it leads out, or nowhere.

        A wrong case of letters is forgiven: on the machines where such archives are made, it makes no difference.
        """
        try:
            path = _inside(posixpath.join(folder, unquote(urlsplit(reference.strip()).path)))
        except ValueError:
            return None
        return path if path in self._files else self._folded.get(path.casefold()) if path else None

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises :class:`SourceError` where they are locked or damaged."""
        info = self._files[path]
        if info.file_size > SUM:
            raise self.error(f"“{path}” unpacks to more than {SUM // 1_000_000} MB", "split it")
        if info.flag_bits & _ENCRYPTED:
            raise self.error("is protected with a password", "save it without one")
        try:
            return self._unpacked(info)
        except _BROKEN as error:
            raise self.error(f"is damaged: “{path}” cannot be unpacked", "try another copy") from error

    def _unpacked(self, info: ZipInfo) -> bytes:
        if info.compress_type not in (
            ZIP_STORED,
            ZIP_DEFLATED,
        ):  # All that EPUB and OPC know; others may swell at once.
            raise NotImplementedError
        with self._zip.open(info) as file:
            return file.read(info.file_size)

    def text(self, path: str) -> bytes:
        """As :meth:`read`, for what will be parsed: there is a sum of it that must not be passed."""
        self._left -= self._files[path].file_size
        if self._left < 0:
            raise self.error(f"has more than {TEXT // 1_000_000} MB of text", "split it")
        return self.read(path)

    def xml(self, path: str) -> etree._Element:
        """A file as a tree of XML. Nothing that it refers to is read, no entity of its own making is expanded.

        Raises :class:`SourceError` for what is not well-formed, nested too deeply, or full of entities.
        """
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root: etree._Element | None = etree.fromstring(self.text(path), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.error(
                f"is damaged: “{path}” is no XML", "save it again with the program it was made with"
            ) from error
        if root is None or next(root.iter(etree.Entity), None) is not None:
            raise self.error(f"holds entities in “{path}”, which are not expanded", "save it again")
        return root


def _inside(path: str) -> str | None:
    """A path of an archive in its plain form; None where it leads out of the archive."""
    plain = posixpath.normpath(path.replace("\\", "/").lstrip("/"))
    return None if plain in (".", "..") or plain.startswith("../") or "\0" in plain else plain
