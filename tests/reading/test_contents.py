from __future__ import annotations

import pytest

from publish.reading.contents import FAR, Parted, part
from publish.reading.lines import split


def parted(text: str) -> Parted:
    return part(split(text))


def entries(text: str) -> list[tuple[str | None, str, int]]:
    contents = parted(text).contents
    return [(entry.number, entry.text, entry.depth) for entry in contents.entries] if contents else []


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("- 1. Sea\n- 2. Land\n", ["1", "2"]),
        ("1. Sea\n2. Land\n", ["1", "2"]),
        ("1) Sea\n2) Land\n", ["1", "2"]),
        ("I. Sea\nII. Land\n", ["I", "II"]),
        ("- Sea\n- Land\n", [None, None]),
        ("• Sea\n• Land\n", [None, None]),
        ("\n* 1. Sea\n\n\n* 2. Land\n\n", ["1", "2"]),
    ],
)
def test_a_list_below_the_label_is_the_contents(printed: str, numbers: list[str | None]) -> None:
    found = parted(f"Table of Contents\n{printed}Some text.")
    assert found.contents is not None
    assert [(entry.number, entry.text) for entry in found.contents.entries] == list(
        zip(numbers, ["Sea", "Land"], strict=True)
    )
    assert [line.text for line in found.text] == ["Some text."]


@pytest.mark.parametrize("label", ["Table of Contents", "TABLE OF CONTENTS", "contents", "Contents:"])
def test_the_label_is_kept_as_printed(label: str) -> None:
    contents = parted(f"{label}\n- Sea\nText.").contents
    assert contents is not None
    assert contents.label == label


@pytest.mark.parametrize(
    "text",
    [
        "Sea\n- Land\nText.",
        "Contents\nText without a list.",
        "The contents of this box\n- Sea\nText.",
        "Contents",
        "line\n" * FAR + "Contents\n- Sea\nText.",
    ],
    ids=["no label", "no list", "label in a sentence", "label alone", "label far down"],
)
def test_without_a_label_and_a_list_there_are_no_contents(text: str) -> None:
    lines = split(text)
    assert part(lines) == Parted((), None, lines)


def test_text_may_stand_between_title_and_contents() -> None:
    found = parted("A line about the author\nContents\n- Sea\nText.")
    assert [line.text for line in found.before] == ["A line about the author"]
    assert [line.text for line in found.text] == ["Text."]


def test_entries_know_their_lines() -> None:
    contents = parted("\nContents\n\n- Sea\n- Land\nText.").contents
    assert contents is not None
    assert [entry.line for entry in contents.entries] == [4, 5]


def test_depth_comes_from_indentation() -> None:
    printed = "- 1. Sea\n  - Tides\n      - Spring tides\n  - Currents\n- 2. Land\n"
    assert [depth for _, _, depth in entries(f"Contents\n{printed}Text.")] == [1, 2, 3, 2, 1]


def test_depth_comes_from_the_parts_of_a_number() -> None:
    printed = "1. Sea\n1.1 Tides\n1.1.1. Spring tides\n2. Land\n"
    assert entries(f"Contents\n{printed}Text.") == [
        ("1", "Sea", 1),
        ("1.1", "Tides", 2),
        ("1.1.1", "Spring tides", 3),
        ("2", "Land", 1),
    ]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("- 1. Sea\n- 2. Land\n", "- a list that opens the text"),
        ("- Sea\n- Land\n", "1. a list that opens the text"),
        ("1. Sea\n2. Land\n", "1. Sea"),
    ],
    ids=["other style", "numbers without bullets", "numbers begin again"],
)
def test_the_contents_end_where_another_list_begins(printed: str, text: str) -> None:
    found = parted(f"Contents\n{printed}{text}")
    assert found.contents is not None
    assert [entry.text for entry in found.contents.entries] == ["Sea", "Land"]
    assert [line.text for line in found.text] == [text]


def test_a_year_or_an_initial_is_no_number() -> None:
    assert entries("Contents\n- 1945. And after\n- D Day\nText.") == [
        (None, "1945. And after", 1),
        (None, "D Day", 1),
    ]
