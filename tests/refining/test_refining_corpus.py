"""The mends on real articles in thirty languages: no word is lost, and the damage of the seed is mended."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from publish.errors import SourceError
from publish.model import Article
from publish.reading import read
from publish.refining import refine
from publish.settings import Settings

_NOT_WORDS = re.compile(r"[\s\"“”'‘’\-–—.…]+")
_TAGS = re.compile(r"<[^>]*>")


def articles(folder: Path) -> list[Article]:
    found = []
    for file in sorted(file for file in folder.rglob("*.*") if file.suffix in {".txt", ".md"}):
        try:
            found.append(read(file.read_bytes(), source=file.name))
        except SourceError:
            continue  # Some of them are there because they cannot be read.
    return found


def words(article: Article) -> str:
    bodies = (f"{section.title or ''} {_TAGS.sub(' ', section.body)}" for section in article.sections)
    return _NOT_WORDS.sub("", unescape(f"{article.metadata.title} {' '.join(bodies)}"))


def test_no_word_changes_and_mended_twice_is_mended_once(corpus: Path) -> None:
    for name in ("seed", "flattened", "contents"):
        for article in articles(corpus / name):
            refined = refine(article, Settings())

            assert words(refined) == words(article), article.source
            assert refine(refined, Settings()) == refined, article.source


def test_the_damage_of_the_seed_is_mended(corpus: Path) -> None:
    (article,) = articles(corpus / "seed")
    mends = [finding.message for finding in refine(article, Settings()).findings if finding.code == "mend-spaces"]

    assert mends == [
        "“Dr.Ivanov,” is now “Dr. Ivanov,”",
        "“official,these” is now “official, these”",
        "“weeks,coinciding” is now “weeks, coinciding”",
        "“Russia.These” is now “Russia. These”",
    ]


def test_languages_of_other_habits_are_left_alone(corpus: Path) -> None:
    for article in articles(corpus / "flattened"):
        if article.metadata.language.partition("-")[0] in {"zh", "ja", "ko", "sa", "und"}:
            assert refine(article, Settings()) is article, article.source
