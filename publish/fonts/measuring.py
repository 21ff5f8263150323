"""How wide a text comes out in our faces, before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from unicodedata import east_asian_width

import uharfbuzz as hb

from publish.fonts.choosing import TEXT, needed
from publish.fonts.coverage import has, located, opened
from publish.fonts.table import Face


@lru_cache(maxsize=4096)
def advance(text: str, language: str, base: str = TEXT) -> float:
    """The width of a text on one line, in ems, in the upright regular faces of its language (BCP 47).

    ``base`` is the text face of the theme.
    A character that East Asian type sets full width takes an em.
    """
    return sum(_shaped(run, face) if face else len(run) for face, run in _runs(text, language, base))


def _runs(text: str, language: str, base: str) -> Iterator[tuple[Face | None, str]]:
    """The text by the face that draws it, as fallback goes: the first that has the character; None for full width."""
    faces = needed(language, text, base)
    drawing: Face | None = faces[0] if faces else None

    def face_of(character: str) -> Face | None:
        nonlocal drawing
        if east_asian_width(character) in "WF":
            return None
        if not character.isspace():  # A space belongs to the word before it.
            drawing = next((face for face in faces if has(face, character)), drawing)
        return drawing

    for face, run in groupby(text, face_of):
        yield face, "".join(run)


def _shaped(run: str, face: Face) -> float:
    buffer = hb.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    font = _font(face)
    hb.shape(font, buffer)
    units: int = sum(position.x_advance for position in buffer.glyph_positions)
    return units / int(font.face.upem)


@lru_cache
def _font(face: Face) -> hb.Font:
    font = hb.Font(opened(located(face)))
    font.set_variations(dict(face.axes))
    return font
