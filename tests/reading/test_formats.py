"""Which format a source has."""

from __future__ import annotations

import pytest

from publish.reading.formats import format_of


@pytest.mark.parametrize(
    ("source", "data", "format"),
    [
        ("sea.txt", b"<html>", "text"),
        ("SEA.MD", b"", "markdown"),
        ("sea.htm", b"", "html"),
        ("sea.docx", b"", "docx"),
        ("sea.epub", b"", "epub"),
        ("sea", b"A title\nA text.", "text"),
        ("-", b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>", "html"),
        ("-", b"<HTML lang=en>", "html"),
        ("-", b"PK\3\4....mimetypeapplication/epub+zip", "epub"),
        ("-", b"PK\3\4....[Content_Types].xml", "docx"),
    ],
)
def test_the_name_tells_and_else_the_first_bytes(source: str, data: bytes, format: str) -> None:
    assert format_of(data, source) == format
