"""The faces that editions are set in, and the packages that carry them.

All come as Python packages of fixed versions, so that the same text is set in the same outlines everywhere. Another
face is another line here; another package is a line here and one among the project's dependencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Purpose = Literal["text", "mono", "math", "symbols", "emoji", "script", "han"]


@dataclass(frozen=True, slots=True)
class Package:
    """A Python distribution that carries font files."""

    distribution: str
    """As package indexes call it: ``fontpkg-amiri``."""
    version: str
    """The only one that gives the same bytes; as its metadata spells it: ``1.002`` where an index says 1.2."""
    folder: str
    """Where the files are, from the import package down: ``fontpkg_amiri/files``."""
    licence: str
    """SPDX expression for the fonts, as their ``name`` tables and the licence files beside them say."""


@dataclass(frozen=True, slots=True)
class Face:
    """One weight and slant of one family."""

    family: str
    """The name that style sheets use. It is written into every font made of this face."""
    weight: int
    """One of :data:`WEIGHTS`, as in CSS and in the font's ``OS/2`` table."""
    italic: bool
    package: Package
    file: str
    """Relative to the package's folder."""
    axes: tuple[tuple[str, float], ...]
    """Where the axes of a variable font are pinned; empty for a static one."""
    purpose: Purpose
    script: str | None = None
    """The script that the face is for, by its ISO 15924 code; None for a face of many scripts."""
    without: str = ""
    """Characters of the file that this face leaves to others."""
    hyphenates: bool = False
    """Whether the installed face gets :data:`publish.fonts.instancing.LINE_HYPHEN`."""
    sans: bool = False
    """Whether its strokes end without serifs: of two faces for a script, a text takes the one that is like its own."""

    @property
    def licence(self) -> str:
        """SPDX expression."""
        return self.package.licence

    @property
    def style(self) -> str:
        """The weight and slant as font menus show them: ``Bold Italic``."""
        words = [WEIGHTS[self.weight], "Italic" * self.italic]
        return " ".join(word for word in words if word and not (word == "Regular" and self.italic))


WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
"""The weights that the faces have, by the names that font menus give them."""

OFL = "OFL-1.1"
GARAMOND = Package("fontpkg-eb-garamond", "1.3", "fontpkg_eb_garamond/files", OFL)
# Its code is under the MIT licence, the fonts in the folder ofl/ under the Open Font License.
WESTERN = Package("justmytype-western-core", "0.1.0", "justmytype_western_core/fonts/ofl", OFL)
MANIM = Package("manimgx-fonts", "2026.9.26.post1", "manimgx_fonts", OFL)
AMIRI = Package("fontpkg-amiri", "1.002", "fontpkg_amiri/files", OFL)
FRANK_RUHL = Package("fontpkg-frank-ruhl-libre", "6.004", "fontpkg_frank_ruhl_libre/files", OFL)
HINDI = Package("pylopdf-fonts-hi", "0.1.1", "pylopdf_fonts_hi", OFL)
THAI = Package("pylopdf-fonts-th", "0.1.1", "pylopdf_fonts_th", OFL)
JAPANESE = Package("pylopdf-fonts-jp", "0.1.1", "pylopdf_fonts_jp", OFL)
KOREAN = Package("pylopdf-fonts-ko", "0.1.1", "pylopdf_fonts_ko", OFL)
SIMPLIFIED = Package("pylopdf-fonts-zh-cn", "0.1.1", "pylopdf_fonts_zh_cn", OFL)
TRADITIONAL = Package("pylopdf-fonts-zh-tw", "0.1.1", "pylopdf_fonts_zh_tw", OFL)

PACKAGES = (
    *(GARAMOND, WESTERN, MANIM, AMIRI, FRANK_RUHL, HINDI, THAI),
    *(JAPANESE, KOREAN, SIMPLIFIED, TRADITIONAL),
)
"""Every package that :data:`FACES` names."""

TOOLS = (("fonttools", "4.68.0"), ("uharfbuzz", "0.57.0"))
"""The distributions that make static fonts of these, with the versions whose output we have looked at."""

OPTICAL_SIZE = 14.0
"""For which size, in points, faces are drawn that have several drawings: text, and headings above it."""

WIDE_MARKS = "‘’“”—…‥·"
"""Marks that Chinese and Japanese set a full em wide and Europe does not, although the characters are the same
(W3C, Requirements for Chinese Text Layout, section 3.1, and for Japanese Text Layout, section 3.1)."""

LATIN = "".join(filter(str.isalnum, map(chr, (*range(0x250), *range(0x1E00, 0x1F00)))))
"""Latin letters and European figures, which in a face that was not drawn for them look larger than the text face's."""


def _faces(
    family: str,
    package: Package,
    file: str,
    purpose: Purpose,
    axes: str = "",
    weights: tuple[int, ...] = (400,),
    *,
    italic: bool = False,
    script: str | None = None,
    without: str = "",
    hyphenates: bool = False,
    sans: bool = False,
) -> tuple[Face, ...]:
    """The faces that one file gives; ``axes`` names the ones to pin: the weight as asked, all others as for text."""

    def pins(weight: int) -> tuple[tuple[str, float], ...]:
        positions = {"wght": float(weight), "wdth": 100.0, "opsz": OPTICAL_SIZE}
        return tuple((axis, positions[axis]) for axis in axes.split())

    return tuple(
        Face(family, weight, italic, package, file, pins(weight), purpose, script, without, hyphenates, sans)
        for weight in weights
    )


def _text(
    family: str, package: Package, roman: str, slanted: str, axes: str, *, sans: bool = False
) -> tuple[Face, ...]:
    """A face for running text: roman and italic in three weights, and all of them again without the wide marks."""
    return tuple(
        face
        for name, without in ((family, ""), (beside_han(family), WIDE_MARKS))
        for italic, file in ((False, roman), (True, slanted))
        for face in _faces(name, package, file, "text", axes, (400, 600, 700), italic=italic, without=without,
                           hyphenates=True, sans=sans)
    )  # fmt: skip


def beside_han(family: str) -> str:
    """What a text face is called that leaves the wide marks to Chinese, Japanese and Korean ones."""
    return f"{family} CJK"


def _sans(script: str, name: str, *, sans: bool = True) -> tuple[Face, ...]:
    """A face without serifs for a script, the only one there is for most."""
    family, file = f"Noto Sans {name}", f"NotoSans{name}[wght].ttf"
    return _faces(family, MANIM, file, "script", "wght", (400, 700), script=script, without=LATIN, sans=sans)


FACES: tuple[Face, ...] = (
    # Latin, Greek, Cyrillic: old-style serifs with small capitals, then everything that those lack.
    *_text("EB Garamond", GARAMOND, "EBGaramond[wght].ttf", "EBGaramond-Italic[wght].ttf", "wght"),
    *_text("Source Serif", WESTERN, "sourceserif4/SourceSerif4[opsz,wght].ttf",
           "sourceserif4/SourceSerif4-Italic[opsz,wght].ttf", "wght opsz"),
    *_text("Inter", WESTERN, "inter/Inter[opsz,wght].ttf", "inter/Inter-Italic[opsz,wght].ttf", "wght opsz", sans=True),
    *_faces("Noto Serif", WESTERN, "notoserif/NotoSerif[wdth,wght].ttf", "text", "wght wdth", (400, 700),
            hyphenates=True),
    *_faces("Noto Serif", WESTERN, "notoserif/NotoSerif-Italic[wdth,wght].ttf", "text", "wght wdth", (400, 700),
            italic=True, hyphenates=True),
    # Signs. Emoji come before the second symbol face, which draws some of them too, in another manner.
    # Mathematicians borrow a kana and two Japanese signs, which must not come before the faces of Japanese.
    *_faces("STIX Two Math", WESTERN, "stixtwomath/STIXTwoMath-Regular.ttf", "math", without="の〒〰"),
    *_faces("Noto Sans Symbols", MANIM, "NotoSansSymbols[wght].ttf", "symbols", "wght"),
    *_faces("Noto Emoji", MANIM, "NotoEmoji[wght].ttf", "emoji", "wght"),
    *_faces("Noto Sans Symbols 2", WESTERN, "notosanssymbols2/NotoSansSymbols2-Regular.ttf", "symbols"),
    *_faces("Noto Sans Mono", WESTERN, "notosansmono/NotoSansMono[wdth,wght].ttf", "mono", "wght wdth", (400, 700),
            hyphenates=True),
    *_faces("JetBrains Mono", WESTERN, "jetbrainsmono/JetBrainsMono[wght].ttf", "mono", "wght", (400, 700),
            hyphenates=True),
    # Other alphabets.
    *_faces("Amiri", AMIRI, "Amiri-Regular.ttf", "script", script="Arab"),
    *_faces("Amiri", AMIRI, "Amiri-Bold.ttf", "script", weights=(700,), script="Arab"),
    *_faces("Amiri", AMIRI, "Amiri-Italic.ttf", "script", italic=True, script="Arab"),
    *_faces("Amiri", AMIRI, "Amiri-BoldItalic.ttf", "script", weights=(700,), italic=True, script="Arab"),
    *_faces("Frank Ruhl Libre", FRANK_RUHL, "FrankRuhlLibre[wght].ttf", "script", "wght", (400, 700), script="Hebr"),
    *_faces("Noto Serif Devanagari", HINDI, "NotoSerifDevanagari-Variable.ttf", "script", "wght wdth", (400, 700),
            script="Deva", without=LATIN),
    *_faces("Noto Serif Thai", THAI, "NotoSerifThai-Variable.ttf", "script", "wght wdth", (400, 700), script="Thai",
            without=LATIN),
    *_faces("Noto Sans Devanagari", HINDI, "NotoSansDevanagari-Variable.ttf", "script", "wght wdth", (400, 700),
            script="Deva", without=LATIN, sans=True),
    *_faces("Noto Sans Thai", THAI, "NotoSansThai-Variable.ttf", "script", "wght wdth", (400, 700), script="Thai",
            without=LATIN, sans=True),
    *_sans("Armn", "Armenian"),
    *_sans("Beng", "Bengali"),
    *_sans("Ethi", "Ethiopic"),
    *_sans("Geor", "Georgian"),
    *_sans("Gujr", "Gujarati"),
    *_sans("Guru", "Gurmukhi"),
    *_sans("Khmr", "Khmer"),
    *_sans("Knda", "Kannada"),
    *_sans("Laoo", "Lao"),
    *_sans("Mlym", "Malayalam"),
    *_sans("Mymr", "Myanmar"),
    *_sans("Orya", "Oriya"),
    *_sans("Sinh", "Sinhala"),
    *_sans("Taml", "Tamil"),
    *_sans("Telu", "Telugu"),
    *_sans("Arab", "Arabic", sans=False),  # Its dots are glyphs of their own, which no extractor puts back.
    *_sans("Hebr", "Hebrew"),
    # Han. Which of these comes first is for the language to say: see publish.fonts.choosing.
    *_faces("Noto Serif SC", SIMPLIFIED, "NotoSerifSC-Regular.otf", "han", script="Hans"),
    *_faces("Noto Serif TC", TRADITIONAL, "NotoSerifTC-Regular.otf", "han", script="Hant"),
    *_faces("Noto Serif JP", JAPANESE, "NotoSerifJP-Regular.otf", "han", script="Jpan"),
    *_faces("Noto Serif KR", KOREAN, "NotoSerifKR-Regular.otf", "han", script="Kore"),
    *_faces("Noto Sans SC", SIMPLIFIED, "NotoSansSC-Regular.otf", "han", script="Hans", sans=True),
    *_faces("Noto Sans TC", TRADITIONAL, "NotoSansTC-Regular.otf", "han", script="Hant", sans=True),
    *_faces("Noto Sans JP", JAPANESE, "NotoSansJP-Regular.otf", "han", script="Jpan", sans=True),
    *_faces("Noto Sans KR", KOREAN, "NotoSansKR-Regular.otf", "han", script="Kore", sans=True),
)  # fmt: skip
"""Every face, in the order in which they are asked for a character."""

TEXTS = tuple(dict.fromkeys(face.family for face in FACES if face.purpose == "text" and not face.without))
"""The families that a theme can choose for its text and for its headings; ``Noto Serif`` is there for all of them."""

MONOSPACE = "Noto Sans Mono"
"""The family of code that has most characters: what another one lacks is taken from it."""

MONOS = tuple(dict.fromkeys(face.family for face in FACES if face.purpose == "mono"))
"""The families that a theme can choose for its code; a style sheet puts them before those of the text."""
