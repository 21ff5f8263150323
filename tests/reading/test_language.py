from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.reading.language import READ, UNKNOWN, detect


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The tide comes in twice a day, and every harbour keeps a table of it.", "en"),
        ("Zweimal am Tag kommt die Flut, und jeder Hafen führt darüber eine Tafel.", "de"),
        ("La marée monte deux fois par jour, et chaque port en tient une table.", "fr"),
        ("Прилив приходит дважды в день, и в каждой гавани ведут его таблицу.", "ru"),
        ("潮は一日に二度満ちる。港ではその表をつけている。", "ja"),
        ("潮水每天涨两次，每个港口都有一张潮汐表，渔民们据此出海。", "zh-Hans"),
        ("潮水每天漲兩次，每個港口都有一張潮汐表，漁民們據此出海。", "zh-Hant"),
        ("הגאות מגיעה פעמיים ביום, ובכל נמל מנהלים לה טבלה מסודרת.", "he"),
        ("يأتي المد مرتين في اليوم، ولكل ميناء جدول يبين مواعيده للصيادين.", "ar"),
    ],
)
def test_a_sentence_is_enough(text: str, tag: str) -> None:
    assert detect(text) == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("さくら", "ja"),
        ("東京タワー", "ja"),
        ("바다", "ko"),
        ("θάλασσα", "el"),
        ("ทะเล", "th"),
        ("ים", "he"),
        ("கடல்", "ta"),
    ],
)
def test_a_script_that_writes_one_language_tells_it_in_a_word(text: str, tag: str) -> None:
    assert detect(text) == tag


@pytest.mark.parametrize("text", ["", "42", "The sea", "море", "海", "समुद्र", "😀", "zxqv kjwq " * 20])
def test_too_little_to_tell_is_unknown(text: str) -> None:
    assert detect(text) == UNKNOWN


def test_only_the_beginning_is_read() -> None:
    beginning = ("The tide comes in twice a day. " * READ)[:READ]
    assert detect(beginning + "Прилив приходит дважды в день. " * READ) == "en"


@given(st.text())
def test_any_text_has_an_answer_and_always_the_same(text: str) -> None:
    assert detect(text) == detect(text)
