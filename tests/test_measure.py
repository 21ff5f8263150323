from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.measure import paragraphs, plain, words


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("", 0),
        ('<p data-line="1">One.</p>\n<p>Two.</p>', 2),
        ("<blockquote><p>One.</p><p>Two.</p></blockquote>", 2),
        ("<ul><li>one</li><li>two</li></ul>", 2),
        ("<ul><li><p>one</p></li><li>two <ul><li>three</li></ul></li></ul>", 3),
        ("<hr/><pre>code</pre><p>One.</p>", 1),
        ("<p>a &lt;p&gt; b</p>", 1),
    ],
)
def test_paragraphs(body: str, count: int) -> None:
    assert paragraphs(body) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("The sea is wide.", 4),
        ("well-known, isn’t it", 3),
        ("tide—current and/or wave…swell", 6),
        ("— * 。", 0),
        ("1,000 km in 1945", 4),
        ("समुद्र विशाल है", 3),
        ("바다는 넓다", 2),
        ("海は広い", 4),
        ("HTTP是协议", 4),
        ("<p>The <em>wide</em> sea</p><p>and land</p>", 5),
        ("<p>R&amp;D &lt; art</p>", 2),
    ],
)
def test_words(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<p data-line="1">a &lt; b &amp; c</p>\n<hr/>\n<p>d</p>', "a < b & c\nd"),
        ("<blockquote><p>One.</p></blockquote><ul><li>two</li><li>three</li></ul>", "One.\ntwo\nthree"),
        ("<p>The <em>wi</em>de sea</p>", "The wide sea"),
        ("not markup: 1 < 2 > 1", "not markup: 1 < 2 > 1"),
    ],
)
def test_plain(body: str, text: str) -> None:
    assert plain(body) == text


@given(st.lists(st.text("ab海 \u0939\u093f'", min_size=1)))
def test_markup_adds_no_words(paragraphs_: list[str]) -> None:
    assert words("".join(f"<p>{text}</p>" for text in paragraphs_)) == sum(map(words, paragraphs_))
