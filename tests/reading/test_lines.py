from __future__ import annotations

import pytest

from publish.reading.lines import clean, line_at, split


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(end: str) -> None:
    found = split(end.join(["", "one", "   ", "two", ""]))
    assert [(line.number, line.text) for line in found] == [(2, "one"), (4, "two")]


def test_white_space_that_lays_text_out_collapses_and_spaces_that_mean_something_stay() -> None:
    (line,) = split("  a \t b\fc\u2028d  10\u00a0km, 1\u202f000 \u3000e  ")
    assert line.text == "a b c d 10\u00a0km, 1\u202f000 \u3000e"


def test_a_line_without_a_visible_character_is_blank() -> None:
    assert split("\u00a0\u200b\n\u2060\n \t \n\u3000") == ()


@pytest.mark.parametrize(("raw", "indent"), [("a", 0), ("  a", 2), ("\ta", 4), (" \ta", 4)])
def test_the_indent_is_told_in_columns(raw: str, indent: int) -> None:
    assert split(raw)[0].indent == indent


def test_characters_that_are_no_text_are_removed_and_told_with_their_first_line() -> None:
    text, findings = clean("one\ntw\x08o\ud800\uffff\x92\nth\U0001fffere\x7fe")
    assert text == "one\ntwo\nthree"
    assert [(finding.code, finding.severity, finding.line) for finding in findings] == [
        ("control-character", "warning", 2)
    ]
    assert findings[0].message.startswith("6 control characters")


def test_a_byte_order_mark_inside_the_text_is_removed_and_told() -> None:
    text, findings = clean("one\n\ufefftwo")
    assert text == "one\ntwo"
    assert [(finding.code, finding.severity, finding.line) for finding in findings] == [("byte-order-mark", "info", 2)]


def test_a_clean_text_is_left_as_it_is() -> None:
    text = "tab\tfeed\fline\u2028next\u0085 emoji 😀 joiner \u200d"
    assert clean(text) == (text, ())


def test_a_place_in_the_text_is_told_as_a_line() -> None:
    text = "a\r\nb\rc\nd"
    assert [line_at(text, text.index(letter)) for letter in "abcd"] == [1, 2, 3, 4]
