"""Junk, in every place where bytes of strangers come in, ends in an article or in one clear error."""

from __future__ import annotations

import os
import resource
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import junk

EXAMPLES = 7000 if "CI" in os.environ else 60
"""For each place; CI takes two minutes over all of them. ``scripts/fuzz`` goes on for as long as you like."""
MEMORY = 1_500
"""The most megabytes that this process may have taken at the end."""

PIECES: dict[str, list[bytes]] = {
    "text": [
        b"\n", b"Contents\n", b"- 1. a\n", b"[1]", b"* * *", b"\x0c", b"\xc3\xa9", b"\xff", b"\x00", b"I. a\n",
        b"a ",
    ],
    "markdown": [
        b"> ", b"- ", b"1. ", b"`", b"$", b"[", b"](", b"![", b"^", b"|", b"\n", b"***", b"{", b"}", b"<b>", b"a ",
    ],
    "front matter": [
        b": ", b"- ", b"&a ", b"*a", b"!!x ", b"[", b"{", b"|\n", b"\n  ", b"'", b"title", b"= ", b"#", b"date",
    ],
    "html": [
        b"<", b">", b"<p>", b"</p>", b"<table>", b"<td>", b"<svg>", b"<math>", b"<li>", b"<h1>", b"&#1;", b"&",
        b"a ", b"<a href='#x'>", b"<sup>", b"<img src=x>", b"<pre>", b"<!--", b"</", b" id=x", b"<ruby>", b"<dl>",
        b"<script>",
    ],
    "picture": [
        b"<svg xmlns='http://www.w3.org/2000/svg'>", b"</svg>", b"<g>", b"<use href='#a'/>", b"<!DOCTYPE",
        b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"IHDR", b"RIFF", b"&x;", b"<style>", b"url(",
        b"@import ",
    ],
    "docx": [
        b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x00\x00\x00\x00", b"word/document.xml",
    ],
    "docx part": [
        b"<w:p>", b"</w:p>", b"<w:r>", b"<w:t>", b"<w:document>", b"<w:body>", b"&", b"<w:tbl>", b"<w:fldChar/>",
    ],
    "epub": [
        b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x00\x00\x00\x00", b"META-INF/container.xml",
    ],
    "epub part": [
        b"<html>", b"<body>", b"<p>", b"</p>", b"<navPoint>", b"<item/>", b"<itemref/>", b"&", b"&eacute;", b'<"',
    ],
    "sidecar": [
        b"title", b" = ", b'"', b"[", b"]", b"{", b"\n", b"2024-01-01", b"authors", b"9" * 5000, b"#", b"\xff",
    ],
}  # fmt: skip
"""What a grammar of each place is made of."""

REGRESSIONS: list[tuple[str, bytes]] = [
    ("front matter", b"-t\xa7itho\x0b]\n\n"),
    ("markdown", b"a&#1;b\x0b `c&#2;`"),
    ("epub part", b"z\x00\x02"),
    ("epub part", b'\3<html><body><gu"http:>a</gu"http:></body>'),
    ("docx", junk.zipped({"QQ": "nameless"}).replace(b"QQ", b"\0Q")),
    ("sidecar", b"published = " + b"9" * 5000),
]
"""What the fuzzer has found."""


def bytes_for(place: str) -> st.SearchStrategy[bytes]:
    pieces = st.lists(st.sampled_from(PIECES[place]) | st.binary(max_size=4), max_size=40).map(b"".join)
    seeds = list(junk.seeds(place))
    cut = st.tuples(st.sampled_from(seeds), st.integers(0, 4000), pieces, st.integers(0, 50))
    spliced = cut.map(lambda one: one[0][: one[1]] + one[2] + one[0][one[1] + one[3] :])
    return (
        st.binary(max_size=300) | st.builds(lambda first, rest: first + rest, st.binary(max_size=1), pieces) | spliced
    )


@pytest.mark.parametrize("place", junk.PLACES)
def test_junk_ends_in_an_article_or_in_one_error(place: str) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(bytes_for(place))
    def survives(data: bytes) -> None:
        junk.survives(place, data)

    survives()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1000 if sys.platform == "linux" else 1_000_000)
    assert peak < MEMORY


@pytest.mark.parametrize(("place", "data"), REGRESSIONS)
def test_what_the_fuzzer_found(place: str, data: bytes) -> None:
    junk.survives(place, data)
