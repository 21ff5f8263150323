"""What people's plain texts have, besides contents: each thing once, from its bytes to its article."""

from __future__ import annotations

import re
import textwrap

import pytest
from support.contract import violations_of

from publish.model import Article
from publish.reading import read
from publish.settings import Settings

P = "The boats lay at the pier that night, and nobody in the town had counted them since the spring. It rained on."
Q = "In the morning the clerk wrote down what he had seen, which was not much, and the mayor signed it unread."


def article(text: str, *, encoding: str = "utf-8", language: str | None = "en") -> Article:
    found = read(text.encode(encoding), source="sea.txt", settings=Settings(language=language))
    assert violations_of(found) == []
    return found


def body(text: str, *, language: str | None = "en") -> str:
    """The body of an article of one section, without line numbers."""
    (section,) = article(text, language=language).sections
    return re.sub(' data-line="\\d+"', "", section.body)


def outline(found: Article) -> list[tuple[int, str | None, str | None]]:
    return [(section.level, section.number, section.title) for section in found.sections]


@pytest.mark.parametrize(
    ("printed", "headings", "levels"),
    [
        ("1\nSea\n2\nLand\n3\nWind", ["Sea", "Land", "Wind"], [1, 1, 1]),
        ("1 Sea\n1.1 Tides\n2 Land\n2.1 Hills", ["Sea", "Tides", "Land", "Hills"], [1, 2, 1, 2]),
        ("Sea\n  Tides\n    Neap tides\nLand", ["Sea", "Tides", "Neap tides", "Land"], [1, 2, 3, 1]),
        ("Sea\n\tTides\n\tWaves\nLand", ["Sea", "Tides", "Waves", "Land"], [1, 2, 2, 1]),
        ("• Sea\n◦ Tides\n▪ Neap tides\n• Land", ["Sea", "Tides", "Neap tides", "Land"], [1, 2, 3, 1]),
        ("Sea ....... 3\nLand . . . . 7\nWind……9", ["Sea", "Land", "Wind"], [1, 1, 1]),
        ("Preface  v\nI. Sea  1\nII. Land  12", ["Preface", "Sea", "Land"], [1, 1, 1]),
        (
            "1. The sea and\n   the boats .... 3\n2. The land\n   behind it ... 9",
            ["The sea and the boats", "The land behind it"],
            [1, 1],
        ),
        ("Toggle\n1 Sea\n2 Land", ["Sea", "Land"], [1, 1]),
    ],
    ids=["apart", "numbers", "indent", "tabs", "bullets", "leaders", "roman pages", "wrapped", "switch"],
)
def test_contents_become_sections_of_their_depth(printed: str, headings: list[str], levels: list[int]) -> None:
    text = "\n".join(f"{heading}\n{P} {heading}." for heading in headings)
    found = article(f"The Town\nContents\n{printed}\n{text}")
    assert outline(found) == [(level, None, heading) for level, heading in zip(levels, headings, strict=True)]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("label", "numbers", "paragraph"),
    [
        ("目录", ("一、", "二、", "三、"), "那天晚上书记员在账簿上记下了所有的船，城里从来没有人问过他这件事。"),
        (
            "目次",
            ("第1章　", "第2章　", "第3章　"),
            "その夜、書記は帳簿にすべての船を書き留めたが、町では誰も尋ねなかった。",
        ),
        ("目次", ("１．", "２．", "３．"), "その夜、書記は帳簿にすべての船を書き留めたが、町では誰も尋ねなかった。"),
        ("목차", ("제1장 ", "제2장 ", "제3장 "), "그날 밤 서기는 장부에 모든 배를 적었고 마을에서 아무도 묻지 않았다."),
        ("المحتويات", ("١. ", "٢. ", "٣. "), "كتب الموظف في دفتره كل القوارب في تلك الليلة ولم يسأله أحد عن ذلك قط."),
        ("विषय सूची", ("१. ", "२. ", "३. "), "मुंशी ने उस रात सब नावें लिख लीं और शहर में किसी ने उससे नहीं पूछा।"),
    ],
)
def test_numerals_of_other_scripts_are_numbers(label: str, numbers: tuple[str, ...], paragraph: str) -> None:
    names = [f"{number}潮{paragraph[place]}" for place, number in enumerate(numbers)]
    text = "\n".join(f"{name}\n{paragraph}" for name in names)
    found = article("\n".join(["潮汐", label, *names, text]), language=None)
    assert found.contents is not None
    assert [entry.number for entry in found.contents.entries] == [number.strip(" \u3000、．.") for number in numbers]
    assert {entry.confidence for entry in found.contents.entries} == {1.0}


def test_headings_called_alike_are_matched_by_order() -> None:
    headings = ["Sea", "History", "Land", "History"]
    text = "\n".join(f"{heading}\n{P} {place}" for place, heading in enumerate(headings))
    found = article(f"The Town\nContents\n1 Sea\n1.1 History\n2 Land\n2.1 History\n{text}")
    assert found.contents is not None
    assert [entry.section for entry in found.contents.entries] == [f"section-{number}" for number in range(1, 5)]
    assert [level for level, *_ in outline(found)] == [1, 2, 1, 2]


def wrapped(text: str, width: int = 66) -> str:
    return textwrap.fill(text, width)


def test_words_that_a_hyphen_parted_are_whole_whatever_the_width_of_their_lines() -> None:
    parted = "The harbour mas-\nter had been told that the light-\nhouse would be closed in the win-\nter by the clerk."
    found = article(f"The Sea\n\n{wrapped(f'{P} {Q}')}\n\n{parted}\n\n{wrapped(f'{Q} {P}')}\n")
    assert (
        "The harbour master had been told that the lighthouse would be closed in the winter by"
        in found.sections[0].body
    )
    assert [finding.code for finding in found.findings] == ["hyphen-healed"] * 3


@pytest.mark.parametrize("rule", ["* * *", "***", "⁂", "-----", "#"])
def test_a_break_is_a_break(rule: str) -> None:
    assert body(f"The Sea\n{P}\n{rule}\n{Q}") == f"<p>{P}</p>\n<hr/>\n<p>{Q}</p>"


@pytest.mark.parametrize(
    ("one", "two", "first", "second"),
    [
        ("[1]", "[2]", "[1] ", "[2] "),
        ("[^1]", "[^2]", "[^1]: ", "[^2]: "),
        ("(1)", "(2)", "(1) ", "(2) "),
        ("¹", "²", "¹ ", "² "),
        ("*", "†", "* ", "† "),
        ("*", "†", "*", "†"),
        ("[1]", "[2]", "[Footnote 1: ", "[Footnote 2: "),
    ],
)
def test_notes_are_linked(one: str, two: str, first: str, second: str) -> None:
    close = "]" if first.endswith(": ") and first[1] == "F" else ""
    found = article(
        f"The Sea\nIt is wide.{one} It is deep.{two}\n{P}\n{first}As the sky.{close}\n{second}As a well.{close}"
    )
    assert found.sections[0].body.count('role="doc-noteref"') == found.sections[0].body.count("<aside") == 2
    assert [finding.code for finding in found.findings] == ["notes-linked"]


def test_notes_with_a_star_stand_at_the_end_of_their_paragraph() -> None:
    found = article(f"The Sea\nIt is wide.* It is deep.\n* As the sky.\n{P}\nIt is salt.*\n* As tears.\n")
    assert found.sections[0].body.count("<aside") == 2


@pytest.mark.parametrize("text", ["It is *wide*, as they say.\n* A boat", "It is wide.*\n* A boat\n* A rope\n* A lamp"])
def test_an_item_with_a_star_is_an_item_where_nothing_names_it(text: str) -> None:
    assert "<li>A boat" in body(f"The Sea\n{text}\n{P}")


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Q:", "A:"),
        ("Question:", "Answer:"),
        ("ADA QUILL:", "JON FERRY:"),
        ("Frage:", "Antwort:"),
        ("记者：", "职员："),
    ],
)
def test_an_interview_is_a_dialogue(asks: str, answers: str) -> None:
    space = "" if asks.endswith("：") else " "
    turns = [
        f"{asks}{space}Who counts the boats?",
        f"{answers}{space}Nobody.",
        f"{asks}{space}Who does it?",
        f"{answers}{space}I do.",
    ]
    found = body("\n".join(["The Clerk", P, *turns, Q]))
    assert found.count("<dt>") == 4
    assert found.startswith(f'<p>{P}</p>\n<div class="dialogue"><dl><dt>{asks}</dt><dd><p>Who counts')


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig"])
def test_a_text_says_the_same_in_every_encoding(encoding: str) -> None:
    text = f"The Sea\n{P}\nIt’s a café — “wide” and deep.\n{Q}\n"
    assert [section.body for section in article(text, encoding=encoding).sections] == [
        section.body for section in article(text).sections
    ]


def test_letters_that_were_read_wrong_are_what_they_were() -> None:
    damaged = "It’s a café — “wide” and deep.".encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
    found = article(f"The Sea\n{P}\n{damaged}\n{Q}\n")
    assert "It’s a café — “wide” and deep." in found.sections[0].body
    assert [(finding.code, finding.line) for finding in found.findings] == [("mojibake-mended", 3)]


def test_pages_run_on_and_their_heads_and_folios_are_told() -> None:
    said = " ".join(f"{P} {Q}".replace("boats", f"{number} boats") for number in range(1, 7))
    lines = textwrap.wrap(said, 60)
    pages = ["\n".join(lines[start : start + 6]) for start in range(0, len(lines), 6)]
    fed = "\n\f".join(f"THE BOOK OF TIDES\n\n{page}\n\n{number}" for number, page in enumerate(pages, start=1))
    found = article(f"The Sea\n\n{fed}\n")
    assert re.sub("<[^>]*>", "", found.sections[0].body) == f"THE BOOK OF TIDES\n{said}"  # The first may be a title.
    assert {gone.rule for gone in found.dropped} == {"folio", "page-header"}
