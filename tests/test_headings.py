"""Headings keep their inline markup where they stand; contents, navigation and running heads are plain."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from support.making import article, published, section

from publish.build import build, understand
from publish.model import Article
from publish.settings import Settings


def read(heading: str) -> Article:
    note = "[^1]: A note.\n" if "[^1]" in heading else ""
    text = f"# Of Rivers\n\nLead.\n\n## {heading}\n\nText.\n\n{note}"
    return understand(text.encode(), source="a.md", settings=Settings(language="en"))


@pytest.mark.parametrize(
    ("written", "title", "marked"),
    [
        ("Plain", "Plain", None),
        ("The *Beagle*", "The Beagle", "The <em>Beagle</em>"),
        ("`a < b` & **c**", "a < b & c", "<code>a &lt; b</code> &amp; <strong>c</strong>"),
        ("H<sub>2</sub>O", "H2O", "H<sub>2</sub>O"),
        ("[A *link*](https://example.org)", "A link", "A <em>link</em>"),
        ("[A link](https://example.org)", "A link", None),
        ("*Noted*[^1] twice", "Noted twice", "<em>Noted</em> twice"),
        ('"So" -- *yes*', "“So” — yes", "“So” — <em>yes</em>"),
        ("A formula $x^2$ in *it*", "A formula x2 in it", None),
    ],
)
def test_a_heading_keeps_its_markup_and_its_title_is_plain(written: str, title: str, marked: str | None) -> None:
    (found,) = (one for one in read(written).sections if one.title)
    assert (found.title, found.heading) == (title, marked)


def test_a_mend_in_a_heading_is_told_once() -> None:
    assert [one.code for one in read('"So" it *is*').findings] == ["mend-quotes"]


def test_it_is_set_so_and_listed_plainly() -> None:
    made = build([read("The *Beagle*")], ["epub"], settings=Settings(), modified="2026-11-22T00:00:00Z")
    with zipfile.ZipFile(BytesIO(made.files["epub"])) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith("xhtml")}
    assert '<h2 data-head="The Beagle">The <em>Beagle</em></h2>' in files["EPUB/text-1.xhtml"]
    assert ">The Beagle</a>" in files["EPUB/nav.xhtml"]


def test_markup_that_says_something_else_than_the_title_is_not_set() -> None:
    other = replace(section("The Beagle"), heading="The <em>Bugle</em>")
    assert ">The Beagle</h2>" in published(article(other)).pages[-1].body
