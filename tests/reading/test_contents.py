from __future__ import annotations

import pytest

from publish.reading.contents import Parted, Printed, compiled, part
from publish.reading.contents.finding import FAR
from publish.reading.contents.labels import label
from publish.reading.lines import split

PROSE = "The boats lay at the pier that night, and nobody in the town had counted them since the spring."


def parted(text: str) -> Parted:
    return part(split(text))


def entries(text: str) -> list[tuple[str | None, str, int]]:
    contents = parted(text).contents
    return [(entry.number, entry.text, entry.depth) for entry in contents.entries] if contents else []


def body(*headings: str) -> str:
    """A text with these headings, each with something below it."""
    return "\n".join(f"{heading}\n{PROSE} {heading}" for heading in headings)


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("- 1. Sea\n- 2. Land\n", ["1", "2"]),
        ("1. Sea\n2. Land\n", ["1", "2"]),
        ("1) Sea\n2) Land\n", ["1", "2"]),
        ("1\nSea\n2\nLand\n", ["1", "2"]),
        ("1\n. Sea.....\n4\n2\n. Land....\n9\n", ["1", "2"]),
        ("I. Sea\nII. Land\n", ["I", "II"]),
        ("a) Sea\nb) Land\n", ["a", "b"]),
        ("Chapter 1: Sea\nChapter 2: Land\n", ["Chapter 1", "Chapter 2"]),
        ("第一章 Sea\n第二章 Land\n", ["第一章", "第二章"]),
        ("一、Sea\n二、Land\n", ["一", "二"]),
        ("제1장 Sea\n제2장 Land\n", ["제1장", "제2장"]),
        ("1章 Sea\n2章 Land\n", ["1章", "2章"]),
        ("- Sea\n- Land\n", [None, None]),
        ("• Sea\n• Land\n", [None, None]),
        ("\n* 1. Sea\n\n\n* 2. Land\n\n", ["1", "2"]),
        ("Sea ......... 3\nLand ........ 12\n", [None, None]),
        ("1 Sea . . . . iv\n2 Land . . . . 1\n", ["1", "2"]),
        ("- [Sea](#sea)\n- [Land](#land)\n", [None, None]),
        ("Toggle\n1 Sea\n2 Land\n", ["1", "2"]),
        ("CHAP.   PAGE\nI. Sea ... 3\nII. Land ... 9\n", ["I", "II"]),
    ],
)
def test_a_list_below_the_label_is_the_contents(printed: str, numbers: list[str | None]) -> None:
    found = parted(f"Table of Contents\n{printed}Some text.")
    assert found.contents is not None
    assert [(entry.number, entry.text) for entry in found.contents.entries] == list(
        zip(numbers, ["Sea", "Land"], strict=True)
    )
    assert [line.text for line in found.text] == ["Some text."]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Table of Contents", "Table of Contents"),
        ("contents:", "contents:"),
        ("C O N T E N T S", "C O N T E N T S"),
        ("## Contents ##", "Contents"),
        ("Contents [hide]", "Contents"),
        ("Contents hide", "Contents"),
        ("Inhaltsverzeichnis", "Inhaltsverzeichnis"),
        ("Sommaire", "Sommaire"),
        ("目录", "目录"),
        ("目次", "目次"),
    ],
)
def test_labels_are_known_in_many_languages_and_shapes(line: str, name: str) -> None:
    contents = parted(f"{line}\n- Sea\n- Land\nText.").contents
    assert contents is not None
    assert contents.label == name


@pytest.mark.parametrize(
    "line", ["The contents of this box", "Contents may be hot", "Sea", "", "in this article we walk"]
)
def test_other_lines_are_no_labels(line: str) -> None:
    assert label(line) is None


@pytest.mark.parametrize(
    "text",
    [
        "Sea\n- Land\nText.",
        f"{PROSE}\nThere are three:\n- Sea\n- Land\n- Wind\n{body('Sea', 'Land', 'Wind')}",
        "The contents of this box\n- Sea\nText.",
        "In this article\nGoogle\nphones\ngadgets\n" + PROSE,
        "In this article: Google, phones, gadgets\n" + PROSE,
        f"Jump to\nContents of the page\nMain menu\nSearch\nHome\nMain menu\nSearch\nHome\n{PROSE}",
        "Overview\n1. Open the lid.\n2. Press the button.\n3. Wait.\n" + PROSE,
        f"{PROSE} 1\n{PROSE} 2\n{PROSE} 3\nThe report lists:\n"
        f"Table of Contents of the report\n1. Market\n2. Outlook\n{PROSE}",
    ],
    ids=[
        "no label",
        "a list of the text",
        "a sentence",
        "tags",
        "tags on a line",
        "skip links",
        "steps",
        "other report",
    ],
)
def test_false_friends_are_no_contents(text: str) -> None:
    lines = split(text)
    assert part(lines) == Parted(None, lines, 0)


def test_the_contents_of_another_text_stay_text_with_their_label() -> None:
    lines = split("line\n" * FAR + f"{PROSE}\n{PROSE}\n{PROSE}\nTable of Contents\n1. Market\n2. Outlook\n{PROSE}")
    assert part(lines) == Parted(None, lines, 0)


def test_a_label_that_lost_its_list_is_told_and_left_out() -> None:
    found = parted(f"{PROSE}\nContents\nSea\n{PROSE}\nLand\n{PROSE}")
    assert found.contents is None
    assert "Contents" not in [line.text for line in found.text]
    assert [(one.rule, one.text, one.line) for one in found.dropped] == [("contents-label-orphan", "Contents", 2)]
    assert [(finding.code, finding.line) for finding in found.findings] == [("contents-label-orphan", 2)]


def test_plain_lines_are_contents_where_they_come_again() -> None:
    found = parted(f"Inhalt\nSea\nLand\nWind\nBy nobody\n{PROSE}\n{body('Sea', 'Land', 'Wind')}")
    assert found.contents is not None
    assert [entry.text for entry in found.contents.entries] == ["Sea", "Land", "Wind"]
    assert found.text[0].text == "By nobody"


def test_a_plain_list_without_a_label_is_contents_where_the_text_goes_on_from_it() -> None:
    found = parted(f"{PROSE}\n\nSea\nLand\nWind\n\n{body('Sea', 'Land', 'Wind')}")
    assert found.contents is not None
    assert found.contents.label == ""
    assert [entry.text for entry in found.contents.entries] == ["Sea", "Land", "Wind"]


def test_contents_may_stand_at_the_foot() -> None:
    found = parted(f"{body('Sea', 'Land', 'Wind')}\nOn this page:\nSea\nLand\nWind\nImprint\nPrivacy")
    assert found.contents is not None
    assert [entry.text for entry in found.contents.entries] == ["Sea", "Land", "Wind"]
    assert found.start == 6


@pytest.mark.parametrize(
    "line",
    ["Contents: 1. Sea 2. Land 3. Wind", "Contents: Sea | Land | Wind", "In this article: Sea, Land, Wind"],
)
def test_contents_on_one_line(line: str) -> None:
    assert [text for _, text, _ in entries(f"{line}\n{body('Sea', 'Land', 'Wind')}")] == ["Sea", "Land", "Wind"]


@pytest.mark.parametrize("entry", ["Sea, Land, Wind", "The Sea — and the Land — and the Wind", "Sea | Land | Wind"])
def test_an_entry_of_several_parts_is_one(entry: str) -> None:
    assert entries(f"Table of Contents\n- 1. {entry}\n- 2. Tides\n{PROSE}\nTides\n{PROSE}") == [
        ("1", entry, 1),
        ("2", "Tides", 1),
    ]


def test_contents_printed_twice_are_contents_once() -> None:
    listed = "Contents\nSea\nLand\nWind\n"
    found = parted(f"{listed}{listed}{body('Sea', 'Land', 'Wind')}")
    assert found.contents is not None
    assert len(found.contents.entries) == 3
    assert found.text[0].text == "Sea"
    assert [(finding.code, finding.line) for finding in found.findings] == [("contents-repeated", 5)]
    assert [one.text for one in found.dropped] == ["Contents", "Sea", "Land", "Wind"]


def test_entries_wrapped_over_two_lines() -> None:
    printed = "  I. The sea and all that\n     is in it    3\n II. The land    9\n     INDEX      40\n"
    assert entries(f"CONTENTS\n{printed}{PROSE}") == [
        ("I", "The sea and all that is in it", 1),
        ("II", "The land", 1),
        (None, "INDEX", 1),
    ]


def test_text_may_stand_between_title_and_contents() -> None:
    found = parted("A line about the author\nContents\n- Sea\nText.")
    assert [line.text for line in found.text] == ["A line about the author", "Text."]
    assert found.start == 1


def test_entries_know_their_lines() -> None:
    contents = parted("\nContents\n\n- Sea\n- Land\nText.").contents
    assert contents is not None
    assert [entry.line for entry in contents.entries] == [4, 5]


def test_pages_leaders_and_switches_are_dropped_and_told() -> None:
    found = parted("Contents [hide]\nSea ..... 3\nLand .... 4\nText.")
    assert [(one.rule, one.text, one.line) for one in found.dropped] == [
        ("contents-switch", "[hide]", 1),
        ("contents-page", "..... 3", 2),
        ("contents-page", ".... 4", 3),
    ]


def test_pages_may_stand_in_front() -> None:
    found = parted(f"Contents\n3 Sea\n9 Land\n14 Wind\n{body('Sea', 'Land', 'Wind')}")
    assert found.contents is not None
    assert [(entry.number, entry.text) for entry in found.contents.entries] == [
        (None, "Sea"),
        (None, "Land"),
        (None, "Wind"),
    ]
    assert [one.text for one in found.dropped] == ["3", "9", "14"]


@pytest.mark.parametrize(
    ("printed", "depths"),
    [
        ("- 1. Sea\n  - Tides\n      - Spring tides\n  - Currents\n- 2. Land\n", [1, 2, 3, 2, 1]),
        ("1. Sea\n1.1 Tides\n1.1.1. Spring tides\n2. Land\n", [1, 2, 3, 1]),
        ("- 1 Sea\n- 1.1 Tides\n- 2 Land\n", [1, 2, 1]),
        ("* Sea\n+ Tides\no Spring tides\n* Land\n", [1, 2, 3, 1]),
        ("Part I: Sea\n1. Tides\n2. Currents\nPart II: Land\n3. Hills\n", [1, 2, 2, 1, 2]),
        ("  VI. Sea\n VII. Land\nVIII. Wind\n", [1, 1, 1]),
    ],
    ids=["indentation", "numbers", "numbers behind bullets", "kinds of bullets", "styles of numbers", "flush right"],
)
def test_depth_comes_from_what_shows_it(printed: str, depths: list[int]) -> None:
    assert [depth for _, _, depth in entries(f"Contents\n{printed}Text.")] == depths


def test_depth_comes_from_the_room_around_groups() -> None:
    listed = "Sea\n\nTides\nCurrents\n\nLand\n\nHills\nMoors\n\nWind\n\n"
    text = body("Sea", "Tides", "Currents", "Land", "Hills", "Moors", "Wind")
    assert [depth for _, _, depth in entries(f"Contents\n\n{listed}{text}")] == [1, 2, 2, 1, 2, 2, 1]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("- 1. Sea\n- 2. Land\n", "- a list that opens the text"),
        ("- Sea\n- Land\n", "1. a list that opens the text"),
        ("1. Sea\n2. Land\n", "1. Sea"),
        ("I. Sea\nII. Land\n", "1. Sea"),
    ],
    ids=["other style", "numbers without bullets", "numbers begin again", "in another style"],
)
def test_the_contents_end_where_another_list_begins(printed: str, text: str) -> None:
    found = parted(f"Contents\n{printed}{text}")
    assert found.contents is not None
    assert [entry.text for entry in found.contents.entries] == ["Sea", "Land"]
    assert [line.text for line in found.text] == [text]


def test_a_foreword_and_titles_of_parts_stand_among_numbers() -> None:
    printed = "Foreword\nPart I - Sea\n1. Tides\n2. Currents\nPart II - Land\n3. Hills\n"
    assert [text for _, text, _ in entries(f"Contents\n{printed}{PROSE}")] == [
        "Foreword",
        "Sea",
        "Tides",
        "Currents",
        "Land",
        "Hills",
    ]


def test_a_year_or_an_initial_is_no_number() -> None:
    assert entries("Contents\n- 1945. And after\n- D Day\n- I think\nText.") == [
        (None, "1945. And after", 1),
        (None, "D Day", 1),
        (None, "I think", 1),
    ]


def test_names_that_differ_in_symbols_are_entries_of_their_own() -> None:
    assert [text for _, text, _ in entries("Contents\n* [C](#c)\n* [C#](#csharp)\n* [C++](#cpp)\nText.")] == [
        "C",
        "C#",
        "C++",
    ]


def test_other_readers_hand_over_lines_with_depths() -> None:
    contents, dropped = compiled("Contents", [Printed("1 Sea", depth=1), Printed("1.1 Tides ... 4", depth=2)])
    assert [(entry.number, entry.text, entry.depth) for entry in contents.entries] == [
        ("1", "Sea", 1),
        ("1.1", "Tides", 2),
    ]
    assert [one.text for one in dropped] == ["... 4"]
