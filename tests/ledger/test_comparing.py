"""Editions held against their article: what an edition may add, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.making import MODIFIED, RIVER, article, contents, section
from support.vocabulary import LANDSCAPE, everything

from publish.build import build
from publish.ledger import read_back
from publish.model import Article
from publish.settings import Settings

FORMATS = (".epub", ".pdf")


def read(made: Article, held_against: Article, suffix: str) -> list[str]:
    data = build([made], [suffix[1:]], settings=Settings(), modified=MODIFIED).files[suffix[1:]]
    return [finding.code for finding in read_back([held_against], data, suffix)]


def picture(alternative: str) -> Article:
    body = f'<p>Before.</p><figure><img src="{LANDSCAPE.name}"{alternative}/><figcaption>A hill</figcaption></figure>'
    return article(section("Hills", body=body), resources=(LANDSCAPE,))


LINES = {
    "words in elements of their own": " ".join(f"<em>{word}</em> <strong>{word}</strong>" for word in RIVER.split()),
    "words that are struck": f"<s>{RIVER}</s> {RIVER}",
    "words after a no-break space": RIVER.replace(";", "\u202f;").replace(" the ", "\u00a0the ") + RIVER,
    "code": " ".join(f"<code>{word}</code>" for word in RIVER.split()),
}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("kind", LINES)
def test_words_stay_apart_where_lines_end(kind: str, suffix: str) -> None:
    made = article(section(None, body=f"<p>{LINES[kind]}</p>"))
    assert read(made, made, suffix) == []


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("language", ["de", "ja", "ar", "hi"])
def test_what_an_edition_adds_is_known_by_what_it_is(language: str, suffix: str) -> None:
    listed = contents(("1", "Banks", 1, "section-5"), ("2", "Not here", 1, None), label="")
    made = article(section("Banks", RIVER), section("Mouth", RIVER), contents=listed, language=language)
    assert read(made, made, suffix) == []
    unlisted = replace(made, contents=None)
    assert read(unlisted, unlisted, suffix) == []
    assert read(made, replace(made, contents=replace(listed, label="Inside")), suffix) != []


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_picture_is_called_what_the_source_calls_it(suffix: str) -> None:
    assert read(picture(' alt="A low hill"'), picture(' alt="A low hill"'), suffix) == []
    assert read(picture(' alt="A low hill"'), picture(' alt="A high hill"'), suffix) == ["alternative-differs"]
    assert read(picture(""), picture(""), suffix) == []
    assert read(picture(""), article(section("Hills", body="<p>Before.</p><p>A hill</p>")), suffix) == [
        "alternative-differs"
    ]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("language", ["fa", "he"])
def test_lines_from_the_right_are_read_as_they_were_written(language: str, suffix: str) -> None:
    made = everything(language=language)
    assert read(made, made, suffix) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_title_page_is_the_metadata(suffix: str) -> None:
    made = article(subtitle="And of Their Mouths", publisher="Bank & Sons", published=date(2024, 5, 1))
    assert read(made, made, suffix) == []
    assert read(made, article(subtitle="And of Their Springs"), suffix) != []
    other = replace(made, metadata=replace(made.metadata, published=date(2024, 5, 2)))
    assert read(made, other, suffix) == ["words-changed"]


@pytest.mark.parametrize("more", range(1, 9))
def test_a_latin_line_that_is_read_from_the_right_is_known_by_its_mark(more: int) -> None:
    item = f"- Scott Chacon{' and more' * more}\u200f (HTML)"
    made = article(section(None, body=f'<ul dir="rtl"><li>{item}</li></ul>'), title="Git", language="en")
    data = build([made], ["pdf"], settings=Settings(theme="plain"), modified=MODIFIED).files["pdf"]
    assert list(read_back([made], data, ".pdf")) == []
