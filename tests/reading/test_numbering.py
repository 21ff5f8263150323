from __future__ import annotations

import pytest

from publish.reading.numbering import begins, follows, leading, same


@pytest.mark.parametrize(
    ("text", "printed", "rest"),
    [
        ("1. Sea", "1", "Sea"),
        ("1 Sea", "1", "Sea"),
        ("1.Sea", "1", "Sea"),
        ("１．海", "１", "海"),
        ("1 – Sea", "1", "Sea"),
        ("2.3. Sea", "2.3", "Sea"),
        ("IV. Sea", "IV", "Sea"),
        ("b) Sea", "b", "Sea"),
        ("(a) Sea", "(a)", "Sea"),
        ("§ 5 Sea", "§ 5", "Sea"),
        ("①海", "①", "海"),
        ("第一章 海", "第一章", "海"),
        ("第十二回　海", "第十二回", "海"),
        ("1章 海", "1章", "海"),
        ("付録A 海", "付録A", "海"),
        ("一、海", "一", "海"),
        ("（一）海", "（一）", "海"),
        ("제1장 바다", "제1장", "바다"),
        ("Chapter 3: Sea", "Chapter 3", "Sea"),
        ("CHAPTER IV. Sea", "CHAPTER IV", "Sea"),
        ("Seite 1 — Meer", "Seite 1", "Meer"),
        ("Глава 2. Море", "Глава 2", "Море"),
        ("بخش ۱: دریا", "بخش ۱", "دریا"),
        ("12", "12", ""),
    ],
)
def test_a_number_and_the_words_behind_it(text: str, printed: str, rest: str) -> None:
    number, words = leading(text)
    assert number is not None
    assert (number.printed, words) == (printed, rest)


@pytest.mark.parametrize(
    "text", ["1945. And after", "3D Day", "10.000 men", "Part two", "Mix it", "mild. So", "Sea", ""]
)
def test_words_are_no_numbers(text: str) -> None:
    assert leading(text) == (None, text)


@pytest.mark.parametrize("text", ["I think", "D Day", "3 men"])
def test_what_may_be_a_word_is_not_firm(text: str) -> None:
    number, _ = leading(text)
    assert number is not None
    assert not number.firm


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("2", "1", True),
        ("3", "1", True),
        ("4", "1", False),
        ("1", "1", False),
        ("1.1", "1", True),
        ("2", "1.4", True),
        ("2.1", "1.4", False),
        ("D.", "C.", True),
        ("CI.", "C.", True),
        ("第十章", "第九章", True),
        ("二十一、", "二十、", True),
    ],
)
def test_what_follows_what(one: str, other: str, answer: bool) -> None:
    number, _ = leading(f"{one} x")
    previous, _ = leading(f"{other} x")
    assert number is not None
    assert previous is not None
    assert follows(number, previous) is answer


def test_the_first_of_a_list() -> None:
    firsts = [leading(text)[0] for text in ("1. x", "I. x", "a) x", "第一章 x", "2. x")]
    assert [one is not None and begins(one) for one in firsts] == [True, True, True, True, False]


def test_numbers_mean_the_same_however_they_are_printed() -> None:
    assert same(leading("IV. x")[0], leading("Chapter 4: x")[0])
    assert not same(leading("IV. x")[0], None)
