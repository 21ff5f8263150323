"""A PDF, by its structure tree (ISO 32000-1, 14.7 and 14.8) and its outline.

Each piece of marked content says what its fonts map its glyphs to, or its ``ActualText``. Running heads and folios are
artifacts and stand in no structure; the page numbers of a contents list, its marks and their legend are known by where
they stand in it; the labels of list items by the list's own numbering.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

from publish.ledger.editions.bidi import RIGHT_MARK, logical, looks_from_right, reads_from_right
from publish.ledger.editions.edition import Edition
from publish.ledger.words import Piece

INLINE = frozenset({"Code", "Link", "Quote", "Span", "Ruby", "RB", "Sub"})
"""The structure types that do not end a word (14.8.4.4)."""
_ROLES = {
    **{f"H{level}": "heading" for level in range(1, 7)},
    **dict.fromkeys(("TD", "TH"), "cell"),
    "Caption": "caption",
    "Note": "note",
    "TOCI": "entry",
}
_FOLIO = re.compile(r"\s*\d+\s*")
_QUOTES = re.compile("\\s*[\"'\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f]\\s*")
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_COVER = "doc-cover"
"""What the picture of a cover is called; its alternative is none that a source owes."""
_SOFT = "\u00ad"


def extracted(data: bytes) -> Edition:
    """What the PDF says. Raises :class:`ValueError` for one that has no structure."""
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            raise ValueError("has no structure tree")
        walk = _Walk(pdf, Edition("PDF"))
        walk.rtl = reads_from_right(str(pdf.Root.get("/Lang", "")))
        for element in _kids(root):
            walk.element(element, "")
        walk.flush()
        with pdf.open_outline() as outline:
            walk.edition.navigation["outline"] = list(_without(_titles(outline.root), walk.edition.text))
        return walk.edition


def _without(titles: Iterator[Piece], text: list[Piece]) -> Iterator[Piece]:
    """The titles without the first that is the label of the contents page, to which it leads."""
    labels = [piece.text.split() for piece in text if piece.role == "label"][:1]
    for title in titles:
        if title.text.split() in labels:
            labels.clear()
        else:
            yield title


def _titles(items: list[pikepdf.OutlineItem]) -> Iterator[Piece]:
    for item in items:
        yield Piece(item.title, "entry")
        yield from _titles(item.children)


def _kids(node: pikepdf.Object) -> list[pikepdf.Object]:
    kids = node.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]


@dataclass
class _Walk:
    """The pages on the way through their structure."""

    pdf: pikepdf.Pdf
    edition: Edition
    rtl: bool = False
    text: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    role: str = "text"
    page: int | None = None
    marks: dict[tuple[int, int], dict[int, str]] = field(default_factory=dict)
    numbers: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, page in enumerate(self.pdf.pages, start=1):
            self.numbers[page.obj.objgen] = number

    def flush(self) -> None:
        """End the piece."""
        text = "".join(self.text).replace(_SOFT, "")
        if text and not text.isspace():
            self.edition.text.append(Piece(text, self.role, self.page, shown=self._lines()))
        self.text.clear()
        self.shown.clear()
        self.page = None

    def _lines(self) -> tuple[str, ...]:
        """The lines of the piece as they are shown, where some of them are read from the right."""
        right = self.rtl or any(looks_from_right(line) or RIGHT_MARK in line for line in self.shown)
        return tuple(self.shown) if right else ()

    def element(self, node: pikepdf.Object, parent: str) -> None:
        """All that is below a structure element."""
        tag = str(node.get("/S", "/"))[1:]
        inline = tag in INLINE and not (tag == "Link" and parent == "Reference")
        if not inline:
            self.flush()
        outer = self.role, self.rtl
        self.role = _ROLES.get(tag, self.role)
        if "/Lang" in node and not inline:
            self.rtl = reads_from_right(str(node.Lang))
        if tag == "Sect" and _is_contents(node):
            self._contents(node)
        elif tag == "Figure" and str(node.get("/T", "")) == _COVER:
            pass
        elif tag == "Figure":
            self.edition.alternatives.append(Piece(str(node.get("/Alt", "")), "alternative", self._page_of(node)))
        elif tag == "Formula":
            self.edition.text.append(Piece(str(node.get("/Alt", "")), "formula", self._page_of(node)))
        elif tag == "Lbl" and parent == "numbered":
            pass
        else:
            below = "numbered" if _is_numbered(node, tag) else parent if tag == "LI" else tag
            for kid in self._without_marks(node) if tag == "Quote" else _kids(node):
                self._kid(kid, node, below)
        if not inline:
            self.flush()
        self.role, self.rtl = outer

    def _kid(self, kid: pikepdf.Object, node: pikepdf.Object, below: str) -> None:
        if isinstance(kid, int):
            self._say(node.Pg, kid)
        elif kid.get("/Type") == "/MCR":
            self._say(kid.Pg if "/Pg" in kid else node.Pg, int(kid.MCID))
        elif "/S" in kid:
            self.element(kid, below)

    def _without_marks(self, quotation: pikepdf.Object) -> list[pikepdf.Object]:
        """What is in a quotation, without the marks that the style sets around it."""
        kids = _kids(quotation)
        for end in (0, -1):
            mark = kids[end] if kids else None
            if isinstance(mark, int) and _QUOTES.fullmatch(self._marked(quotation.Pg, mark)):
                del kids[end]
        return kids

    def _say(self, page: pikepdf.Object, mark: int) -> None:
        self.page = self.page or self.numbers[page.objgen]
        self.text.append(self._said(page, mark))

    def _said(self, page: pikepdf.Object, mark: int) -> str:
        shown = self._marked(page, mark)
        self.shown.append(shown)
        text = logical(shown, rtl=self.rtl)
        # At the right end stands the space that the line begins with, or that was set behind it for the next line.
        return f"{text} " if self.rtl and shown.endswith(" ") else text

    def _marked(self, page: pikepdf.Object, mark: int) -> str:
        """What a piece of marked content shows."""
        if page.objgen not in self.marks:
            self.marks[page.objgen] = marked(pikepdf.Page(page))
        return self.marks[page.objgen].get(mark, "")

    def _page_of(self, node: pikepdf.Object) -> int | None:
        return self.numbers.get(node.Pg.objgen) if "/Pg" in node else None

    def _contents(self, section: pikepdf.Object) -> None:
        """A contents page: its label, its entries without their page numbers and marks; the legend is ours."""
        for kid in _kids(section):
            tag = str(kid.get("/S", "/"))[1:]
            if tag == "TOC":
                self._entries(kid)
            elif tag.startswith("H"):
                texts = self._texts(kid)
                self.edition.text.append(Piece("".join(texts), "label", self._page_of(kid)))

    def _entries(self, contents: pikepdf.Object) -> None:
        for item in _kids(contents):
            tag = str(item.get("/S", "/"))[1:]
            if tag == "TOC":
                self._entries(item)
                continue
            texts = self._texts(item, below=("Reference", "Link", "P", "Span"))
            linked = any(str(kid.get("/S", "")) == "/Reference" for kid in _kids(item) if not isinstance(kid, int))
            if texts and (_FOLIO.fullmatch(texts[-1]) if linked else texts[-1].strip() == "†"):
                texts.pop()
            if texts:
                shown = self._lines()[: len(texts)]
                text = "".join(texts).replace(_SOFT, "")
                self.edition.text.append(Piece(text, "entry", self._page_of(item), shown=shown))
            self.shown.clear()
            for kid in _kids(item):
                if not isinstance(kid, int) and str(kid.get("/S", "")) == "/TOC":
                    self._entries(kid)

    def _texts(self, node: pikepdf.Object, below: tuple[str, ...] = ("Link", "Span")) -> list[str]:
        """What each mark of an element says, those of the elements in its lines included."""
        found: list[str] = []
        for kid in _kids(node):
            if isinstance(kid, int):
                found.append(self._said(node.Pg, kid))
            elif kid.get("/Type") == "/MCR":
                found.append(self._said(kid.Pg if "/Pg" in kid else node.Pg, int(kid.MCID)))
            elif str(kid.get("/S", "/"))[1:] in below:
                found += self._texts(kid, below)
        return found


def _is_contents(section: pikepdf.Object) -> bool:
    return any(not isinstance(kid, int) and str(kid.get("/S", "")) == "/TOC" for kid in _kids(section))


def _is_numbered(node: pikepdf.Object, tag: str) -> bool:
    """Whether the labels of a list are of its own making (14.8.5.5)."""
    if tag != "L":
        return False
    return "/A" in node and str(node.A.get("/ListNumbering", "/None")) != "/None"


def marked(page: pikepdf.Page) -> dict[int, str]:
    """The text of each piece of marked content on a page, by its MCID."""
    maps = {name: _to_unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    said: defaultdict[int, str] = defaultdict(str)
    nested: list[tuple[int | None, bool]] = []
    font: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf TJ Tj"):
        operands, name = step.operands, str(step.operator)
        mark, replaced = nested[-1] if nested else (None, False)
        if name in ("BDC", "BMC"):
            properties = pikepdf.Dictionary()
            if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
                properties = operands[1]
            mark = int(properties["/MCID"]) if "/MCID" in properties else mark
            if "/ActualText" in properties and mark is not None and not replaced:
                said[mark] += str(properties["/ActualText"])
                replaced = True
            nested.append((mark, replaced))
        elif name == "EMC":
            nested.pop()
        elif name == "Tf":
            font = maps[str(operands[0])]
        elif mark is not None and not replaced:
            said[mark] += _shown(operands[0], font)
    return said


def _shown(operand: pikepdf.Object, font: dict[int, str]) -> str:
    """The characters of a string, or of the strings of an array, of two-byte codes (9.7.6)."""
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(string) for string in strings if isinstance(string, pikepdf.String))
    return "".join(font.get(high << 8 | low, "\ufffd") for high, low in zip(codes[::2], codes[1::2], strict=False))


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font is in Unicode (9.10.3)."""
    found: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return found
    for kind, body in _SECTION.findall(font.ToUnicode.read_bytes()):
        if kind == b"bfchar":
            for code, text in _PAIR.findall(body):
                found[int(code, 16)] = _utf16(text)
        else:
            for first, last, text in _RANGE.findall(body):
                start = _utf16(text)
                for code in range(int(first, 16), int(last, 16) + 1):
                    found[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
