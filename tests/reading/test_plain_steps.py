"""What holds for the steps of a plain text, whatever the text, and what each of them leaves alone."""

from __future__ import annotations

import textwrap
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.test_properties import tokens

from publish.errors import SourceError
from publish.measure import plain
from publish.reading import read
from publish.reading.lines import split
from publish.reading.plain import bylines, furniture, wrapping
from publish.reading.plain.bylines import NEAR
from publish.reading.plain.manuscript import Manuscript

SAID = "the tide comes in and Nobody counts boats. lamp, of a clerk's rope Then it goes out?"
WORDS = st.sampled_from(SAID.split())
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=15, max_size=60).map(" ".join), min_size=3, max_size=6)


@given(st.binary(min_size=1))
@settings(deadline=None)
def test_any_bytes_are_an_article_or_a_clear_error(data: bytes) -> None:
    try:
        read(data, source="a.txt")
    except SourceError as error:
        assert error.remedy


@given(PARAGRAPHS, st.integers(50, 90), st.sampled_from(["", "   "]), st.booleans())
@settings(deadline=None)
def test_paragraphs_broken_at_a_width_come_back_whole(paragraphs: list[str], width: int, first: str, fed: bool) -> None:
    broken = [textwrap.fill(text, width, initial_indent=first) for text in paragraphs]
    text = "A title\n\n" + "\n\n".join(broken)
    lines = text.split("\n")
    if fed:  # A page of ten lines each, with its head.
        pages = [lines[start : start + 10] for start in range(2, len(lines), 10)]
        heads = (f"A HEAD     {number}" for number, _ in enumerate(pages, start=1))
        lines = [*lines[:2], *(line for head, page in zip(heads, pages, strict=True) for line in ("\f" + head, *page))]
    article = read("\n".join(lines).encode(), source="a.txt")
    said = " ".join([article.metadata.title, *(plain(section.body) for section in article.sections)])
    gone = " ".join(dropped.text for dropped in article.dropped)
    assert Counter(tokens(said) + tokens(gone)) == Counter(tokens("\n".join(lines)))


SENTENCES = "The clerk of the harbour writes down when the water comes and when it goes, and nobody reads it. " * 4


def test_a_hyphen_stays_where_the_text_has_the_word_with_it() -> None:
    broken = "Of all the things that are kept beside the window, the well-\nknown lamp is the one that visitors want."
    text = f"{textwrap.fill(SENTENCES, 66)}\n\nIt was a well-known lamp.\n\n{broken}"
    joined = wrapping.join(Manuscript(split(text)))
    assert joined.lines[-1].text.endswith("the well-known lamp is the one that visitors want.")
    assert joined.findings == ()


def test_a_poem_and_a_paragraph_a_line_are_not_joined() -> None:
    for text in (
        "Roll the barrel to the door,\nCount the herring on the floor,\nOne for me\n" * 5,
        f"{SENTENCES}\n" * 5,
    ):
        manuscript = Manuscript(split(text))
        assert wrapping.join(manuscript) == manuscript


EVEN = {
    "en": "The clerk wrote down {} boats that night, and nobody in the town ever asked him about it.",
    "ar": "كتب الموظف في دفتره {} قارباً في تلك الليلة ولم يسأله أحد في المدينة عن ذلك قط.",
    "hi": "मुंशी ने उस रात {} नावें लिख लीं और शहर में किसी ने उससे कभी इसके बारे में नहीं पूछा।",
    "zh": "那天晚上书记员在账簿上记下了{}条船，城里从来没有人问过他这件事，他也从来没有提起过。",
}


@pytest.mark.parametrize("behind", ["", " 12", "[12]", "¹²", " (12)", "”"])
@pytest.mark.parametrize("language", EVEN)
def test_paragraphs_of_even_length_are_not_joined(language: str, behind: str) -> None:
    paragraphs = [f"{EVEN[language].format(number)}{behind}" for number in range(100, 160)]
    for heading in range(0, 60, 6):
        paragraphs.insert(heading, f"{language} {heading}")
    manuscript = Manuscript(split("\n".join(paragraphs)))
    assert wrapping.join(manuscript) == manuscript


WRAPPED = {
    "en": ("It is never read by anybody but the clerk, and he has never told what is in it. ", 70),
    "ar": ("كتب الموظف في دفتره كل القوارب في تلك الليلة ولم يسأله أحد في المدينة عن ذلك قط. ", 70),
    "zh": ("那天晚上书记员在账簿上记下了所有的船，城里从来没有人问过他这件事。", 31),
}


def wrapped(language: str, times: int, first: str = "") -> str:
    """A paragraph of a sentence several times, broken as its script is."""
    sentence, width = WRAPPED[language]
    if language != "zh":
        return textwrap.fill(sentence * times, width, initial_indent=first)
    text = first.replace(" ", "\u3000") + sentence * times
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize("language", WRAPPED)
@pytest.mark.parametrize(("between", "first"), [("\n\n", ""), ("\n", "  ")])
def test_headings_above_wrapped_paragraphs_stay_lines(language: str, between: str, first: str) -> None:
    headings = [f"{name} {language}" for name in ("Sea", "Land", "Wind", "Rain", "Snow", "Ice")]
    text = "Contents\n" + "\n".join(headings) + "\n\n"
    for number, heading in enumerate(headings, start=2):
        paragraphs = [wrapped(language, times, first) for times in (number, 3)]
        text += f"{heading}\n{between.join(paragraphs)}\n\n"
    lines = [line.text for line in wrapping.join(Manuscript(split(text))).lines]
    assert [line for line in lines if line in headings] == headings * 2
    assert len(lines) == 1 + 6 + 6 + 12


def test_a_heading_that_nothing_names_is_not_joined_to_a_full_line_above_it() -> None:
    text = f"{SENTENCES.strip()} {SENTENCES.strip()} {SENTENCES.strip()} It is so."
    filled = textwrap.fill(text, 60)
    full = next(width for width in range(60, 75) if len(textwrap.wrap(text, width)[-1]) > width - 5)
    filled = textwrap.fill(text, full)
    joined = wrapping.join(Manuscript(split(f"{filled}\nThe harbour in winter\n{filled}")))
    assert [line.text for line in joined.lines] == [text, "The harbour in winter", text]


def test_dots_that_a_sentence_pauses_with_are_no_leader() -> None:
    paused = SENTENCES.replace("goes, and", "goes.... And")
    joined = wrapping.join(Manuscript(split(f"{textwrap.fill(SENTENCES, 66)}\n\n{textwrap.fill(paused, 66)}")))
    assert [line.text for line in joined.lines] == [SENTENCES.strip(), paused.strip()]


@pytest.mark.parametrize("mark", ["[5]  ", "*    "])
def test_the_lines_of_a_note_may_hang(mark: str) -> None:
    note = textwrap.fill(SENTENCES, 60, initial_indent=mark, subsequent_indent=" " * 5)
    joined = wrapping.join(Manuscript(split(f"{textwrap.fill(SENTENCES * 2, 66)}\n\n{note}")))
    assert [line.text.split(maxsplit=1)[1] for line in joined.lines[1:]] == [SENTENCES.strip()]


def test_quoted_lines_are_joined_as_the_paragraphs_that_they_are() -> None:
    inner = textwrap.fill(SENTENCES, 64).split("\n")
    quoted = "\n".join([*(f"> {line}" for line in inner), ">", *(f"> {line}" for line in inner)])
    joined = wrapping.join(Manuscript(split(f"{textwrap.fill(SENTENCES * 2, 66)}\n\n{quoted}\n\nThat is all.")))
    said = SENTENCES.strip()
    assert [line.text for line in joined.lines] == [f"{said} {said}", f"> {said}", ">", f"> {said}", "That is all."]


@pytest.mark.parametrize("folio", ["[Page {}]", "- {} -", "Clerk     {}"])
def test_heads_at_regular_intervals_are_furniture(folio: str) -> None:
    pages = (f"{page(number)}\n\n{folio.format(number)}\nThe Book of Tides" for number in range(1, 7))
    bare = furniture.take_off(Manuscript(split("\n\n".join(pages))))
    assert len(bare.lines) == 6 * 26
    assert sum(dropped.text.count("The Book of Tides") for dropped in bare.dropped) == 6


def page(number: int) -> str:
    """26 lines that say something else on every page."""
    return "\n".join(f"Line {letter * number} of the page." for letter in "abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("heading", ["{}", "Chapter {}", "In 200{}"])
def test_numbered_chapters_and_years_are_no_furniture(heading: str) -> None:
    chapters = (f"{heading.format(number)}\n{page(number)}" for number in range(1, 8))
    manuscript = Manuscript(split("\n\n".join(chapters)))
    assert furniture.take_off(manuscript) == manuscript


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Quill",
        "BY ADA QUILL",
        "Von Ada Quill und Jon Ferry",
        "Par Ada Quill",
        "Por Ada Quill y Jon van der Ferry",
        "Автор: Ада Квилл",
        "作者：张三",
        "By Ada Quill | 2024-05-03",
        "2024年5月3日",
        "Published on May 3, 2024",
    ],
)
def test_a_byline_is_taken(line: str) -> None:
    assert bylines.take(Manuscript(split(f"The lamp\n{line}\nIt is red."))).facts


@pytest.mark.parametrize(
    "line",
    [
        "By nobody.",
        "By land and sea",
        "By Friday",
        "Von der Küste",
        "Von Hafen zu Hafen",
        "03/05/2024",
        "May 2024",
        "12 boats",
    ],
)
def test_what_may_be_text_is_no_byline(line: str) -> None:
    manuscript = Manuscript(split(f"The lamp\n{line}\nIt is red."))
    assert bylines.take(manuscript) == manuscript


def test_a_byline_stands_near_the_title() -> None:
    manuscript = Manuscript(split("The lamp\n" + "It is red.\n" * NEAR + "By Ada Quill\nThe end."))
    assert bylines.take(manuscript) == manuscript
