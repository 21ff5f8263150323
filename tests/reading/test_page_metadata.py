"""What a page tells of its article besides the text, and where each value comes from."""

from __future__ import annotations

from datetime import date

import pytest

from publish.model import Article, Contributor
from publish.reading import read

PROSE = "<p>The sea comes in twice a day, and twice a day it goes, as anybody may see who waits.</p>" * 8


def article(head: str = "", body: str = "", attributes: str = "") -> Article:
    markup = (
        f"<!doctype html><html {attributes}><head>{head}</head><body>{body}<article>{PROSE}</article></body></html>"
    )
    return read(markup.encode(), source="page.html")


def origin(found: Article, field: str) -> str | None:
    return dict(found.origins).get(field)


class TestTitle:
    @pytest.mark.parametrize(
        ("head", "title", "place"),
        [
            ('<meta property="og:title" content="The &quot;Tides&quot;"><title>X</title>', 'The "Tides"', "og:title"),
            ('<meta name="DC.Title" content="The Tides">', "The Tides", "dc:title"),
            ('<meta name="twitter:title" content="The Tides">', "The Tides", "twitter:title"),
            ("<title>The Tides and What Moves Them | The Log</title>", "The Tides and What Moves Them", "title"),
            ("<title>The Tides of 1901–1905</title>", "The Tides of 1901–1905", "title"),
            ("<title>The Tides\n  at   Night</title>", "The Tides at Night", "title"),
        ],
    )
    def test_where_the_head_has_it(self, head: str, title: str, place: str) -> None:
        found = article(head)
        assert (found.metadata.title, (origin(found, "title") or "").removeprefix("meta ")) == (title, place)

    @pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
    @pytest.mark.parametrize(
        "whole", ["The Log: The Tides", "The Tides — The Log", "The Log - The Tides", "The Tides | The Sea | The Log"]
    )
    def test_the_sites_name_goes_if_a_heading_says_what_is_the_title(self, tag: str, whole: str) -> None:
        body = f'<h1><a href="https://log.example/">The Log</a></h1><{tag}>The Tides</{tag}>'
        assert article(f"<title>{whole}</title>", body).metadata.title == "The Tides"

    def test_of_two_that_are_as_long_the_first_is_it(self) -> None:
        body = "<h1>Sea and Land</h1><h2>Ebb and Flow</h2>"
        assert article("<title>Ebb and Flow - Sea and Land</title>", body).metadata.title == "Ebb and Flow"

    def test_without_any_the_first_heading_is_it(self) -> None:
        assert article("", "<h1>The Tides</h1>").metadata.title == "The Tides"


class TestSubtitle:
    @pytest.mark.parametrize(
        "line",
        ['<h2 class="subtitle">High and low</h2>', '<p class="Article-subtitle">High and low</p>',
         '<div class="post-sub-title">High and low</div>'],
    )  # fmt: skip
    def test_what_is_called_so_below_the_title(self, line: str) -> None:
        found = article("<title>The Tides</title>", f"<h1>The Tides</h1>{line}")
        assert (found.metadata.subtitle, origin(found, "subtitle")) == ("High and low", "subtitle")
        assert "High and low" not in "".join(f"{one.title}{one.body}" for one in found.sections)

    def test_what_stands_elsewhere_is_none(self) -> None:
        assert (
            article("<title>The Tides</title>", '<p class="subtitle">The log of the sea</p>').metadata.subtitle is None
        )

    def test_what_stands_below_another_heading_is_a_heading(self) -> None:
        found = article("<title>The Tides of the North</title>", '<h1>Other</h1><h2 class="subtitle">High and low</h2>')
        assert found.metadata.subtitle is None


class TestByline:
    @pytest.mark.parametrize(
        ("line", "names"),
        [
            ('<p class="byline">By Ada Quill</p>', ["Ada Quill"]),
            ('<p class="byline">By Ada Quill and Bo Reed, The Log</p>', ["Ada Quill", "Bo Reed", "The Log"]),
            ('<span itemprop="author"><span itemprop="name">Ada Quill</span>, Editor</span>', ["Ada Quill"]),
            ('<a rel="author" href="/ada">Ada Quill</a>', ["Ada Quill"]),
            ('<div class="author">von Ada Quill</div>', ["Ada Quill"]),
            ('<div class="byline">By Ada Quill, MA</div>', ["Ada Quill, MA"]),
            ('<p class="byline">By admin</p>', []),
            ('<p class="byline">https://log.example/ada</p>', []),
            (f'<div class="author">{"Ada Quill lives by the sea. " * 5}</div>', []),
        ],
    )
    def test_in_the_text(self, line: str, names: list[str]) -> None:
        assert [one.name for one in article("", line).metadata.contributors] == names

    def test_translators_and_editors_are_told_apart(self) -> None:
        line = '<p class="byline">Written by Ada Quill Edited by Bo Reed</p>'
        assert article("", line).metadata.contributors == (Contributor("Ada Quill"), Contributor("Bo Reed", "edt"))

    @pytest.mark.parametrize(
        "head",
        [
            '<meta name="author" content="Ada Quill">',
            '<meta name="DC.creator" content="Ada Quill">',
            '<meta name="parsely-author" content="Ada Quill">',
            '<script type="application/ld+json">{"@type": "Article", "author": {"name": "Ada Quill"}}</script>',
            '<script type="application/ld+json">{"@type": "BlogPosting", "author": ["Ada Quill"]}</script>',
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"],'
            ' "author": [{"@type": "Person", "name": "Ada Quill"}]}]}</script>',
        ],
    )
    def test_in_the_head(self, head: str) -> None:
        found = article(head)
        assert found.metadata.contributors == (Contributor("Ada Quill"),)
        assert (origin(found, "contributors") or "").startswith(("meta", "JSON-LD"))

    @pytest.mark.parametrize(
        "script", ["{", "[[[", '{"@type": "Article", "author": 7}', "[1, null]", '"Article"', "[" * 99999]
    )
    def test_linked_data_that_is_broken_tells_nothing(self, script: str) -> None:
        found = article(f'<title>T</title><script type="application/ld+json">{script}</script>')
        assert found.metadata.contributors == ()


class TestDate:
    DAY = date(2021, 9, 30)

    @pytest.mark.parametrize(
        ("head", "body"),
        [
            ('<meta property="article:published_time" content="2021-09-30T23:59:00-05:00">', ""),
            ('<meta name="dcterms.issued" content="20210930">', ""),
            ('<meta name="pubdate" content="Thu, 30 Sep 2021 10:00:00 GMT">', ""),
            ('<script type="application/ld+json">{"@type": "Article", "datePublished": "2021-09-30"}</script>', ""),
            ("", '<span itemprop="datePublished" content="2021-09-30">yesterday</span>'),
            ("", '<abbr class="published" itemprop="datePublished" title="2021-09-30T10:00">10:00</abbr>'),
            ("", '<time class="entry-date" datetime="2021-09-30">yesterday</time>'),
            ("", '<div class="post-date"><a href="/"><time datetime="2021-09-30">30</time></a></div>'),
            ("", "<article><time datetime='2021-09-30'>yesterday</time></article>"),
            ('<link rel="canonical" href="https://log.example/2021/09/30/tides">', ""),
            ("", '<p class="date">Thursday, September 30, 2021</p>'),
            ("", '<p class="posted">Posted on 30 September 2021 at 10:15 am</p>'),
        ],
    )  # fmt: skip
    def test_where_it_stands(self, head: str, body: str) -> None:
        found = article(head, body)
        assert found.metadata.published == self.DAY
        assert origin(found, "published")

    def test_a_day_in_words_is_read_in_the_pages_language(self) -> None:
        found = article("", '<p class="datum">30. September 2021</p><p class="date">1 mai 2020</p>', 'lang="de"')
        assert found.metadata.published == self.DAY
        found = article("", '<p class="date">٣٠ سبتمبر ٢٠٢١</p>', 'lang="ar"')
        assert found.metadata.published == self.DAY

    @pytest.mark.parametrize(
        ("head", "body"),
        [
            ('<meta name="date" content="0000-00-00">', ""),
            ('<meta name="date" content="today">', ""),
            ("", "<footer><time datetime='2021-09-30'>Last updated</time></footer>"),
            ("", '<p class="date">9/10/11</p>'),
            ("", "<p>On 30 September 2021 the sea stayed away.</p>"),
        ],
    )
    def test_what_is_none(self, head: str, body: str) -> None:
        assert article(head, body).metadata.published is None


class TestAddressAndTheRest:
    @pytest.mark.parametrize(
        ("head", "address"),
        [
            ('<link rel="canonical" href="https://log.example/tides#top">', "https://log.example/tides"),
            ('<base href="https://log.example/"><link rel="canonical" href="tides">', "https://log.example/tides"),
            ('<meta property="og:url" content="https://log.example/tides">', "https://log.example/tides"),
            ('<link rel="canonical" href="javascript:x()">', None),
            ('<link rel="canonical" href="file:///etc/tides">', None),
            ('<link rel="canonical" href="//[">', None),
        ],
    )
    def test_the_address(self, head: str, address: str | None) -> None:
        assert article(head).metadata.source_url == address

    def test_the_address_that_a_browser_noted_when_it_saved_the_page(self) -> None:
        found = read(f"<!-- saved from url=(0026)https://log.example/tides -->{PROSE}".encode(), source="tides.html")
        assert found.metadata.source_url == "https://log.example/tides"

    @pytest.mark.parametrize(
        ("attributes", "head", "language"),
        [
            ('lang="en-GB"', "", "en-GB"),
            ('lang="en_US"', "", "en-US"),
            ("", '<meta property="og:locale" content="en_GB">', "en-GB"),
            ("", '<meta http-equiv="content-language" name="content-language" content="en">', "en"),
            ('lang="english"', "", "en"),
            ("", "", "en"),
        ],
    )
    def test_the_language(self, attributes: str, head: str, language: str) -> None:
        assert article(head, attributes=attributes).metadata.language == language

    def test_description_publisher_and_rights(self) -> None:
        metadata = article(
            '<meta name="description" content="Of the sea"><meta property="og:site_name" content="The Log">'
            '<meta name="dcterms.rights" content="CC BY 4.0">'
        ).metadata
        assert (metadata.description, metadata.publisher, metadata.rights) == ("Of the sea", "The Log", "CC BY 4.0")
