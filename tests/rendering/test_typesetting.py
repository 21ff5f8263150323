"""Sizes of titles, running heads, and the first words of an article."""

from __future__ import annotations

import re
from datetime import date
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.rendering import typesetting
from publish.rendering.typesetting import HEAD_WIDTH, dated, lead_in, measure, phrased, running_head, title_size, width

LONG = "Why the sea comes in twice a day and why the tables in the harbour never repeat themselves"


@pytest.mark.parametrize(
    ("text", "letters"), [("", 0), ("Tide", 4), ("潮汐", 4), ("が", 2), ("か\u3099", 2), ("ﾀ", 1), ("e\u0301", 1)]
)
def test_a_wide_character_counts_for_two_letters(text: str, letters: int) -> None:
    assert width(text) == letters


@pytest.mark.parametrize(
    ("letters", "size"),
    [
        (1, "short"),
        (24, "short"),
        (25, "medium"),
        (60, "medium"),
        (61, "long"),
        (110, "long"),
        (111, "huge"),
        (500, "huge"),
    ],
)
def test_the_longer_a_title_the_smaller_it_is_set(letters: int, size: str) -> None:
    wide = dict.fromkeys(("short", "medium", "long", "huge"), 1000.0)
    assert title_size("x" * letters, "en", wide) == size
    assert title_size("字" * (letters // 2), "zh", wide) == title_size("x" * (letters // 2 * 2), "en", wide)


COVER = {"short": 6.7, "medium": 8.7, "long": 11.2, "huge": 15.0}


@pytest.mark.parametrize(
    ("title", "language", "size"),
    [
        ("法的側面", "ja", "short"),
        ("オープンソースの法的側面", "ja", "medium"),  # Its first phrase is eight ems wide.
        ("オープンソースの", "zh", "short"),  # Chinese may break anywhere.
        ("Wasserwirtschaftsamt", "de", "medium"),
        ("A ship, a ship, a ship", "en", "short"),
        ("W" * 40, "en", "huge"),
        ("ท่องเที่ยวไปตามแม่น้ำ", "th", "short"),
    ],
)
def test_no_word_and_no_phrase_is_wider_than_its_line_if_a_smaller_size_helps(
    title: str, language: str, size: str
) -> None:
    assert title_size(title, language, COVER) == size


@pytest.mark.parametrize(
    ("title", "language", "room", "expected"),
    [
        ("Tide", "en", 10, ""),  # One line: nothing to even out.
        ("The Long Life of the Paragraph Mark", "en", 12, "measure-17"),  # Lines of 7 and 8 ems, not of 12 and 3.
        ("The Long Life of the Paragraph Mark", "en", 8, "measure-16"),  # Never wider than the room.
        ("मानसून: एक हवा जो लौटकर आती है", "hi", 12, "measure-15"),  # Letters of a script have its own widths.
        ("潮汐为什么每天来两次", "zh", 8, "measure-11"),  # Between any two characters.
        ("和紙はなぜ千年もつのか", "ja", 8, "measure-13"),  # Between phrases: 和紙は | なぜ | 千年もつのか.
    ],
)
def test_a_title_of_several_lines_is_kept_to_the_measure_that_evens_them(
    title: str, language: str, room: float, expected: str
) -> None:
    assert measure(title, room, language) == expected


@given(
    st.text(st.characters(categories=("L", "Zs")), max_size=200),
    st.integers(4, 40).map(lambda halves: halves / 2),
    st.sampled_from(["en", "ja", "ar", "und"]),
)
def test_the_measure_is_one_that_the_style_sheets_have_and_within_the_room(
    title: str, room: float, language: str
) -> None:
    found = measure(title, room, language)
    assert found == "" or 4 <= int(found.removeprefix("measure-")) <= 2 * room


def test_phrases_are_marked_where_a_title_has_no_spaces() -> None:
    span = '<span class="phrase">{}</span>'
    assert phrased("和紙はなぜ千年もつのか", "ja") == "".join(map(span.format, ("和紙は", "なぜ", "千年もつのか")))
    assert phrased("A & B", "en") == "A &amp; B"
    assert phrased("紙", "ja") == "紙"
    assert phrased("潮汐为什么每天来两次", "zh") == "潮汐为什么每天来两次"


@given(st.text(st.sampled_from("和紙はなぜ千年もつのかABC <&"), max_size=40), st.sampled_from(["ja", "en"]))
def test_marking_phrases_changes_no_word(title: str, language: str) -> None:
    assert re.sub("<[^>]*>", "", phrased(title, language)) == escape(title)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "November 24, 2026"),
        ("de", "24. November 2026"),
        ("ja", "2026年11月24日"),
        ("zh-Hant", "2026年11月24日"),
        ("und", "November 24, 2026"),  # As its labels, which are English where there are no others.
        ("x-klingon", "2026-11-24"),
    ],
)
def test_a_day_is_written_as_its_language_does(language: str, written: str) -> None:
    assert dated(date(2026, 11, 24), language) == written


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("The Source", "The Source"),
        (LONG, "Why the sea comes in twice a day and why the…"),
        ("Tides, and all that they do to us: a history – x", "Tides, and all that they do to us: a history…"),
        (
            "潮の満ち引きはなぜ一日に二度あるのか、港の表はなぜ繰り返さないのか",
            "潮の満ち引きはなぜ一日に二度あるのか、港の表…",
        ),
    ],
)
def test_a_running_head_is_cut_between_words(title: str, head: str) -> None:
    assert running_head(title, 46) == head


@given(st.text(min_size=1, max_size=200))
def test_a_running_head_fits_its_line_and_is_the_beginning_of_the_heading(title: str) -> None:
    head = running_head(title)
    assert width(head) <= HEAD_WIDTH
    assert title.startswith(head.removesuffix("…"))


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("<p>Stand on a beach for an hour.</p>", "Stand on a beach"),
        ("<p>Every river begins somewhere else.</p>", "Every river begins somewhere"),
        ("<p>L’eau qui coule, et le temps.</p>", "L’eau qui"),
        ("<p>Лёд тает весной медленно.</p>", "Лёд тает весной"),
        ("<p>In 1687 Newton wrote it down.</p>", None),  # A figure has no small capital.
        ("<p>“Wait,” said the ferryman.</p>", None),
        ("<p><em>Stand</em> on a beach.</p>", None),
        ("<ul><li>Stand on a beach</li></ul>", None),
        ("<p>नदी खेत से निकलती है।</p>", None),
        ("<p>川は畑から流れ出る。</p>", None),
        ("<p>Verkehrsinfrastrukturfinanzierungsgesellschaft baute Kanäle.</p>", None),
    ],
)
def test_first_words_are_marked_where_their_script_has_small_capitals(body: str, marked: str | None) -> None:
    found = re.search(r'<span class="lead-in">(.*?)</span>', lead_in(body))
    assert (found[1] if found else None) == marked


@given(st.text(st.sampled_from("ab ’-.,&<>xÉ1"), max_size=60))
def test_marking_first_words_changes_no_word(text: str) -> None:
    body = f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    assert re.sub(r"</?span[^>]*>", "", lead_in(body)) == body


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("See https://example.org/a.", "See <a href>https://example.org/a</a>."),
        ("(https://example.org/a_b?c=1&amp;d=2#e)", "(<a href>https://example.org/a_b?c=1&amp;d=2#e</a>)"),
        ("“https://example.org/”", "“<a href>https://example.org/</a>”"),
        (
            "&lt;a href=&quot;http://example.org/&quot;&gt;",
            "&lt;a href=&quot;<a href>http://example.org/</a>&quot;&gt;",
        ),
        ("www.example.org, then", "<span>www.example.org</span>, then"),
        ("Write to tide-tables@example.org.", "Write to <span>tide-tables@example.org</span>."),
        ("https://example.org/[1]", "<span>https://example.org/[1</span>]"),
        ("https://exämple.org/", "<span>https://exämple.org/</span>"),
        ("@harbour and 5 @ 3", "@harbour and 5 @ 3"),
    ],
)
def test_addresses_are_kept_from_hyphens_and_linked_where_they_can_be(found: str, expected: str) -> None:
    set_body = typesetting.body(f"<p>{found}</p>", opens=False)
    plain = re.sub(r' class="address"', "", set_body)
    assert re.sub(r'<a href="[^"]*">', "<a href>", plain) == f"<p>{expected}</p>"
    assert re.findall(r'href="([^"]*)">([^<]*)<', set_body) == [
        (a, a) for a in re.findall(r"<a href>([^<]*)<", expected)
    ]


def test_a_link_that_is_there_already_stays() -> None:
    body = '<p><a href="https://example.org/">https://example.org/</a></p>'
    assert typesetting.body(body, opens=False) == body


def test_marking_addresses_takes_no_time_on_hostile_text() -> None:
    for piece in ("@", "a@", "www.", "https://", "a.", "&amp;", "<a", "https://." * 3):
        body = f"<p>{escape(piece * 20_000, quote=False)}</p>"
        assert typesetting.body(body, opens=True)
