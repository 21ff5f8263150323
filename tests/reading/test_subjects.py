"""What an article is filed under, from each kind of source."""

from __future__ import annotations

import pytest

from publish.build import understand
from publish.reading.subjects import subjects
from publish.settings import Settings


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("sea, moon; Tides|sea ,, SEA", ("sea", "moon", "Tides")),
        (
            ["#sea", "the  deep\n sea", 7, True, None, {"name": "moon"}, {"term": "tides"}, {}],
            ("sea", "the deep", "7", "moon", "tides"),
        ),
        ("海、月；潮", ("海", "月", "潮")),
        ("x" * 81 + ", y", ("y",)),
        (None, ()),
        ({"a": "b"}, ()),
        ("a\x00b\ud800", ("a b",)),
        (",".join(map(str, range(50))), tuple(map(str, range(20)))),
    ],
)
def test_how_they_are_parted(told: object, expected: tuple[str, ...]) -> None:
    assert subjects(told) == expected


TAG = '<meta property="article:tag" content="{}">'
TEXT = "<p>The sea comes in twice a day, and twice a day it goes out again, as anybody may see who waits.</p>"


@pytest.mark.parametrize(
    ("name", "data", "expected", "origin"),
    [
        ("a.md", "---\ntags: [sea, moon]\n---\n# T\n\nText.\n", ("sea", "moon"), "front matter: tags"),
        ("a.md", "---\nkeywords: sea, moon\n---\n# T\n\nText.\n", ("sea", "moon"), "front matter: keywords"),
        ("a.md", "---\ntags: []\ncategories: [sea]\n---\n# T\n\nText.\n", ("sea",), "front matter: categories"),
        ("a.html", f'<meta name="keywords" content="sea, moon"><h1>T</h1>{TEXT}', ("sea", "moon"), "meta keywords"),
        ("a.html", f"{TAG.format('sea')}{TAG.format('moon')}<h1>T</h1>{TEXT}", ("sea", "moon"), "meta article:tag"),
        ("a.html", '<script type="application/ld+json">{"@type": "Article", "keywords": ["sea", "moon"]}</script>'
         f'<meta name="keywords" content="no"><h1>T</h1>{TEXT}', ("sea", "moon"), "JSON-LD keywords"),
    ],
)  # fmt: skip
def test_where_they_stand(name: str, data: str, expected: tuple[str, ...], origin: str) -> None:
    found = understand(data.encode(), source=name, settings=Settings())
    assert found.metadata.subjects == expected
    assert dict(found.origins)["subjects"] == origin
