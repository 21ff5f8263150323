"""What counts as a word, what as a sign, and what prints nothing."""

from __future__ import annotations

import pytest

from publish.ledger.words import Piece, is_word, key, letters, stream, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't stop-and-go, “please”.", ["Don't", "stop", "-", "and", "-", "go", ",", "“", "please", "”", "."]),
        ("紙は白い。", ["紙", "は", "白", "い", "。"]),
        ("बारिश क्यों", ["बारिश", "क्यों"]),
        ("a soft\u00adhyphen and a zero\u200bspace", ["a", "softhyphen", "and", "a", "zerospace"]),
        ("كتـاب", ["كتاب"]),
        ("x_1 = 3.5 €", ["x", "_", "1", "=", "3", ".", "5", "€"]),
        ("\ufeff \u200e\u200f", []),
        ("e\u0301tude", ["étude"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_signs_that_lay_text_out_are_no_words() -> None:
    assert [token for token in tokens("| a | € ∑ 🌊 = + ~ `b`") if is_word(token)] == ["a", "€", "∑", "🌊", "b"]


def test_spellings_of_one_word_have_one_key() -> None:
    assert key("don't") == key("don’t") != key("dont")
    assert letters("DON’T") == letters("dont")
    assert key("ﬁ") == "fi"


def test_a_stream_knows_the_piece_of_each_word() -> None:
    said = stream([Piece("one two", line=1), Piece("…", line=2), Piece("three", line=3)], signs=False)
    assert (said.tokens, [said.piece(place).line for place in range(len(said))]) == (["one", "two", "three"], [1, 1, 3])
    assert words("one, two") == ["one", "two"]
