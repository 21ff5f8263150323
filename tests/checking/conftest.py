"""Small editions, right ones and spoilt ones, before the referees all at once: a referee's start is the slow part."""

from __future__ import annotations

import subprocess
import sys
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

PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=="

EPUBS: dict[str, tuple[str, str, str]] = {
    "clean": ("text", "", ""),
    "not-well-formed": ("text", "<p>", "<q><p>"),
    "outside-the-schema": ("text", "<p>", '<p align="left">'),
    "link-to-no-file": ("text", "The path", '<a href="lost.xhtml">The path</a>'),
    "link-to-no-id": ("text", "The path", '<a href="#lost">The path</a>'),
    "strange-epub-type": ("text", "<p>", '<p xmlns:epub="http://www.idpf.org/2007/ops" epub:type="walk">'),
    "picture-without-alt": ("text", "The path", '<img src="path.png"/>'),
    "link-without-text": ("text", "The path", '<a href="#top"> </a>'),
    "text-without-lang": ("text", ' lang="en" xml:lang="en"', ""),
    "pale-text": ("text", "<p>", '<p style="color: #eee">'),
    "no-hazard": ("package", '<meta property="schema:accessibilityHazard">none</meta>', ""),
    "package-without-lang": ("package", ' xml:lang="en"', ""),
    "zwölf\nBrücken": ("text", "", ""),
}
"""An EPUB's name, and the document in it where one stretch is put in another's place."""

PDFS: dict[str, tuple[str | None, str]] = {
    "ua-1": ("pdf/ua-1", PAGE),
    "a-3a": ("pdf/a-3a", PAGE),
    "a-2b": ("pdf/a-2b", PAGE),
    "a-3u": ("pdf/a-3u", PAGE),
    "untagged": (None, f"{PAGE}<p style='break-before: page'>One</p><p>Two</p>"),
    "picture-without-alt": ("pdf/ua-1", f"{PAGE}<p>See: <img src='{PICTURE}'></p>"),
    "zwölf\nBrücken": ("pdf/ua-1", PAGE),
}
"""A PDF's name, WeasyPrint's variant, and what it is made of."""

Judged = Callable[[str, str], Report]


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every sample as a file, by its file name."""
    folder = tmp_path_factory.mktemp("editions")
    paths = [_epub(folder / f"{name}.epub", *spoilt) for name, spoilt in EPUBS.items()]
    paths += [_pdf(folder / f"{name}.pdf", *made) for name, made in PDFS.items()]
    for suffix in ("epub", "pdf"):
        paths.append(folder / f"letter.{suffix}")
        paths[-1].write_text("Dear reader", encoding="utf-8")
    return {path.name: path for path in paths}


@pytest.fixture(scope="session")
def reports(editions: dict[str, Path]) -> list[Report]:
    """What every referee says about every sample."""
    return check(list(editions.values()))


@pytest.fixture
def judged(reports: list[Report]) -> Judged:
    """Gives the report on a file by a standard, or a part of its name; skips loudly where the referee is missing."""

    def report_on(name: str, standard: str) -> Report:
        (report,) = (report for report in reports if report.path.name == name and standard in report.standard)
        if report.verdict == "missing":
            pytest.skip(f"{report.findings[0].message}; install it: {report.remedy}")
        return report

    return report_on


def _epub(path: Path, spoilt: str, good: str, bad: str) -> Path:
    files = {"package.opf": PACKAGE, "text.xhtml": TEXT, "nav.xhtml": NAV}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        for name, text in files.items():
            archive.writestr(f"EPUB/{name}", text.replace(good, bad) if name.startswith(spoilt) else text)
    return path


def _pdf(path: Path, variant: str | None, html: str) -> Path:
    """WeasyPrint's own work: in a process of its own, since ours changes how it tags."""
    variants = ["--pdf-variant", variant] if variant else []
    command = [sys.executable, "-m", "weasyprint", "--quiet", *variants, "-", str(path)]
    subprocess.run(command, input=html.encode(), check=True, capture_output=True)
    return path
