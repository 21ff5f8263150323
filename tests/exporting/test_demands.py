"""Findings that fail a build."""

from __future__ import annotations

import pytest

from publish.errors import BuildError
from publish.exporting.demands import hold
from publish.model import Finding

TOLD = (
    Finding("mend-spaces", "info", "3 spaces were set", 4),
    Finding("alt-missing", "warning", "“a.png” has no alternative", 9, "write one"),
    Finding("glyph-missing", "warning", "no font has “x”"),
)


@pytest.mark.parametrize("fail_on", [set(), {"title-missing"}])
def test_what_is_not_named_fails_nothing(fail_on: set[str]) -> None:
    hold(TOLD, fail_on, source="a.txt")


def test_a_code_that_is_named_fails_with_place_and_remedy() -> None:
    with pytest.raises(BuildError) as raised:
        hold(TOLD, {"alt-missing"}, source="a.txt")
    assert str(raised.value) == "a.txt:9: “a.png” has no alternative [alt-missing]; write one"


def test_the_others_are_counted() -> None:
    with pytest.raises(BuildError, match=r"^a.txt:9: .* \[alt-missing\], and 1 more; write one$"):
        hold(TOLD, {"warnings"}, source="a.txt")


def test_a_note_fails_only_by_its_name() -> None:
    with pytest.raises(BuildError, match=r"^a.txt:4: 3 spaces were set \[mend-spaces\]; mend it, or leave"):
        hold(TOLD, {"mend-spaces"}, source="a.txt")
