"""Static fonts of the variable ones, for the pages we set, and for what an EPUB takes with it.

HarfBuzz pins the axes, fontTools writes the names. Neither reads the clock: the same face is the same bytes.
"""

from __future__ import annotations

from io import BytesIO

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from publish.fonts.coverage import characters, located, opened
from publish.fonts.table import Face

LINE_HYPHEN = "\uf8ad"
"""A private-use character that draws a hyphen with a glyph of its own.

Set as ``hyphenate-character``, it lets a PDF writer tell the hyphens that a line break added, which extract as U+00AD,
from the author's own, which extract as themselves (ISO 32000-1, 14.8.2.2.3). HarfBuzz keeps no such glyph by itself.
"""

# OpenType specification, OS/2 fsSelection and head macStyle.
_SELECTION = {"italic": 1 << 0, "bold": 1 << 5, "regular": 1 << 6}
_MAC_STYLE = {"bold": 1 << 0, "italic": 1 << 1}
# Names that speak of the variable family, in all languages; ours take their place.
_FAMILY_NAMES = (1, 2, 3, 4, 6, 16, 17, 21, 22, 25)


def instance(face: Face) -> bytes:
    """The whole face as a static font, TrueType or OpenType as its file is; with a line hyphen where it has one."""
    source = located(face)
    plan = hb.SubsetInput()
    plan.keep_everything()
    if face.without:
        plan.glyph_set.clear()  # Or the characters of every glyph come back.
        plan.unicode_set.set(characters(face))
    whole = not face.axes and not face.without
    font = _open(_numbered_by_place(source.read_bytes() if whole else _pinned(face, plan)))
    if face.hyphenates:
        _add_line_hyphen(font)
    return _saved(font, face)


def _pinned(face: Face, plan: hb.SubsetInput) -> bytes:
    source = opened(located(face))
    for axis, position in face.axes:
        plan.pin_axis_location(source, axis, position)
    data: bytes = hb.subset(source, plan).blob.data
    return data


def _open(data: bytes) -> TTFont:
    return TTFont(BytesIO(data), lazy=True, recalcTimestamp=False, recalcBBoxes=False)


def _saved(font: TTFont, face: Face) -> bytes:
    _write_names(font, face)
    _write_style(font, face)
    if "STAT" in font:
        del font["STAT"]  # It describes the axes, which are gone.
    data = BytesIO()
    font.save(data, reorderTables=None)
    return data.getvalue()


def _write_names(font: TTFont, face: Face) -> None:
    """The family and style as the table calls them, in place of what the file calls itself."""
    names = font["name"]
    version = names.getDebugName(5)
    for number in _FAMILY_NAMES:
        names.removeNames(nameID=number)
    # Four styles fit under one name (OpenType specification, name IDs 1 and 2); other weights are families there.
    linked = face.weight in (400, 700)
    family = face.family if linked else f"{face.family} {face.style.split()[0]}"
    style = face.style if linked else ("Italic" if face.italic else "Regular")
    postscript = f"{face.family}-{face.style}".replace(" ", "")
    ours = {1: family, 2: style, 3: f"{version};{postscript}", 4: f"{face.family} {face.style}", 6: postscript}
    if not linked:
        ours |= {16: face.family, 17: face.style}
    for number, name in ours.items():
        names.setName(name, number, 3, 1, 0x409)


def _write_style(font: TTFont, face: Face) -> None:
    traits = {"italic": face.italic, "bold": face.weight == 700, "regular": face.weight == 400 and not face.italic}
    metrics, head = font["OS/2"], font["head"]
    metrics.usWeightClass = face.weight
    metrics.fsSelection = _with_bits(metrics.fsSelection, _SELECTION, traits)
    head.macStyle = _with_bits(head.macStyle, _MAC_STYLE, traits)


def _with_bits(value: int, bits: dict[str, int], traits: dict[str, bool]) -> int:
    for trait, bit in bits.items():
        value = value | bit if traits[trait] else value & ~bit
    return value


def _add_line_hyphen(font: TTFont) -> None:
    """Give the font a second hyphen, a glyph apart, under :data:`LINE_HYPHEN`."""
    hyphen, name = font.getBestCmap()[ord("-")], "hyphen.line"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = font["glyf"][hyphen]
    font["hmtx"][name] = font["hmtx"][hyphen]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(LINE_HYPHEN)] = name


def _numbered_by_place(data: bytes) -> bytes:
    """The font with each glyph's place as its CID, if it is CID-keyed.

    A PDF asks such a font for CIDs (ISO 32000-1, 9.7.4.2), while those who write PDFs speak of places: in the fonts of
    Adobe's collections the two differ. A charset that counts up takes five bytes, fewer than any other (Adobe Technical
    Note 5176, section 13), so it goes where the old one was.
    """
    font = _open(data)
    if "CFF " not in font or not hasattr(top := font["CFF "].cff.topDictIndex[0], "ROS"):
        return data
    start = font.reader.tables["CFF "].offset + top.rawDict["charset"]
    return b"".join((data[:start], b"\x02\x00\x01", (font["maxp"].numGlyphs - 2).to_bytes(2, "big"), data[start + 5 :]))
