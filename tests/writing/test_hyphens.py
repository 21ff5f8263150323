"""Words are hyphenated where that leaves their letters alone."""

from __future__ import annotations

from pathlib import Path

import pyphen
import pytest
from support.making import article, published, section
from support.pdfs import opened, page_texts, spoken

from publish.writing import hyphens, write
from publish.writing.hyphens import LetterKeeping


@pytest.mark.parametrize(
    ("language", "word", "halves"),
    [
        ("en_GB", "embankment", [("embank", "ment"), ("em", "bankment")]),
        ("hu", "könnyebben", [("könnyeb", "ben")]),  # Not köny-nyebben.
        ("ca", "col·lecció", [("col·lec", "ció")]),  # Not col-lecció.
    ],
)
def test_breaks_that_change_a_letter_are_not_offered(language: str, word: str, halves: list[tuple[str, str]]) -> None:
    assert list(LetterKeeping(lang=language).iterate(word)) == halves


@pytest.mark.parametrize(
    ("language", "word"), [("hu", "könnyebben"), ("ca", "intel·ligència"), ("de", "Zuckerbäckerei")]
)
def test_a_page_says_the_words_of_the_text_however_its_lines_fall(language: str, word: str) -> None:
    text = " ".join(f"{'x' * number} {word}" for number in range(1, 61))
    data, _ = write(published(article(section(None, text), language=language)), "pdf")
    assert " ".join(page_texts(data)).count(word) == 60
    assert text in [" ".join(block.split()) for block in spoken(opened(data))]


def test_what_is_longer_than_any_word_is_not_offered_a_break() -> None:
    assert list(LetterKeeping(lang="en_GB").iterate("embankment" * 9)) == []


def test_patterns_from_the_cache_are_those_that_pyphen_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    path = pyphen.LANGUAGES["hu_HU"]
    read, kept = hyphens._patterns(path), hyphens._patterns(path)
    assert list(tmp_path.rglob("*.pickle"))
    assert read is not kept
    for word in ("asszonnyal", "könnyebben", "embankment"):
        assert [(at, at.data) for at in read.positions(word)] == [(at, at.data) for at in kept.positions(word)]


def test_a_cache_that_cannot_be_read_or_written_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hyphens").write_bytes(b"a file where a folder should be")
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    assert hyphens._patterns(pyphen.LANGUAGES["nl_NL"]).positions("waterkering")
