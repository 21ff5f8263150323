"""What was printed from an outline is read as that outline, in every shape, language and state of its headings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.model import Article
from publish.reading import read
from publish.reading.wording import letters
from tests.support.outlines import DRIFTS, LANGUAGES, SHAPES, Sample, sample

SEEDS = st.integers(0, 10**6)
few = settings(max_examples=12, deadline=None, derandomize=True)
"""Enough, as every shape has a test of its own."""
WITHOUT_MARKS = ("inline", "plain", "twice", "unlabelled")
"""Shapes in which nothing but their coming again shows that lines are entries."""


def article(made: Sample) -> Article:
    return read(made.text.encode(), source="a.txt")


def entries(found: Article) -> list[str]:
    return [letters(entry.text) for entry in found.contents.entries] if found.contents else []


def titles(found: Article) -> list[str]:
    return [letters(section.title) for section in found.sections if section.title]


@pytest.mark.parametrize("shape", SHAPES)
@few
@given(SEEDS, st.sampled_from(sorted(LANGUAGES)))
def test_contents_in_every_shape(shape: str, seed: int, language: str) -> None:
    made = sample(seed, shape, language, ["exact"])
    found = article(made)
    assert entries(found) == titles(found) == [letters(node.text) for node in made.nodes]
    assert found.contents is not None
    if made.deep:
        assert [entry.depth for entry in found.contents.entries] == [node.depth for node in made.nodes]
    assert {entry.confidence for entry in found.contents.entries} == {1.0}


@pytest.mark.parametrize("shape", sorted(set(SHAPES) - set(WITHOUT_MARKS)))
@few
@given(SEEDS, st.sampled_from(sorted(LANGUAGES)))
def test_headings_that_drifted_or_are_absent(shape: str, seed: int, language: str) -> None:
    made = sample(seed, shape, language, [*DRIFTS, "absent"])
    found = article(made)
    assert entries(found) == [letters(node.text) for node in made.nodes]
    assert titles(found) == [letters(node.text) for node in made.nodes if node.fate != "absent"]


@few
@given(SEEDS, st.sampled_from(sorted(set(LANGUAGES) - {"zh", "ja"})), st.sampled_from(["bullets", "dotted", "apart"]))
def test_headings_glued_to_their_paragraphs(seed: int, language: str, shape: str) -> None:
    made = sample(seed, shape, language, ["exact", "glued"])
    found = article(made)
    assert titles(found) == [letters(node.text) for node in made.nodes]
    told = [finding for finding in found.findings if finding.code == "heading-glued"]
    assert len(told) == sum(node.fate == "glued" for node in made.nodes)
