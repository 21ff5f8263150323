"""Pages, and articles' own markup, as articles."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from datetime import date

import pytest
from support.contract import violations_of
from support.words import PNG

from publish.errors import Absent, SourceError
from publish.measure import plain
from publish.model import Article, Surroundings
from publish.reading import read
from publish.reading.html.parsing import parse
from publish.reading.markup.parsing import DEEPEST
from publish.settings import Settings

SENTENCE = "The sea comes in twice a day, and twice a day it goes, as anybody may see who waits. "
PROSE = f"<p>{SENTENCE * 3}</p>"


def article(html: str | bytes, *, pictures: Mapping[str, bytes] | None = None, keep_all: bool = False) -> Article:
    """What is read, where only these pictures are there."""

    def fetch(reference: str, /) -> bytes:
        if pictures is None or reference not in pictures:
            raise Absent("is not there", place=reference)
        return pictures[reference]

    data = html if isinstance(html, bytes) else html.encode()
    found = read(data, source="page.html", settings=Settings(keep_all=keep_all), surroundings=Surroundings(fetch))
    assert violations_of(found) == []
    return found


def page(body: str, head: str = "<title>The Tides</title>") -> str:
    """A page with a menu, so that its article has to be found."""
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/log">Log</a></li></ul></nav>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{menu}<article>{body}{PROSE * 3}</article></html>'


def body(found: Article) -> str:
    """The bodies of all sections, without lines."""
    return re.sub(r' data-line="\d+"', "", "\n".join(one.body for one in found.sections))


def text(found: Article) -> str:
    """The words, a space being where a block ends."""
    return " ".join(" ".join(plain(one.body).split("\n")) for one in found.sections)


def said(times: int) -> str:
    """The prose, so many times, as :func:`text` has it."""
    return " ".join([SENTENCE.strip()] * 3 * times)


def codes(found: Article) -> set[str]:
    return {one.code for one in found.findings}


def dropped(found: Article, rule: str) -> list[str]:
    return [one.text for one in found.dropped if one.rule == rule]


def message(found: Article, code: str) -> str:
    (one,) = [one for one in found.findings if one.code == code]
    return one.message


class TestWhatStandsAround:
    def test_menus_comments_and_footers_are_left_out_and_told(self) -> None:
        found = article(
            page("<h1>The Tides</h1>").replace(
                "</article>",
                '</article><div id="comments"><p>I like the sea, and so does my dog.</p></div><footer>Fin</footer>',
            )
        )
        assert dropped(found, "boilerplate-dropped") == [
            "Home Log",
            "I like the sea, and so does my dog.",
            "Fin",
        ]
        assert message(found, "boilerplate-dropped").startswith("12 words")
        assert text(found) == said(3)

    def test_the_user_may_keep_it_all(self) -> None:
        found = article(page("<h1>The Tides</h1>"), keep_all=True)
        assert "Home" in text(found)
        assert "boilerplate-dropped" not in codes(found)

    def test_markup_without_a_page_around_it_is_all_article(self) -> None:
        found = article(f'<h1>The Tides</h1><div class="sidebar">Beside</div>{PROSE}<footer>Below</footer>')
        assert text(found).startswith("Beside The sea") and text(found).endswith("Below")
        assert found.dropped == ()

    def test_a_page_that_is_nothing_but_an_article(self) -> None:
        found = article(f"<!doctype html><title>Tides</title><body><p>In.</p>{PROSE}<p>Out.</p>")
        assert text(found).startswith("In.") and text(found).endswith("Out.")
        assert found.dropped == ()

    @pytest.mark.parametrize(
        "box",
        [
            '<div class="share-buttons"><span>Share this</span> <a href="/f">Friends</a></div>',
            '<form action="/s"><label>Search <input></label></form>',
            '<aside><h2>By the way</h2><p>Boats float.</p></aside>',
            '<div class="related"><h3>More</h3><ul><li><a href="/a">Boats</a></li></ul></div>',
            '<p><a class="btn btn-primary" href="/subscribe">Subscribe now</a></p>',
            '<div><button>▲</button><span>17</span><button>▼</button></div>',
            '<p class="sr-only">Opens in a new window</p>',
            "<p>— Advertisement —</p>",
            "<p>Story continues below advertisement</p>",
            '<div aria-hidden="true">Decoration</div>',
            '<div role="dialog">We use cookies.</div>',
            '<p><a rel="prev" href="/moon">The moon</a> <a rel="next" href="/wind">The wind</a></p>',
            '<nav><ul><li><a href="/a">One</a></li><li><a href="/b">Two</a></li></ul></nav>',
        ],
    )  # fmt: skip
    def test_boxes_within_the_article_are_left_out(self, box: str) -> None:
        found = article(page(PROSE * 2 + box))
        assert text(found) == said(5)
        assert len(dropped(found, "boilerplate-dropped")) == 2

    @pytest.mark.parametrize(
        "box",
        [
            '<aside class="footnotes"><p>A note, which belongs here.</p></aside>',
            '<div class="admonition warning"><p>Mind the current.</p></div>',
            "<ul><li>Ebb</li><li>Flood</li></ul>",
            "<table><tr><th>Port</th><th>Range</th></tr><tr><td>Dover</td><td>6.0</td></tr></table>",
            "<p>Short.</p>",
            '<p>Read <a href="https://example.org/moon">what the moon does</a>.</p>',
            '<section class="share-of-water"><p>Two thirds.</p></section>',
            '<div class="note"><a href="https://example.org/">A link</a> and a word.</div>',
        ],
    )
    def test_what_belongs_to_an_article_stays(self, box: str) -> None:
        assert text(article(page(PROSE * 2 + box))) == f"{said(2)} {text(article(box))} {said(3)}"

    def test_text_in_containers_of_its_own_is_found_whole(self) -> None:
        parts = "".join(
            f'<div class="chunk"><div><h2>Part {n}</h2>{PROSE * 2}</div></div><div class="ad-slot">Ad</div>'
            for n in (1, 2, 3)
        )
        found = article(page("").replace(PROSE * 3, parts))
        assert [one.title for one in found.sections] == ["Part 1", "Part 2", "Part 3"]
        assert text(found).count("The sea comes in") == 18

    def test_a_page_that_a_script_shows(self) -> None:
        found = article(
            f'<body><nav>Menu</nav><div id="app" style="display: none"><article>{PROSE * 4}</article></div>'
        )
        assert text(found).count("The sea comes in") == 12

    def test_sentences_between_the_title_and_the_text_belong_to_it(self) -> None:
        head = '<div class="head"><h1>The Tides</h1><p>What moves them, and what they move.</p><p>World</p></div>'
        found = article(page("").replace(PROSE * 3, f'{head}<div class="article-body">{PROSE * 4}</div>'))
        assert text(found) == f"What moves them, and what they move. {said(4)}"

    def test_menus_in_the_columns_of_a_table(self) -> None:
        menu = '<td><a href="/a">Ebb</a><br><a href="/b">Flood</a><br><a href="/c">Springs and neaps</a></td>'
        rows = f"<tr>{menu}<td>{PROSE * 3}</td></tr>"
        found = article(f"<!doctype html><title>The Tides</title><table>{rows}</table>")
        assert text(found) == said(3)
        assert dropped(found, "boilerplate-dropped") == ["Ebb Flood Springs and neaps"]

    def test_words_are_not_glued_together(self) -> None:
        found = article(page("<p>One<button>Copy</button>two</p><div>three<br>four</div><div>five</div>"))
        assert re.search(r"One\s*two\s+three\s+four\s+five", text(found))

    def test_two_line_breaks_are_a_paragraph(self) -> None:
        found = article(
            page("").replace(PROSE * 3, f"<div>{SENTENCE * 3}<br><br>{SENTENCE * 3}<br>On.<br><br>End.</div>")
        )
        assert body(found).count("<p>") == 3
        assert "<br/>On.</p>" in body(found)


class TestHeadings:
    def test_they_become_sections_and_the_title_is_not_printed_twice(self) -> None:
        found = article(page(f"<h1>The Tides</h1>{PROSE}<h2>Spring</h2>{PROSE}<h3>Neap</h3>{PROSE}"))
        assert [(one.level, one.title) for one in found.sections] == [(1, None), (1, "Spring"), (2, "Neap")]

    def test_a_title_that_is_no_heading_is_not_printed_twice_either(self) -> None:
        found = article(page("").replace("<article>", "<article><center><b>The Tides</b></center>"))
        assert text(found).startswith("The sea")

    @pytest.mark.parametrize(
        "anchor",
        [
            '<a class="headerlink" href="#spring" title="Permalink">¶</a>',
            '<a href="#spring" class="hash-link">\u200b</a>',
            '<a href="#spring"># </a>',
            '<a href="https://example.org/tides#spring">🔗</a>',
            '<span class="mw-editsection">[<a href="/edit">edit</a>]</span>',
        ],
    )
    def test_links_to_themselves_are_taken_off(self, anchor: str) -> None:
        found = article(page(f'{PROSE}<h2 id="spring">Spring {anchor}</h2>{PROSE}'))
        assert [one.title for one in found.sections] == [None, "Spring"]

    @pytest.mark.parametrize(
        "button",
        [
            '<button type="button">Spring</button>',
            '<a role="button" href="#b">Spring</a>',
            "<span><button>Spring</button>",
        ],
    )
    def test_those_that_are_buttons_are_headings(self, button: str) -> None:
        found = article(page(f'{PROSE}<h2 class="accordion">{button}</h2><div id="b">{PROSE}</div>'))
        assert [one.title for one in found.sections] == [None, "Spring"]

    def test_what_is_left_of_a_box_at_the_end_goes_with_it(self) -> None:
        box = '<h3>Did this help?</h3><div><a role="button" href="#">Yes</a> <a role="button" href="#">No</a></div>'
        found = article(page("").replace("</article>", f"<h2>Last</h2><p>Words.</p>{box}</article>"))
        assert [one.title for one in found.sections] == [None, "Last"]
        assert dropped(found, "boilerplate-dropped")[1:] == ["Did this help?", "Yes No"]

    def test_a_heading_with_nothing_below_it_stays(self) -> None:
        found = article(page("").replace("</article>", "<h2>To be continued</h2></article>"))
        assert [one.title for one in found.sections] == [None, "To be continued"]

    def test_a_note_to_a_heading_stays(self) -> None:
        found = article(
            page(f'<h2>Spring<a href="#n">*</a></h2>{PROSE}').replace(
                "</article>", '<p id="n">* Not the season.</p></article>'
            )
        )
        assert "noteref" in body(found) or "*" in str(found.sections)


class TestThePagesOwnContents:
    TOC = (
        '<div class="toc"><p>Contents <a href="#">hide</a></p><ol><li><a href="#a">Spring</a>'
        '<ol><li><a href="#b">Neap</a></li></ol></li><li><a href="#c">Ebb</a></li></ol></div>'
    )
    REST = f'<h2 id="a">Spring</h2>{PROSE}<h3 id="b">Neap</h3>{PROSE}<h2 id="c">Ebb</h2>'

    def test_they_are_read_as_contents_and_not_printed_twice(self) -> None:
        found = article(page(PROSE + self.TOC + self.REST))
        assert found.contents is not None
        assert found.contents.label == "Contents"
        assert [(one.depth, one.text, one.section) for one in found.contents.entries] == [
            (1, "Spring", "section-1"),
            (2, "Neap", "section-2"),
            (1, "Ebb", "section-3"),
        ]
        assert "Neap" not in text(found) and "hide" not in text(found)

    @pytest.mark.parametrize(
        "box",
        [
            '<nav class="toc"><h2>On this page</h2>LIST</nav>',
            '<nav><h2>Contents</h2>LIST</nav>',
            '<details class="table-of-contents"><summary>Contents</summary>LIST</details>',
            '<div id="toc" role="navigation"><h2>Contents</h2>LIST</div>',
        ],
    )  # fmt: skip
    def test_in_all_their_boxes(self, box: str) -> None:
        entries = '<ul><li><a href="#a">Spring</a></li><li><a href="#b">Neap</a></li><li><a href="#c">Ebb</a></li></ul>'
        found = article(page(PROSE + box.replace("LIST", entries) + self.REST))
        assert found.contents is not None
        assert [one.section for one in found.contents.entries] == ["section-1", "section-2", "section-3"]
        assert [one.title for one in found.sections] == [None, "Spring", "Neap", "Ebb"]

    def test_beside_the_article(self) -> None:
        entries = '<a href="#a">Spring</a></li><li><a href="#b">Neap</a></li><li><a href="#c">Ebb</a>'
        beside = f'<div class="toc"><h2>On this page</h2><ul><li><a href="#">Top</a></li><li>{entries}</li></ul></div>'
        found = article(page(PROSE + self.REST).replace("<article>", f"{beside}<article>"))
        assert found.contents is not None
        assert [(one.text, one.section) for one in found.contents.entries] == [
            ("Spring", "section-1"),
            ("Neap", "section-2"),
            ("Ebb", "section-3"),
        ]
        assert found.contents.label == "On this page"
        assert dropped(found, "boilerplate-dropped") == ["Home Log", "Top"]

    def test_those_of_the_site_beside_the_article_are_not_the_pages(self) -> None:
        beside = '<div class="toc"><ul><li><a href="/a">Sea</a></li><li><a href="/b">Land</a></li></ul></div>'
        found = article(page(PROSE + self.REST).replace("<article>", f"{beside}<article>"))
        assert found.contents is None
        assert dropped(found, "boilerplate-dropped") == ["Home Log", "Sea", "Land"]

    def test_a_list_of_links_is_none(self) -> None:
        links = "<ul><li><a href='https://example.org/a'>A</a></li><li><a href='https://example.org/b'>B</a></li></ul>"
        assert article(page(PROSE + links)).contents is None


class TestFigures:
    SEA: Mapping[str, bytes] = {"sea.png": PNG}

    def test_a_caption_stays_with_its_picture(self) -> None:
        found = article(
            page('<figure><img src="sea.png" alt="Waves"><figcaption>High <em>water</em></figcaption></figure>'),
            pictures=self.SEA,
        )
        name = found.resources[0].name
        assert re.search(rf'<figure><img src="{name}" alt="Waves"[^>]*/><figcaption>High <em>water</em>', body(found))

    def test_the_picture_above_the_text(self) -> None:
        markup = page("").replace(
            PROSE * 3,
            '<header class="top"><h1>The Tides</h1></header><figure><img src="sea.png" alt="Waves">'
            f'<figcaption>High water</figcaption></figure><div class="article-body">{PROSE * 4}</div>',
        )
        assert "High water" in text(article(markup, pictures=self.SEA))

    @pytest.mark.parametrize(
        "markup",
        [
            '<img data-src="sea.png" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
            '<img src="blank.gif" data-original="sea.png" class="lazy">',
            '<img data-delayed-url="sea.png" alt="">',
            '<img srcset="small.png 300w, sea.png 1200w" src="small.png">',
            '<img data-srcset="small.png 1x, sea.png 2x" src="small.png">',
            '<img class="lazy"><noscript><img src="sea.png"></noscript>',
            '<noscript><img src="sea.png" alt="Waves"></noscript>',
            '<picture><source srcset="sea.png 800w"><img alt="Waves"></picture>',
            '<picture><source type="image/webp" srcset="sea.webp 800w"><source srcset="sea.png 800w"><img></picture>',
            '<a href="large.png"><img src="sea.png" alt="Waves"></a>',
        ],
    )
    def test_lazy_ones_are_there(self, markup: str) -> None:
        asked = {"sea.png": PNG, "small.png": PNG + b"small", "sea.webp": PNG + b"webp"}
        found = article(page(f"{PROSE}<p>{markup}</p>"), pictures=asked)
        assert found.resources == article(page('<p><img src="sea.png"></p>'), pictures=self.SEA).resources
        assert body(found).count("<img") == 1

    @pytest.mark.parametrize("reference", ["/img/sea.png", "//sea.example/img/sea.png", "img/sea.png"])
    def test_one_that_was_not_saved_is_where_it_was_on_the_web(self, reference: str) -> None:
        head = '<title>The Tides</title><link rel="canonical" href="https://sea.example/tides">'
        markup = page(f'<p><img src="{reference}" alt=""></p>', head)
        assert len(article(markup, pictures={"https://sea.example/img/sea.png": PNG}).resources) == 1
        assert len(article(markup, pictures={reference: PNG}).resources) == 1
        assert "picture-missing" in codes(article(markup))

    def test_one_that_is_written_out(self) -> None:
        data = base64.b64encode(PNG).decode()
        assert len(article(page(f'<p><img alt="" src="data:image/png;base64,{data}"></p>')).resources) == 1

    def test_the_text_of_one_that_is_missing_stands_in(self) -> None:
        found = article(page('<p><img src="gone.png" alt="A wave"></p>'))
        assert "A wave" in text(found)
        assert "picture-missing" in codes(found)

    @pytest.mark.parametrize(
        "tracker",
        [
            '<img src="https://count.example/1.gif" width="1" height="1">',
            '<img src="https://count.example/1.gif" width="10" height="1px">',
            '<iframe src="https://count.example/" height="0"></iframe>',
            '<iframe src="https://ad.doubleclick.net/ddm/count.example" width="300" height="250"></iframe>',
            '<iframe class="ad-slot" src="https://count.example/"></iframe>',
        ],
    )
    def test_one_that_only_counts_readers_is_removed(self, tracker: str) -> None:
        found = article(page(f"<p>In. {tracker} Out.</p>"))
        assert "tracker-removed" in codes(found)
        assert "count.example" not in body(found)

    @pytest.mark.parametrize(
        ("player", "address", "name"),
        [
            ('<iframe src="https://a.example/42" title="The flood"></iframe>', "https://a.example/42", "The flood"),
            ('<video><source src="https://a.example/a.mp4"></video>', "https://a.example/a.mp4", "a.example"),
            ('<audio src="https://a.example/a.mp3"></audio>', "https://a.example/a.mp3", "a.example"),
        ],
    )  # fmt: skip
    def test_players_become_links(self, player: str, address: str, name: str) -> None:
        found = article(page(f"{PROSE}<div>{player}</div>"))
        assert f'<a href="{address}">{name}</a>' in body(found)
        assert "embed-replaced" in codes(found)


class TestWhatTextIsMadeOf:
    def test_a_table_of_data_stays_a_table(self) -> None:
        found = article(
            page("<table><caption>Range</caption><tr><th>Port<th>Range<tr><td>Dover<td colspan=65534>6.0</table>")
        )
        assert "<caption>Range</caption>" in body(found)
        assert "<th" in body(found) and ">Dover</td>" in body(found)
        assert "65534" not in body(found)

    def test_code_keeps_its_lines_and_spaces(self) -> None:
        found = article(page('<pre><code class="language-sh">if ebb\n  then <b>wait</b>\nfi</code></pre>'))
        assert '<pre><code class="language-sh">if ebb\n  then wait\nfi</code></pre>' in body(found)

    def test_code_whose_lines_are_divisions(self) -> None:
        found = article(page("<pre><code><div>one</div><div>  two</div></code></pre>"))
        assert "<code>one\n  two" in body(found)

    @pytest.mark.parametrize(
        "listing",
        [
            '<pre><span class="ln">1</span>ebb\n<span class="ln">2</span>flood</pre>',
            '<table><tr><td class="linenos"><pre>1\n2</pre></td><td><pre>ebb\nflood</pre></td></tr></table>',
            '<div class="highlight"><pre class="lineno">1\n2</pre><pre>ebb\nflood</pre></div>',
        ],
    )
    def test_numbers_of_lines_are_no_code(self, listing: str) -> None:
        found = article(page(listing))
        assert "<pre><code>ebb\nflood</code></pre>" in body(found)
        assert "number-repeated" in codes(found)
        assert [word for text in dropped(found, "number-repeated") for word in text.split()] == ["1", "2"]

    def test_numbers_of_steps_are_not_printed_twice(self) -> None:
        found = article(
            page("<ol><li><div>1</div><p>Wait.</p></li><li><b>2.</b> Go.</li><li><b>7</b> times.</li></ol>")
        )
        assert "<ol><li><p>Wait.</p></li><li>Go.</li><li><b>7</b> times.</li></ol>" in body(found)

    def test_quotations_and_lists(self) -> None:
        found = article(page("<blockquote><p>Time and tide.</p></blockquote><ol start=3><li>Ebb<li>Flood</ol>"))
        assert "<blockquote><p>Time and tide.</p></blockquote>" in body(found)
        assert '<ol start="3"><li>Ebb</li><li>Flood</li></ol>' in body(found)

    def test_notes_are_linked_with_their_references(self) -> None:
        found = article(
            page(
                f'{PROSE}<p>High water.<sup id="r1"><a href="#n1">[1]</a></sup></p>{PROSE}'
                '<ol class="references"><li id="n1">At Dover. <a href="#r1">↩</a></li></ol>'
            )
        )
        assert 'High water.<a class="noteref" role="doc-noteref" href="#note-1" id="noteref-1">1</a>' in body(found)
        assert 'id="note-1"><p><a class="backlink" role="doc-backlink" href="#noteref-1">1</a> At Dover.' in body(found)

    def test_hidden_text_is_left_out_and_told(self) -> None:
        found = article(page('<p>Seen. <span style="display:none">Unseen.</span></p><p hidden>Nor this.</p>'))
        assert dropped(found, "hidden-removed") == ["Unseen.", "Nor this."]
        assert "hidden-removed" in codes(found)
        assert "Unseen" not in text(found)

    def test_a_template_and_a_comment_are_no_text(self) -> None:
        assert "Later" not in text(article(page("<template><p>Later</p></template><!-- Later -->")))


class TestLinks:
    HEAD = '<title>The Tides</title><link rel="canonical" href="https://sea.example/tides/">'

    def test_relative_ones_are_made_whole(self) -> None:
        found = article(
            page('<p>See <a href="../moon?x=1#y">the moon</a> and <a href="//a.example/">A</a>.</p>', self.HEAD)
        )
        assert 'href="https://sea.example/moon?x=1#y"' in body(found)
        assert 'href="https://a.example/"' in body(found)

    def test_the_base_of_the_page_counts(self) -> None:
        found = article(page('<p>See <a href="moon">it</a>.</p>', f'{self.HEAD}<base href="https://b.example/c/">'))
        assert 'href="https://b.example/c/moon"' in body(found)

    def test_those_to_the_page_itself_lead_to_their_place(self) -> None:
        found = article(
            page('<p>See <a href="https://sea.example/tides/#ebb">below</a>.</p><p id="ebb">Ebb.</p>', self.HEAD)
        )
        assert '<a href="#ebb">below</a>' in body(found) and '<p id="ebb">' in body(found)


class TestEncodings:
    def test_utf_8_that_declares_another(self) -> None:
        found = article('<meta charset="iso-8859-1"><title>Après</title><p>Été “après”</p>'.encode())
        assert "Été “après”" in text(found)

    def test_utf_8_with_odd_bytes(self) -> None:
        found = article('<meta charset="utf-8"><title>A</title>\n<p>“Été” '.encode() + b"\x93and\x94 caf\xe9</p>")
        assert "“Été” “and” café" in text(found)
        assert [(one.code, one.line) for one in found.findings if one.code == "encoding-mixed"] == [
            ("encoding-mixed", 2)
        ]

    @pytest.mark.parametrize(
        ("declared", "codec"),
        [("windows-1251", "cp1251"), ("shift_jis", "cp932"), ("iso-8859-1", "cp1252"), ("koi8-r", "koi8-r")],
    )
    def test_what_a_page_declares(self, declared: str, codec: str) -> None:
        said = "日本語の文章" if codec == "cp932" else "Caf\xe9 “au lait”" if codec == "cp1252" else "Прилив и отлив"
        assert said in text(article(f'<meta charset="{declared}"><title>A</title><p>{said}</p>'.encode(codec)))

    @pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig"])
    def test_a_mark_wins(self, codec: str) -> None:
        assert "Žluť" in text(article('<meta charset="latin1"><title>A</title><p>Žluť</p>'.encode(codec)))

    def test_nothing_is_an_error(self) -> None:
        with pytest.raises(SourceError, match="empty"):
            article(b"\xef\xbb\xbf \n")

    def test_characters_that_xml_forbids_go(self) -> None:
        assert "ab\ufffd" in text(article("<title>A</title><p>a\x08b&#0;\x0c</p>"))


class TestLanguage:
    GERMAN = (
        "<p>Das Meer kommt zweimal am Tag, und zweimal am Tag geht es wieder, wie jeder sehen kann, der wartet.</p>"
    )

    def test_a_page_that_declares_the_wrong_one_is_corrected(self) -> None:
        found = article(f'<!doctype html><html lang="en"><title>Gezeiten</title>{self.GERMAN * 6}')
        assert found.metadata.language == "de"
        assert "text is in de" in message(found, "language-corrected")
        assert ("language", "text") in found.origins

    def test_a_few_words_correct_nothing(self) -> None:
        assert article(f'<html lang="en"><title>Gezeiten</title>{self.GERMAN}').metadata.language == "en"

    def test_that_of_a_part_stays_with_it(self) -> None:
        assert '<p lang="de">' in body(article(page('<p lang="de">Die Flut.</p>')))

    def test_the_direction_of_a_part_stays_with_it(self) -> None:
        assert '<p dir="rtl"' in body(article(page('<p dir="rtl" lang="ar">المد والجزر</p>'))).replace(' lang="ar"', "")


class TestTheBylineInTheText:
    HEAD = (
        '<title>The Tides</title><meta name="author" content="Ada Quill">'
        '<meta property="article:published_time" content="2021-09-30T10:00:00Z">'
    )

    @pytest.mark.parametrize(
        "line",
        [
            "<p>By Ada Quill</p>",
            "<p>by <a href='/ada'>Ada Quill</a>, <time>Sept. 30</time></p>",
            "<p>September 30, 2021</p>",
            "<div>30.09.2021</div>",
            "<p>Published on 30 September 2021 at 10:00</p>",
            "<div><span>Ada Quill</span> · <span>5 min read</span></div>",
            "<p>Ada Quill | 2021-09-30</p>",
        ],
    )
    def test_it_is_on_the_title_page_instead(self, line: str) -> None:
        found = article(page(f"<h1>The Tides</h1>{line}", self.HEAD))
        assert text(found).startswith("The sea")
        assert len(dropped(found, "byline-moved")) == 1
        assert "title page" in message(found, "byline-moved")

    @pytest.mark.parametrize(
        "line",
        [
            "<p>Ada Quill lives by the sea.</p>",
            "<p>By somebody else</p>",
            "<p>On 30 September 2021 the sea stayed away.</p>",
            "<p>1 2 3</p>",
        ],
    )
    def test_what_says_more_is_text(self, line: str) -> None:
        found = article(page(f"<h1>The Tides</h1>{line}", self.HEAD))
        assert text(found).startswith(plain(line))

    def test_what_stands_below_text_is_text(self) -> None:
        assert "By Ada Quill" in text(article(page(f"{PROSE}<p>By Ada Quill</p>", self.HEAD)))

    def test_the_day_of_a_page_that_tells_none_otherwise(self) -> None:
        found = article(page('<h1>The Tides</h1><p class="date">30 September 2021</p>'))
        assert found.metadata.published == date(2021, 9, 30)
        assert ("published", "date line") in found.origins


class TestHostileMarkup:
    def test_nesting_is_bounded_and_loses_no_word(self) -> None:
        tree = parse(("<div>a " * 5000 + "<p>b " * 10).encode(), "page.html").root
        assert max(sum(1 for _ in one.iterancestors()) for one in tree.iter()) <= DEEPEST
        assert "".join(tree.itertext()).split() == ["a"] * 5000 + ["b"] * 10

    def test_so_are_attributes_and_spans(self) -> None:
        many = " ".join(f"a{n}=1" for n in range(5000))
        found = article(f"<title>A</title><p {many}>In.</p><table><tr><td colspan=65534 rowspan=65534>a<td>b</table>")
        assert text(found).split() == ["In.", "a", "b"]
        assert "65534" not in body(found)

    def test_names_that_are_none_in_xml(self) -> None:
        found = article("<title>A</title><a<b:c d:e=f>In</a<b:c> <p x:y='1' \"=2>Out</p>")
        assert text(found).split() == ["In", "Out"]

    def test_two_bodies_and_text_behind_them(self) -> None:
        found = article("<html><body><p>One.</p></body><body><p>Two.</p></body></html>Three.")
        assert text(found).split() == ["One.", "Two.", "Three."]
