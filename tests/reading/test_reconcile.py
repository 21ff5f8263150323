from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.model import Contents, Entry
from publish.reading.lines import split
from publish.reading.reconcile import Candidate, Reconciled, reconcile
from publish.reading.reconcile.choosing import choose
from publish.reading.reconcile.pairs import MOST_PAIRS
from publish.reading.reconcile.seams import seam

PROSE = "The boats lay at the pier that night, and nobody had counted them."


def chosen(wanted: str, lines: str) -> dict[int, int]:
    """The headings in order that are chosen for words: each is an entry or a line of its own."""
    entries = [Entry(None, word, 1, None) for word in wanted.split()]
    candidates = [Candidate(place, word) for place, word in enumerate(lines.split())]
    choice = choose(entries, candidates, after=0, threshold=1)
    return {pair.place: entry for entry, pair in choice.taken.items() if entry not in choice.moved}


def longest_common(one: str, other: str) -> int:
    """The length of the longest common subsequence, as the textbook defines it."""

    @cache
    def common(i: int, j: int) -> int:
        if i == len(one) or j == len(other):
            return 0
        return 1 + common(i + 1, j + 1) if one[i] == other[j] else max(common(i + 1, j), common(i, j + 1))

    return common(0, 0)


def reconciled(
    entries: list[str], text: str, depths: list[int] | None = None, *, threshold: float = 0.8, after: int = 0
) -> Reconciled:
    levels = depths or [1] * len(entries)
    printed = tuple(Entry(None, name, depth, None, 3) for name, depth in zip(entries, levels, strict=True))
    return reconcile(
        Contents("Contents", printed),
        [Candidate(place, line.text, line=line.number) for place, line in enumerate(split(text))],
        title="The Sea",
        article="the-sea",
        threshold=threshold,
        after=after,
    )


def confidences(found: Reconciled) -> list[float | None]:
    assert found.contents is not None
    return [entry.confidence for entry in found.contents.entries]


def codes(found: Reconciled) -> list[str]:
    return [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    ("wanted", "lines", "headings"),
    [
        ("aa bb cc", "aa x bb x cc x", {0: 0, 2: 1, 4: 2}),
        ("aa bb cc", "x aa x cc x", {1: 0, 3: 2}),
        ("aa bb aa", "aa x bb x aa x", {0: 0, 2: 1, 4: 2}),
        ("aa bb aa", "bb x aa x", {0: 1, 2: 2}),
        ("aa aa bb", "aa x bb x", {0: 0, 2: 2}),
        ("aa bb cc", "cc x aa x bb x", {2: 0, 4: 1}),
        ("aa bb cc dd", "dd x aa x bb x cc x", {2: 0, 4: 1, 6: 2}),
        ("aa bb", "aa bb aa x bb x", {2: 0, 4: 1}),
        ("aa", "x y", {}),
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
    found = chosen(" ".join(wanted), " ".join(lines))
    assert all(lines[line] == wanted[entry] for line, entry in found.items())
    assert [found[line] for line in sorted(found)] == sorted(found.values())
    assert len(found) == longest_common(wanted, lines)


def test_a_heading_said_thousands_of_times_is_matched_by_order() -> None:
    lines = MOST_PAIRS // 1000 + 1
    assert chosen("a " * 1000, "a " * lines + "z") == {index: index for index in range(lines)}


def test_headings_become_sections_and_entries_name_them() -> None:
    found = reconciled(["The Sea", "Tides", "Currents"], "Lead.\nTides\nText.\nCurrents\nText.")
    assert found.contents is not None
    assert [entry.section for entry in found.contents.entries] == ["the-sea", "section-1", "section-2"]
    assert [(heading.place, heading.section) for heading in found.headings] == [(1, "section-1"), (3, "section-2")]
    assert confidences(found) == [1.0, 1.0, 1.0]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("entry", "said", "title", "number"),
    [
        ("High tides", "HIGH TIDES", "High tides", None),
        ("HIGH TIDES", "High tides", "High tides", None),
        ("High tides", "Hightides", "High tides", None),
        ("“High” tides", '"High" tides:', "“High” tides", None),
        ("High tides", "High tides[edit]", "High tides", None),
        ("High tides", "High tides [Bearbeiten | Quelltext]", "High tides", None),
        ("High tides", "High tides ¶", "High tides", None),
        ("What is a “tide”?", "What is a “tide”?[edit]", "What is a “tide”?", None),
        ("The tide (and its name)", "The tide (and its name) [ edit ]", "The tide (and its name)", None),
        ("High tides", "## High tides", "High tides", None),
        ("High tides", "3. High tides", "High tides", "3"),
        ("High tides", "第三章 High tides", "High tides", "第三章"),
        ("Ilık gelgit", "ILIK GELGİT", "Ilık gelgit", None),
        ("Cafe\u0301 tides", "Café tides", "Cafe\u0301 tides", None),
    ],
)
def test_headings_drift_and_are_found_in_the_spelling_of_their_entries(
    entry: str, said: str, title: str, number: str | None
) -> None:
    found = reconciled([entry], f"Lead.\n{said}\n{PROSE}")
    assert [(heading.title, heading.number) for heading in found.headings] == [(title, number)]
    assert (confidences(found)[0] or 0) >= 0.95


def test_a_heading_in_other_words_keeps_them_and_is_told() -> None:
    found = reconciled(["The high tides of spring"], f"Lead.\nThe high tide in spring\n{PROSE}")
    assert [heading.title for heading in found.headings] == ["The high tide in spring"]
    assert codes(found) == ["heading-drifted"]
    assert 0.8 <= (confidences(found)[0] or 0) < 0.96


def test_what_is_alike_but_not_enough_is_left_alone_and_told_with_both_names() -> None:
    text = f"Lead.\nThe high waters in autumn\n{PROSE}"
    found = reconciled(["The high tides of autumn"], text, threshold=0.9)
    assert found.headings == ()
    doubt, missing = found.findings
    assert (doubt.code, doubt.severity, missing.code) == ("heading-doubtful", "warning", "contents-entry-missing")
    assert "The high waters in autumn" in doubt.message
    assert "The high tides of autumn" in doubt.message
    assert reconciled(["The high tides of autumn"], text, threshold=0.6).headings != ()


def test_symbols_alone_tell_some_names_apart() -> None:
    found = reconciled(["C", "C#", "C++"], f"C\n{PROSE}\nC++\n{PROSE}")
    assert [heading.title for heading in found.headings] == ["C", "C++"]


@pytest.mark.parametrize(
    ("entry", "line", "rest"),
    [
        ("High tides", "High tidesNobody had counted them that year.", "Nobody had counted them that year."),
        ("What is a tide?", "What is a tide?It is a wave.", "It is a wave."),
        ("The tides", "The tides Nobody had counted them that year.", " Nobody had counted them that year."),
        ("The “tide”", "The “tide”As sailors call it, it comes twice.", "As sailors call it, it comes twice."),
        ("Mareas", "Mareas¿Quién las contaba entonces?", "¿Quién las contaba entonces?"),
        ("ما هو المد؟", "ما هو المد؟لم يحص أحد القوارب في ذلك العام.", "لم يحص أحد القوارب في ذلك العام."),
        ("Tides and 🌊", "Tides and 🌊Nobody had counted them.", "Nobody had counted them."),
        ("Les marées !", "Les marées !Personne ne les comptait.", "Personne ne les comptait."),
        ("Who counts them?", "Who counts them?“Nobody,” he said to the clerk.", "“Nobody,” he said to the clerk."),
        ("高潮与低潮", "高潮与低潮那一年没有人数过船只。", "那一年没有人数过船只。"),
        ("High tides", "HIGH TIDESNobody had counted them that year.", "Nobody had counted them that year."),
    ],
)
def test_a_heading_glued_to_its_paragraph_is_cut_off(entry: str, line: str, rest: str) -> None:
    found = reconciled([entry], f"{PROSE}\n{line}\n{PROSE}")
    (heading,) = found.headings
    assert heading.cut is not None
    assert (heading.title, line[heading.cut :], heading.place, heading.end) == (entry, rest, 1, 1)
    assert codes(found) == ["heading-glued"]


def test_a_full_stop_that_a_leader_took_belongs_to_the_heading() -> None:
    found = reconciled(["Just tell me the tides"], f"{PROSE}\nJust tell me the tides.Nobody had counted them.\n{PROSE}")
    assert [heading.title for heading in found.headings] == ["Just tell me the tides"]


def test_a_full_stop_within_a_name_is_no_seam() -> None:
    text = f"{PROSE}\nNode.JS is a name that nobody in the town had heard.\n{PROSE}"
    assert reconciled(["Node"], text).headings == ()


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("Tides come twice a day and nobody counts them.", 5),
        ("Tidesmen count the boats that come in at night.", 5),
        ("Tides, as sailors know, come twice a day.", 5),
        ("Tides.", 5),
        ("Nachhaltigkeitsziele sind in jedem Jahr andere.", 14),
    ],
)
def test_a_sentence_that_begins_with_the_words_is_no_seam(line: str, cut: int) -> None:
    assert seam(line, cut, words=1) < 0.5


def test_a_heading_on_two_lines_is_one() -> None:
    found = reconciled(["The tides of spring", "Wind"], f"Lead.\nThe tides\nof spring\n{PROSE}\nWind\n{PROSE}")
    assert [(heading.title, heading.place, heading.end) for heading in found.headings] == [
        ("The tides of spring", 1, 3),
        ("Wind", 4, 5),
    ]


def test_a_number_on_the_line_above_belongs_to_the_heading() -> None:
    entry = Entry("II", "Wind", 1, None, 3)
    lines = [PROSE, "CHAPTER II", "WIND", PROSE]
    candidates = [Candidate(place, line) for place, line in enumerate(lines)]
    found = reconcile(Contents("", (entry,)), candidates, title=None, article="a", threshold=0.8)
    assert [(heading.number, heading.title, heading.place, heading.end) for heading in found.headings] == [
        ("CHAPTER II", "Wind", 1, 3)
    ]


def test_a_heading_out_of_order_is_found_and_told() -> None:
    found = reconciled(["Tides", "Wind", "Land"], f"Land\n{PROSE}\nTides\n{PROSE}\nWind\n{PROSE}")
    assert [heading.title for heading in found.headings] == ["Land", "Tides", "Wind"]
    assert codes(found) == ["heading-out-of-order"]


def test_an_item_of_a_list_is_no_heading_out_of_order() -> None:
    found = reconciled(["Tides", "Wind", "Land"], f"- Land\n{PROSE}\nTides\n{PROSE}\nWind\n{PROSE}")
    assert [heading.title for heading in found.headings] == ["Tides", "Wind"]


def test_what_stands_behind_a_heading_for_editors_is_dropped_and_told() -> None:
    found = reconciled(["Tides"], f"Lead.\nTides [edit]\n{PROSE}")
    assert [(one.rule, one.text, one.line) for one in found.dropped] == [("heading-anchor", "[edit]", 2)]


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


@pytest.mark.parametrize(("text", "after", "place"), [("The Sea\nLead.", 0, 0), ("By nobody\nTHE SEA\nLead.", 1, 1)])
def test_a_title_that_stands_again_is_no_text(text: str, after: int, place: int) -> None:
    found = reconciled(["The Sea", "Tides"], f"{text}\nTides\nText.", after=after)
    assert found.repeated == (place,)
    assert [(finding.code, finding.severity, finding.line) for finding in found.findings] == [
        ("title-repeated", "info", place + 1)
    ]


def test_a_title_behind_a_number_is_text() -> None:
    assert reconciled(["Tides"], "1. The Sea\nLead.\nTides\nText.").repeated == ()


def test_a_section_called_like_the_article_is_a_section() -> None:
    found = reconciled(["The Sea", "The Sea", "Tides"], "The Sea\nText.\nTides\nText.")
    assert found.repeated == ()
    assert [heading.place for heading in found.headings] == [0, 2]


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


def test_where_the_contents_are_flat_the_text_may_tell_the_levels() -> None:
    entries = tuple(Entry(None, name, 1, None) for name in ("Tides", "Currents"))
    candidates = [Candidate(0, "Tides", 2), Candidate(1, PROSE), Candidate(2, "Currents", 3), Candidate(3, PROSE)]
    found = reconcile(Contents("", entries), candidates, title=None, article="a", threshold=0.8)
    assert [heading.level for heading in found.headings] == [1, 2]


def test_without_contents_there_is_only_text() -> None:
    found = reconcile(None, [Candidate(0, "Text.")], title="The Sea", article="the-sea", threshold=0.8)
    assert found == Reconciled(None, ())
