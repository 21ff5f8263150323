"""Long articles over several files: nothing lost, nothing twice, and links that lead to the right one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.making import MODIFIED, article, contents, published, section

from publish.composing import compose
from publish.model import Book, Section
from publish.rendering.splitting import BUDGET, Stretch, hrefs, stretches

SMALL = 400
"""A budget for properties, so that a few words are a long article."""

BLOCKS = st.sampled_from(
    ["<p>Short.</p>", f"<p>{'A longer paragraph. ' * 8}</p>", "<hr/>", "<ul><li>One</li><li>Two</li></ul>",
     "<blockquote><p>Said</p><p>again.</p></blockquote>", f"<p>{'Longer than a file. ' * 30}</p>"]
)  # fmt: skip
BODIES = st.lists(BLOCKS, min_size=1, max_size=12).map("".join)


def book(*articles: tuple[Section, ...]) -> Book:
    return compose([article(*sections) for sections in articles], modified=MODIFIED)


def bodies(pages: tuple[Stretch, ...]) -> list[str]:
    return [section.body for page in pages for section in page.sections]


def of_size(size: int, id: str, title: str | None = None) -> Section:
    paragraph = f"<p>{'x' * 93}</p>"
    return section(title, id=id, body=paragraph * (size // len(paragraph)))


@given(st.lists(st.lists(BODIES, min_size=1, max_size=6), min_size=1, max_size=3))
def test_nothing_is_lost_doubled_or_moved(articles: list[list[str]]) -> None:
    made = book(*([section(f"Part {n}", id=f"s{n}", body=body) for n, body in enumerate(below)] for below in articles))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("publish.rendering.splitting.BUDGET", SMALL)
        pages = stretches(made)
        places = hrefs(pages)

    assert "".join(bodies(pages)) == "".join(section.body for part in made.parts for section in part.sections)
    titles = [section.title for page in pages for section in page.sections if section.title]
    assert titles == [section.title for part in made.parts for section in part.sections]
    assert [page.part.id for page in pages if page.first] == [part.id for part in made.parts]
    assert [page.name for page in pages] == [f"text-{number}.xhtml" for number in range(1, len(pages) + 1)]
    assert set(places) >= {section.id for part in made.parts for section in part.sections}


@given(st.lists(BODIES, min_size=1, max_size=6))
def test_a_file_is_over_its_share_only_where_one_block_is(below: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("publish.rendering.splitting.BUDGET", SMALL)
        pages = stretches(book([section(f"Part {n}", id=f"s{n}", body=body) for n, body in enumerate(below)]))
    for page in pages:
        assert len(page.sections) == 1 or sum(len(section.body) for section in page.sections) < 2 * SMALL
    for piece in bodies(pages):
        assert len(piece) <= SMALL or len(re.findall(r"<p>Longer", piece)) == 1 or piece.count("<p>") == 1


def test_an_article_below_the_budget_is_one_file() -> None:
    (page,) = stretches(book([of_size(BUDGET // 2 - 100, "one"), of_size(BUDGET // 2 - 100, "two")]))
    assert page.first
    assert [section.id for section in page.sections] == ["a1-one", "a1-two"]


def test_a_file_ends_between_sections_where_it_can() -> None:
    sections = [of_size(BUDGET // 3, f"s{number}", f"Section {number}") for number in range(6)]
    pages = stretches(book(sections))
    assert [[section.id for section in page.sections] for page in pages] == [
        ["a1-s0", "a1-s1", "a1-s2"],
        ["a1-s3", "a1-s4", "a1-s5"],
    ]
    assert [page.title for page in pages] == ["Of Rivers", "Section 3"]


def test_a_giant_section_is_split_between_its_blocks_and_has_its_heading_once() -> None:
    (giant,) = (of_size(BUDGET * 5 // 2, "giant", "Giant"),)
    pages = stretches(book([giant]))
    pieces = [piece for page in pages for piece in page.sections]
    assert [piece.id for piece in pieces] == ["a1-giant", "a1-giant_2", "a1-giant_3"]
    assert [piece.title for piece in pieces] == ["Giant", None, None]
    assert all(piece.body.startswith("<p>") and piece.body.endswith("</p>") for piece in pieces)
    assert all(len(piece.body) <= BUDGET for piece in pieces)
    assert "".join(bodies(pages)) == giant.body


def test_links_of_a_split_article_lead_to_the_file_in_which_the_heading_stands() -> None:
    sections = tuple(of_size(BUDGET // 2, f"s{number}", f"Section {number}") for number in range(4))
    printed = contents(*((None, str(one.title), 1, one.id) for one in sections))
    publication = published(article(*sections, contents=printed))
    text = {page.name: page.body for page in publication.pages}
    links = re.findall(r'href="(text-\d\.xhtml)#([^"]+)"', text["contents.xhtml"])
    assert len({name for name, _ in links}) > 1
    assert [identifier for _, identifier in links] == [f"a1-s{number}" for number in range(4)]
    assert all(f'id="{identifier}"' in text[name] for name, identifier in links)
    reached = [point.href for point in publication.outline[0].children]
    assert reached == [f"{name}#{identifier}" for name, identifier in links]


def test_only_the_first_file_of_an_article_carries_its_title() -> None:
    sections = tuple(of_size(BUDGET // 2, f"s{number}") for number in range(4))
    pages = [page.body for page in published(article(*sections)).pages if page.role == "text"]
    assert [body.count("<h1") for body in pages] == [1, 0]
    assert all(before != after for before, after in pairwise(pages))
