"""The samples in ``sources/`` as editions: nothing lost from them, and nothing that a referee finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conformance.conftest import Shelf, failures, judged
from support.fidelity import lines_of, lost, lost_words
from support.page_texts import disagreements
from support.pdfs import layout_text, structure_text

FOLDER = Path(__file__).resolve().parents[2] / "sources"
SOURCES = sorted(path for path in FOLDER.iterdir() if path.is_file())

each = pytest.mark.parametrize("name", [path.stem for path in SOURCES])
each_text = pytest.mark.parametrize("name", [path.stem for path in SOURCES if path.suffix == ".txt"])

STANDARDS = {
    "EPUBCheck, EPUB 3.3",
    "Ace, EPUB Accessibility",
    "veraPDF, PDF/UA-1",
    "veraPDF, PDF/A-3a",
}


@pytest.fixture(scope="session")
def samples(build_all: Callable[[Sequence[Path]], Shelf]) -> Shelf:
    return build_all(SOURCES)


@each_text
def test_every_line_is_whole_and_in_order_in_the_epub(samples: Shelf, name: str) -> None:
    assert samples[name].lost_from_epub() == []


@each_text
def test_every_line_is_whole_and_in_order_in_the_pdf(samples: Shelf, name: str) -> None:
    assert samples[name].lost_from_pdf() == []


@each
def test_the_pages_of_both_editions_agree_to_the_letter(samples: Shelf, name: str) -> None:
    assert disagreements(samples[name].epub.read_bytes(), samples[name].pdf.read_bytes()) == []


@pytest.mark.parametrize("name", ["pencil.de", "elements.ru", "washi.ja"])
def test_poppler_reads_every_line_from_the_structure_tree(samples: Shelf, name: str) -> None:
    assert lost(lines_of(samples[name].source), structure_text(samples[name].pdf)) == []


@pytest.mark.parametrize("name", ["monsoon.hi", "how-a-book-is-made", "elements.ru"])
def test_poppler_reads_the_words_from_the_pages(samples: Shelf, name: str) -> None:
    assert lost_words(lines_of(samples[name].source), layout_text(samples[name].pdf)) < 0.01


@each
def test_no_page_is_wrong(samples: Shelf, name: str) -> None:
    assert samples[name].wrong_pages() == []


@pytest.mark.referee
def test_no_referee_finds_anything(samples: Shelf) -> None:
    reports = judged(samples)
    assert {standard: failures(told) for standard, told in reports.items()} == {standard: [] for standard in STANDARDS}
