"""What every mend does and leaves alone, case by case: the cases stand as text in ``mends/``."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from publish.model import Article, Metadata, Section
from publish.refining import refine
from publish.settings import MENDS, Settings

CASES = Path(__file__).parent / "mends"


def cases() -> Iterator[object]:
    for file in sorted(CASES.glob("*.txt")):
        for case in file.read_text(encoding="utf-8").strip().split("\n\n")[1:]:
            title, found, wanted = case.splitlines()
            language, before = found.split(maxsplit=1)
            after = before if wanted == "=" else wanted.removeprefix("→").strip()
            yield pytest.param(language, before, after, id=f"{file.stem}: {title}")


def article(language: str, text: str) -> Article:
    body = f'<p data-line="1">{escape(text, quote=False)}</p>'
    return Article("a", "a.txt", "text", Metadata("A title", language), None, (Section("lead", 1, None, body, 1),))


@pytest.mark.parametrize(("language", "before", "after"), list(cases()))
def test_a_text_is_mended_so(language: str, before: str, after: str) -> None:
    refined = refine(article(language, before), Settings())

    assert refined.sections == article(language, after).sections
    assert bool(refined.findings) == (before != after)


def test_every_mend_has_cases() -> None:
    assert {file.stem for file in CASES.glob("*.txt")} == set(MENDS)
