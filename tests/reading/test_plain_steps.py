"""What holds for the steps of a plain text, whatever the text, and what each of them leaves alone."""

from __future__ import annotations

import textwrap
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.test_properties import tokens

from publish.errors import SourceError
from publish.measure import plain
from publish.reading import read
from publish.reading.lines import split
from publish.reading.plain import bylines, furniture, wrapping
from publish.reading.plain.bylines import NEAR
from publish.reading.plain.manuscript import Manuscript

SAID = "the tide comes in and Nobody counts boats. lamp, of a clerk's rope Then it goes out?"
WORDS = st.sampled_from(SAID.split())
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=15, max_size=60).map(" ".join), min_size=3, max_size=6)


@given(st.binary(min_size=1))
@settings(deadline=None)
def test_any_bytes_are_an_article_or_a_clear_error(data: bytes) -> None:
    try:
        read(data, source="a.txt")
    except SourceError as error:
        assert error.remedy


@given(PARAGRAPHS, st.integers(50, 90), st.sampled_from(["", "   "]), st.booleans())
@settings(deadline=None)
def test_paragraphs_broken_at_a_width_come_back_whole(paragraphs: list[str], width: int, first: str, fed: bool) -> None:
    broken = [textwrap.fill(text, width, initial_indent=first) for text in paragraphs]
    text = "A title\n\n" + "\n\n".join(broken)
    lines = text.split("\n")
    if fed:  # A page of ten lines each, with its head.
        pages = [lines[start : start + 10] for start in range(2, len(lines), 10)]
        heads = (f"A HEAD     {number}" for number, _ in enumerate(pages, start=1))
        lines = [*lines[:2], *(line for head, page in zip(heads, pages, strict=True) for line in ("\f" + head, *page))]
    article = read("\n".join(lines).encode(), source="a.txt")
    said = " ".join([article.metadata.title, *(plain(section.body) for section in article.sections)])
    gone = " ".join(dropped.text for dropped in article.dropped)
    assert Counter(tokens(said) + tokens(gone)) == Counter(tokens("\n".join(lines)))


SENTENCES = "The clerk of the harbour writes down when the water comes and when it goes, and nobody reads it. " * 4


def test_a_hyphen_stays_where_the_text_has_the_word_with_it() -> None:
    broken = "Of all the things that are kept beside the window, the well-\nknown lamp is the one that visitors want."
    text = f"{textwrap.fill(SENTENCES, 66)}\n\nIt was a well-known lamp.\n\n{broken}"
    joined = wrapping.join(Manuscript(split(text)))
    assert joined.lines[-1].text.endswith("the well-known lamp is the one that visitors want.")
    assert joined.findings == ()


def test_a_poem_and_a_paragraph_a_line_are_not_joined() -> None:
    for text in (
        "Roll the barrel to the door,\nCount the herring on the floor,\nOne for me\n" * 5,
        f"{SENTENCES}\n" * 5,
    ):
        manuscript = Manuscript(split(text))
        assert wrapping.join(manuscript) == manuscript


@pytest.mark.parametrize("folio", ["[Page {}]", "- {} -", "Clerk     {}"])
def test_heads_at_regular_intervals_are_furniture(folio: str) -> None:
    pages = (f"{page(number)}\n\n{folio.format(number)}\nThe Book of Tides" for number in range(1, 7))
    bare = furniture.take_off(Manuscript(split("\n\n".join(pages))))
    assert len(bare.lines) == 6 * 26
    assert sum(dropped.text.count("The Book of Tides") for dropped in bare.dropped) == 6


def page(number: int) -> str:
    """26 lines that say something else on every page."""
    return "\n".join(f"Line {letter * number} of the page." for letter in "abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("heading", ["{}", "Chapter {}", "In 200{}"])
def test_numbered_chapters_and_years_are_no_furniture(heading: str) -> None:
    chapters = (f"{heading.format(number)}\n{page(number)}" for number in range(1, 8))
    manuscript = Manuscript(split("\n\n".join(chapters)))
    assert furniture.take_off(manuscript) == manuscript


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Quill",
        "BY ADA QUILL",
        "Von Ada Quill und Jon Ferry",
        "Par Ada Quill",
        "Por Ada Quill y Jon van der Ferry",
        "Автор: Ада Квилл",
        "作者：张三",
        "By Ada Quill | 2024-05-03",
        "2024年5月3日",
        "Published on May 3, 2024",
    ],
)
def test_a_byline_is_taken(line: str) -> None:
    assert bylines.take(Manuscript(split(f"The lamp\n{line}\nIt is red."))).facts


@pytest.mark.parametrize(
    "line",
    [
        "By nobody.",
        "By land and sea",
        "By Friday",
        "Von der Küste",
        "Von Hafen zu Hafen",
        "03/05/2024",
        "May 2024",
        "12 boats",
    ],
)
def test_what_may_be_text_is_no_byline(line: str) -> None:
    manuscript = Manuscript(split(f"The lamp\n{line}\nIt is red."))
    assert bylines.take(manuscript) == manuscript


def test_a_byline_stands_near_the_title() -> None:
    manuscript = Manuscript(split("The lamp\n" + "It is red.\n" * NEAR + "By Ada Quill\nThe end."))
    assert bylines.take(manuscript) == manuscript
