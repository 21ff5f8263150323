from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.fonts.measuring import advance


@pytest.mark.parametrize(
    ("text", "language", "ems"),
    [
        ("", "en", 0),
        ("字字", "zh", 2),
        ("iiii", "en", 1.0),
        ("MMMM", "en", 3.6),
        ("あA", "ja", 1.68),
    ],
)
def test_a_text_is_as_wide_as_its_faces_draw_it(text: str, language: str, ems: float) -> None:
    assert advance(text, language) == pytest.approx(ems, abs=0.1)


def test_letters_that_join_are_measured_joined() -> None:
    assert advance("ببببب", "ar") < 5 * advance("ب", "ar")


@given(st.text(max_size=30), st.sampled_from(["en", "ja", "hi", "ar", "und"]))
def test_any_text_has_a_width(text: str, language: str) -> None:
    assert advance(text, language) >= 0
