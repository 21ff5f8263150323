"""Bytes become a tree: decoded, parsed as browsers parse (HTML standard, §13.2), and bounded in depth.

The parser is turbohtml, which implements the standard whole and takes time in proportion to the page, whatever its
markup; the tree is lxml's, as everything behind it walks and changes trees.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import turbohtml
from lxml.html import HtmlElement, HTMLParser

from publish.errors import SourceError
from publish.model import Finding

DEEPEST = 200
"""How deep elements may be nested; what is deeper stands there side by side, in its order."""

_MOST_ATTRIBUTES = 200
"""How many attributes of an element are read: lxml takes quadratic time for them."""
LAST_LINE = 65_535
"""The last line that lxml can note."""

_DOCTYPE = re.compile(r"\s*<!doctype", re.IGNORECASE)
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
_BEGINNING = 2000
"""The characters in which that is looked for."""

_make = HTMLParser().makeelement


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
    tree = _tree(html)
    implied = [child.source_line is None for child in html.children if isinstance(child, turbohtml.Element)]
    is_fragment = html.source_line is None and all(implied) and not _DOCTYPE.match(text)
    return Page(tree, is_fragment, _saved_from(text), findings)


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


_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML forbids or advises against (XML 1.0, §2.2)."""
_NAME = re.compile(r"[a-zA-Z_][\w.-]*", re.ASCII)


@dataclass(slots=True)
class _Level:
    """An element that is being filled."""

    nodes: Iterator[turbohtml.Node]
    element: HtmlElement
    last: HtmlElement | None = None
    """The child behind which text goes; None: text goes at the element's beginning."""
    pieces: list[str] = field(default_factory=list)
    """The text to go there."""

    def text(self) -> None:
        """Put the text where it goes."""
        text = _UNFIT.sub("", "".join(self.pieces))
        self.pieces.clear()
        if self.last is not None:
            self.last.tail = text
        else:
            self.element.text = text


def _tree(html: turbohtml.Element) -> HtmlElement:
    """The tree, copied; without comments, processing instructions and templates."""
    root = _copied(html)
    levels = [_Level(iter(html.children), root)]
    while levels:
        level = levels[-1]
        node = next(level.nodes, None)
        if isinstance(node, turbohtml.Text):
            level.pieces.append(node.data)
        elif isinstance(node, turbohtml.Element) and node.tag != "template":
            level.text()
            element = _copied(node)
            level.element.append(element)
            level.last = element
            is_deepest = len(levels) >= DEEPEST
            levels.append(_Level(iter(node.children), *((level.element, element) if is_deepest else (element, None))))
        elif node is None:
            levels.pop()
            if levels and levels[-1].element is level.element:
                levels[-1].last, levels[-1].pieces = level.last, level.pieces
            else:
                level.text()
    return root


def _copied(element: turbohtml.Element) -> HtmlElement:
    """An element alone, with the attributes that XML can hold."""
    copy = _make(element.tag if _NAME.fullmatch(element.tag) else "span")
    copy.sourceline = min(element.source_line or 0, LAST_LINE)  # type: ignore[misc]  # lxml can.
    for name, value in islice(element.attrs.items(), _MOST_ATTRIBUTES):
        if _NAME.fullmatch(name):
            text = " ".join(value) if isinstance(value, list) else value or ""
            copy.set(name.lower(), _UNFIT.sub("", text))
    return copy
