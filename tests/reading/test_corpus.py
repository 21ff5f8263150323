"""Reading real texts whose structure is known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publish.measure import paragraphs
from publish.model import Article
from publish.reading import read
from tests.bench.measure_reading import Score, by, entries, rates, sections

ENGLISH_UNDER_ANOTHER_NAME = {
    "bn-legal.exact",
    "bn-security-best-practices-for-your-project.absent",
    "hu-maintaining-balance-for-open-source-maintainers.drift",
    "pcm-leadership-and-governance.absent",
    "pcm-starting-a-project.exact",
}
"""Translations that their translators have hardly begun."""


@pytest.fixture(scope="module")
def articles(corpus: Path) -> dict[str, Article]:
    folder = corpus / "flattened"
    return {path.stem: read(path.read_bytes(), source=path.name) for path in sorted(folder.glob("*.txt"))}


@pytest.mark.parametrize("variant", ["exact", "absent"])
def test_sections_are_the_true_ones(corpus: Path, articles: dict[str, Article], variant: str) -> None:
    truths = json.loads((corpus / "flattened" / "truth.json").read_bytes())
    for name in (name for name in articles if name.endswith(variant)):
        found = [(section.title, paragraphs(section.body)) for section in articles[name].sections]
        assert found == [(section["title"], section["paragraphs"]) for section in truths[name]["sections"]], name


@pytest.mark.parametrize("variant", ["exact", "absent"])
def test_entries_are_linked_where_their_headings_are(corpus: Path, articles: dict[str, Article], variant: str) -> None:
    truths = json.loads((corpus / "flattened" / "truth.json").read_bytes())
    for name in (name for name in articles if name.endswith(variant)):
        contents = articles[name].contents
        assert contents is not None, name
        found = [(entry.text, entry.section is not None) for entry in contents.entries]
        assert found == [(entry["text"], entry["found"]) for entry in truths[name]["contents"]], name


def test_languages_are_the_true_ones(articles: dict[str, Article]) -> None:
    for name, article in articles.items():
        true = "en" if name in ENGLISH_UNDER_ANOTHER_NAME else name.partition("-")[0]
        tag = article.metadata.language
        assert tag.partition("-")[0] == true, name
        assert true != "zh" or name.startswith(tag.lower()), name


def test_a_scraped_article_keeps_its_contents_and_its_text(corpus: Path) -> None:
    (path,) = (corpus / "seed").glob("*.txt")
    found = read(path.read_bytes(), source=path.name)
    assert found.contents is not None
    assert [entry.section for entry in found.contents.entries] == [found.id] + [None] * 9
    assert [(section.id, paragraphs(section.body)) for section in found.sections] == [("lead", 5)]
    assert [finding.code for finding in found.findings] == ["contents-entry-missing"] * 9


@pytest.fixture(scope="module")
def inspected(corpus: Path) -> dict[str, list[Score]]:
    """The scores of both folders with a truth file, by kind."""
    scores = [*sections(corpus / "flattened", "text"), *entries(corpus / "contents", "text")]
    return by("kind", scores)


@pytest.mark.parametrize(("kind", "least"), [("exact", 1.0), ("absent", 1.0), ("drift", 0.99), ("glued", 0.97)])
def test_sections_are_found_in_thirty_languages(inspected: dict[str, list[Score]], kind: str, least: float) -> None:
    assert rates(inspected[kind])[2] >= least


def test_contents_are_found_in_every_shape(inspected: dict[str, list[Score]]) -> None:
    known = inspected["known"]
    assert rates(known)[2] >= 0.95
    assert sum(score.depths for score in known) >= 0.9 * sum(score.right for score in known)


def test_false_friends_are_no_contents(inspected: dict[str, list[Score]]) -> None:
    assert [score.name for score in inspected["negative"] if score.found] == []


def test_of_a_lost_list_the_label_is_told(corpus: Path, inspected: dict[str, list[Score]]) -> None:
    for score in inspected["lost"]:
        found = read((corpus / "contents" / score.name).read_bytes(), source=score.name)
        assert (found.contents, [finding.code for finding in found.findings]) == (None, ["contents-label-orphan"])
