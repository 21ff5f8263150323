"""The word ledger balances, and both editions say what their sources do: for the samples, and for the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.balance import Balance, balance

from publish.rendering.theme import names

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(path for path in (ROOT / "sources").iterdir() if path.is_file())


def sources(corpus: Path) -> Iterator[Path]:
    """Everything of the corpus that is an article."""
    yield from sorted((corpus / "seed").glob("*.txt"))
    yield from sorted((corpus / "flattened").glob("*.txt"))
    yield from sorted(path for path in (corpus / "contents").rglob("*") if path.suffix in (".txt", ".md"))
    yield from sorted(path for path in (corpus / "markdown").rglob("*.md"))
    yield from sorted((corpus / "html").glob("*/source.html"))


def wrong(found: list[Balance]) -> dict[str, tuple[str, ...]]:
    return {str(one.path): one.problems for one in found if one.problems}


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_every_word_of_a_sample_is_accounted_for_in_both_editions(path: Path) -> None:
    found = balance(path, editions=True)
    assert wrong([found]) == {}
    assert found.words > 400
    assert found.accounted == found.words


@pytest.mark.parametrize("theme", [name for name in names() if name != "book"])
@pytest.mark.parametrize("name", ["sundial.md", "astrolabe.ar.md", "soroban.ja.md"])
def test_every_theme_says_what_the_richest_samples_do(name: str, theme: str) -> None:
    assert wrong([balance(ROOT / "sources" / name, editions=True, theme=theme)]) == {}


def test_every_word_of_the_corpus_is_accounted_for(corpus: Path) -> None:
    found = [balance(path, editions=False) for path in sources(corpus)]
    assert len(found) > 100
    assert wrong(found) == {}


def test_flattened_texts_are_whole_in_both_editions(corpus: Path) -> None:
    found = [balance(path, editions=True) for path in sorted((corpus / "flattened").glob("*.txt"))[::4]]
    assert len(found) > 10
    assert wrong(found) == {}


def test_contents_are_whole_in_both_editions(corpus: Path) -> None:
    found = [balance(path, editions=True) for path in sorted((corpus / "contents").rglob("*.txt"))[::4]]
    assert len(found) > 5
    assert wrong(found) == {}
