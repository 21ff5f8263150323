"""Which face has which character.

Nothing is computed ahead: HarfBuzz reads a mapped font's characters as a set of ranges in a fraction of a millisecond,
which is less than reading a prepared list would cost.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as hb

from publish.errors import BuildError
from publish.fonts.table import FACES, Face, Package

UPRIGHT = tuple(face for face in FACES if face.weight == 400 and not face.italic)
"""One face for each family: the one whose characters count as the family's."""

# Format and control characters shape or separate text and are never drawn: ZWJ, bidi marks, variation selectors…
# (Unicode 16, section 5.21). Cn and Co have no meaning that a face could draw; they are reported.
_UNDRAWN = frozenset({"Cc", "Cf", "Zl", "Zp"})
_SELECTORS = frozenset(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x34F)))

_PRIVATE_USE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))


def located(face: Face) -> Path:
    """The font file of a face. Its package is found, not imported.

    Raises :class:`BuildError` where the package, or the file in it, is missing.
    """
    path = _folder(face.package) / face.file
    if not path.is_file():
        raise BuildError(f"the font {face.file} is missing", remedy=f"reinstall {_requirement(face.package)}")
    return path


@lru_cache
def _folder(package: Package) -> Path:
    module, _, below = package.folder.partition("/")
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        remedy = f"install {_requirement(package)}"
        raise BuildError(f"the font package {package.distribution} is missing", remedy=remedy)
    return Path(spec.submodule_search_locations[0]) / below


def _requirement(package: Package) -> str:
    return f"{package.distribution}=={package.version}"


@lru_cache
def opened(path: Path) -> hb.Face:
    """A font file as HarfBuzz maps it into memory; kept, since all faces of a file share it."""
    return hb.Face(hb.Blob.from_file_path(str(path)))


@lru_cache
def characters(face: Face) -> hb.Set:
    """The code points that a face draws; shared by all callers, so none may change it.

    Private use is left out: what a font keeps there is its own affair, and not what the text means.
    """
    found = hb.Set(opened(located(face)).unicodes)
    found -= hb.Set(map(ord, face.without))
    for first, last in _PRIVATE_USE:
        found.del_range(first, last)
    return found


def has(face: Face, character: str) -> bool:
    """Whether a face draws the character itself, rather than leave it to another."""
    return ord(character) in characters(face)


def drawn(text: str) -> frozenset[str]:
    """The distinct characters of a text that need a glyph: no controls, joiners, variation selectors."""
    return frozenset(c for c in set(text) if unicodedata.category(c) not in _UNDRAWN) - _SELECTORS


def shared_out(wanted: Iterable[str], faces: Iterable[Face]) -> tuple[tuple[Face, ...], frozenset[str]]:
    """The faces that are needed to draw the characters, each asked for what those before it lack; and the rest."""
    rest = hb.Set(map(ord, wanted))
    needed = []
    for face in faces:
        if not rest:
            break
        before = len(rest)
        rest -= characters(face)
        if len(rest) < before:
            needed.append(face)
    return tuple(needed), frozenset(map(chr, rest))


def uncovered(text: str) -> tuple[str, ...]:
    """The characters of a text that no face draws, in the order of their code points."""
    return tuple(sorted(shared_out(drawn(text), UPRIGHT)[1]))
