"""Real texts of the corpus as editions: nothing lost from them, and nothing that a referee finds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conformance.conftest import Shelf, failures, judged
from support.fidelity import squashed
from support.page_texts import disagreements

from publish.measure import paragraphs


@pytest.fixture(scope="session")
def real_texts(corpus: Path, build_all: Callable[[Sequence[Path]], Shelf]) -> Shelf:
    flattened = [path for kind in ("exact", "absent") for path in sorted((corpus / "flattened").glob(f"*.{kind}.txt"))]
    assert len(flattened) > 20
    return build_all([*(corpus / "seed").glob("*.txt"), *flattened])


def test_every_line_is_whole_and_in_order_in_the_epub(real_texts: Shelf) -> None:
    assert {name: lines for name, edition in real_texts.items() if (lines := edition.lost_from_epub())} == {}


def test_every_line_is_whole_and_in_order_in_the_pdf(real_texts: Shelf) -> None:
    assert {name: lines for name, edition in real_texts.items() if (lines := edition.lost_from_pdf())} == {}


def test_the_pages_of_both_editions_agree_to_the_letter(real_texts: Shelf) -> None:
    found = {name: disagreements(one.epub.read_bytes(), one.pdf.read_bytes()) for name, one in real_texts.items()}
    assert {name: told for name, told in found.items() if told} == {}


def test_no_page_is_wrong(real_texts: Shelf) -> None:
    assert {name: findings for name, edition in real_texts.items() if (findings := edition.wrong_pages())} == {}


def test_sections_are_the_true_ones(corpus: Path, real_texts: Shelf) -> None:
    truths = json.loads((corpus / "flattened" / "truth.json").read_bytes())
    for name in sorted(truths.keys() & real_texts.keys()):
        found = [(squashed(part.title or ""), paragraphs(part.body)) for part in real_texts[name].article.sections]
        true = [(squashed(part["title"] or ""), part["paragraphs"]) for part in truths[name]["sections"]]
        assert found == true, name


@pytest.mark.referee
def test_no_referee_finds_anything(real_texts: Shelf) -> None:
    """One text a language: the referees take their time, and ask the same of all."""
    shelf = {edition.article.metadata.language: edition for _, edition in sorted(real_texts.items())}
    assert len(shelf) > 15
    reports = judged(shelf)
    assert len(reports) == 4
    assert [line for told in reports.values() for line in failures(told)] == []
