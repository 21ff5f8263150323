"""Books in EPUB, written by hand: only what a test is about."""

from __future__ import annotations

from collections.abc import Mapping

from support.words import zipped

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
)
PROSE = "<p>The sea comes in, and the sea goes out again.</p>"


def page(body: str, attributes: str = "") -> str:
    """A document."""
    return (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>Not text</title></head><body {attributes}>{body}</body></html>"
    )


def book(
    pages: Mapping[str, str],
    *,
    metadata: str = "<dc:title>The Tides</dc:title>",
    nav: str = "",
    ncx: str = "",
    guide: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An EPUB of these documents, in their order; ``nav`` and ``ncx`` are its lists of contents."""
    items = [
        f'<item id="p{number}" href="{name}" media-type="application/xhtml+xml"/>' for number, name in enumerate(pages)
    ]
    files: dict[str, str | bytes] = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
    if nav:
        items.append('<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>')
        files["OEBPS/nav.xhtml"] = page(f'<nav epub:type="toc"><h1>Contents</h1>{nav}</nav>')
    if ncx:
        items.append('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>')
        files["OEBPS/toc.ncx"] = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{ncx}</navMap></ncx>'
    spine = "".join(f'<itemref idref="p{number}"/>' for number in range(len(pages)))
    files["OEBPS/content.opf"] = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">'
        f'<metadata>{metadata}</metadata><manifest>{"".join(items)}</manifest><spine toc="ncx">{spine}</spine>'
        f"<guide>{guide}</guide></package>"
    )
    return zipped(files | {f"OEBPS/{name}": text for name, text in pages.items()} | dict(extra or {}))
