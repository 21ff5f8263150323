"""What stands on each page, by the EPUB's marks and by the PDF's own structure; neither knows how they were made.

Only letters and figures are kept: what is between words differs from edition to edition. Notes stand at the foot of a
PDF's pages and at the end of an EPUB's sections, and formulas are drawings in a PDF: neither is compared, nor what is
written in pictures.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pikepdf
from lxml import etree

from publish.ledger.editions.pdf import marked

_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_OPF = "{http://www.idpf.org/2007/opf}"


def letters(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if one.isalnum() and one != "\N{ARABIC TATWEEL}")


def page_list(epub: bytes) -> list[tuple[str, str]]:
    """The labels of the page-list, and where they lead."""
    with ZipFile(BytesIO(epub)) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    lists = [one for one in nav.iter(f"{_XHTML}nav") if one.get(_TYPE) == "page-list"]
    return [("".join(link.itertext()), link.get("href", "")) for one in lists for link in one.iter(f"{_XHTML}a")]


def epub_pages(epub: bytes) -> list[tuple[str, str, str]]:
    """Each marked page of an EPUB in the order of its spine: where its mark is, its label, its letters."""
    pages: list[tuple[str, str, list[str]]] = []
    with ZipFile(BytesIO(epub)) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        items = {item.get("id"): item.get("href", "") for item in package.iter(f"{_OPF}item")}
        for reference in package.iter(f"{_OPF}itemref"):
            name = items[reference.get("idref")]
            body = etree.fromstring(archive.read(f"EPUB/{name}")).find(f"{_XHTML}body")
            assert body is not None
            for piece in _spoken(body):
                if isinstance(piece, str):
                    if pages:
                        pages[-1][2].append(piece)
                    else:
                        assert not letters(piece), "text stands before the first page"
                else:
                    pages.append((f"{name}#{piece.get('id')}", piece.get("aria-label", ""), []))
    return [(place, label, letters("".join(said))) for place, label, said in pages]


def _spoken(element: etree._Element) -> Iterator[str | etree._Element]:
    """The text of an element, and the marks in it."""
    if element.get("role") == "doc-pagebreak":
        yield element
        return
    silent = _silent(element)
    yield "" if silent else element.text or ""
    for child in element:
        yield from (piece for piece in _spoken(child) if not (silent and isinstance(piece, str)))
        yield "" if silent else child.tail or ""


def _silent(element: etree._Element) -> bool:
    return (
        etree.QName(element).localname in ("math", "aside", "rp")
        or element.get("aria-hidden") == "true"
        or element.get("class") in ("mark", "legend", "number")
    )


def pdf_pages(pdf: bytes) -> list[str]:
    """The letters of each page of a PDF that are in its structure, in the order of reading."""
    pages: defaultdict[int, list[str]] = defaultdict(list)
    with pikepdf.open(BytesIO(pdf)) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        said = {page.obj.objgen: marked(page) for page in opened.pages}

        def walk(node: pikepdf.Object, numbered: bool) -> None:
            tag = str(node.get("/S", "/"))[1:]
            if tag in ("Note", "Formula", "Figure") or (tag == "Lbl" and numbered):
                return
            own = "/A" in node and str(node.A.get("/ListNumbering", "/None")) != "/None"
            numbered = own if tag == "L" else numbered
            kids = list(node.K) if isinstance(node.get("/K"), pikepdf.Array) else [node.K] if "/K" in node else []
            for kid in kids:
                if isinstance(kid, int):
                    show(node.Pg, kid)
                elif kid.get("/Type") == "/MCR":
                    show(kid.Pg if "/Pg" in kid else node.Pg, int(kid.MCID))
                elif "/S" in kid:
                    walk(kid, numbered)

        def show(page: pikepdf.Object, mark: int) -> None:
            text = said[page.objgen].get(mark, "").replace("\u00ad", "")
            pages[numbers[page.objgen]].append(text)

        walk(opened.Root.StructTreeRoot.K[0], False)
        return [letters("".join(pages[number])) for number in range(len(opened.pages))]


def labels(pdf: bytes) -> list[str]:
    """The label of each page of a PDF (ISO 32000-1, 12.4.2), as PDFium reads it."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        return [opened.get_page_label(number) for number in range(len(opened))]


def disagreements(epub: bytes, pdf: bytes) -> list[str]:
    """What the pages of an EPUB and those of the PDF that it was built with do not agree on."""
    marks, printed, folios = epub_pages(epub), pdf_pages(pdf), labels(pdf)
    listed = page_list(epub)
    found = []
    if [(label, place) for place, label, _ in marks] != listed:
        found.append("the page-list is not that of the marks")
    if [_in_ascii(label) for label, _ in listed] != folios:
        found.append(f"the page-list has {[label for label, _ in listed]}, the PDF {folios}")
    for (place, label, said), shown in zip(marks, printed, strict=False):
        # The contents have their folios on paper only; lines that are read from the right are shown from the left.
        least = Counter(said) - Counter(shown)
        if least or (not place.startswith("contents") and Counter(said) != Counter(shown)):
            found.append(f"page {label}: “{said[:30]}…{said[-30:]}” is not “{shown[:30]}…{shown[-30:]}”")
        elif not place.startswith("contents") and said.isascii() and said != shown:
            found.append(f"page {label} has another order")
    return found


def _in_ascii(label: str) -> str:
    return "".join(str(int(one)) if one.isdecimal() else one for one in label)
