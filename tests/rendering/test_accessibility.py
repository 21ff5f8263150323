"""What an edition claims of its accessibility, for every kind of content."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.making import MODIFIED, article, published, section
from support.pictures import KINDS

from publish.composing import compose
from publish.model import NavPoint, Page
from publish.rendering.accessibility import claims

HEADING = "<h1>Of Rivers</h1>"
DESCRIBED = '<img src="a.png" alt="A ferry"/>'
UNDESCRIBED = '<img src="b.png" alt=""/>'
NO_ALT = '<img src="c.png"/>'
OUTLINE = (NavPoint("Of Rivers", "text-1.xhtml#a1"),)

ALWAYS = {"readingOrder", "displayTransformability"}


def claimed(body: str, outline: tuple[NavPoint, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    book = compose([article(section(body=body))], modified=MODIFIED)
    for name, value in claims(book, [Page("text-1.xhtml", "text", "Of Rivers", "", body)], outline):
        found.setdefault(name.removeprefix("schema:"), set()).add(value)
    return found


@pytest.mark.parametrize(
    ("body", "outline", "modes", "sufficient", "features"),
    [
        ("<p>Text.</p>", (), {"textual"}, {"textual"}, set()),
        (HEADING, (), {"textual"}, {"textual"}, {"structuralNavigation"}),
        (HEADING, OUTLINE, {"textual"}, {"textual"}, {"structuralNavigation", "tableOfContents"}),
        (DESCRIBED, (), {"textual", "visual"}, {"textual"}, {"alternativeText"}),
        (DESCRIBED * 2, (), {"textual", "visual"}, {"textual"}, {"alternativeText"}),
        (DESCRIBED + UNDESCRIBED, (), {"textual", "visual"}, {"textual,visual"}, set()),
        (DESCRIBED + NO_ALT, (), {"textual", "visual"}, {"textual,visual"}, set()),
        (UNDESCRIBED, (), {"textual", "visual"}, {"textual,visual"}, set()),
    ],
)
def test_claims_follow_from_the_content(
    body: str, outline: tuple[NavPoint, ...], modes: set[str], sufficient: set[str], features: set[str]
) -> None:
    found = claimed(body, outline)
    assert found["accessMode"] == modes
    assert found["accessModeSufficient"] == sufficient
    assert found["accessibilityFeature"] == ALWAYS | features
    assert found["accessibilityHazard"] == {"none"}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<p>Text.</p>", "It has no pictures but the cover."),
        (DESCRIBED + NO_ALT, "1 of its 2 pictures have a text alternative."),
        ("<p>Text.</p>", "it has no headings."),
        (HEADING, "contents and headings lead through it."),
    ],
)
def test_the_summary_says_the_same_in_words(body: str, sentence: str) -> None:
    (summary,) = claimed(body, ())["accessibilitySummary"]
    assert sentence in summary


MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="{}"><mi>x</mi></math>'


@pytest.mark.parametrize(
    ("body", "features", "sufficient"),
    [
        (MATH.format("x"), {"MathML", "describedMath"}, "textual"),
        (MATH.format("x") + MATH.format(""), {"MathML"}, "textual,visual"),
        ("<p><ruby>川<rt>かわ</rt></ruby></p>", {"rubyAnnotations"}, "textual"),
        ('<p><img src="a.png" alt="" role="presentation"/></p>', set(), "textual"),
        ('<figure><img src="a.png"/><figcaption>A hill</figcaption></figure>', set(), "textual,visual"),
    ],
)
def test_only_what_the_source_describes_counts_as_described(body: str, features: set[str], sufficient: str) -> None:
    found = claimed(body, ())
    assert found["accessibilityFeature"] == ALWAYS | features
    assert found["accessModeSufficient"] == {sufficient}


def test_a_picture_that_moves_may_be_a_hazard() -> None:
    for kind, hazard in (("GIF", "none"), ("GIF that moves", "unknown"), ("vector", "none")):
        made = published(replace(article(section()), resources=(KINDS[kind],)))
        assert ("schema:accessibilityHazard", hazard) in made.accessibility


def test_no_conformance_is_claimed_without_an_evaluation() -> None:
    assert not {"dcterms:conformsTo", "a11y:certifiedBy"} & set(claimed(HEADING, OUTLINE))
