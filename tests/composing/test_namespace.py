"""Ids and the references to them, when articles become one book."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from support.making import MODIFIED, article, section

from publish.composing import compose
from publish.model import Article, Book

NOTED = (
    '<p data-line="7">Said<a class="noteref" role="doc-noteref" href="#note-1" id="noteref-1">1</a> by &lt;a '
    'href="#x"&gt;.</p><aside class="note" role="doc-footnote" id="note-1"><p><a class="backlink" role="doc-backlink" '
    'href="#noteref-1">1</a> By whom.</p></aside>'
)


def book(*articles: Article) -> Book:
    return compose(articles, modified=MODIFIED)


def body(made: Book, part: int = 0, place: int = 0) -> str:
    return made.parts[part].sections[place].body


def test_each_article_keeps_its_own_notes() -> None:
    made = book(article(section(body=NOTED)), article(section(body=NOTED)))
    for part in (0, 1):
        prefix = f"a{part + 1}"
        found = re.findall(r'<a class="\w+" role="[\w-]+" href="#([^"]+)"', body(made, part))
        assert found == [f"{prefix}-note-1", f"{prefix}-noteref-1"]
        assert f'id="{prefix}-note-1"' in body(made, part)
    assert made.findings == ()


def test_text_that_looks_like_a_link_is_text() -> None:
    assert '&lt;a href="#x"&gt;' in body(book(article(section(body=NOTED))))


@pytest.mark.parametrize("attribute", ["headers", "aria-describedby", "aria-labelledby", "aria-details"])
def test_lists_of_ids_are_renamed_and_lose_what_is_not_there(attribute: str) -> None:
    given = f'<p id="one">A</p><p id="two">B</p><p {attribute}="one gone two">C</p><p {attribute}="gone">D</p>'
    made = body(book(article(section(body=given))))
    assert re.findall(f'{attribute}="([^"]*)"', made) == ["a1-one a1-two"]


def test_links_lead_to_sections_and_to_the_article() -> None:
    linked = section(body='<p><a href="#source">a</a> <a href="#of-rivers">b</a></p>')
    made = book(article(linked, section("The Source", id="source")))
    assert re.findall(r'href="([^"]+)"', body(made)) == ["#a1-source", "#a1"]


def test_a_link_to_nowhere_keeps_its_words_and_is_told() -> None:
    given = '<p data-line="3">See <a href="#gone" class="noteref" role="doc-noteref">the <em>note</em></a>.</p>'
    made = book(article(section(body=given)))
    assert body(made) == "<p>See <span>the <em>note</em></span>.</p>"
    (finding,) = made.findings
    assert (finding.code, finding.severity, finding.line) == ("link-target-missing", "warning", 3)
    assert "“the note”" in finding.message and "“#gone”" in finding.message


def test_an_id_that_stands_there_twice_is_dropped_the_second_time() -> None:
    made = book(article(section(body='<p id="a">1</p>'), section("B", id="b", body='<p id="a">2</p><p id="b">3</p>')))
    assert [re.findall('id="([^"]+)"', body(made, 0, place)) for place in (0, 1)] == [["a1-a"], []]


def test_a_body_without_ids_is_the_very_same() -> None:
    text = "<p>Plain &amp; simple, <em>with</em> an <a href='https://example.org/#x'>address</a>.</p>"
    assert body(book(article(section(body=text)))) is text


def test_elements_keep_their_end_tags_and_characters() -> None:
    given = '<p id="a"></p><table><tr><td></td></tr></table><p>—é 漢<br/></p>'
    assert body(book(article(section(body=given)))) == given.replace('"a"', '"a1-a"')


def test_depth_is_no_danger() -> None:
    deep = "<blockquote>" * 600 + '<p id="a">Down.</p>' + "</blockquote>" * 600
    made = book(replace(article(section(body=deep))))
    assert 'id="a1-a"' in body(made)
