from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.fonts.choosing import families, leading, needed, script_of
from publish.fonts.coverage import drawn, has, uncovered
from publish.fonts.table import FACES, WIDE_MARKS

GARAMOND, WIDE = "EB Garamond", "Noto Serif"


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("en", None), ("el", None), ("sr-Cyrl", None), ("und", None), ("", None),
        ("ar", "Arab"), ("fa-IR", "Arab"), ("pa", "Guru"), ("pa-Arab", "Arab"), ("pa-PK", "Arab"), ("he", "Hebr"),
        ("zh", "Hans"), ("zh-CN", "Hans"), ("zh-Hant", "Hant"), ("zh-hant-hk", "Hant"), ("zh-TW", "Hant"),
        ("zh-Hans-TW", "Hans"), ("yue", "Hant"), ("ja", "Jpan"), ("KO", "Kore"), ("ja-Latn", None),
    ],
)  # fmt: skip
def test_script_of_a_language(tag: str, script: str | None) -> None:
    assert script_of(tag) == script


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Plain text", (GARAMOND, WIDE)),
        ("ru", "Привет", (GARAMOND, WIDE)),
        ("en", "Look: 🌎", (GARAMOND, "Noto Emoji", WIDE)),
        ("en", "∰ is an integral", (GARAMOND, "STIX Two Math", WIDE)),
        ("en", "שלום", (GARAMOND, "Frank Ruhl Libre", WIDE)),
        ("ar", "مرحبا", ("Amiri", GARAMOND, WIDE)),
        ("ur", "اردو", ("Amiri", GARAMOND, WIDE)),
        ("he", "שלום", ("Frank Ruhl Libre", GARAMOND, WIDE)),
        ("hi", "नमस्ते", ("Noto Serif Devanagari", GARAMOND, WIDE)),
        ("bn", "বাংলা", ("Noto Sans Bengali", GARAMOND, WIDE)),
        ("th", "ไทย", ("Noto Serif Thai", GARAMOND, WIDE)),
        ("ja", "骨", ("EB Garamond CJK", "Noto Serif JP", GARAMOND, WIDE)),
        ("ko", "骨", ("EB Garamond CJK", "Noto Serif KR", GARAMOND, WIDE)),
        ("zh-Hans", "骨", ("EB Garamond CJK", "Noto Serif SC", GARAMOND, WIDE)),
        ("zh-HK", "骨", ("EB Garamond CJK", "Noto Serif TC", GARAMOND, WIDE)),
        # Han in other languages is that of the letters beside it.
        ("en", "骨", (GARAMOND, "Noto Serif SC", WIDE)),
        ("en", "骨の", (GARAMOND, "Noto Serif JP", WIDE)),
        ("en", "骨 한", (GARAMOND, "Noto Serif KR", WIDE)),
    ],
)
def test_families(language: str, text: str, expected: tuple[str, ...]) -> None:
    assert families(language, text) == expected


@pytest.mark.parametrize("language", ["ja", "ko", "zh-Hans", "zh-Hant"])
def test_wide_marks_come_from_the_han_face_and_letters_from_the_text_face(language: str) -> None:
    first, own = leading(language)
    assert [face.family for face in needed(language, WIDE_MARKS)] == [own]
    assert [face.family for face in needed(language, "Apple, 100% (2024)")] == [first]


@pytest.mark.parametrize("language", ["hi", "th", "ta", "ka"])
def test_latin_beside_other_scripts_comes_from_the_text_face(language: str) -> None:
    assert [face.family for face in needed(language, "Café2024")] == [GARAMOND]


@given(st.sampled_from(["en", "ar", "ja", "zh-Hant", "hi", "und"]), st.text())
def test_families_cover_all_that_any_face_covers(language: str, text: str) -> None:
    chosen = families(language, text)
    faces = [face for face in FACES if face.family in chosen and not face.italic and face.weight == 400]
    lacking = {c for c in drawn(text) if not any(has(face, c) for face in faces)}
    assert lacking == set(uncovered(text))
    assert len(set(chosen)) == len(chosen)
