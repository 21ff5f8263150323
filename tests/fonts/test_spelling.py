from __future__ import annotations

from functools import cache

import pytest
import uharfbuzz as hb

from publish.fonts.instancing import instance
from publish.fonts.spelling import JOINER, SCRIPTS, TURN, Spelling, ToUnicode, dump, load, spell
from publish.fonts.table import FACES, Face

SPELLED = {f"{face.family} {face.style}": face for face in FACES if face.script in SCRIPTS}


@cache
def spelling(name: str) -> Spelling:
    return spell(font(SPELLED[name]))


@cache
def font(face: Face) -> bytes:
    return instance(face)


def shaped(name: str, text: str) -> list[int]:
    """The glyphs of a word, in the order of reading."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(font(SPELLED[name]))), buffer)
    return [info.codepoint for info in reversed(buffer.glyph_infos)]


@pytest.mark.parametrize("word", ["كتاب", "العشرية", "سلام", "محمد", "بازیگر", "آموزش", "پژوهشگر"])
def test_every_form_of_a_letter_says_the_letter(word: str) -> None:
    texts = spelling("Amiri Regular").texts
    assert "".join(texts[glyph][0] for glyph in shaped("Amiri Regular", word)) == word


def test_a_vowel_sign_says_itself_and_its_letter_says_the_letter() -> None:
    base, sign = shaped("Amiri Regular", "عً")
    texts = spelling("Amiri Regular").texts
    assert (texts[base], texts[sign]) == (("ع",), ("ً",))


def test_a_stroke_that_fills_says_nothing_that_is_seen() -> None:
    glyphs = shaped("Amiri Regular", "لكي")
    assert len(glyphs) == 4, "the face no longer draws this word with a stroke between two letters"
    said = [spelling("Amiri Regular").texts[glyph][0] for glyph in glyphs]
    assert sorted(said) == sorted(["ل", "ك", "ي", JOINER])


def test_a_ligature_says_its_letters() -> None:
    (glyph,) = hb_ligature()
    assert spelling("Amiri Regular").texts[glyph][0] == "ffl"


def hb_ligature() -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str("ffl")
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(font(SPELLED["Amiri Regular"]))), buffer)
    return [info.codepoint for info in buffer.glyph_infos]


@pytest.mark.parametrize("name", SPELLED)
def test_the_glyph_that_turns_has_neither_ink_nor_width(name: str) -> None:
    turn = spelling(name).turn
    assert turn is not None
    drawing = hb.Font(hb.Face(font(SPELLED[name])))
    assert drawing.get_glyph_h_advance(turn) == 0
    extents = drawing.get_glyph_extents(turn)
    assert extents is None or (extents.width, extents.height) == (0, 0)


@pytest.mark.parametrize("name", ["Amiri Bold", "Frank Ruhl Libre Regular"])
def test_kept_and_loaded_is_the_same(name: str) -> None:
    found = spelling(name)
    assert load(dump(found)) == found
    assert dump(load(dump(found))) == dump(found)


def test_a_cluster_is_believed_only_in_what_the_glyph_may_say() -> None:
    texts = ToUnicode(Spelling({1: ("ع",), 2: ("ً",), 3: ("ه", "ہ")}, turn=9))
    texts[2] = "عً"
    texts[1] = ""
    texts[3] = "ہ"
    texts[4] = "x"
    texts[5] = ""
    assert texts == {9: TURN, 2: "ً", 1: "ع", 3: "ہ", 4: "x", 5: JOINER}
