"""Several sources as one book: its contents, links between its articles, and every word of each."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from support.pdfs import page_texts

Run = Callable[..., Any]
SOURCES = sorted(path for path in (Path(__file__).parents[2] / "sources").iterdir() if path.is_file())
TIDES = """---
title: Of Tides
author: Pytheas
date: 2024-05-06
lang: en
canonical_url: https://www.example.org/tides/?utm_source=feed
---
## High

See [the winds](winds.md), [their second part](winds.md#second), [below](#low), and [a third](rain.md). So it is.[^1]

## Low

More text.

[^1]: Note of tides.
"""
WINDS = """---
title: Of Winds
author: Strabo
lang: en
---
## First

Back to [tides](tides.md#low), or by [the web](http://example.org/tides#high).[^1] Or [out](https://example.org/else).

## Second

The end.

[^1]: Note of winds.
"""


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tides.md").write_text(TIDES, encoding="utf-8")
    Path("winds.md").write_text(WINDS, encoding="utf-8")


def book(publish: Run, *options: str) -> Any:
    return publish("build", "tides.md", "winds.md", "--book", "Tides & Winds", *options)


def texts(epub: str) -> str:
    with zipfile.ZipFile(epub) as archive:
        return "".join(archive.read(name).decode() for name in sorted(archive.namelist()) if "text-" in name)


def test_all_sources_become_one_book(publish: Run, two: None) -> None:
    answer = book(publish)
    assert answer.code == 0
    assert sorted(path.name for path in Path("build").iterdir()) == ["tides-winds.epub", "tides-winds.pdf"]
    with zipfile.ZipFile("build/tides-winds.epub") as archive:
        package = archive.read("EPUB/content.opf").decode()
        nav = archive.read("EPUB/nav.xhtml").decode()
    assert "<dc:title>Tides &amp; Winds</dc:title>" in package
    assert re.findall("<dc:creator[^>]*>([^<]*)<", package) == ["Pytheas", "Strabo"]
    assert re.findall("<a href=[^>]*>([^<]*)</a>", nav)[:6] == [
        "Of Tides",
        "High",
        "Low",
        "Of Winds",
        "First",
        "Second",
    ]


def test_each_article_says_who_wrote_it_and_begins_a_page(publish: Run, two: None) -> None:
    book(publish, "-o", "two.pdf")
    pages = page_texts(Path("two.pdf").read_bytes())
    first, second = (next(page for page in pages[2:] if f"Of {name}" in page) for name in ("Tides", "Winds"))
    assert "Pytheas · May 6, 2024" in first and "Strabo" in second
    assert "Of Winds" not in first


def test_links_between_its_articles_lead_into_it(publish: Run, two: None) -> None:
    answer = book(publish, "-o", "two.epub")
    said = texts("two.epub")
    links = dict(re.findall(r'href="([^"]*)"[^>]*>([^<]*)</a>', said))
    assert {href: text for href, text in links.items() if "noteref" not in href and "note-" not in href} == {
        "text-2.xhtml#a2": "the winds", "text-2.xhtml#a2-section-2": "their second part",
        "#a1-section-2": "below", "text-1.xhtml#a1-section-2": "tides", "text-1.xhtml#a1-section-1": "the web",
        "https://example.org/else": "out",
    }  # fmt: skip
    assert "and a third." in said
    told = "tides.md:10: a link leads to “rain.md”, which is not in the book; its words are kept;"
    assert any(line.startswith(told) for line in answer.told)


def test_a_printed_reference_says_its_page(publish: Run, two: None) -> None:
    book(publish, "-o", "two.pdf")
    pages = page_texts(Path("two.pdf").read_bytes())
    text = " ".join(" ".join(pages[2:]).split())
    assert "the winds (p. 2), their second part (p. 2), below (p. 1), and a third." in text
    assert "tides (p. 1), or by the web (p. 1)." in text


def test_its_notes_stay_with_their_articles(publish: Run, two: None) -> None:
    book(publish, "-o", "two.pdf")
    pages = page_texts(Path("two.pdf").read_bytes())
    assert [("Note of tides." in page, "Note of winds." in page) for page in pages[2:4]] == [
        (True, False),
        (False, True),
    ]


def test_every_word_of_every_source_is_in_it(publish: Run, two: None) -> None:
    book(publish)
    answer = publish("check", "build/tides-winds.epub", "build/tides-winds.pdf", "--book", "Tides & Winds",
                     "--against", "tides.md", "--against", "winds.md")  # fmt: skip
    assert answer.code == 0, answer.out
    assert answer.out.count(" words of 2 sources that an edition says are in it, in order") == 2


def test_a_word_that_is_missing_from_it_is_found(publish: Run, two: None) -> None:
    book(publish)
    Path("winds.md").write_text(WINDS.replace("The end.", "The very end."), encoding="utf-8")
    answer = publish("check", "build/tides-winds.epub", "--book", "Tides & Winds", "--against", "tides.md",
                     "--against", "winds.md")  # fmt: skip
    assert answer.code == 4 and "“very”" in answer.out


def test_one_that_cannot_be_read_is_named_and_nothing_is_written(publish: Run, two: None) -> None:
    Path("winds.md").write_bytes(b"\x00\x01")
    answer = book(publish)
    assert answer.code == 1 and answer.told[0].startswith("winds.md: ")
    assert not Path("build").exists()


def test_it_overwrites_none_of_its_sources(publish: Run, two: None) -> None:
    Path("winds.epub").write_bytes(b"x")
    answer = publish("build", "tides.md", "winds.epub", "--book", "Both", "-o", "winds.epub")
    assert (answer.code, answer.told) == (2, ["winds.epub: the output would overwrite its source; choose another -o"])


def test_the_title_can_stand_in_the_settings(publish: Run, two: None) -> None:
    Path("publish.toml").write_text('book = "Both"\nto = "epub"\n', encoding="utf-8")
    assert publish("build", ".").code == 0
    assert [path.name for path in Path("build").iterdir()] == ["both.epub"]


@pytest.fixture(scope="module")
def anthology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All samples, in ten languages and three directions of thought, as one book."""
    from publish.cli import main

    folder = tmp_path_factory.mktemp("anthology")
    assert main(["build", *map(str, SOURCES), "--book", "All Samples", "-o", f"{folder}/", "-q"]) == 0
    return folder


def test_an_article_keeps_its_language_and_its_direction(anthology: Path) -> None:
    with zipfile.ZipFile(anthology / "all-samples.epub") as archive:
        heads = [archive.read(name).decode()[:400] for name in archive.namelist() if "text-" in name]
    assert any('lang="ar" xml:lang="ar" dir="rtl"' in head for head in heads)
    assert any('lang="ja"' in head for head in heads)
    with pikepdf.open(anthology / "all-samples.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en"


def test_every_word_of_all_samples_is_in_the_anthology(anthology: Path, publish: Run) -> None:
    against = [part for source in SOURCES for part in ("--against", str(source))]
    files = [str(anthology / "all-samples.epub"), str(anthology / "all-samples.pdf")]
    answer = publish("check", *files, "--book", "All Samples", *against)
    assert answer.code == 0, answer.out


@pytest.mark.referee
def test_no_referee_finds_anything_in_the_anthology(anthology: Path) -> None:
    from publish.checking import check

    reports = check(sorted(anthology.iterdir()))
    for report in reports:
        if report.verdict == "missing":
            pytest.skip(f"{report.findings[0].message}; install it: {report.remedy}")
    assert [(report.standard, report.findings) for report in reports if report.findings] == []
