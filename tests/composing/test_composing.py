"""Articles into a book."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.making import MODIFIED, article, contents, section

from publish.composing import compose
from publish.model import Article, Book, Contributor, Entry, Finding, Section

SOURCE = section("The Source", "It is small.", id="source")
MOUTH = section("The Mouth", "It is wide.", id="mouth")


def book(*articles: Article) -> Book:
    return compose(articles, modified=MODIFIED)


def ids(made: Book) -> list[str]:
    return [*(part.id for part in made.parts), *(section.id for part in made.parts for section in part.sections)]


def test_ids_are_below_the_id_of_their_article() -> None:
    assert ids(book(article(section(), SOURCE, MOUTH))) == ["a1", "a1-lead", "a1-source", "a1-mouth"]


def test_two_articles_of_the_same_headings_do_not_collide() -> None:
    printed = contents((None, "Of Rivers", 1, "of-rivers"), ("1", "The Source", 1, "source"), ("2", "Lost", 1, None))
    made = book(article(SOURCE, contents=printed), article(SOURCE, contents=printed))
    assert ids(made) == ["a1", "a2", "a1-source", "a2-source"]
    named = [[entry.section for entry in part.contents.entries] for part in made.parts if part.contents]
    assert named == [["a1", "a1-source", None], ["a2", "a2-source", None]]


@given(
    st.lists(st.lists(st.sampled_from(["a", "a-1", "lead", "a1", "a1-lead", "2"]), unique=True, min_size=1), min_size=1)
)
def test_ids_are_unique_names_in_the_whole_book(names: list[list[str]]) -> None:
    found = ids(book(*(article(*(section(id=name) for name in below)) for below in names)))
    assert len(found) == len(set(found))
    assert all(re.fullmatch("[a-z][a-z0-9-]*", name) for name in found)


def test_nothing_but_the_lines_of_the_source_leaves_a_body() -> None:
    body = '<p data-line="3">The <em data-line="3">data-line="4"</em> stays.</p><ul><li data-line="12">One</li></ul>'
    (part,) = book(article(section(body=body))).parts
    assert part.sections[0].body == '<p>The <em>data-line="4"</em> stays.</p><ul><li>One</li></ul>'


def test_printed_contents_are_kept_as_they_are() -> None:
    printed = contents(("IV", "Lost", 2, None), label="Inside")
    (part,) = book(article(SOURCE, MOUTH, contents=printed)).parts
    assert part.contents == printed


def test_contents_are_made_of_two_headings_where_none_are_printed() -> None:
    (part,) = book(article(section(), SOURCE, replace(MOUTH, level=2))).parts
    assert part.contents is not None
    assert part.contents.label == ""
    assert part.contents.entries == (
        Entry(None, "The Source", 1, "a1-source"),
        Entry(None, "The Mouth", 2, "a1-mouth"),
    )


@pytest.mark.parametrize(
    "sections", [(section(),), (section(), SOURCE), (SOURCE,)], ids=["lead", "one heading", "no lead"]
)
def test_no_contents_are_made_of_fewer_headings(sections: tuple[Section, ...]) -> None:
    (part,) = book(article(*sections)).parts
    assert part.contents is None


def test_the_same_text_has_the_same_identifier_whatever_its_file_is_called() -> None:
    first = article(SOURCE)
    again = replace(first, source="another.txt")
    assert book(first).identifier == book(again).identifier
    assert UUID(book(first).identifier).version == 5


SAYING_ANOTHER_THING = {
    "title": article(SOURCE, title="Of Brooks"),
    "language": article(SOURCE, language="en-GB"),
    "contributor": article(SOURCE, contributors=(Contributor("Somebody"),)),
    "contents entry": article(SOURCE, contents=contents(("1", "Sources", 1, "source"))),
    "heading": article(replace(SOURCE, title="The Sources")),
    "word": article(replace(SOURCE, body="<p>It is smaller.</p>")),
    "section": article(SOURCE, MOUTH),
}


def test_another_word_anywhere_makes_another_identifier() -> None:
    books = [book(article(SOURCE)), *map(book, SAYING_ANOTHER_THING.values()), book(article(SOURCE), article(MOUTH))]
    assert len({made.identifier for made in books}) == len(books)


def test_what_the_user_gave_as_identifier_is_kept() -> None:
    given_one = article(SOURCE, identifier="urn:isbn:9780000000002")
    assert book(given_one).identifier == "urn:isbn:9780000000002"


def test_the_book_has_the_metadata_of_its_first_article_and_the_findings_of_all() -> None:
    noticed = [Finding(code, "info", "Something.") for code in ("title-missing", "title-repeated")]
    articles = [replace(article(title=found.code), findings=(found,)) for found in noticed]
    made = book(*articles)
    assert made.metadata == articles[0].metadata
    told = chain.from_iterable(one.findings for one in articles)
    assert made.findings == tuple(replace(finding, source="of-rivers.txt") for finding in told)
    assert made.modified == MODIFIED


@pytest.mark.parametrize(
    ("found", "composed"),
    [
        ([1, 2, 3, 1], [1, 2, 3, 1]),
        ([3, 3, 2, 3], [1, 1, 1, 2]),
        ([1, 3, 3, 2, 4], [1, 2, 2, 2, 3]),
        ([2, 1], [1, 1]),
    ],
)
def test_no_heading_skips_a_level(found: list[int], composed: list[int]) -> None:
    sections = [section("Heading", id=f"s{place}", level=level) for place, level in enumerate(found)]
    (part,) = book(article(section(), *sections)).parts
    assert [one.level for one in part.sections[1:]] == composed


@given(st.lists(st.integers(1, 6), max_size=12))
def test_levels_begin_at_one_and_rise_by_one(levels: list[int]) -> None:
    sections = [section("Heading", id=f"s{place}", level=level) for place, level in enumerate(levels)]
    (part,) = book(article(section(), *sections)).parts
    composed = [0, *(one.level for one in part.sections[1:])]
    assert all(1 <= later <= earlier + 1 for earlier, later in pairwise(composed))
