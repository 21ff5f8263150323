from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.errors import BuildError
from publish.fonts.coverage import drawn, located, uncovered
from publish.fonts.table import FACES

SAMPLES = {
    "Latin": "Žluťoučký kůň, ſtraße, Ægir, Tiếng Việt, ǆ, fi",
    "Greek, polytonic": "ἄνθρωπος ᾧ Ἀθῆναι",
    "Cyrillic": "Съешь ещё, ґанок, ѣ, җ",
    "Arabic, Persian, Urdu": "السلام عليكم گچپژ ۱۲۳ ٹڈڑںے ﷺ",
    "Hebrew, pointed": "בְּרֵאשִׁית",
    "Armenian": "Բարեւ",
    "Georgian": "გამარჯობა",
    "Ethiopic": "ሰላም",
    "Devanagari": "क्षत्रिय ॐ ।",
    "Bengali": "ক্ষমতা ৳",
    "Gujarati": "નમસ્તે",
    "Gurmukhi": "ਸਤਿ ਸ੍ਰੀ",
    "Tamil": "வணக்கம் ஸ்ரீ",
    "Telugu": "నమస్కారం",
    "Kannada": "ನಮಸ್ಕಾರ",
    "Malayalam": "നമസ്കാരം",
    "Oriya": "ନମସ୍କାର",
    "Sinhala": "ආයුබෝවන්",
    "Thai": "สวัสดี ฿",
    "Lao": "ສະບາຍດີ",
    "Khmer": "សួស្តី",
    "Burmese": "မင်္ဂလာပါ",
    "Japanese": "日本語のかなカナ「」〜々",
    "Korean": "한국어 ㄱ 漢字",
    "Chinese": "简体字 繁體字 《》、。",
    "Emoji": "🌎 ❤️ 📊 👩🏽‍🚀 🇩🇪 1️⃣",
    "Signs": "→ ⇒ ∑ √ ≠ ∞ ★ ✓ ☐ ♫ ─ █ ½ € ₹ № ™",
}


@pytest.mark.parametrize("script", SAMPLES)
def test_script_is_covered(script: str) -> None:
    assert uncovered(SAMPLES[script]) == ()


def test_what_no_face_draws_is_told_in_order() -> None:
    unassigned, private, cuneiform = "\u0378", "\ue123", "\U00012000"
    assert uncovered(f"a{cuneiform}b{private}c{unassigned}{private}") == (unassigned, private, cuneiform)


@pytest.mark.parametrize("character", "\t\n\u200b\u200d\u200e\u2028\u2060\ufe0f\U000e0101\u180b\u034f\xad\ufeff")
def test_what_is_never_drawn_needs_no_glyph(character: str) -> None:
    assert drawn(f"a{character}") == {"a"}
    assert uncovered(character) == ()


@given(st.text())
def test_uncovered_characters_are_drawn_ones_of_the_text(text: str) -> None:
    assert set(uncovered(text)) <= drawn(text) <= set(text)


def test_missing_package_names_its_remedy() -> None:
    package = replace(FACES[0].package, distribution="absent-font", folder="absent_font/files", version="1")
    with pytest.raises(BuildError, match="install absent-font==1"):
        located(replace(FACES[0], package=package))


def test_missing_file_names_its_remedy() -> None:
    with pytest.raises(BuildError, match=r"absent\.ttf is missing; reinstall fontpkg-eb-garamond"):
        located(replace(FACES[0], file="absent.ttf"))


@pytest.mark.parametrize("folder", ["flattened", "seed"])
def test_corpus_is_covered(corpus: Path, folder: str) -> None:
    lacking = {path.name: uncovered(path.read_text("utf-8")) for path in sorted((corpus / folder).glob("*.txt"))}
    assert lacking, "the corpus is empty"
    assert not {name: characters for name, characters in lacking.items() if characters}
