"""What each glyph of a right-to-left face says, so that the text of a PDF can be taken out of it again.

A PDF has one text for each glyph (ISO 32000-1, 9.10.3), wherever it stands. A typesetter that learns these texts from
the first cluster in which it meets a glyph takes a letter with a vowel sign for one of the two, for the rest of the
document. The font itself knows better: its character map names the letters, and its substitutions (OpenType
specification, GSUB lookups of types 1 to 4, to which the contextual ones refer) lead from these to all their forms.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice, product
from typing import Any

from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.ttLib import TTFont

SCRIPTS = frozenset({"Arab", "Hebr"})
"""The scripts, by their ISO 15924 codes, whose faces are spelled."""

JOINER = "\u200d"
"""What a glyph says that draws a part of a letter which another glyph says: a stroke that fills, the dots of a letter.

Some text it must have: extractors take the number of a glyph without one for a character, or see a gap in its place.
"""

TURN = "\u200f"
"""The right-to-left mark (Unicode Standard Annex 9, 2.6). It prints nothing."""

_UNDRAWN = "\u200f\u061c\u200d\u200b\u034f"
"""Characters that shaping hides, so that their glyphs are free; some fonts keep a picture there, and others nothing."""

_Rule = tuple[tuple[str, ...], tuple[str, ...]]
_LIGATURES_OF_ONE_GLYPH = 8
"""How many readings of a ligature are looked at; its parts may have several each."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the glyphs of one face say."""

    texts: Mapping[int, tuple[str, ...]]
    """By glyph: what it may stand for, the likeliest first. A few glyphs draw two letters that look the same."""
    turn: int | None
    """A glyph without ink or width that is free to say :data:`TURN`; None where the face has none."""


class ToUnicode(dict[int, str]):
    """The texts of those glyphs that a document shows: WeasyPrint's ``Font.to_unicode``, which it fills by cluster.

    A cluster's text is kept where the glyph may stand for it; otherwise what the glyph says by itself takes its place.
    """

    def __init__(self, spelling: Spelling) -> None:
        super().__init__({} if spelling.turn is None else {spelling.turn: TURN})
        self.spelling = spelling

    def __setitem__(self, glyph: int, text: str) -> None:
        texts = self.spelling.texts.get(glyph, (text or JOINER,))
        super().__setitem__(glyph, text if text in texts else texts[0])


def spell(data: bytes) -> Spelling:
    """The spelling of a static font file."""
    font = TTFont(BytesIO(data), lazy=True)
    number = font.getReverseGlyphMap()
    texts = {number[name]: found for name, found in _texts(font).items()}
    return Spelling(dict(sorted(texts.items())), next(map(number.__getitem__, _blanks(font)), None))


def _blanks(font: TTFont) -> Iterator[str]:
    """Glyphs of undrawn characters that have neither ink nor width."""
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    for name in (names[ord(character)] for character in _UNDRAWN if ord(character) in names):
        pen = ControlBoundsPen(glyphs)
        glyphs[name].draw(pen)
        if pen.bounds is None and glyphs[name].width == 0:
            yield name


def dump(spelling: Spelling) -> bytes:
    """A spelling as it is kept beside its font."""
    return json.dumps([spelling.turn, spelling.texts], ensure_ascii=False, separators=(",", ":")).encode()


def load(data: bytes) -> Spelling:
    """What :func:`dump` kept."""
    turn, texts = json.loads(data)
    return Spelling({int(glyph): tuple(found) for glyph, found in texts.items()}, turn)


def _texts(font: TTFont) -> dict[str, tuple[str, ...]]:
    """By glyph name: the texts of the character map first, then those of substitutions, the plainest first."""
    named: dict[str, dict[str, None]] = {}
    for code, name in sorted(font.getBestCmap().items()):
        named.setdefault(name, {})[_letters(chr(code))] = None
    rules = tuple(_rules(font))
    found = {name: set(texts) for name, texts in named.items()}
    while _follow((rule for rule in rules if len(rule[1]) == 1), found):
        pass
    spelled = {name: tuple(named.get(name, ())) for name in found}
    for name, texts in found.items():
        spelled[name] += tuple(sorted(texts.difference(spelled[name]), key=lambda text: (len(text), text)))
    for (before, *_), after in rules:
        if before in after:  # It says all that it said alone.
            spelled.update((name, (JOINER,)) for name in after if name != before)
        for name in after:
            spelled.setdefault(name, (JOINER,))
    return spelled


def _letters(character: str) -> str:
    """The letters of an Arabic presentation form, which name a shape; every other character as it is.

    The words and phrases from U+FC00 to U+FDFF stay: they are not shapes of letters.
    """
    form = "\ufb50" <= character <= "\ufbff" or "\ufe70" <= character <= "\ufefc"
    return unicodedata.normalize("NFKC", character) if form else character


def _follow(rules: Iterable[_Rule], found: dict[str, set[str]]) -> bool:
    """Take each rule one step further; tell whether anything new was found."""
    new = False
    for before, (name,) in rules:
        if not all(part in found for part in before):
            continue
        readings = product(*(sorted(found[part]) for part in before))
        texts = {"".join(reading) for reading in islice(readings, _LIGATURES_OF_ONE_GLYPH)}
        known = found.setdefault(name, set())
        new = new or not texts <= known
        known |= texts
    return new


def _rules(font: TTFont) -> Iterator[_Rule]:
    """Which glyphs become which, whatever stands beside them."""
    if "GSUB" not in font:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            subtable = getattr(subtable, "ExtSubTable", subtable)
            yield from _READERS.get(subtable.LookupType, _none)(subtable)


def _single(subtable: Any) -> Iterator[_Rule]:
    return (((before,), (after,)) for before, after in subtable.mapping.items())


def _multiple(subtable: Any) -> Iterator[_Rule]:
    return (((before,), tuple(after)) for before, after in subtable.mapping.items())


def _alternate(subtable: Any) -> Iterator[_Rule]:
    return (((before,), (after,)) for before, choice in subtable.alternates.items() for after in choice)


def _ligature(subtable: Any) -> Iterator[_Rule]:
    return (
        ((first, *ligature.Component), (ligature.LigGlyph,))
        for first, ligatures in subtable.ligatures.items()
        for ligature in ligatures
    )


def _none(subtable: Any) -> Iterator[_Rule]:
    return iter(())


_READERS: dict[int, Callable[[Any], Iterator[_Rule]]] = {1: _single, 2: _multiple, 3: _alternate, 4: _ligature}
