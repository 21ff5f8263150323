"""Checks of a file as such: its standard, what it says of its colours, its fonts, the number of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pikepdf
from pikepdf import Name

from publish.checking.preflight.file import File, Found
from publish.printers import Rule

_FONTS = frozenset({"/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"})
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def standard_of(pdf: pikepdf.Pdf) -> str | None:
    """The part of ISO 15930 that a file claims: ``PDF/X-1a:2003``; None where it claims none."""
    told = pdf.docinfo if "/Info" in pdf.trailer else pikepdf.Dictionary()
    if conformance := told.get("/GTS_PDFXConformance"):
        return str(conformance)
    if version := told.get("/GTS_PDFXVersion"):
        return str(version)
    packet = pdf.Root.get("/Metadata")
    if packet is not None:
        text = packet.read_bytes().decode("utf-8", "replace")
        for end in (">", '="'):
            _, mark, rest = text.partition(f"pdfxid:GTS_PDFXVersion{end}")
            if mark:
                return rest.partition("<" if end == ">" else '"')[0]
    return None


def _file_size(file: File, rule: Rule) -> Iterator[Found]:
    if len(file.data) > rule.limits["most"]:
        yield Found(f"the file has {len(file.data) / 1e6:,.0f} MB", remedy="make its pictures smaller")


def _encrypted(file: File, rule: Rule) -> Iterator[Found]:
    if file.pdf.is_encrypted:
        yield Found("the file is locked", remedy="take the encryption off with qpdf --decrypt")


def _version(file: File, rule: Rule) -> Iterator[Found]:
    version = file.pdf.pdf_version
    if tuple(map(int, version.split("."))) > tuple(map(int, rule.limits["most"].split("."))):
        yield Found(f"the file is PDF {version}", remedy=f"make it as PDF {rule.limits['most']}")


def _standard(file: File, rule: Rule) -> Iterator[Found]:
    claimed = standard_of(file.pdf)
    if claimed is None:
        yield Found("the file claims no part of PDF/X", remedy=f"make it as {rule.limits['allowed'][0]}")
    elif claimed not in rule.limits["allowed"]:
        yield Found(f"the file is {claimed}", remedy=f"make it as {rule.limits['allowed'][0]}")


def _output_intent(file: File, rule: Rule) -> Iterator[Found]:
    intents = file.pdf.Root.get("/OutputIntents", pikepdf.Array())
    press = [one for one in intents if one.get("/S") == Name.GTS_PDFX]
    if not press:
        yield Found("there is no output intent", remedy="add one with the ICC profile of the press")
    elif "/DestOutputProfile" not in press[0] and str(press[0].get("/OutputConditionIdentifier", "Custom")) == "Custom":
        yield Found("the output intent has no profile", remedy="embed the ICC profile of the press")


def _font(file: File, rule: Rule) -> Iterator[Found]:
    seen = set()
    for number, page in enumerate(file.pages, start=1):
        for font in _fonts(page.obj.get("/Resources"), 0):
            name = str(font.get("/BaseFont", "/?"))[1:]
            descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
            embedded = any(program in descriptor for program in _PROGRAMS)
            if str(font.get("/Subtype")) in _FONTS and not embedded and name not in seen:
                seen.add(name)
                yield Found(f"the font {name} is not embedded", number, remedy="embed it, or use another")


def _fonts(resources: pikepdf.Object | None, depth: int) -> Iterator[pikepdf.Object]:
    """The fonts of a page and of the forms on it, each descendant instead of the composite font that it is of."""
    if resources is None or depth > 8:
        return
    for font in dict(resources.get("/Font", {})).values():
        yield from font.get("/DescendantFonts", [font])
    for thing in dict(resources.get("/XObject", {})).values():
        if thing.get("/Subtype") == Name.Form:
            yield from _fonts(thing.get("/Resources"), depth + 1)


def _link(file: File, rule: Rule) -> Iterator[Found]:
    for number, page in enumerate(file.pages, start=1):
        for note in page.obj.get("/Annots", pikepdf.Array()):
            kind = str(note.get("/Subtype", "/?"))[1:]
            if kind not in ("PrinterMark", "TrapNet"):
                what = "a link" if kind == "Link" else f"an annotation ({kind})"
                yield Found(f"there is {what}", number, remedy="make the file without links and comments")


def _outline(file: File, rule: Rule) -> Iterator[Found]:
    if "/Outlines" in file.pdf.Root and "/First" in file.pdf.Root.Outlines:
        yield Found("there are bookmarks", remedy="make the file without them")


def _page_count(file: File, rule: Rule) -> Iterator[Found]:
    inside, count = file.shop.interior, len(file.pages)
    least, most = inside.pages
    if count < least:
        yield Found(f"there are {count} pages, {least - count} fewer than are bound", remedy="add text, or blank pages")
    if count > most:
        yield Found(f"there are {count} pages, and {most} are bound at most", remedy="make two volumes")
    if count % inside.multiple:
        more = inside.multiple - count % inside.multiple
        kind = "odd" if inside.multiple == 2 else f"no multiple of {inside.multiple}"
        remedy = f"add {more} blank {'page' if more == 1 else 'pages'} at the end"
        yield Found(f"the number of pages, {count}, is {kind}", count, remedy=remedy)


def _last_page(file: File, rule: Rule) -> Iterator[Found]:
    count = len(file.pages)
    if file.drawn(count):
        yield Found("the last page is not blank", count, remedy="add a blank leaf at the end")


def _blank_pages(file: File, rule: Rule) -> Iterator[Found]:
    run = 0
    for number in range(1, len(file.pages) + 1):
        run = 0 if file.drawn(number) else run + 1
        if run == rule.limits["most"] + 1:
            yield Found(f"{run} blank pages follow one another", number, remedy="leave some out")


CHECKS: Mapping[str, Callable[[File, Rule], Iterator[Found]]] = {
    "file-size": _file_size,
    "encrypted": _encrypted,
    "version": _version,
    "standard": _standard,
    "output-intent": _output_intent,
    "font": _font,
    "link": _link,
    "outline": _outline,
    "page-count": _page_count,
    "last-page": _last_page,
    "blank-pages": _blank_pages,
}
