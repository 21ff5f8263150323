"""Real texts of the corpus as editions: nothing lost from them, and nothing that a referee finds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conformance.conftest import Shelf, failures, judged

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


def test_no_page_is_wrong(real_texts: Shelf) -> None:
    assert {name: findings for name, edition in real_texts.items() if (findings := edition.wrong_pages())} == {}


def test_sections_are_the_true_ones(corpus: Path, real_texts: Shelf) -> None:
    truths = json.loads((corpus / "flattened" / "truth.json").read_bytes())
    for name in sorted(truths.keys() & real_texts.keys()):
        found = [(part.title, paragraphs(part.body)) for part in real_texts[name].article.sections]
        assert found == [(part["title"], part["paragraphs"]) for part in truths[name]["sections"]], name


@pytest.mark.referee
def test_no_referee_finds_anything(real_texts: Shelf) -> None:
    reports = judged(real_texts)
    assert len(reports) == 4
    assert [line for told in reports.values() for line in failures(told)] == []
    assert all(report.verdict == "pass" for told in reports.values() for report in told)
