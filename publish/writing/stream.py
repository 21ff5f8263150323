"""A page's content stream that knows what the glyphs of right-to-left faces say, and shows them as it is best read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from weasyprint.pdf.stream import Stream

from publish.fonts.installing import spelling
from publish.fonts.spelling import SCRIPTS, ToUnicode
from publish.fonts.table import FACES
from publish.writing.right_to_left import MARK_SIZE, Line

_SPELLED = frozenset(face.family for face in FACES if face.script in SCRIPTS)


class SpelledStream(Stream):  # type: ignore[misc]
    """WeasyPrint's stream (version 70) for all faces but those that are spelled; nothing changes for the others."""

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """A font to show text in, and its size; a font that is new and spelled gets its texts here."""
        font, size = super().add_font(pango_font)
        if not font.to_unicode and font.family in _SPELLED:
            name = hb.Face(font.file_content, font.index).get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
            found = spelling(Path(os.environ["FONTCONFIG_FILE"]), name)
            if found is not None:
                font.to_unicode = ToUnicode(found)
                font.widths.update(dict.fromkeys(font.to_unicode, 0))
        return font, size

    def begin_text(self) -> None:
        """Begin a text object, which holds one line or a part of it."""
        super().begin_text()
        self._line = Line()

    def show_text(self, text: str) -> None:
        """Show glyphs of one font."""
        name, size = self._current_font
        font = next(font for font in self._fonts.values() if font.hash == name)
        if not isinstance(font.to_unicode, ToUnicode):
            super().show_text(text)
            return
        for piece in self._line.pieces(text, font.to_unicode):
            self.set_font_size(name, size * (MARK_SIZE if piece.astray else 1))
            super().show_text(piece.text)
        self.set_font_size(name, size)
