from __future__ import annotations

import pytest

from publish.reading.lines import split
from publish.reading.plain.blocks import body


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("One.\n\nTwo.", '<p data-line="1">One.</p>\n<p data-line="3">Two.</p>'),
        ("a < b & c > d", '<p data-line="1">a &lt; b &amp; c &gt; d</p>'),
        ('<b onclick="x">', '<p data-line="1">&lt;b onclick="x"&gt;</p>'),
        (
            "> One.\n>\n> Two.",
            '<blockquote><p data-line="1">One.</p>\n<p data-line="3">Two.</p></blockquote>',
        ),
        (
            "- one\n• two",
            '<ul><li data-line="1">one</li><li data-line="2">two</li></ul>',
        ),
        ("1. one\n2. two", '<p data-line="1">1. one</p>\n<p data-line="2">2. two</p>'),
        ("One.\n* * *\nTwo.", '<p data-line="1">One.</p>\n<hr data-line="2"/>\n<p data-line="3">Two.</p>'),
        ("* one", '<ul><li data-line="1">one</li></ul>'),
        ("---", '<hr data-line="1"/>'),
        ("***", '<hr data-line="1"/>'),
        ("-5 degrees", '<p data-line="1">-5 degrees</p>'),
        (">x", '<p data-line="1">&gt;x</p>'),
        (">", ""),
        ("", ""),
    ],
)
def test_lines_become_blocks(text: str, xhtml: str) -> None:
    assert body(split(text)) == xhtml
