from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.model import Contents, Entry
from publish.reading.lines import split
from publish.reading.reconcile import MOST_PAIRS, Reconciled, align, key, reconcile


def chosen(wanted: str, lines: str) -> dict[int, int]:
    """The alignment of words: each is an entry or a line of its own."""
    return dict(align([key(word) for word in wanted.split()], split("\n".join(lines.split()))))


def longest_common(one: str, other: str) -> int:
    """The length of the longest common subsequence, as the textbook defines it."""

    @cache
    def common(i: int, j: int) -> int:
        if i == len(one) or j == len(other):
            return 0
        return 1 + common(i + 1, j + 1) if one[i] == other[j] else max(common(i + 1, j), common(i, j + 1))

    return common(0, 0)


def reconciled(entries: list[str], text: str, depths: list[int] | None = None) -> Reconciled:
    levels = depths or [1] * len(entries)
    printed = tuple(Entry(None, name, depth, None, 3) for name, depth in zip(entries, levels, strict=True))
    return reconcile(Contents("Contents", printed), split(text), title="The Sea", article="the-sea")


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
def test_wordings_of_one_heading_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("Sea", "Seas"), ("Sea?", "Sea"), ("1. Sea", "Sea"), ("Café", "Cafe")])
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("wanted", "lines", "headings"),
    [
        ("a b c", "a x b x c x", {0: 0, 2: 1, 4: 2}),
        ("a b c", "x a x c x", {1: 0, 3: 2}),
        ("a b a", "a x b x a x", {0: 0, 2: 1, 4: 2}),
        ("a b a", "b x a x", {0: 1, 2: 2}),
        ("a a b", "a x b x", {0: 0, 2: 2}),
        ("a b c", "c x a x b x", {2: 0, 4: 1}),
        ("a b c d", "d x a x b x c x", {2: 0, 4: 1, 6: 2}),
        ("a b", "a b a x b x", {2: 0, 4: 1}),
        ("a", "x y", {}),
        ("", "x y", {}),
    ],
    ids=[
        "all there",
        "one absent",
        "the same twice",
        "the same twice and the first absent",
        "the same twice and the second absent",
        "one out of order",
        "the last one first",
        "a list of the headings before the headings",
        "none there",
        "no entries",
    ],
)
def test_the_best_alignment_in_order_is_chosen(wanted: str, lines: str, headings: dict[int, int]) -> None:
    assert chosen(wanted, lines) == headings


@given(st.text("abc", max_size=9), st.text("abcx", max_size=12))
def test_no_choice_of_lines_has_more_headings(wanted: str, lines: str) -> None:
    found = align(list(wanted), split("\n".join(lines)))
    assert all(lines[line] == wanted[entry] for line, entry in found.items())
    assert sorted(found.values()) == [found[line] for line in sorted(found)]
    assert len(found) == longest_common(wanted, lines)


def test_a_heading_said_thousands_of_times_is_matched_by_order() -> None:
    wanted, lines = ["a"] * 1000, "a\n" * (MOST_PAIRS // 1000 + 1) + "z"
    assert dict(align(wanted, split(lines))) == {index: index for index in range(MOST_PAIRS // 1000 + 1)}


def test_headings_become_sections_and_entries_name_them() -> None:
    found = reconciled(["The Sea", "Tides", "Currents"], "Lead.\nTides\nText.\nCURRENTS:\nText.")
    assert found.contents is not None
    assert [entry.section for entry in found.contents.entries] == ["the-sea", "section-1", "section-2"]
    assert [(heading.index, heading.section) for heading in found.headings] == [(1, "section-1"), (3, "section-2")]
    assert found.findings == ()


def test_an_entry_without_section_is_kept_and_told() -> None:
    found = reconciled(["Tides", "Currents"], "Tides\nText about currents.\nCurrents run deep.")
    assert found.contents is not None
    assert [(entry.text, entry.section) for entry in found.contents.entries] == [
        ("Tides", "section-1"),
        ("Currents", None),
    ]
    (finding,) = found.findings
    assert (finding.code, finding.severity, finding.line) == ("contents-entry-missing", "warning", 3)
    assert "“Currents” has no section" in finding.message


def test_a_title_that_stands_again_is_no_text() -> None:
    found = reconciled(["The Sea", "Tides"], "The Sea\nLead.\nTides\nText.")
    assert found.first == 1
    assert [(finding.code, finding.severity, finding.line) for finding in found.findings] == [
        ("title-repeated", "info", 1)
    ]


def test_a_section_called_like_the_article_is_a_section() -> None:
    found = reconciled(["The Sea", "The Sea", "Tides"], "The Sea\nText.\nTides\nText.")
    assert found.first == 0
    assert [heading.index for heading in found.headings] == [0, 2]


@pytest.mark.parametrize(
    ("entries", "depths", "levels"),
    [
        (["The Sea", "Tides", "Currents"], [1, 1, 2], [1, 2]),
        (["The Sea", "Tides", "Currents"], [1, 2, 3], [1, 2]),
        (["Tides", "Currents"], [1, 2], [1, 2]),
    ],
    ids=["title beside the others", "title above the others", "no title"],
)
def test_levels_begin_below_the_title(entries: list[str], depths: list[int], levels: list[int]) -> None:
    found = reconciled(entries, "Tides\nText.\nCurrents\nText.", depths)
    assert [heading.level for heading in found.headings] == levels


def test_without_contents_there_is_only_text() -> None:
    found = reconcile(None, split("Text."), title="The Sea", article="the-sea")
    assert found == Reconciled(None, (), 0, ())
