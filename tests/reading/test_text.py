from __future__ import annotations

import pytest

from publish.errors import SourceError
from publish.model import Article
from publish.reading import CODES, read
from publish.settings import Settings

SEA = """\
Why the Sea Is Salt
Table of Contents
- 1. Why the Sea Is Salt
- 2. What rivers carry
- 3. What the wind takes
- 4. A last question
Every stream that reaches the coast brings a little of the hills along.
What rivers carry
Rain is weak acid, and rock gives way to it.
> A river is a slow landslide.
What the wind takes:
Spray leaves its salt on the fields.
- on grass
- on glass
"""


START = "*** START OF THE PROJECT GUTENBERG EBOOK THE SEA ***"

WRAPPED = """\
The Sea

Nobody has ever counted the boats that went out on it and came
home in the evening, but the keeper of the light was sure of in-
numerable ones, and he wrote them down in a book that was made
for that purpose, and which is still there, beside the window,
for everybody who comes up the stairs and asks for it in time.
"""


def article(text: str, *, source: str = "texts/sea.txt", language: str | None = "en") -> Article:
    return read(text.encode("utf-8", "surrogateescape"), source=source, settings=Settings(language=language))


def codes(found: Article) -> list[str]:
    return [finding.code for finding in found.findings]


def test_an_article_is_understood() -> None:
    found = article(SEA, language=None)
    assert (found.id, found.source, found.format) == ("why-the-sea-is-salt", "texts/sea.txt", "text")
    assert (found.metadata.title, found.metadata.language) == ("Why the Sea Is Salt", "en")
    assert [(section.id, section.level, section.title, section.line) for section in found.sections] == [
        ("lead", 1, None, 7),
        ("section-1", 1, "What rivers carry", 8),
        ("section-2", 1, "What the wind takes", 11),
    ]
    assert found.sections[1].body == (
        '<p data-line="9">Rain is weak acid, and rock gives way to it.</p>\n'
        '<blockquote><p data-line="10">A river is a slow landslide.</p></blockquote>'
    )


def test_the_contents_are_kept_whole_and_name_what_is_there() -> None:
    contents = article(SEA).contents
    assert contents is not None
    assert contents.label == "Table of Contents"
    assert [(entry.number, entry.text, entry.section) for entry in contents.entries] == [
        ("1", "Why the Sea Is Salt", "why-the-sea-is-salt"),
        ("2", "What rivers carry", "section-1"),
        ("3", "What the wind takes", "section-2"),
        ("4", "A last question", None),
    ]


@pytest.mark.parametrize(
    "data",
    [
        SEA.replace("\n", "\r\n").encode(),
        SEA.replace("\n", "\n\n").encode(),
        b"\xef\xbb\xbf\n\n" + SEA.encode(),
        SEA.encode("utf-16"),
    ],
    ids=["CRLF", "blank lines", "BOM and leading blank lines", "UTF-16"],
)
def test_how_a_text_is_saved_does_not_matter(data: bytes) -> None:
    found, plain = read(data, source="sea.txt"), article(SEA)
    assert [(section.id, section.title) for section in found.sections] == [
        (section.id, section.title) for section in plain.sections
    ]
    assert (found.id, found.metadata.language) == (plain.id, "en")


def test_the_language_given_wins() -> None:
    assert article(SEA, language="sco").metadata.language == "sco"


def test_without_contents_all_text_is_the_lead() -> None:
    found = article("The Sea\nIt is wide.\nIt is deep.\n")
    assert found.contents is None
    assert [section.id for section in found.sections] == ["lead"]
    assert codes(found) == []


def test_rules_and_ornaments_may_stand_above_the_title() -> None:
    found = article("=========\n* * *\nThe Sea\n=========\nIt is wide.\n")
    assert found.metadata.title == "The Sea"
    assert "It is wide." in found.sections[0].body


def test_an_item_of_a_list_is_no_title() -> None:
    found = article("- The Sea\n- The Land\nThey are wide.\n", source="texts/tides.txt")
    assert (found.metadata.title, codes(found)) == ("Tides", ["title-missing"])
    assert found.sections[0].body.count("<li") == 2


def test_text_above_and_below_the_contents_is_one_lead() -> None:
    (lead,) = article("The Sea\nBy nobody.\nContents\n- 1. The Sea\nIt is wide.\n").sections
    assert lead.body == '<p data-line="2">By nobody.</p>\n<p data-line="5">It is wide.</p>'


@pytest.mark.parametrize(
    "text",
    ["sea " * 60, "sea " * 80 + "\nIt is wide.", "Contents\n- 1. Sea\nIt is wide."],
    ids=["one long line", "a first line too long for a title", "contents first"],
)
def test_a_text_without_title_is_called_after_its_file_and_keeps_its_words(text: str) -> None:
    found = article(text, source="texts/the-sea.txt")
    assert found.metadata.title == "The sea"
    assert "title-missing" in codes(found)
    assert found.sections[0].body.count("sea ") == max(text.count("sea ") - 1, 0)


@pytest.mark.parametrize(
    ("code", "text", "severity", "line"),
    [
        ("byline-moved", "The Sea\nBy Ada Quill\nIt is wide.", "info", 2),
        ("byte-order-mark", "The Sea\nIt is \ufeffwide.", "info", 2),
        ("contents-entry-missing", "The Sea\nContents\n- Tides\nIt is wide.", "warning", 3),
        ("contents-label-orphan", "The Sea\nContents\nIt is wide.", "warning", 2),
        ("contents-repeated", "The Sea\n" + "Contents\n- Tides\n- Wind\n- Land\n" * 2 + "It is wide.", "info", 6),
        ("control-character", "The Sea\nIt is wide and deep\x08er than it is wide.", "warning", 2),
        ("emphasis-recognised", "The Sea\n_It_ is _wide_ and _so_ deep, _as_ they say.", "info", None),
        ("encoding-guessed", "The Sea\nIt is wide, said the cap\udce9 keeper of the caf\udce9.", "warning", 2),
        ("entity-mended", "The Sea\nIt is &amp;quot;wide&amp;quot;.", "info", 2),
        ("folio", "The Sea\nIt is\n\n1\n\fwide\nand\n\n2\n\fdeep\nand\n\n3\n\fsalt", "info", 4),
        ("gutenberg-licence", f"Title: The Sea\n{START}\nIt is wide.", "info", 1),
        ("hyphen-healed", WRAPPED, "info", 4),
        ("heading-doubtful", "The Sea\nContents\n- The tides\nIt is wide.\nThe limes\nIt is deep.", "warning", 5),
        ("heading-drifted", "The Sea\nContents\n- Tides\nIt is wide.\nTIDES ¶\nIt is deep.", "info", 5),
        ("heading-glued", "The Sea\nContents\n- High tides\nIt is wide.\nHigh tidesIt is deep.", "info", 5),
        ("heading-out-of-order", "The Sea\nContents\n- Tides\n- Wind\nWind\nIt blows.\nTides\nIt ebbs.", "warning", 5),
        ("language-unknown", "The Sea\nIt is wide.", "warning", None),
        ("mojibake-mended", "The Sea\nIt isnâ€™t wide.", "info", 2),
        ("notes-label", "The Sea\nIt is wide.[1]\nNotes\n[1] And deep.", "info", 3),
        ("notes-linked", "The Sea\nIt is wide.[1]\n[1] And deep.", "info", None),
        ("page-header", "The Sea\nIt is\n\fSea    2\nwide\n\fSea    3\nand\n\fSea    4\nsalt", "info", 3),
        ("space-mended", "The Sea\nIt is. \u00a0Wide.", "info", 2),
        ("title-missing", "sea " * 60, "warning", 1),
        ("title-repeated", "The Sea\nTHE SEA\nIt is wide.", "info", 2),
    ],
)
def test_every_finding_has_a_source_that_causes_it(code: str, text: str, severity: str, line: int | None) -> None:
    found = article(text, language=None)
    assert (code, severity, line) in [(finding.code, finding.severity, finding.line) for finding in found.findings]
    assert CODES[code].endswith(".")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "sea.txt", "empty"),
        (" \n\t\n\u00a0\n", "sea.txt", "empty"),
        ("The Sea", "sea.txt:1", "only a title"),
        ("\nThe Sea\n\nThe Sea", "sea.txt:4", "only a title"),
        ("The Sea\nContents\n- 1. The Sea\n- 2. Tides\n", "sea.txt:4", "only a table of contents"),
        ("The Sea\nContents\n- 1. The Sea\nThe Sea\n", "sea.txt:4", "only a table of contents"),
    ],
)
def test_a_source_without_text_is_refused_with_its_place_and_a_remedy(text: str, place: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        article(text, source="sea.txt")
    assert caught.value.place == place
    assert words in caught.value.message
    assert caught.value.remedy
