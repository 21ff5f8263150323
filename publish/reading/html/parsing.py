"""Bytes become a page: decoded, and parsed as :mod:`publish.reading.markup.parsing` does."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import turbohtml
from lxml.html import HtmlElement

from publish.errors import SourceError
from publish.model import Finding
from publish.reading.html import acting
from publish.reading.markup.parsing import tree

_DOCTYPE = re.compile(r"\s*<!doctype", re.IGNORECASE)
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
_BEGINNING = 2000
"""The characters in which that is looked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was parsed."""

    root: HtmlElement
    """Its ``html`` element, which has a ``head`` and a ``body``."""
    is_fragment: bool
    """Whether the source is a piece of markup, without the elements that make a page."""
    saved_from: str | None
    """The address that a browser noted in the file when it saved the page."""
    findings: tuple[Finding, ...]


def parse(data: bytes, source: str) -> Page:
    """The page in ``data``. Raises :class:`SourceError`, with ``source`` as its place, where there is nothing."""
    if not data.strip(b"\0\t\n\f\r \xef\xbb\xbf"):
        raise SourceError("the source is empty", place=source, remedy="give a saved page or an article's markup")
    text, findings = _decode(data)
    document = turbohtml.parse(text.replace("\0", ""))
    html = document.root
    assert html is not None  # The standard gives every document its root.
    implied = [child.source_line is None for child in html.children if isinstance(child, turbohtml.Element)]
    is_fragment = html.source_line is None and all(implied) and not _DOCTYPE.match(text)
    made = tree(html)
    return Page(made, is_fragment, _saved_from(text), (*findings, *acting.findings(made)))


def _saved_from(text: str) -> str | None:
    """What browsers write: ``<!-- saved from url=(0031)https://example.org/article -->``."""
    noted = _SAVED_FROM.search(text, 0, _BEGINNING)
    return noted[1] if noted else None


def _decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text, in the encoding that a browser would take, but for pages whose declaration is plainly wrong.

    A page that is UTF-8 from beginning to end is UTF-8, whatever it declares: saving re-encodes and leaves the
    declaration. In a page that declares UTF-8 and is not, the odd bytes are read as Windows-1252, as its neighbours
    pasted them.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        first = error.start
    declared = turbohtml.parse(data).encoding or "windows-1252"
    if declared.lower() != "utf-8":
        return data.decode(_python_name(declared), "replace"), ()
    line = data.count(b"\n", 0, first) + 1
    message = "the page is not the UTF-8 that it declares; the odd bytes are read as Windows-1252"
    return data.decode("utf-8-sig", _AS_1252), (Finding("encoding-mixed", "warning", message, line),)


def _python_name(label: str) -> str:
    """Python's name for an encoding of the Encoding standard."""
    try:
        return codecs.lookup(label).name
    except LookupError:
        return "cp1252"


_AS_1252 = "publish.windows-1252"


def _read_as_1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_AS_1252, _read_as_1252)
