from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.fonts.spelling import TURN, Spelling, ToUnicode
from publish.writing import write
from publish.writing.right_to_left import WIDEST_GAP, Line, Piece
from tests.support.making import article, published, section

ARABIC = (
    "كان الطريق إلى البحر طويلًا، ولكن المسافرين عرفوا طريقهم. قال الشيخ: هذا كتابٌ قديمٌ جدًّا، يشرح كلمة "
    "algorithm التي نسمعها كل يوم، ويضرب لها مثلًا. وفي عام 1202 كتب Leonardo أيضًا عن الأرقام العشرية."
)
PERSIAN = "این بازیگر می‌تواند کد شما را (با MFA یا بدون آن) تغییر دهد، بلکه مالکیت را نیز توزیع کند."
HEBREW = "המגדלור עומד על צוק גבוה מעל הים, ואורו נראה למרחק של 25 מילין. בשנת 1934 הוחלפה העדשה בעדשת Fresnel חדשה."
UNSEEN = "[\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069]"


def words(text: str) -> Counter[str]:
    """The words of a text, without vowel signs, which extractors put before or after their letter."""
    return Counter(re.findall(r"[^\W\d_]+", re.sub(UNSEEN, "", unicodedata.normalize("NFC", text))))


@cache
def edition(language: str, text: str) -> bytes:
    return write(published(article(section(None, text), language=language, title=text.split()[0])), "pdf")[0]


@pytest.mark.parametrize(("language", "text"), [("ar", ARABIC), ("fa", PERSIAN), ("he", HEBREW)])
def test_every_word_is_found(language: str, text: str) -> None:
    document = pypdfium2.PdfDocument(edition(language, text))
    found = words("\n".join(page.get_textpage().get_text_range() for page in document))
    assert not words(text) - found


def test_vowel_signs_are_found_too() -> None:
    document = pypdfium2.PdfDocument(edition("ar", ARABIC))
    found = "".join(page.get_textpage().get_text_range() for page in document)
    assert all(found.count(sign) >= ARABIC.count(sign) for sign in "ًٌّ")


def test_the_bytes_are_the_same_again() -> None:
    first = edition("ar", ARABIC)
    edition.cache_clear()
    assert edition("ar", ARABIC) == first


def test_latin_text_is_shown_as_it_was() -> None:
    data = write(published(article(section(None, "Plain words."))), "pdf")[0]
    document = pypdfium2.PdfDocument(data)
    assert TURN not in "".join(page.get_textpage().get_text_range() for page in document)


# The pieces of a line. Glyphs 1 to 9: what they say.
SAYS = {1: "ر", 2: "ي", 3: " ", 4: "M", 5: "ً", 6: ":", 7: "1"}


def shown(text: str) -> list[Piece]:
    to_unicode = ToUnicode(Spelling({glyph: (said,) for glyph, said in SAYS.items()}, turn=9))
    for glyph, said in SAYS.items():
        to_unicode[glyph] = said
    return Line().pieces(text, to_unicode)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<00020001>", [Piece("<00020001>")], id="letters"),
        pytest.param("<0002>0<>0<0001>", [Piece("<00020001>")], id="numbers that move nothing"),
        pytest.param("<0002>-50<0001>", [Piece("<0002>-50.00<0001>")], id="a narrow gap"),
        pytest.param("<0002>-120<000100030001>", [Piece("<0002>-97.00<0001>-23.00<00030001>")], id="a wide gap"),
        pytest.param("<0002>-120<0001>", [Piece("<0002>-97.00<0001>-23.00")], id="a wide gap in the last word"),
        pytest.param("<0002>120<0005>-120<0001>", [Piece("<0002>"), Piece("120.00<0005>", astray=True),
                     Piece("-120.00<0001>")], id="a vowel sign"),
        pytest.param("<0002>-60<0005>60<0001>", [Piece("<0002>"), Piece("-60.00<0005>"), Piece("60.00<0001>")],
                     id="a vowel sign near its letter"),
        pytest.param("<0001000300040003000400030001>", [Piece("<00010003000900040003000400030001>")], id="Latin"),
        pytest.param("<00010003000700060001>", [Piece("<0001000300090007000900060001>")], id="a number and a colon"),
        pytest.param("<00010003>", [Piece("<000100030009>")], id="a link to the right"),
    ],
)  # fmt: skip
def test_pieces(text: str, expected: list[Piece]) -> None:
    assert shown(text) == expected


TOKENS = st.one_of(
    st.sampled_from(sorted(SAYS)).map(lambda glyph: f"<{glyph:04x}>"),
    st.floats(-400, 400).map(lambda number: f"<>{number:.3f}"),
)


@given(st.lists(TOKENS, max_size=30))
def test_no_glyph_is_lost_or_moved_far(tokens: list[str]) -> None:
    """Every glyph is shown once, in order; the line's end stays; no letter moves more than its gap was too wide."""
    text = "".join(tokens)
    pieces = "".join(piece.text for piece in shown(text))
    assert [glyph for glyph in glyphs(pieces) if glyph != 9] == glyphs(text)
    assert sum(numbers(pieces)) == pytest.approx(sum(numbers(text)), abs=0.01 * (len(tokens) + 2))


@given(st.lists(st.floats(-400, 400), min_size=1, max_size=8))
def test_letters_of_a_word_stay_together(gaps: list[float]) -> None:
    (piece,) = shown("<0001>" + "".join(f"{gap:.2f}<0002>" for gap in gaps) + "0<0003>")
    within = piece.text.rsplit("<", 1)[0] if piece.text.count("<") > 1 else ""
    assert all(number >= -WIDEST_GAP for number in numbers(within[: within.rfind(">") + 1]))


def glyphs(text: str) -> list[int]:
    strings = re.findall("<([0-9a-f]*)>", text)
    return [int(string[start : start + 4], 16) for string in strings for start in range(0, len(string), 4)]


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.\d+", re.sub("<[0-9a-f]*>", " ", text))]


def test_no_text_is_empty_or_forbidden() -> None:
    """PDF/A-3 (ISO 19005-3, 6.2.11.7.2): no glyph says U+0000, U+FEFF or U+FFFE; and none of ours says nothing."""
    pdf = pikepdf.open(BytesIO(edition("ar", ARABIC)))
    maps = [font.ToUnicode.read_bytes() for page in pdf.pages for font in page.Resources.Font.values()]
    said = re.findall(rb"^<[0-9a-f]{4}> <([0-9a-f]*)>$", b"\n".join(maps), re.MULTILINE)
    assert said
    assert not {b"", b"0000", b"feff", b"fffe"} & set(said)
