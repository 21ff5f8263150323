"""Characters of fonts whose letters are pictures, such as Symbol and Wingdings: Word keeps them in a private area."""

from __future__ import annotations

import re

from publish.reading.docx.remarks import Remarks

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_GREEK = dict(
    zip(
        "abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYW",
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
)
_SIGNS = {
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD6: "√", 0xD8: "¬", 0xE0: "→", 0xE8: "→",
    0xA7: "▪", 0xA8: "◻", 0xFB: "✗", 0xFC: "✓", 0xFE: "☑", 0x4A: "☺",
}  # fmt: skip
"""The signs that Symbol and Wingdings are mostly used for; the two agree on these, or only one is used."""


def plain(text: str, remarks: Remarks) -> str:
    """The text with characters of the private area as what they show; one that is not known becomes U+FFFD."""

    def shown(match: re.Match[str]) -> str:
        code = ord(match[0]) - 0xF000
        sign = (
            _SIGNS.get(code)
            or _GREEK.get(chr(code))
            or (chr(code) if chr(code) in "0123456789+-=()<>[]{}|,.% " else "")
        )
        if not sign:
            remarks.tell("symbol-unknown")
        return sign or "\N{REPLACEMENT CHARACTER}"

    return _PRIVATE.sub(shown, text)
