"""Whole sources into finished editions, each built once for all tests, on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.epubs import Epub
from support.fidelity import lines_of, lost, lost_words
from support.pdfs import opened, page_texts, spoken

from publish.build import understand
from publish.checking import Report, check
from publish.exporting import modified, plan, run
from publish.files import find_sources
from publish.model import Article, Finding
from publish.settings import Settings

RIGHT_TO_LEFT = {"ar", "fa"}
"""Languages whose glyphs stand in the order of display: extractors put them into the order of reading."""

TOLERATED = 0.01
"""The share of right-to-left words that an extractor may misread: where marks are drawn on top of each other."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A source, and the two files that were made of it."""

    source: Path
    article: Article
    epub: Path
    pdf: Path
    findings: tuple[Finding, ...]

    @property
    def script(self) -> str:
        """The language without its region and script."""
        return self.article.metadata.language.partition("-")[0]

    def lost_from_epub(self) -> list[str]:
        """The lines of the source that do not stand whole and in order in the EPUB."""
        return lost(lines_of(self.source), Epub(self.epub.read_bytes()).text())

    def lost_from_pdf(self) -> list[str]:
        """The same for the PDF, as its structure tree tells the text; of a right-to-left one, the lost words."""
        lines, data = lines_of(self.source), self.pdf.read_bytes()
        if self.script in RIGHT_TO_LEFT:
            share = lost_words(lines, "\n".join(page_texts(data)))
            return [f"{share:.1%} of the words"] if share > TOLERATED else []
        with opened(data) as pdf:
            return lost(lines, "\n".join(spoken(pdf)))

    def wrong_pages(self) -> list[Finding]:
        """Findings that editions of sound texts do not have."""
        return [finding for finding in self.findings if finding.code in ("layout", "glyph-missing")]


Shelf = dict[str, Edition]


@pytest.fixture(scope="session")
def build_all(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path]], Shelf]:
    """Build sources as the command line does; the editions, by the stem of the source."""

    def build(paths: Sequence[Path]) -> Shelf:
        folder = tmp_path_factory.mktemp("editions")
        jobs = plan(find_sources(map(str, paths)), [f"{folder}{os.sep}"])
        shelf = {}
        for outcome in run(jobs, Settings(), modified=modified({})):
            assert outcome.error is None, (outcome.job.source.name, outcome.error, outcome.traceback)
            source = Path(outcome.job.source.name)
            article = understand(source.read_bytes(), source=source.name, settings=Settings())
            epub, pdf = map(Path, outcome.written)
            shelf[source.stem] = Edition(source, article, epub, pdf, outcome.findings)
        return shelf

    return build


def judged(shelf: Shelf) -> dict[str, list[Report]]:
    """What each referee says of the editions; the test is skipped, saying so, where one is missing."""
    reports = check([path for edition in shelf.values() for path in (edition.epub, edition.pdf)])
    for report in reports:
        if report.verdict == "missing":
            pytest.skip(f"{report.findings[0].message}; install it: {report.remedy}")
    by_standard: dict[str, list[Report]] = {}
    for report in reports:
        by_standard.setdefault(f"{report.referee}, {report.standard}", []).append(report)
    return by_standard


def failures(reports: Sequence[Report]) -> list[str]:
    """What reports that are no pass say, each line with its file."""
    failed = [(report, report.findings) for report in reports if report.verdict != "pass"]
    return [f"{report.path.name}: {finding.code}: {finding.message}" for report, found in failed for finding in found]
