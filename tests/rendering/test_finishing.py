"""What a body gets on its way into a page."""

from __future__ import annotations

import re

import pytest
from support.making import article, published, section
from support.vocabulary import NOTES, PICTURES, everything

from publish.fragments import parsed
from publish.model import Publication
from publish.rendering.figures import EUROPEAN
from publish.rendering.finishing import Place, finished
from publish.rendering.splitting import BUDGET

PLACE = Place(
    "text-1.xhtml", {"a1-x": "text-2.xhtml#a1-x", "a1-y": "text-1.xhtml#a1-y"}, "Picture", EUROPEAN, 300, (9.6,)
)


def text(publication: Publication) -> dict[str, str]:
    return {page.name: page.body for page in publication.pages if page.role == "text"}


def test_paragraphs_pass_as_they_are() -> None:
    body = "<p>Plain &amp; <em>simple</em>.</p>"
    assert finished(body, PLACE) is body


def test_links_name_the_page_of_their_target_where_it_is_another() -> None:
    body = finished('<p><a href="#a1-x">x</a> <a href="#a1-y">y</a> <a href="https://example.org/#z">z</a></p>', PLACE)
    assert re.findall('href="([^"]+)"', body) == ["text-2.xhtml#a1-x", "#a1-y", "https://example.org/#z"]


def test_notes_and_references_are_typed_and_hold_no_tags() -> None:
    body = finished('<p>A<a class="noteref" role="doc-noteref" href="#note-1" id="noteref-1">1</a></p>' + NOTES, PLACE)
    tree = parsed(body)
    kinds = [(e.tag, e.get("{http://www.idpf.org/2007/ops}type")) for e in tree.iter() if "type" in str(e.attrib)]
    assert kinds == [("a", "noteref"), ("aside", "footnote"), ("aside", "footnote")]
    assert [note.get("class") for note in tree.iter("aside")] == ["note first", "note"]


@pytest.mark.parametrize(
    ("before", "alternative"),
    [
        ('<p><img src="a.png" alt="A hill"/></p>', "A hill"),
        ('<p><img src="a.png"/></p>', "Picture"),
        ('<p><img src="a.png" alt=" "/></p>', "Picture"),
        ('<p><img src="a.png" title="Hill"/></p>', "Hill"),
        ('<figure><img src="a.png"/><figcaption>The <em>hill</em></figcaption></figure>', "The hill"),
        ('<p><img src="a.png" alt="" role="presentation"/></p>', ""),
    ],
)
def test_every_picture_has_an_alternative(before: str, alternative: str) -> None:
    (picture,) = parsed(finished(before, PLACE)).iter("img")
    assert picture.get("alt") == alternative


def test_a_picture_alone_in_its_paragraph_is_set_apart() -> None:
    body = finished('<p><img src="a.png" alt="x"/></p><p>A <img src="a.png" alt="x"/></p>', PLACE)
    assert [p.get("class") for p in parsed(body).iter("p")] == ["picture", None]


@pytest.mark.parametrize(
    ("before", "lines"),
    [
        ("A<br/>B", ["A", "B"]),
        ("<em>A</em> b<br/> C", ["A b", "C"]),
        ("A<br/>", ["A"]),
        ("<p>A<br/>B</p><p>C</p>", ["A", "B"]),
        ("Only one", []),
    ],
)
def test_each_line_of_a_verse_stands_by_itself(before: str, lines: list[str]) -> None:
    tree = parsed(finished(f'<div class="verse">{before}</div>', PLACE))
    assert ["".join(line.itertext()) for line in tree.iter("span")] == lines


def test_code_reads_from_left_to_right_in_any_text() -> None:
    assert '<pre dir="ltr">' in finished("<pre><code>x</code></pre>", PLACE)


def test_a_note_stays_in_the_file_of_its_reference_however_an_article_is_split() -> None:
    count, filling = 40, "x" * (BUDGET // 10)
    references = "".join(
        f'<p>{filling}<a class="noteref" role="doc-noteref" href="#note-{n}" id="noteref-{n}">{n}</a></p>'
        for n in range(count)
    )
    notes = "".join(
        f'<aside class="note" role="doc-footnote" id="note-{n}"><p><a class="backlink" role="doc-backlink" '
        f'href="#noteref-{n}">{n}</a> Said.</p></aside>'
        for n in range(count)
    )
    pages = text(published(article(section(body=references + notes))))
    assert len(pages) > 3
    assert sum(body.count("<aside") for body in pages.values()) == count
    for body in pages.values():
        assert set(re.findall('href="([^"]+)"', body)) <= {f"#{name}" for name in re.findall('id="([^"]+)"', body)}
        assert body.rindex("<p>x") < body.index("<aside")


def test_links_lead_over_files() -> None:
    filler = f"<p>{'x ' * (BUDGET // 3)}</p>"
    sections = [section("A", id="a", body=filler + '<p id="here">A</p>'), section("B", id="b", body=filler)]
    pages = text(published(article(*sections, section("C", id="c", body='<p><a href="#here">a</a></p>'))))
    assert 'href="text-1.xhtml#a1-here"' in pages["text-2.xhtml"]


def test_every_link_of_everything_leads_somewhere_and_no_id_is_there_twice() -> None:
    pages = text(published(everything(), everything()))
    ids = {name: re.findall(r'\sid="([^"]+)"', body) for name, body in pages.items()}
    assert all(len(set(found)) == len(found) for found in ids.values())
    for name, body in pages.items():
        for href in re.findall(r'href="([^":]*#[^"]+)"', body):
            page, _, target = href.partition("#")
            assert target in ids[page or name]


def test_a_picture_in_two_articles_is_kept_once() -> None:
    resources = published(everything(), everything()).resources
    assert [resource.name for resource in resources] == [picture.name for picture in PICTURES]


@pytest.mark.parametrize(
    ("last", "tells"),
    [
        ("<p>— Somebody, <cite>A Book</cite></p>", True),
        ("<p><cite>A Book</cite></p>", True),
        ("<p>– Somebody</p>", True),
        ("<p>So says <cite>A Book</cite></p>", False),
        (f"<p>— {'and so on ' * 20}</p>", False),
        ("<ul><li>— Somebody</li></ul>", False),
    ],
)
def test_the_last_line_of_a_quotation_says_whose_it_is(last: str, tells: bool) -> None:
    for around in ("<blockquote>{}</blockquote>", '<div class="sidebar">{}</div>'):
        made = finished(around.format(f"<p>Words.</p>{last}"), PLACE)
        assert ('class="attribution"' in made) == tells
    assert "attribution" not in finished(f"<blockquote>{last}</blockquote>", PLACE)
    assert "attribution" not in finished(f"<p>— Well.</p>{last}<aside></aside>", PLACE)
