"""A look into a finished PDF: its pages, its structure tree, and its text as others extract it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

LINE_END_HYPHENS = "\u00ad\ufffe"
"""What a hyphen at a line's end is extracted as: a soft hyphen; PDFium makes a noncharacter of that."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure tree."""

    tag: str
    kids: tuple[Element, ...]
    marks: tuple[int, ...]
    """The page of each piece of marked content, from 0."""
    links: tuple[tuple[int, int], ...]
    """The annotations it refers to, by object number."""

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def find(self, *tags: str) -> list[Element]:
        """The elements below it with one of the tags, in reading order."""
        return [element for element in self.walk() if element.tag in tags]

    def page(self) -> int:
        """The page on which its content begins, from 0."""
        return next(mark for element in self.walk() for mark in element.marks)


def opened(data: bytes) -> pikepdf.Pdf:
    """The file, to be looked at object by object."""
    return pikepdf.open(BytesIO(data))


def structure(pdf: pikepdf.Pdf) -> Element:
    """The ``Document`` element at the root of the structure tree."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    (root,) = pdf.Root.StructTreeRoot.K
    return _element(root, pages)


def _element(node: pikepdf.Object, pages: dict[tuple[int, int], int]) -> Element:
    kids, marks, links = [], [], []
    for kid in node.get("/K", []):
        if isinstance(kid, int):
            marks.append(pages[node.Pg.objgen])
        elif kid.get("/Type") == "/MCR":
            marks.append(pages[kid.Pg.objgen])
        elif kid.get("/Type") == "/OBJR":
            links.append(kid.Obj.objgen)
        else:
            kids.append(_element(kid, pages))
    return Element(str(node.S)[1:], tuple(kids), tuple(marks), tuple(links))


def spoken(pdf: pikepdf.Pdf) -> list[str]:
    """What a reader of the structure tree says (ISO 32000-1, 14.8.2): a text for each element that holds any.

    Each mark is read as its fonts map its glyphs to Unicode, or as its ``ActualText`` says; soft hyphens are dropped.
    """
    said = {page.objgen: _marks(page) for page in pdf.pages}
    (root,) = pdf.Root.StructTreeRoot.K
    return [text.replace("\u00ad", "") for text in _spoken(root, said) if text]


def _spoken(node: pikepdf.Object, said: dict[tuple[int, int], dict[int, str]]) -> Iterator[str]:
    text = ""
    for kid in node.get("/K", []):
        if isinstance(kid, int):
            text += said[node.Pg.objgen][kid]
        elif kid.get("/Type") == "/MCR":
            text += said[kid.Pg.objgen][int(kid.MCID)]
        elif "/S" in kid:
            yield text
            text = ""
            yield from _spoken(kid, said)
    yield text


def _marks(page: pikepdf.Page) -> dict[int, str]:
    """The text of each piece of marked content on a page, by its MCID."""
    maps = {name: _to_unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    said: dict[int, str] = {}
    nested: list[tuple[int | None, str | None]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf TJ Tj"):
        name = str(operator)
        mark, actual = nested[-1] if nested else (None, None)
        if name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) else {}
            if "/ActualText" in properties and mark is not None:
                actual = str(properties["/ActualText"])
                said[mark] += actual
            mark = int(properties["/MCID"]) if "/MCID" in properties else mark
            said.setdefault(-1 if mark is None else mark, "")
            nested.append((mark, actual))
        elif name == "EMC":
            nested.pop()
        elif name == "Tf":
            font = maps[str(operands[0])]
        elif mark is not None and actual is None:
            said[mark] += _shown(operands[0], font)
    return said


def _shown(operand: pikepdf.Object, font: dict[int, str]) -> str:
    """The characters of a string, or of the strings of an array, of two-byte glyph codes."""
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(string) for string in strings if isinstance(string, pikepdf.String))
    return "".join(font[high << 8 | low] for high, low in zip(codes[::2], codes[1::2], strict=True))


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """What each glyph of a font is in Unicode (ISO 32000-1, 9.10.3)."""
    pairs = re.findall(rb"^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def page_texts(data: bytes) -> list[str]:
    """The text of each page, as PDFium extracts it; the hyphens at line ends are taken away."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [joined(page.get_textpage().get_text_range()) for page in pdf]


def joined(text: str) -> str:
    """A text without the hyphens at its line ends, the halves of their words together again."""
    for hyphen in LINE_END_HYPHENS:
        text = text.replace(f"{hyphen}\r\n", "").replace(f"{hyphen}\n", "").replace(hyphen, "")
    return text


def structure_text(path: Path) -> str:
    """The text in the order of the structure tree, a line for each block, as Poppler extracts it."""
    lines = poppler("pdfinfo", "-struct-text", str(path)).splitlines()
    blocks: list[str] = []
    for line in lines:
        said = line.strip()
        if len(said) > 1 and said[0] == said[-1] == '"':
            blocks[-1] += said[1:-1]
        else:
            blocks.append("")
    return joined("\n".join(filter(None, blocks)))


def layout_text(path: Path) -> str:
    """The text in the order of the pages, with ``ActualText`` in the place of glyphs, as Poppler extracts it."""
    return joined(poppler("pdftotext", str(path), "-"))


def poppler(program: str, *arguments: str) -> str:
    """What one of Poppler's programs prints; the test is skipped where there is none."""
    if not shutil.which(program):
        pytest.skip(f"there is no {program} on the PATH; install poppler-utils")
    return subprocess.run([program, *arguments], capture_output=True, check=True, encoding="utf-8").stdout
