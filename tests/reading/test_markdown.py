"""Markdown, in ``markdown/``: what each of its parts becomes, and what is told of it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cases import Case, cases, hold, shown
from support.contract import violations_of

from publish.errors import SourceError
from publish.model import Article, Contributor
from publish.reading import read
from publish.settings import Settings

CASES = cases(Path(__file__).parent / "markdown")


def article(source: str, name: str = "case.md", language: str | None = "en") -> Article:
    return read(source.encode(), source=name, settings=Settings(language=language))


def codes(source: str) -> list[str]:
    return [finding.code for finding in article(source).findings if finding.code != "title-missing"]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_read_so(case: Case, request: pytest.FixtureRequest) -> None:
    made = article(case.source)
    told = shown(made, ignored=lambda code: code == "title-missing")
    hold(case, told, update=request.config.getoption("--update-goldens"))
    assert violations_of(made) == []


CAUSES = {
    "contents-marker": "[[_TOC_]]\n\nText.",
    "formula-not-understood": "$\\nosuchcommand$ x",
    "front-matter-broken": "---\ntitle: [\n---\nText.",
    "front-matter-unused": "---\ntitle: Tides\nweight: 3\n---\nText.",
    "link-blocked": "[run](vbscript:x)",
    "link-unresolved": "[other](other.md)",
    "markup-removed": "Text <select><option>a</option></select>.",
    "note-without-reference": "Text.\n\n[^a]: A note.",
    "script-blocked": '<p onclick="x()">Text.</p>',
    "shortcode-kept": "{{< tweet 1 >}}",
}


@pytest.mark.parametrize(("code", "source"), CAUSES.items(), ids=str)
def test_each_finding_has_its_cause(code: str, source: str) -> None:
    assert codes(source) == [code]


def test_a_clean_text_has_no_finding() -> None:
    source = "---\ntitle: Tides\n---\nA *text*[^1] with [a link](https://example.org) and $x$.\n\n[^1]: A note."
    made = article(source)
    assert (made.findings, made.dropped) == ((), ())


class TestMetadata:
    def test_every_field_has_its_origin(self) -> None:
        (case,) = (case for case in CASES if case.title == "YAML")
        made = article(case.source, language=None)
        known = made.metadata
        assert (known.title, known.subtitle, known.language) == ("The ls of tides", "A study", "zh-Hans")
        assert known.contributors == (
            Contributor("Pytheas of Massalia"),
            Contributor("Strabo"),
            Contributor("Nobody", "trl"),
            Contributor("Somebody", "trl"),
        )
        assert (known.published, known.description) == (date(2026, 11, 24), "Of the sea, in two lines.")
        assert (known.rights, known.source_url) == ("CC0", "https://example.org/tides")
        assert dict(made.origins)["description"] == "front matter: summary"
        assert [origin for field, origin in made.origins if field == "contributors"] == [
            "front matter: author",
            "front matter: translator",
        ]

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("2026-11-24 08:00:00 -0500", date(2026, 11, 24)),
            ("November 24, 2026", date(2026, 11, 24)),
            ("24 Nov 2026", date(2026, 11, 24)),
            ("2026/11/24", date(2026, 11, 24)),
            ("'2026-13-45'", None),
            ("soon", None),
        ],
    )
    def test_days(self, written: str, meant: date | None) -> None:
        assert article(f"---\ntitle: Tides\ndate: {written}\n---\nText.").metadata.published == meant

    def test_the_day_in_the_name_of_a_post(self) -> None:
        made = article("# Tides\n\nText.", "2026-11-24-tides.md")
        assert made.metadata.published == date(2026, 11, 24)
        assert ("published", "the file's name") in made.origins

    def test_characters_that_no_edition_may_hold(self) -> None:
        assert article('---\ntitle: "a\\x07\\uFFFFb"\n---\nText.').metadata.title == "a b"

    def test_without_a_title_the_name_of_the_file_is_one(self) -> None:
        made = article("## One\n\nText.\n\n## Two\n\nText.", "the-tides.md")
        assert made.metadata.title == "The tides"
        assert [section.title for section in made.sections] == ["One", "Two"]


class TestLines:
    SOURCE = "---\ntitle: T\n---\n\n## One\n\nText.\n\n- a\n- b\n\n| a |\n|---|\n| b |\n\n<div><img src=x.png></div>\n"

    def test_blocks_and_sections_know_their_lines(self) -> None:
        (section,) = article(self.SOURCE).sections
        assert section.line == 5
        for mark in ('<p data-line="7">', '<ul data-line="9">', '<li data-line="10">', '<table data-line="12">'):
            assert mark in section.body

    def test_findings_name_the_line_of_the_block_around(self) -> None:
        (blocked,) = article(self.SOURCE).findings
        assert (blocked.code, blocked.line) == ("picture-blocked", 16)
        (lost,) = article("Text.\n\nA\n[link](#nowhere).").findings[:1]
        assert (lost.code, lost.line) == ("link-unresolved", 3)


@pytest.mark.parametrize("source", ["", " \n\n", "---\ntitle: T\n---\n", "# A title\n", "<!-- only -->\n"])
def test_what_holds_no_text_is_an_error(source: str) -> None:
    with pytest.raises(SourceError):
        article(source)


@pytest.mark.parametrize(
    "source",
    [
        ">" * 2_000 + " deep",
        "".join(f"{'  ' * depth}- deep\n" for depth in range(500)),
        "[" * 5_000 + "deep" + "](x)" * 5_000,
        "*" * 5_000 + "deep" + "*" * 5_000,
        "<b>" * 5_000 + "deep",
        "<div>" * 5_000 + "deep",
        "$" + "{" * 5_000 + "deep" + "}" * 5_000 + "$",
        "---\na: " + "[" * 5_000 + "\n---\ndeep",
    ],
    ids=lambda source: source[:6],
)
def test_what_is_nested_too_deep_stays_as_words(source: str) -> None:
    made = article(source)
    assert violations_of(made) == []
    assert "deep" in "".join(section.body for section in made.sections)


PIECES = r"""
sea tide [ ] ( ) * _ ` ~ ~~ ``` $ $$ \ < > <b> </b> <div> </div> <!-- --> & &amp; # ## - + 1. > | |- : :: ::: {: } {
{#a} {{ }} {% %} [^a] [^a]: [toc] ![ ]( http:// www. a@b --- === +++ é 和
""".split()
PLAIN = 'sea tide [ ] ( ) * _ ` ~ # ## - + 1. > | : ::: ! ![ ]( [^a] [^a]: [toc] "'.split()
WHITE = [" ", "  ", "    ", "\n", "\n\n", "\t", "\r", "\u2028"]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *WHITE, "\0"]), max_size=60).map("".join))
def test_whatever_is_written_is_an_article_or_one_error(source: str) -> None:
    with suppress(SourceError):
        assert violations_of(article(source)) == []


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PLAIN, *WHITE]), max_size=60).map("".join))
def test_no_word_is_lost(source: str) -> None:
    with suppress(SourceError):
        made = article(f"tide\n\n{source}")
        bodies = [re.sub("<[^>]*>", "", one.body) for one in made.sections]
        titles = [made.metadata.title, *(one.title or "" for one in made.sections)]
        entries = [f"{one.number} {one.text}" for one in (made.contents.entries if made.contents else ())]
        said = " ".join([*bodies, *titles, *entries, *(one.text for one in made.dropped)])
        addresses = re.findall(r"\]\([^)]*|\]:[^\n]*\n?.*\n?.*|```[^\n]*|~~~[^\n]*", source)
        for word in ("sea", "tide"):
            seen = source.count(word) - sum(address.count(word) for address in addresses)
            assert seen <= said.count(word)


def test_too_much_markup_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.reading.markdown.MOST_MARKS", 9)
    with pytest.raises(SourceError, match="too much markup"):
        article("*a* " * 5)
