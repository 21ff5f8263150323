from __future__ import annotations

from io import BytesIO

import pytest
import uharfbuzz as hb
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from publish.fonts.instancing import LINE_HYPHEN, instance
from publish.fonts.subsetting import ALWAYS, subset
from publish.fonts.table import FACES, WIDE_MARKS, Face

NAMED = {(face.family, face.style): face for face in FACES}
REGULAR = NAMED["EB Garamond", "Regular"]
SAMPLES = [
    (REGULAR, "Affine “quotes” 1234"),
    (NAMED["EB Garamond", "Bold Italic"], "Both"),
    (NAMED["EB Garamond", "SemiBold"], "Heading"),
    (NAMED["Noto Sans Mono", "Bold"], "x = 1"),
    (NAMED["Amiri", "Regular"], "مرحبا"),
    (NAMED["Noto Serif Devanagari", "Regular"], "क्षत्रिय"),
    (NAMED["Noto Serif JP", "Regular"], "日本語の"),
    (NAMED["Noto Emoji", "Regular"], "🌎❤️"),
]
of_each_kind = pytest.mark.parametrize(("face", "text"), SAMPLES, ids=lambda value: getattr(value, "family", None))


def opened(data: bytes) -> TTFont:
    return TTFont(BytesIO(data))


def shaped(data: bytes, text: str, **features: bool) -> list[int]:
    """The glyphs that HarfBuzz sets a text in."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(data)), buffer, features)
    return [info.codepoint for info in buffer.glyph_infos]


@of_each_kind
def test_subset_has_what_was_asked_and_little_else(face: Face, text: str) -> None:
    characters = set(opened(subset(face, text)).getBestCmap())
    whole = set(opened(instance(face)).getBestCmap())
    assert characters >= set(map(ord, text)) - {0xFE0F}
    assert characters >= set(map(ord, ALWAYS)) & whole
    assert len(characters) < 60
    assert 0 not in shaped(subset(face, text), text)


@of_each_kind
def test_subset_is_static_and_named(face: Face, text: str) -> None:
    font = opened(subset(face, text))
    names = font["name"]
    assert not {"fvar", "gvar", "HVAR", "STAT", "CFF2"} & set(font.keys())
    assert (names.getBestFamilyName(), names.getBestSubFamilyName()) == (face.family, face.style)
    assert font["OS/2"].usWeightClass == face.weight
    assert bool(font["OS/2"].fsSelection & 1) is bool(font["head"].macStyle & 2) is face.italic
    assert bool(font["OS/2"].fsSelection & 32) is bool(font["head"].macStyle & 1) is (face.weight == 700)
    assert "Copyright" in names.getDebugName(0) or "©" in names.getDebugName(0)
    assert "Open Font License" in names.getDebugName(13)


@of_each_kind
def test_subset_is_the_same_bytes_again(face: Face, text: str) -> None:
    assert subset(face, text) == subset(face, "".join(reversed(text)))


def test_subset_keeps_ligatures_small_capitals_and_figures() -> None:
    data = subset(REGULAR, "final 1234")
    assert len(shaped(data, "fi")) == 1
    assert shaped(data, "final", smcp=True) != shaped(data, "final")
    assert shaped(data, "1234", onum=True) != shaped(data, "1234")


def test_subset_shapes_as_the_whole_face_does() -> None:
    face = NAMED["Noto Serif Devanagari", "Regular"]
    whole, part = instance(face), subset(face, "क्षत्रिय")
    assert len(shaped(part, "क्षत्रिय")) == len(shaped(whole, "क्षत्रिय")) < len("क्षत्रिय")


def test_weights_differ() -> None:
    outlines = {subset(NAMED["EB Garamond", style], "n") for style in ("Regular", "SemiBold", "Bold", "Italic")}
    assert len(outlines) == 4


def test_characters_left_to_others_are_gone() -> None:
    beside_han = set(opened(instance(NAMED["EB Garamond CJK", "Regular"])).getBestCmap())
    whole = set(opened(instance(REGULAR)).getBestCmap())
    private_use = range(0xE000, 0xF900)
    assert whole - beside_han - set(private_use) == set(map(ord, WIDE_MARKS)) & whole


@pytest.mark.parametrize("face", [face for face in FACES if face.hyphenates], ids=lambda face: face.family)
def test_line_hyphen_looks_like_the_hyphen_and_is_another_glyph(face: Face) -> None:
    font = opened(instance(face))
    line, hyphen = (font.getBestCmap()[ord(character)] for character in (LINE_HYPHEN, "-"))
    assert font.getGlyphID(line) != font.getGlyphID(hyphen)
    assert font["hmtx"][line] == font["hmtx"][hyphen]
    drawings = []
    for glyph in (line, hyphen):
        drawings.append(RecordingPen())
        font.getGlyphSet()[glyph].draw(drawings[-1])
    assert drawings[0].value == drawings[1].value != []


def test_subset_has_no_line_hyphen() -> None:
    assert ord(LINE_HYPHEN) not in opened(subset(REGULAR, f"a{LINE_HYPHEN}")).getBestCmap()
