"""Themes, labels, directions, and the style sheets that a theme gives to reading systems."""

from __future__ import annotations

import re
from itertools import pairwise

import pypdfium2
import pytest
from support.making import RIVER, article, contents, published, section

from publish.errors import SettingsError
from publish.rendering.theme import direction_of, load, names
from publish.writing import write

THEME = load("book")


def test_an_unknown_theme_suggests_the_nearest() -> None:
    with pytest.raises(SettingsError) as caught:
        load("bok")
    assert str(caught.value) == "no theme is called “bok”; did you mean “book”?"


@pytest.mark.parametrize("name", ["", "..", "../styles/book", "base"])
def test_only_a_folder_with_a_theme_is_a_theme(name: str) -> None:
    with pytest.raises(SettingsError, match="no theme"):
        load(name)


@pytest.mark.parametrize("language", THEME.labels)
def test_every_language_has_all_the_labels(language: str) -> None:
    assert set(THEME.labels[language]) == {
        "contents", "absent", "cover", "titlepage", "start", "landmarks", "pages", "picture", "page"
    }  # fmt: skip
    assert all(label.strip() == label != "" for label in THEME.labels[language].values())


@pytest.mark.parametrize(
    ("language", "nearest"),
    [
        ("en", "en"), ("en-GB", "en"), ("de-AT-1996", "de"), ("la", "en"), ("und", "en"), ("x-none", "en"),
        ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-Hans-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh-Hant", "zh-Hant"), ("zh-Hant-HK", "zh-Hant"),
    ],
)  # fmt: skip
def test_labels_fall_back_to_the_nearest_language(language: str, nearest: str) -> None:
    labels = THEME.labels_in(language)
    assert labels["contents"] == THEME.labels[nearest]["contents"]


@pytest.mark.parametrize(("language", "spoken"), [("de-AT", "de-AT"), ("de", "de"), ("la", "en"), ("zh-TW", "zh-TW")])
def test_labels_say_in_which_language_they_are(language: str, spoken: str) -> None:
    assert THEME.labels_in(language)["language"] == spoken


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("ur", "rtl"), ("ar-Latn", "ltr"), ("pa", "ltr"),
     ("pa-Arab", "rtl"), ("und", "ltr"), ("en-Hebr", "rtl")],
)  # fmt: skip
def test_direction_is_that_of_the_language_or_of_the_script_in_its_tag(language: str, direction: str) -> None:
    assert direction_of(language) == direction


LANGUAGES = ("en", "ar", "ja", "hi", "ru", "zh-Hant")

FORBIDDEN = {
    "flex": r"\bflex\b",
    "grid": r"\bgrid\b",
    "custom properties": r"var\(|--[a-z]",
    "position": r"(?<![-\w])position\s*:",
    "viewport units": r"\d(vh|vw|vmin|vmax)\b",
    "imports": r"@import",
    "font sizes in %": r"font-size\s*:\s*[\d.]+%",
}
"""What reading systems trip over: Kindle, Kobo and Apple Books, each in its own way."""

DEFAULTS = ("font-size", "line-height", "color", "background", "background-color", "font-family", "font", "overflow")
"""What the running text leaves to its reader (KDP: the body text must be all defaults)."""


def rules(sheet: str) -> list[tuple[list[str], dict[str, str]]]:
    """The selectors and declarations of each rule of a style sheet without nested rules."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"@charset[^;]*;", "", plain))
    return [([name.strip() for name in names.split(",")], dict(_declarations(body))) for names, body in found]


def _declarations(body: str) -> list[tuple[str, str]]:
    parts = (declaration.partition(":") for declaration in body.split(";") if declaration.strip())
    return [(name.strip(), value.strip()) for name, _, value in parts]


def sheet_in(language: str) -> str:
    printed = contents(("1", "One", 1, None))
    return published(article(section(), contents=printed, language=language)).styles["epub"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pattern", FORBIDDEN.values(), ids=FORBIDDEN)
def test_reading_systems_get_nothing_that_they_trip_over(language: str, pattern: str) -> None:
    assert re.findall(pattern, sheet_in(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_running_text_is_left_to_its_reader(language: str) -> None:
    text = [declared for names, declared in rules(sheet_in(language)) if {"html", "body", "p"} & set(names)]
    assert len(text) >= 2
    assert [name for declared in text for name in declared if name in DEFAULTS] == []


def test_headings_say_how_they_are_aligned_as_kindle_would_justify_them() -> None:
    for language, side in (("en", "left"), ("ar", "right")):
        aligned = [declared.get("text-align") for names, declared in rules(sheet_in(language)) if "h2" in names]
        assert side in aligned


def test_no_margin_is_wider_than_kobo_allows() -> None:
    ems = [
        float(size)
        for (selector, *_), declared in rules(sheet_in("en"))
        if not selector.startswith(".in-")  # Code that is turned over, which begins further left by as much.
        for name, value in declared.items()
        if name.startswith(("margin", "padding"))
        for size in re.findall(r"(-?[\d.]+)em", value)
    ]
    assert ems
    assert max(ems) <= 2


def test_every_font_that_a_style_sheet_names_is_in_the_publication() -> None:
    publication = published(article(section(), title="Rivers, реки, 川"))
    named = re.findall(r"url\(([^)]+)\)", publication.styles["epub"])
    assert named
    assert sorted(named) == sorted(font.name for font in publication.fonts)


def test_the_three_style_sheets_are_filled_in_for_every_direction_and_width() -> None:
    for language in LANGUAGES:
        styles = published(article(section(), language=language)).styles
        assert sorted(styles) == ["cover", "epub", "pdf"]
        assert not [name for name, sheet in styles.items() if "{{" in sheet or "None" in sheet]


@pytest.mark.parametrize("name", names())
def test_a_theme_is_alone_in_the_margins(name: str) -> None:
    """What stands above and below the text, in two places of a page at the most: nothing is set over anything."""
    title = "Of a River That Runs Through a Town and of the Bridges That Lead Over It"
    long = article(*(section(f"Section {n}", *[RIVER] * 12, id=f"s{n}") for n in range(6)), title=title)
    data, _ = write(published(long, theme=name), "pdf")
    with pypdfium2.PdfDocument(data) as pdf:
        for number in range(3, len(pdf)):
            page = pdf[number].get_textpage()
            boxes = [page.get_rect(place) for place in range(page.count_rects())]
            top = sorted(
                box for box in boxes if box[1] > pdf[number].get_height() - load(name).tokens["page"]["top"] * 72 / 25.4
            )
            assert all(left[2] <= right[0] for left, right in pairwise(top))
            assert all(box[0] > 0 and box[2] < pdf[number].get_width() for box in top)


def test_arabic_is_set_larger_beside_a_face_that_looks_larger_and_no_larger_than_its_leading_allows() -> None:
    sizes = {}
    for name in names():
        sheet = published(article(title="عالم", language="ar"), theme=name).styles["pdf"]
        size, leading = map(float, re.findall(r"html \{ font: ([\d.]+)pt/([\d.]+)pt", sheet)[0])
        sizes[name] = size / load(name).tokens["page"]["type"]
        assert leading / size >= 1.26
    assert sizes["book"] == 1 and all(1.05 < sizes[name] < 1.15 for name in ("magazine", "plain", "report"))
