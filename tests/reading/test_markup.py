"""Markup of strangers, in ``markup/``: what each kind of it becomes in a section's body, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cases import Case, cases, hold, shown
from support.contract import violations_of
from support.words import PNG

from publish.errors import Absent, Blocked, SourceError
from publish.model import Article, Surroundings
from publish.reading.markup import Draft
from publish.reading.markup import article as understood
from publish.reading.markup.parsing import body, parse
from publish.settings import Settings

CASES = cases(Path(__file__).parent / "markup")
PICTURES = {"wave.png": PNG, "text.png": b"no picture"}


def fetch(reference: str, /) -> bytes:
    if reference.startswith("http"):
        raise Blocked("is on the network", place=reference)
    if reference not in PICTURES:
        raise Absent("there is no such file", place=reference)
    return PICTURES[reference]


def article(html: str) -> Article:
    draft = Draft("test", body(parse(html)), {"title": "Tides"})
    return understood(draft, source="t", settings=Settings(language="en"), surroundings=Surroundings(fetch))


def codes(html: str) -> list[str]:
    return [finding.code for finding in article(html).findings]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_becomes(case: Case, request: pytest.FixtureRequest) -> None:
    made = article(case.source)
    hold(case, shown(made), update=request.config.getoption("--update-goldens"))
    assert violations_of(made) == []


CAUSES = {
    "embed-replaced": '<video src="https://example.org/v.mp4"></video>',
    "equation-unknown": r"<p>\eqref{b} <math><mi>c</mi></math></p>",
    "formula-doubled": '<p>b <span class="MathJax">y</span><script type="math/tex">y</script></p>',
    "hidden-removed": "<p hidden>b</p>",
    "image-without-alt": '<img src="wave.png">',
    "link-blocked": '<a href="javascript:x()">b</a>',
    "link-unresolved": '<a href="b.html">b</a>',
    "markup-removed": "<canvas>b</canvas>",
    "nesting-flattened": "<blockquote>" * 50 + "b",
    "picture-blocked": '<img src="https://example.org/a.png" alt="b">',
    "picture-broken": '<img src="text.png" alt="b">',
    "picture-missing": '<img src="gone.png" alt="b">',
    "script-blocked": "<script>b()</script>",
    "table-flattened": "<table><tr><td>b</td></tr></table>",
    "tracker-removed": '<img src="wave.png" width="1" height="1">',
}


@pytest.mark.parametrize(("code", "html"), CAUSES.items(), ids=str)
def test_each_finding_has_its_cause(code: str, html: str) -> None:
    assert codes(f"<p>a</p>{html}") == [code]


def test_a_finding_names_a_few_things_and_counts_all() -> None:
    (finding,) = article("".join(f'<p><a href="{name}.html">{name}</a></p>' for name in "abcdefgh")).findings
    assert "(8: a.html, b.html, c.html, d.html, e.html, …)" in finding.message


def test_the_language_that_is_given_wins_over_that_of_the_page() -> None:
    root = body(parse('<body lang="de"><p>a</p></body>'))
    draft = Draft("test", root, {"title": "Tides", "language": "FR-ca"})
    given, told = (
        understood(draft, source="t", settings=Settings(language=language), surroundings=Surroundings(fetch))
        for language in ("en", None)
    )
    assert (given.metadata.language, told.metadata.language) == ("en", "fr-CA")


class TestPictures:
    def test_the_best_of_a_set_is_shown_once(self) -> None:
        made = article(
            '<p>a</p><img src="gone.png" srcset="gone.png 1x, wave.png 2x" alt="b"><img src="wave.png" alt="">'
        )
        (resource,) = made.resources
        assert made.sections[0].body.count(f'src="{resource.name}"') == 2
        assert 'role="presentation"' in made.sections[0].body

    def test_a_lazy_picture_and_the_one_in_noscript_are_the_same(self) -> None:
        lazy = '<img data-src="wave.png" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="b">'
        made = article(f'<p>a</p>{lazy}<noscript><img src="wave.png"></noscript>')
        assert made.sections[0].body.count("<img") == 1
        assert made.findings == ()

    def test_alternative_texts_stand_for_what_cannot_be_shown(self) -> None:
        assert "<p>a wave b</p>" in article('<p>a <img src="gone.png" alt="wave"> b</p>').sections[0].body

    def test_drawings_in_the_page_lose_what_acts(self) -> None:
        drawing = '<svg width="99" height="99" onload="x()"><title>b</title><script>x()</script><path d="M0 0"/></svg>'
        made = article(f"<p>a</p>{drawing}")
        (resource,) = made.resources
        assert b"script" not in resource.data and b"onload" not in resource.data
        assert "script-blocked" in {finding.code for finding in made.findings}


WORDS = st.sampled_from(["sea", "tide ", " moon", "\n", "ebb"])
TAGS = st.sampled_from(
    "p div b i a span ul ol li dl dt dd table tr td th caption blockquote h2 h3 pre code figure figcaption br hr sup "
    "section aside details summary ruby rt button template".split()
)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner))


HTML = st.recursive(WORDS, nested, max_leaves=30)


@given(HTML)
def test_whatever_comes_the_contract_is_kept_and_no_word_is_lost(html: str) -> None:
    root = body(parse(f"before {html}"))
    words = sorted("".join(root.itertext()).split())
    made = article(f"before {html}")
    assert violations_of(made) == []
    told = [piece for one in made.sections for piece in (one.title or "", *body(parse(one.body)).itertext())]
    dropped = [one.text for one in made.dropped]
    assert sorted("".join(" ".join([*told, *dropped]).split())) == sorted("".join(words))


@pytest.mark.parametrize("html", ["", "<p></p>", "<script>a</script>", "<p hidden>a</p>"])
def test_what_holds_no_text_is_an_error(html: str) -> None:
    with pytest.raises(SourceError):
        article(html)


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.reading.markup.assembling.MOST_ELEMENTS", 9)
    with pytest.raises(SourceError, match="too many elements"):
        article("<p>a</p>" * 9)
