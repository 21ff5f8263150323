"""The pages of a publication: what stands in them, and that it is XHTML whatever the article says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from lxml import etree
from support.epubs import XHTML, XML
from support.making import article, contents, published, section

from publish.model import Contributor, Page, Publication

ENTRIES = contents(
    (None, "Of Rivers", 1, "of-rivers"),
    ("1", "The Source", 1, "source"),
    ("1.1", "Springs & Wells", 2, "springs"),
    ("1.1.1", "A Well <Drawn>", 3, None),
    ("2", "What Became of the Ferry", 1, None),
    ("3", "The Mouth", 1, "mouth"),
    label="In This Article",
)
SECTIONS = (
    section(None, "Every river begins somewhere, and few people know where."),
    section("The Source", "It is a wet place in a field.", id="source"),
    section("Springs & Wells", "There are three.", id="springs", level=2),
    section("The Mouth", "It is wide, and brown < blue.", id="mouth"),
)

TITLES = {
    "markup": "<&\"'> </title></h1> &amp; {{ title }} {% raw %}",
    "emoji": "🌊 Rivers 👩‍👩‍👧 🇺🇳",
    "right to left": "عن الأنهار ‏(1) – נהרות",
    "500 characters": "a very long title " * 28,
    "one word of 500 characters": "Donaudampfschiff" * 32,
    "combining marks": "e\u0301" * 40,
    "one letter": "R",
}
"""What a title may be."""


@cache
def example() -> Publication:
    """One article with everything that a page can show."""
    somebody = (Contributor("Somebody & Daughter"), Contributor("Anybody", "trl"))
    known = {"subtitle": "From the Field to the Sea", "contributors": somebody, "published": date(2024, 5, 1)}
    return published(article(*SECTIONS, contents=ENTRIES, publisher="The River Press", **known))


def documents(publication: Publication) -> list[str]:
    pages = (publication.cover, *publication.pages, publication.nav)
    return [*(page.xhtml for page in pages), publication.ncx]


def page(name: str) -> Page:
    return next(page for page in (*example().pages, example().nav, example().cover) if page.name == name)


GOLDENS = ["title.xhtml", "contents.xhtml", "text-1.xhtml", "nav.xhtml", "cover.xhtml"]


@pytest.mark.parametrize("name", GOLDENS)
def test_pages_are_the_golden_ones(name: str, golden: Callable[[str, str], None]) -> None:
    golden(name, re.sub(r' d="[^"]*"', ' d="…"', page(name).xhtml))


def test_the_ncx_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    golden("toc.ncx", example().ncx)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_hostile_titles_come_out_whole_in_well_formed_pages(title: str) -> None:
    sections = (section(), section(title, id="one"), section("Two", id="two"))
    printed = contents(("1", title, 1, "one"), ("2", title, 1, None), label=title)
    publication = published(article(*sections, title=title, subtitle=title, contents=printed, publisher=title))

    trees = [etree.fromstring(document.encode()) for document in documents(publication)]
    _, titlepage, printed_contents, text, *_ = trees
    for tree in (titlepage, printed_contents, text):
        assert tree.findtext(f".//{XHTML}title") == title
    assert [heading.text for heading in text.iter(f"{XHTML}h1", f"{XHTML}h2")] == [title, title, "Two"]
    assert [point.title for point in publication.outline[0].children] == [title, "Two"]


def test_every_page_says_its_language_and_a_right_to_left_one_its_direction() -> None:
    for language, direction in (("en", None), ("fa", "rtl"), ("zh-Hant", None)):
        publication = published(article(section(), language=language))
        for document in documents(publication)[:-1]:
            root = etree.fromstring(document.encode())
            assert (root.get("lang"), root.get(f"{XML}lang"), root.get("dir")) == (language, language, direction)


def test_an_entry_without_a_section_is_printed_marked_and_explained_but_not_linked() -> None:
    tree = etree.fromstring(page("contents.xhtml").xhtml.encode())
    rows = {"".join(row.itertext()): row.get("href") for row in tree.iterfind(".//*[@class='row']")}
    absent = ["".join(row.itertext()) for row in tree.iterfind(".//*[@class='row absent']")]
    assert rows == {
        "Of Rivers": "text-1.xhtml#a1",
        "1. The Source": "text-1.xhtml#a1-source",
        "1.1. Springs & Wells": "text-1.xhtml#a1-springs",
        "3. The Mouth": "text-1.xhtml#a1-mouth",
    }
    assert absent == ["1.1.1. A Well <Drawn> †", "2. What Became of the Ferry †"]
    assert tree.findtext(f".//{XHTML}p[@class='legend']") == "† Not in the source"


def test_contents_without_absent_entries_explain_no_mark() -> None:
    publication = published(article(*SECTIONS, contents=contents(("1", "The Source", 1, "source"))))
    assert "†" not in publication.pages[1].body


def test_a_label_in_another_language_than_the_page_says_which() -> None:
    publication = published(article(section(), contents=contents(("1", "Fons", 1, None)), language="la"))
    tree = etree.fromstring(publication.pages[1].xhtml.encode())
    assert tree.find(f".//{XHTML}p[@class='legend']").get("lang") == "en"


def test_contents_that_no_source_prints_are_labelled_in_the_language_of_the_text() -> None:
    sections = (section("Quelle", id="quelle"), section("Mündung", id="muendung"))
    assert [page.title for page in published(article(*sections, language="de")).pages] == [
        "Of Rivers",
        "Inhalt",
        "Of Rivers",
    ]


def test_an_article_without_headings_has_no_contents_page() -> None:
    publication = published(article(section()))
    assert [page.name for page in publication.pages] == ["title.xhtml", "text-1.xhtml"]
    assert [(point.title, point.href, point.children) for point in publication.outline] == [
        ("Of Rivers", "text-1.xhtml#a1", ())
    ]


def test_the_navigation_names_what_can_be_reached_and_the_landmarks() -> None:
    tree = etree.fromstring(page("nav.xhtml").xhtml.encode())
    toc, landmarks = tree.iterfind(f".//{XHTML}nav")
    assert [link.text for link in toc.iter(f"{XHTML}a")] == ["Of Rivers", "The Source", "Springs & Wells", "The Mouth"]
    places = [link.get("{http://www.idpf.org/2007/ops}type") for link in landmarks.iter(f"{XHTML}a")]
    assert places == ["cover", "toc", "bodymatter"]
    assert landmarks.get("hidden") == "hidden"


def test_headings_go_no_deeper_than_html_does_and_skip_nothing() -> None:
    sections = [section(f"Level {level}", id=f"l{level}", level=level) for level in range(1, 8)]
    (_, _, text) = published(article(*sections)).pages
    assert re.findall(r"<h(\d)", text.body) == ["1", "2", "3", "4", "5", "6", "6", "6"]


def test_several_articles_have_their_contents_each_below_its_own_title() -> None:
    sections = (section("One", id="one"), section("Two", id="two"))
    printed = contents((None, "Of Brooks", 1, "of-rivers"), ("1", "One", 1, "one"))
    publication = published(article(*sections), article(*sections, title="Of Brooks", contents=printed))
    tree = etree.fromstring(publication.pages[1].xhtml.encode())
    links = [(link.get("href"), "".join(link.itertext())) for link in tree.iter(f"{XHTML}a")]
    assert links == [
        ("text-1.xhtml#a1", "Of Rivers"),
        ("text-1.xhtml#a1-one", "One"),
        ("text-1.xhtml#a1-two", "Two"),
        ("text-2.xhtml#a2", "Of Brooks"),
        ("text-2.xhtml#a2-one", "1. One"),
    ]


def test_the_cloth_of_the_cover_is_the_books_own() -> None:
    cloths = {
        re.search(r"cloth-(\d)", published(article(section(), title=f"Title {number}")).cover.body)[1]
        for number in range(40)
    }
    assert cloths == set("12345678")
