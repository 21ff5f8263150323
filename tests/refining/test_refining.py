"""The way of the mends through an article: where they go, what they keep, what they tell."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from publish.model import Article, Contents, Entry, Finding, Metadata, Section
from publish.refining import CODES, TRANSFORMS, refine
from publish.settings import MENDS, Settings


def article(body: str = "<p>Nothing here.</p>", *, title: str = "A title", heading: str | None = None) -> Article:
    section = Section("one", 1, heading, body, 7)
    return Article("a", "a.txt", "text", Metadata(title, "en"), None, (section,))


def body(before: str) -> str:
    (section,) = refine(article(before), Settings()).sections
    return section.body


def messages(found: Article) -> list[tuple[str, int | None, str]]:
    return [(finding.code, finding.line, finding.message) for finding in found.findings]


def test_the_transforms_are_the_mends_of_the_settings_in_their_order() -> None:
    assert tuple(name for name, _ in TRANSFORMS) == MENDS


def test_every_mend_has_a_code_that_is_explained() -> None:
    assert list(CODES) == [f"mend-{name}" for name in MENDS]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("spaces", "“out,the” is now “out, the”"),
        ("quotes", '“said "yes" --” is now “said “yes” --”'),
        ("dashes", "““yes” -- and” is now ““yes” — and”"),
        ("ellipses", "“left...” is now “left…”"),
    ],
)
def test_a_mend_is_found_under_its_code_and_its_line_and_can_be_switched_off(name: str, message: str) -> None:
    text = 'Inside out,the man said "yes" -- and left...'
    found = article(f'<p data-line="3">Fine.</p><ul><li data-line="4">{text}</li></ul>')
    told = messages(refine(found, Settings()))
    without = messages(refine(found, Settings(mends=frozenset(MENDS) - {name})))

    assert (f"mend-{name}", 4, message) in told
    assert [code for code, _, _ in without] == [f"mend-{other}" for other in MENDS if other != name]


def test_all_mends_switched_off_change_nothing() -> None:
    found = article('<p>out,the -- "x" ...</p>', title="Here -- there")

    assert refine(found, Settings(mends=frozenset())) is found


def test_a_title_its_heading_and_its_entry_in_the_contents_are_mended_alike() -> None:
    name = 'What Dr.Lindqvist\'s "ships" -- all of them -- did...'
    entry = Entry("1", name, 1, "one", 3)
    found = replace(article(title=name, heading=name), contents=Contents("-- Contents --", (entry,)))
    refined = refine(found, Settings())

    assert refined.metadata.title == "What Dr. Lindqvist’s “ships” — all of them — did…"
    assert refined.sections[0].title == refined.metadata.title
    assert refined.contents == Contents("-- Contents --", (replace(entry, text=refined.metadata.title),))
    assert {finding.line for finding in refined.findings} == {None, 3, 7}


def test_findings_come_after_those_of_the_reader() -> None:
    known = Finding("title-missing", "warning", "No title")
    refined = refine(replace(article("<p>out,the</p>"), findings=(known,)), Settings())

    assert refined.findings[0] is known
    assert len(refined.findings) == 2


@pytest.mark.parametrize(
    ("title", "before", "after"),
    [
        ("a quotation around an element", '<p>He said "<em>yes</em>".</p>', "<p>He said “<em>yes</em>”.</p>"),
        ("an apostrophe after an element", "<p>The <i>Post</i>'s ship</p>", "<p>The <i>Post</i>’s ship</p>"),
        ("a space between elements", "<p><b>out,</b>the man</p>", "<p><b>out, </b>the man</p>"),
        ("quotes in attributes", '<p><a href="a,b">out,the</a></p>', '<p><a href="a,b">out, the</a></p>'),
        ("code", '<p><code>a--b,c "x"</code> isn\'t</p>', '<p><code>a--b,c "x"</code> isn’t</p>'),
        ("preformatted text", "<pre>it's a -- b...</pre>", "<pre>it's a -- b...</pre>"),
        (
            "dots and hyphens torn by an element",
            "<p>on.<b>..</b> x -<i>-</i> y</p>",
            "<p>on.<b>..</b> x -<i>-</i> y</p>",
        ),
        ("a break", "<p>the end<br/>the man's</p>", "<p>the end<br/>the man’s</p>"),
        ("a quotation", "<blockquote><p>it's</p></blockquote><hr/>", "<blockquote><p>it’s</p></blockquote><hr/>"),
        ("escaped characters", "<p>He &amp; she &lt; isn't</p>", "<p>He &amp; she &lt; isn’t</p>"),
        ("an escaped quote", "<p>He said &quot;yes&quot;.</p>", "<p>He said “yes”.</p>"),
        ("a text without a mend", "<p>a &#233; &quot; b<b>it's</b></p>", "<p>a &#233; &quot; b<b>it’s</b></p>"),
        ("an entity that is text", "<p>a&amp;ntilde;os isn't</p>", "<p>a&amp;ntilde;os isn’t</p>"),
        ("markup that is text", '<p>&lt;a href="x,y"&gt; isn\'t</p>', '<p>&lt;a href="x,y"&gt; isn’t</p>'),
    ],
    ids=lambda value: value if not value.startswith("<") else "",
)
def test_markup_is_kept_as_it_is(title: str, before: str, after: str) -> None:
    assert body(before) == after, title


def test_two_paragraphs_are_not_one_text() -> None:
    assert body('<p>out,</p><p>the "man</p><p>here"</p>') == '<p>out,</p><p>the "man</p><p>here"</p>'


def test_an_article_about_programs_keeps_what_may_be_a_name() -> None:
    prose = "<p>They were gone for weeks.North winds blew and the ships,boats followed.</p>"

    assert body(prose) != prose
    assert body(f"{prose}<p>Then call run().</p>") == f"{prose}<p>Then call run().</p>"
    assert body(f"{prose}<p><code>run</code></p>") == f"{prose}<p><code>run</code></p>"


def test_a_long_word_does_not_make_a_long_message() -> None:
    (finding,) = refine(article(f"<p>{'x' * 500} isn't{'y' * 500}</p>"), Settings()).findings

    assert len(finding.message) < 100


def test_transforms_pickle() -> None:
    for _, transform in TRANSFORMS:
        assert pickle.loads(pickle.dumps(transform))(article("<p>it's</p>"), Settings())


NOTEREF = '<a class="noteref" role="doc-noteref" href="#note-1" id="noteref-1">1</a>'
BACKLINK = '<a class="backlink" role="doc-backlink" href="#noteref-1">1</a>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'<p>"Said he."{NOTEREF} Then "she".</p>', f"<p>“Said he.”{NOTEREF} Then “she”.</p>"),
        (f'<aside id="note-1"><p>{BACKLINK} "Words," it says.</p></aside>', None),
        ('<ul><li>"One"<p>"two"</p></li></ul>', "<ul><li>“One”<p>“two”</p></li></ul>"),
        ('<table><tr><th>"One</th><td>two"</td></tr></table>', '<table><tr><th>“One</th><td>two"</td></tr></table>'),
        ('<dl><dt>"One"</dt><dd>"two"</dd></dl>', "<dl><dt>“One”</dt><dd>“two”</dd></dl>"),
        ('<figure><img src="a.png" alt="&quot;"/><figcaption>"One"</figcaption></figure>', None),
        ("<p><ruby>one,two<rp>(</rp><rt>out,the...</rt><rp>)</rp></ruby></p>", "<p><ruby>one, two<rp>(</rp>"),
        ('<p>A wave <img src="a.png" alt="--"/> here...</p>', '<p>A wave <img src="a.png" alt="--"/> here…</p>'),
    ],
)
def test_blocks_in_blocks_are_texts_of_their_own_and_notes_are_not_of_the_text(before: str, after: str | None) -> None:
    wanted = after or before.replace('"Words,"', "“Words,”").replace('>"One"<', ">“One”<")
    assert body(before).startswith(wanted)


@pytest.mark.parametrize("name", ["code", "kbd", "samp", "math", "pre"])
def test_code_and_formulas_stay_as_they_are(name: str) -> None:
    inside = f'<{name}><mtext>x -- "y"...</mtext></{name}>'
    assert body(f"<p>Look... {inside} Look...</p>") == f"<p>Look… {inside} Look…</p>"
