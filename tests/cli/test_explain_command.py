"""``publish explain``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from publish.cli.explain import all_codes

Run = Callable[..., Any]


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two codes, instead of those that the stages have."""
    known = {"title-missing": "There is no title.", "mend-spaces": "A space was missing."}
    monkeypatch.setattr("publish.cli.explain.all_codes", lambda: known)


def test_a_code(publish: Run, codes: None) -> None:
    answer = publish("explain", "title-missing")
    assert (answer.code, answer.out) == (0, "title-missing: There is no title.\n")


def test_all_codes_in_alphabetical_order(publish: Run, codes: None) -> None:
    assert publish("explain").out == "mend-spaces: A space was missing.\ntitle-missing: There is no title.\n"


def test_an_unknown_code_suggests_the_nearest(publish: Run, codes: None) -> None:
    answer = publish("explain", "titel-missing")
    assert (answer.code, answer.told) == (2, ["no finding has the code “titel-missing”; did you mean “title-missing”?"])


def test_every_code_of_every_stage_is_explained_in_a_sentence() -> None:
    codes = all_codes()
    assert {"contents-entry-missing", "mend-spaces"} <= set(codes)
    for code, sentence in codes.items():
        assert " " not in code
        assert sentence.rstrip().endswith((".", "!", "?")), code
