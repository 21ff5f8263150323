"""Messy texts, in ``messes/``, and what is read from each, in ``tests/goldens/messes``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publish.model import Article
from publish.reading import read
from publish.settings import Settings

MESSES = sorted((Path(__file__).parent / "messes").glob("*.txt"))


def told(article: Article) -> Iterator[str]:
    """All that was understood, a line each."""
    metadata = article.metadata
    yield f"title: {metadata.title}"
    yield from (f"{role.role}: {role.name}" for role in metadata.contributors)
    yield from (f"{name}: {value}" for name in ("subtitle", "published") if (value := getattr(metadata, name)))
    yield from (f"{field} from: {origin}" for field, origin in article.origins)
    for finding in article.findings:
        yield f"! {finding.code}, line {finding.line}: {finding.message}"
    for dropped in article.dropped:
        yield f"− {dropped.rule}, line {dropped.line}: {dropped.text!r}"
    for section in article.sections:
        yield f"\n§ {section.id}: {section.title}\n{section.body}"


@pytest.mark.parametrize("path", MESSES, ids=[path.stem for path in MESSES])
def test_a_mess_is_read_so(path: Path, golden: Callable[[str, str], None]) -> None:
    article = read(path.read_bytes(), source=path.name)
    golden(f"messes/{path.stem}.txt", "\n".join(told(article)) + "\n")


@pytest.mark.parametrize("path", MESSES, ids=[path.stem for path in MESSES])
def test_where_nothing_is_a_mess_nothing_is_found(path: Path) -> None:
    if not path.stem.startswith(("no-", "paragraph")):
        pytest.skip("a mess")
    article = read(path.read_bytes(), source=path.name, settings=Settings(language="en"))
    assert (article.findings, article.dropped) == ((), ())
