from __future__ import annotations

import pytest

from publish.reading.wording import bare, ends, is_anchor, key, letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don’t  panic", "Don't panic"),
        ("“Sea” – a word", '"Sea" - a word'),
        ("What is known:", "What is known"),
        ("SEA AND LAND", "Sea and Land"),
        ("Straße", "STRASSE"),
        ("Cafe\u0301", "Café"),
        ("10\u00a0km", "10 km"),
        ("问题：", "问题"),
    ],
)
def test_wordings_of_one_heading_have_one_key_and_the_same_letters(one: str, other: str) -> None:
    assert key(one) == key(other)
    assert letters(one) == letters(other)


@pytest.mark.parametrize(("one", "other"), [("Sea", "Seas"), ("Sea?", "Sea"), ("1. Sea", "Sea"), ("Café", "Cafe")])
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sea and land", "SEA,AND LAND!"), ("École", "ECOLE"), ("ısı", "ISI"), ("Bür\u00adger", "Bürger"), ("１２", "12")],
)
def test_letters_see_through_case_accents_spaces_and_points(one: str, other: str) -> None:
    assert letters(one) == letters(other)


def test_vowel_signs_and_voicing_marks_are_letters() -> None:
    assert letters("कि") != letters("क")
    assert letters("か") != letters("が")


@pytest.mark.parametrize(
    ("text", "wanted", "end"),
    [
        ("Tides and more", "Tides", 5),
        ("TIDES", "tides", 5),
        ("Ti-des.", "Tides", 6),
        ("Cafe\u0301s", "Café", 5),
        ("Tidal", "Tides", None),
        ("Tid", "Tides", None),
        ("길다", "기", None),
        ("कितना", "क", None),
    ],
)
def test_the_place_where_words_end(text: str, wanted: str, end: int | None) -> None:
    assert ends(text, letters(wanted)) == end


@pytest.mark.parametrize(
    ("line", "text", "number", "level"),
    [
        ("## Tides ##", "Tides", None, 2),
        ("### C#", "C#", None, 3),
        ("== Tides ==", "Tides", None, 2),
        ("3. Tides", "Tides", "3", None),
        ("Tides", "Tides", None, None),
    ],
)
def test_what_stands_in_front_is_taken_off(line: str, text: str, number: str | None, level: int | None) -> None:
    found = bare(line)
    assert (found.text, found.number.printed if found.number else None, found.level) == (text, number, level)


@pytest.mark.parametrize(
    ("text", "answer"), [(" ¶", True), ("[edit]", True), ("", True), ("?)", False), (" and", False)]
)
def test_what_stands_behind_for_editors(text: str, answer: bool) -> None:
    assert is_anchor(text) is answer
