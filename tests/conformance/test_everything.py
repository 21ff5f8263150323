"""Everything that a body may hold, in both editions, and in front of the referees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from support import pictures
from support.making import article, published, section
from support.translations import japanese, persian
from support.vocabulary import everything

from publish.checking import check
from publish.model import Article
from publish.rendering.theme import names
from publish.writing import write


def articles() -> Iterator[tuple[str, Article]]:
    kinds = tuple(pictures.KINDS.values())
    yield "everything", everything()
    yield "everything.fa", persian()
    yield "everything.ja", japanese()
    yield "pictures", article(section(body=pictures.body()), resources=kinds)
    for language in ("ru", "zh-Hans", "hi", "he"):
        yield f"everything.{language}", everything(language=language)


def covered() -> Iterator[tuple[str, Article]]:
    """Articles whose covers are pictures; they look the same in every theme."""
    for name in ("JPEG for print", "grey and alpha", "very wide"):
        yield f"cover {name}", replace(article(), cover=pictures.KINDS[name])


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("vocabulary")
    made = []
    for (name, source), theme in (*product(articles(), names()), *product(covered(), ["book"])):
        publication = published(source, theme=theme)
        assert [finding for finding in publication.findings if finding.code != "glyph-missing"] == []
        for kind in ("epub", "pdf"):
            data, findings = write(publication, kind)
            assert findings == ()
            made.append(folder / f"{name}.{theme}.{kind}")
            made[-1].write_bytes(data)
    return made


@pytest.mark.referee
def test_no_referee_finds_anything(editions: list[Path]) -> None:
    reports = check(editions)
    for report in reports:
        if report.verdict == "missing":
            pytest.skip(f"{report.findings[0].message}; install it: {report.remedy}")
    found = [(report.path.name, finding.code, finding.message) for report in reports for finding in report.findings]
    assert found == []
    assert len(reports) == 2 * len(editions)


def test_several_articles_of_the_same_ids_make_one_book(tmp_path: Path) -> None:
    publication = published(everything(), everything())
    assert [finding.code for finding in publication.findings] == []
    assert len({resource.name for resource in publication.resources}) == len(publication.resources)
    _, findings = write(publication, "pdf")
    assert findings == ()
