from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.reading.naming import LONGEST, slug, title_of


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Sea, and What It’s For", "the-sea-and-what-its-for"),
        ("Über Äpfel", "uber-apfel"),
        ("42 ways to count", "article-42-ways-to-count"),
        ("Lead", "article-lead"),
        ("Section 1", "article-section-1"),
        ("word " * 20, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 99, "x" * LONGEST),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert slug(title, "text") == name


def test_a_title_without_latin_letters_is_named_after_the_text() -> None:
    assert re.fullmatch("article-[0-9a-f]{8}", slug("海と陸", "one"))
    assert slug("海と陸", "one") == slug("2024", "one") != slug("海と陸", "two")


@given(st.text())
def test_every_name_is_an_xml_name_of_plain_characters(title: str) -> None:
    name = slug(title, "text")
    assert re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", name)
    assert len(name) <= LONGEST


@pytest.mark.parametrize(
    ("source", "title"),
    [("texts/the-open_sea.txt", "The open sea"), ("海.txt", "海"), ("-", "Untitled"), ("", "Untitled")],
)
def test_a_source_without_title_is_called_after_its_file(source: str, title: str) -> None:
    assert title_of(source) == title
