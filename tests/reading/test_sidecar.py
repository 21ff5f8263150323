"""Metadata that the user wrote beside the source."""

from __future__ import annotations

from datetime import date

import pytest

from publish.errors import SettingsError
from publish.model import Article, Contributor, Metadata, Surroundings
from publish.reading import read
from publish.reading.sidecar import laid_over
from publish.settings import Settings

TEXT = b"The Tides\nThe sea comes in, and the sea goes out again, twice a day, on every coast of the world.\n"

FULL = """
title = "High Water"
subtitle = "A  Study"
authors = ["Pytheas", { name = "Strabo", role = "translator" }, { name = "Pliny", role = "win" }]
language = "la"
published = 2026-11-24
description = "Of the sea."
publisher = "Massalia Press"
rights = "CC BY 4.0"
source_url = "https://example.org/tides"
identifier = "ISBN 0-306-40615-2"
"""


def beside(toml: str | bytes, settings: Settings | None = None) -> Article:
    data = toml if isinstance(toml, bytes) else toml.encode()
    return read(TEXT, source="in/tides.txt", settings=settings, surroundings=Surroundings(sidecar=data))


def test_it_wins_over_the_source() -> None:
    article = beside(FULL)
    assert article.metadata == Metadata(
        title="High Water",
        language="la",
        subtitle="A Study",
        contributors=(Contributor("Pytheas"), Contributor("Strabo", "trl"), Contributor("Pliny", "win")),
        published=date(2026, 11, 24),
        description="Of the sea.",
        publisher="Massalia Press",
        rights="CC BY 4.0",
        source_url="https://example.org/tides",
        identifier="urn:isbn:9780306406157",
    )
    origins = dict(article.origins)
    assert {origins[field] for field in ("title", "contributors", "language", "published", "identifier")} == {"sidecar"}


def test_an_option_wins_over_it() -> None:
    article = beside('language = "la"', Settings(language="de"))
    assert (article.metadata.language, dict(article.origins)["language"]) == ("de", "option")


def test_words_that_it_replaces_are_not_lost() -> None:
    article = beside('title = "High Water"')
    assert [(dropped.rule, dropped.text) for dropped in article.dropped] == [("metadata-replaced", "The Tides")]
    assert [finding.code for finding in article.findings] == ["metadata-replaced"]


def test_names_that_stay_are_not_replaced() -> None:
    old = Metadata("Tides", "en", subtitle="Sea", contributors=(Contributor("Pytheas"), Contributor("Admin")))
    article = laid_over(
        Article("a", "a.html", "html", old, None, ()),
        {"contributors": (Contributor("Pytheas", "edt"),)},
        {"contributors": "x"},
    )
    assert [dropped.text for dropped in article.dropped] == ["Admin"]


def test_a_title_that_was_only_the_name_of_the_file_is_no_loss() -> None:
    sidecar = Surroundings(sidecar=b'title = "High Water"')
    article = read(b"Contents\n- 1. Ebb\nEbb\n" + TEXT, source="x.txt", surroundings=sidecar)
    assert (article.metadata.title, article.dropped) == ("High Water", ())
    assert "title-missing" not in [finding.code for finding in article.findings]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('\ntilte = "x"', r"^in/tides\.toml:2: no metadata is called “tilte”; did you mean “title”\?$"),
        ("title = 5", r"^in/tides\.toml:1: “title” is wrong; write it as text in quotes$"),
        (r'title = "a\u0000b"', "write it as text"),
        ('title = ""', "write it as text"),
        ("title =", r"tides\.toml:1: is no TOML: Invalid value; write lines as"),
        ("a = 1\n\nb", r"tides\.toml:3: is no TOML"),
        ("a = " + "[" * 5000, "is no TOML"),
        (b'title = "a"\nrights = "\xff"', r"tides\.toml:2: is not UTF-8"),
        ('language = "Latin!"', "a language tag"),
        ('published = "soon"', "a date, as in"),
        ("published = 12:30:00", "a date, as in"),
        ('source_url = "javascript:alert(1)"', "an address, as in"),
        ('source_url = "http://[x"', "an address, as in"),
        ('identifier = "978-0-306-40615-1"', "an ISBN whose last digit is right"),
        ('identifier = "urn:isbn:9780306406151"', "an ISBN whose last digit is right"),
        ('author = { name = "x", role = "tailor" }', "a MARC relator code"),
        ('author = { nom = "x" }', "a name, a list of names"),
        ("author = [3]", "a name, a list of names"),
        ('author = "x"\nauthors = ["y"]', r"tides\.toml:2: “authors” is given twice"),
        ('[author]\nname = "x"\nage = 3', r"tides\.toml:1: “author” is wrong"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(toml: str | bytes, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        beside(toml)


@pytest.mark.parametrize("published", ['"2026-11-24"', "2026-11-24T10:00:00Z", '"2026-11-24T10:00"'])
def test_dates_may_be_written_in_several_ways(published: str) -> None:
    assert beside(f"published = {published}").metadata.published == date(2026, 11, 24)
