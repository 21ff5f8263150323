"""The samples in ``sources/`` have the shape that ``tests/data/sources.toml`` and ``docs/samples.md`` promise."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "sources"
TRUTH = ROOT / "tests" / "data" / "sources.toml"

DAMAGE = {
    "comma": r"[^\s\d],[^\W\d]|،[^\W\d]",  # harbour,which; Hindi vowel signs are no word characters
    "stop": r"[^\W\d_]{3}\.[A-ZÀ-ÖА-Я]|[ء-ي]\.[ء-ي]|।[ऀ-ॿ]",  # tide.The
    "quotes": r"(?s)(?=.*\")(?=.*[“”„«「\u2019])",  # straight ones and others in the same article
    "dashes": r" -- ",
    "ellipsis": r"\.\.\.",
    "title": r"\bDr\.[A-Z]",
    "spaces": r"«\w| [؟?]|[一-鿿] [一-鿿]",  # «mot », a space too many before a question mark or inside Japanese
}

NO_DAMAGE = {
    "thousands": r"\b12,000\b",
    "decimal point": r"\b3\.5\b",
    "decimal comma": r"\b5,9\b",
    "abbreviation": r"\be\.g\. ",
    "initials": r"\bU\.S\. ",
    "time of day": r"\b9:15 a\.m\.",
    "web address": r"https://www\.gutenberg\.org/",
    "e-mail address": r"@example\.org",
    "file name": r"\b[a-z]+-2024\.csv\b",
    "emoji": r"🌊",
    "markup as text": r"<p>.*&para;",
    "quoted line": r"(?m)^> .+ -- \w",
}
"""What a mend could break. Each stands somewhere in the samples."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry of ``sources.toml``; its fields are explained there."""

    file: str
    title: str
    language: str
    sections: list[str]
    missing: list[str]
    damage: list[str]
    lowered: list[str]
    words: int
    label: str | None = None

    @property
    def text(self) -> str:
        """The whole sample."""
        return (SOURCES / self.file).read_bytes().decode("utf-8")

    @property
    def entries(self) -> list[str]:
        """The contents as printed, markers and numbers included."""
        return [line for line in self.text.splitlines() if line.startswith("- ")]

    @property
    def body(self) -> list[str]:
        """The lines of the text proper, after the title and the contents."""
        above = 1 if self.label is None else 2 + len(self.entries)
        return self.text.splitlines()[above:]


SAMPLES = [Sample(**sample) for sample in tomllib.loads(TRUTH.read_text(encoding="utf-8"))["sample"]]
WITH_CONTENTS = [sample for sample in SAMPLES if sample.label is not None]

each = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
each_with_contents = pytest.mark.parametrize("sample", WITH_CONTENTS, ids=lambda sample: sample.file)


def words(text: str) -> int:
    """How many words a text has. Japanese has no spaces; two of its characters are taken for one word."""
    japanese = len(re.findall(r"[぀-ヿ一-鿿]", text))
    return len(text.split()) + japanese // 2


def test_every_sample_has_its_truth_and_its_line_in_the_readme() -> None:
    readme = (SOURCES.parent / "docs" / "samples.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in SOURCES.iterdir() if path.is_file())
    assert [name for name in files if name.endswith(".txt")] == sorted(sample.file for sample in SAMPLES)
    assert files == sorted(re.findall(r"(?m)^\| `([^`]+)` \|", readme))


def test_the_languages_that_are_promised_are_there() -> None:
    assert {sample.language for sample in SAMPLES} == {"en", "de", "fr", "ar", "ja", "ru", "hi"}


@each
def test_the_name_tells_the_language(sample: Sample) -> None:
    suffix = "" if sample.language == "en" else rf"\.{sample.language}"
    assert re.fullmatch(rf"[a-z]+(-[a-z]+)*{suffix}\.txt", sample.file)


@each
def test_the_bytes_are_plain_lines(sample: Sample) -> None:
    data = (SOURCES / sample.file).read_bytes()
    assert data.decode("utf-8").endswith("\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert all(line == line.strip() != "" for line in sample.text.splitlines())


@each
def test_the_title_comes_first(sample: Sample) -> None:
    assert sample.text.splitlines()[0] == sample.title


@each_with_contents
def test_the_contents_are_numbered_in_order_and_open_with_the_title(sample: Sample) -> None:
    assert sample.text.splitlines()[1] == sample.label
    assert sample.text.splitlines()[2 : 2 + len(sample.entries)] == sample.entries
    assert [entry.split(". ")[0] for entry in sample.entries] == [f"- {n}" for n in range(1, len(sample.entries) + 1)]
    assert sample.entries[0] == f"- 1. {sample.title}"


@each_with_contents
def test_every_entry_is_either_a_section_or_missing(sample: Sample) -> None:
    printed = [entry.split(". ", 1)[1] for entry in sample.entries[1:]]
    assert sorted(printed) == sorted(sample.sections + sample.missing)
    assert [text for text in printed if text in sample.sections] == sample.sections


@each
def test_the_headings_of_the_text_are_the_sections_and_no_others(sample: Sample) -> None:
    headings = {*sample.sections, *sample.missing}
    assert [line for line in sample.body if line in headings] == sample.sections


@each
def test_every_heading_is_followed_by_a_paragraph(sample: Sample) -> None:
    heads = [number for number, line in enumerate(sample.body) if line in sample.sections]
    assert all(len(sample.body[number + 1]) > len(sample.body[number]) for number in heads)


@each
def test_there_is_enough_to_read(sample: Sample) -> None:
    assert sample.words <= words("\n".join(sample.body)) <= max(1400, sample.words + 400)


@each
def test_the_damage_is_there(sample: Sample) -> None:
    text = "\n".join(sample.body)
    assert [name for name in sample.damage if not re.search(DAMAGE[name], text)] == []
    assert [name for name in sample.lowered if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize("pattern", NO_DAMAGE.values(), ids=NO_DAMAGE.keys())
def test_what_only_looks_like_damage_is_there(pattern: str) -> None:
    assert any(re.search(pattern, sample.text) for sample in SAMPLES)


def test_one_sample_of_each_special_kind() -> None:
    assert [sample.file for sample in SAMPLES if sample.label is None] == ["railway-time.txt"]
    lost = [sample.file for sample in WITH_CONTENTS if not sample.sections and len(sample.missing) == 9]
    assert lost == ["lighthouse-lenses.txt"]
    twice = [sample.file for sample in SAMPLES if len(set(sample.sections)) < len(sample.sections)]
    assert twice == ["metre.fr.txt"]
    assert {sample.label for sample in WITH_CONTENTS} == {"Table of Contents", "Sommaire", "目次"}
    asked = [sample.file for sample in SAMPLES if all(title.startswith("Q: ") for title in sample.sections or [""])]
    assert asked == ["tides.txt"]
    assert [len(sample.sections) for sample in SAMPLES if sample.words > 3000] == [14]
