"""What holds for every text: mended twice is mended once, no word changes, code and addresses are never touched."""

from __future__ import annotations

import re
from html import escape, unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.model import Article, Metadata, Section
from publish.refining import refine
from publish.refining.habits import HABITS
from publish.settings import Settings

_NOT_WORDS = re.compile(r"[\s\"“”'‘’\-–—.…]+")
_PROTECTED = [
    "https://example.org/a,b.The--c...d?e='f'",
    "www.example.org/The.End",
    "some.One@example.org",
    "#Some.Thing",
    "`a,b.The \"c\" -- 'd' ...`",
    "print(\"it's\",'x')",
    "foo.bar(a,b)",
    "std::vec::Vec",
    "snake_case_name",
    '<a href="x,y">',
    "&agrave;",
    "5'10\"",
    "12,000.50",
    "10:30",
    "e.g.",
    "J.R.R.",
    "p.m.",
    "Node.js",
    "ASP.NET",
    "../lib/...",
    '{"a": "b,c"}',
    "$x_1, ..., x_n$",
]
_PIECES = [
    *"\"'“”‘’-–—.,;:?!… ()[]{}<>&`_=/\\@#$0123aAzZéЖж你",
    *["--", " -- ", " - ", "...", ". . .", ". ", ", ", "\u00a0", "The", "these", "word", "Dr"],
    *["'s", "s' ", "’90s", "n'"],
]
_texts = st.lists(st.sampled_from(_PIECES + _PROTECTED) | st.text(max_size=4), max_size=24).map("".join)
_languages = st.sampled_from([*HABITS, "pt-BR", "zh-Hans", "und"])


def article(language: str, text: str) -> Article:
    body = f'<p data-line="2">{escape(text, quote=False)}</p>'
    return Article("a", "a.txt", "text", Metadata(text, language), None, (Section("lead", 1, text, body, 1),))


def words(text: str) -> str:
    return _NOT_WORDS.sub("", text)


@given(_languages, _texts)
@settings(max_examples=600, deadline=None)
@example("en", 'said,"We are here."The end')
@example("en", "He came--'late'--...\"no\"")
def test_mended_twice_is_mended_once(language: str, text: str) -> None:
    once = refine(article(language, text), Settings())

    assert refine(once, Settings()) == once


@given(_languages, _texts)
@settings(max_examples=300, deadline=None)
def test_no_word_changes(language: str, text: str) -> None:
    refined = refine(article(language, text), Settings())
    (section,) = refined.sections

    assert words(refined.metadata.title) == words(text)
    assert words(unescape(section.body.removeprefix('<p data-line="2">').removesuffix("</p>"))) == words(text)


@given(_languages, _texts)
@settings(max_examples=300, deadline=None)
def test_title_heading_and_paragraph_are_mended_alike(language: str, text: str) -> None:
    refined = refine(article(language, text), Settings())
    (section,) = refined.sections

    assert section.title == refined.metadata.title
    assert section.body == f'<p data-line="2">{escape(refined.metadata.title, quote=False)}</p>'


@given(_languages, st.lists(st.sampled_from(_PROTECTED), min_size=1, max_size=5), st.sampled_from(["word", "Wort,die"]))
@settings(max_examples=300, deadline=None)
def test_what_is_protected_stays_as_it_is(language: str, stretches: list[str], word: str) -> None:
    text = f' {word} "yes" -- it\'s '.join(["", *stretches, ""])
    title = refine(article(language, text), Settings()).metadata.title

    for stretch in stretches:
        assert stretch in title


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_an_unknown_language_is_left_alone(text: str) -> None:
    assert refine(article("und", text), Settings()) == article("und", text)
