"""What an edition claims of its accessibility, for every kind of content."""

from __future__ import annotations

import pytest
from support.making import MODIFIED, article, section

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


def test_no_conformance_is_claimed_without_an_evaluation() -> None:
    assert not {"dcterms:conformsTo", "a11y:certifiedBy"} & set(claimed(HEADING, OUTLINE))
