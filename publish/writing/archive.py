"""EbookLib's archive with fixed bytes: the same book is the same file.

EbookLib 0.20 stamps the current time on every entry and leaves the package without a language.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from ebooklib import epub

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip entry can carry."""


class FixedWriter(epub.EpubWriter):  # type: ignore[misc]
    """Writes a book of EbookLib's to bytes that depend on the book alone."""

    def __init__(self, book: epub.EpubBook, modified: str) -> None:
        stamp = datetime.strptime(modified, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        super().__init__(
            "", book, {"mtime": stamp, "epub3_pages": False, "epub3_landmark": False, "raise_exceptions": True}
        )

    def bytes(self) -> bytes:
        """The archive."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            self.out = _FixedArchive(archive)
            # EPUB Open Container Format 3.3, section 4.2.2: first, stored, and without an extra field.
            self.out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()
        return buffer.getvalue()

    def _write_opf_file(self, root: Any) -> None:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        super()._write_opf_file(root)


class _FixedArchive:
    """A zip file whose entries all carry :data:`EPOCH` and the same permissions."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def writestr(self, name: str, data: str | bytes, compress_type: int = zipfile.ZIP_DEFLATED) -> None:
        """Add an entry. Pictures that are compressed already are stored."""
        entry = zipfile.ZipInfo(name, EPOCH)
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        already = name.endswith((".jpg", ".png"))
        entry.compress_type = zipfile.ZIP_STORED if already else compress_type
        self.archive.writestr(entry, data)
