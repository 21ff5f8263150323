"""``publish check --against``: editions beside their source, as lines, as JSON, and with the ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import epub_mutations

Run = Callable[..., Any]

SOURCE = "Of Rivers\nA river doesn't care.\nIt goes on to the sea.\n"
MARKED = "Of Rivers\nContents [hide]\n1 Banks\n2 Mouths\nA river is old.\nBanks\nSand.\nMouths\nMud.\n"


@pytest.fixture
def built(publish: Run) -> Path:
    """The folder with a source and its editions."""
    Path("rivers.txt").write_text(SOURCE, encoding="utf-8")
    assert publish("build", "rivers.txt", "--language", "en", "--quiet").code == 0
    return Path("build")


def test_an_edition_that_says_what_its_source_says(publish: Run, built: Path) -> None:
    answer = publish("check", "build/rivers.epub", "build/rivers.pdf", "--against", "rivers.txt", "--language", "en")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "rivers.txt: every one of 12 words is accounted for; 1 (mend-quotes 1) changed, none left out",
        "build/rivers.epub: all 12 words of rivers.txt that an edition says are in it, in order",
        "build/rivers.pdf: all 12 words of rivers.txt that an edition says are in it, in order",
    ]


def test_an_edition_of_another_text(publish: Run, built: Path) -> None:
    Path("rivers.txt").write_text(SOURCE.replace("care", "care much"), encoding="utf-8")
    answer = publish("check", "build/rivers.epub", "build/rivers.pdf", "--against", "rivers.txt", "--language", "en")
    assert answer.code == 4
    assert answer.out.splitlines()[1:] == [
        "build/rivers.epub: 1 place is not as in rivers.txt:",
        "  error: rivers.txt:2: “much” is missing, after “A river doesn’t care” [words-missing]",
        "build/rivers.pdf: 1 place is not as in rivers.txt:",
        "  error: rivers.txt:2: page 3: “much” is missing, after “A river doesn’t care” [words-missing]",
    ]


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (SOURCE.replace("care.", ""), "words-added"),
        (SOURCE.replace("river", "brook"), "words-changed"),
        (SOURCE.replace("goes on to the sea", "to the sea goes on"), "words-moved"),
        (SOURCE.replace("on to", "on on to"), "words-missing"),
    ],
)
def test_each_way_to_differ_has_its_code(publish: Run, built: Path, now: str, code: str) -> None:
    Path("rivers.txt").write_text(now, encoding="utf-8")
    answer = publish("check", "build/rivers.epub", "--against", "rivers.txt", "--language", "en", "--json")
    assert answer.code == 4
    _, edition = map(json.loads, answer.out.splitlines())
    assert edition["verdict"] == "fail"
    assert code in {finding["code"] for finding in edition["findings"]}


def test_what_stands_twice(publish: Run, built: Path) -> None:
    path = Path("build/rivers.epub")
    path.write_bytes(epub_mutations.mutated(path.read_bytes(), epub_mutations.double_paragraph, 3)[0])
    answer = publish("check", "build/rivers.epub", "--against", "rivers.txt", "--language", "en", "--json")
    assert [finding["code"] for finding in json.loads(answer.out.splitlines()[1])["findings"]] == ["words-doubled"]


def test_the_ledger_is_written(publish: Run, built: Path) -> None:
    arguments = ("--against", "rivers.txt", "--language", "en")
    assert publish("check", "build/rivers.epub", *arguments, "--ledger", "ledger.json").code == 0
    ledger = json.loads(Path("ledger.json").read_bytes())
    assert (ledger["ledger"], ledger["balanced"], ledger["words"]) == (1, True, 12)
    assert ledger["changed"] == {"mend-quotes": 1}
    answer = publish("check", "build/rivers.epub", *arguments, "--ledger", "-", "--json")
    assert '"ledger": 1,' in answer.out


def test_options_make_the_same_article(publish: Run) -> None:
    Path("rivers.txt").write_text(SOURCE, encoding="utf-8")
    assert publish("build", "rivers.txt", "--language", "en", "--no-mend", "all", "--quiet").code == 0
    arguments = ("check", "build/rivers.pdf", "--against", "rivers.txt", "--language", "en")
    assert publish(*arguments, "--no-mend", "all").code == 0
    assert publish(*arguments).code == 4


@pytest.mark.parametrize("name", ["rivers.epub", "rivers.pdf"])
def test_an_edition_that_cannot_be_read_back(publish: Run, built: Path, name: str) -> None:
    (built / name).write_bytes(b"no edition")
    answer = publish("check", f"build/{name}", "--against", "rivers.txt", "--json")
    assert answer.code == 4
    assert [finding["code"] for finding in json.loads(answer.out.splitlines()[1])["findings"]] == ["edition-unreadable"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("check", "a.txt", "--against", "rivers.txt"), "is no edition that can be read back"),
        (("check", "a.epub", "--ledger", "l.json"), "--ledger is of a source"),
        (("check", "a.epub", "--against", "."), "holds several sources"),
        (("check", "a.epub", "--against", "https://a.example/"), "is on the network"),
    ],
)
def test_what_cannot_be_held_against_anything(publish: Run, arguments: tuple[str, ...], problem: str) -> None:
    for name in ("rivers.txt", "other.txt"):
        Path(name).write_text(SOURCE, encoding="utf-8")
    answer = publish(*arguments)
    assert answer.code == 2
    assert len(answer.told) == 1 and problem in answer.told[0]


def test_an_edition_that_is_not_there(publish: Run) -> None:
    Path("rivers.txt").write_text(SOURCE, encoding="utf-8")
    answer = publish("check", "a.epub", "--against", "rivers.txt")
    assert answer.code == 1
    assert answer.told[0].startswith("a.epub: ")
