"""Small editions to put before the referees: one of each kind that is right, and ways to spoil it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.checking import Report, check

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:5c1d5b0e-4c7c-5d8f-9a40-2f2f0f8c7b11</dc:identifier>
<dc:title>A Walk by the River</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">2024-05-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text only, in order, with a table of contents.</meta>
</metadata>
<manifest>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
</manifest>
<spine><itemref idref="text"/></spine>
</package>"""

TEXT = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
<head><title>A Walk by the River</title></head>
<body><main><h1 id="top">A Walk by the River</h1><p>The path begins at the old bridge.</p></main></body>
</html>"""

NAV = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>Contents</title></head>
<body><nav epub:type="toc" role="doc-toc" aria-label="Contents">
<h1>Contents</h1><ol><li><a href="text.xhtml#top">A Walk by the River</a></li></ol>
</nav></body>
</html>"""

PAGE = """<html lang="en"><head><title>A Walk by the River</title></head>
<body><h1>A Walk by the River</h1><p>The path begins at the old bridge.</p></body></html>"""

MakeEpub = Callable[..., Path]
MakePdf = Callable[..., Path]
Judge = Callable[[Path], dict[str, Report]]


@pytest.fixture
def make_epub(tmp_path: Path) -> MakeEpub:
    """Writes a clean EPUB; ``spoil`` replaces a stretch of its text document, ``package`` of its package document."""

    def make(
        name: str = "book.epub", *, spoil: tuple[str, str] = ("", ""), package: tuple[str, str] = ("", "")
    ) -> Path:
        files = {
            "META-INF/container.xml": CONTAINER,
            "EPUB/package.opf": PACKAGE.replace(*package),
            "EPUB/text.xhtml": TEXT.replace(*spoil),
            "EPUB/nav.xhtml": NAV,
        }
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/epub+zip")
            for file, text in files.items():
                archive.writestr(file, text)
        return path

    return make


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Writes a one-page PDF with WeasyPrint, in the variant that is asked for."""
    weasyprint = pytest.importorskip("weasyprint")

    def make(name: str = "book.pdf", *, variant: str | None, html: str = PAGE) -> Path:
        path = tmp_path / name
        weasyprint.HTML(string=html).write_pdf(path, pdf_variant=variant)
        return path

    return make


@pytest.fixture
def judge() -> Judge:
    """Checks one file and gives the reports by what they are about; skips, and says why, where a referee is missing."""

    def reports(path: Path) -> dict[str, Report]:
        found = check([path])
        for report in found:
            if report.verdict == "missing":
                pytest.skip(f"{report.findings[0].message}; install it: {report.remedy}")
        return {report.standard: report for report in found}

    return reports
