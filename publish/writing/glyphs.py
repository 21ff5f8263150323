"""The glyphs of a line, as the operators of PDF that show them (ISO 32000-1, 9.4.3).

WeasyPrint 70 asks for each glyph through several layers, and writes a number after each, mostly 0, so that a page's
content is longer than it need be. Widths in a PDF are whole thousandths of an em: what they lack or exceed adds up over
a line. Here a number stands where the pen would be :data:`NEAR` away from where Pango set the glyph. The spaces of a
justified line are widened here: as attributes of Pango's they make a run of each word, and fifteen runs of a line. A
line that was shaped with its text is not shaped once more. Lines that are more than glyphs on a baseline are left to
WeasyPrint.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from publish.fonts.spelling import ToUnicode

NEAR = 3
"""Thousandths of an em: a thirtieth of a point, in the size of a text."""
FIELDS = ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("int")
"""The numbers that Pango has of a glyph: which, how wide, how far from the pen to the right and up, flags."""
SPECIAL = pango.PANGO_GLYPH_EMPTY
"""The first number that is no glyph's."""

SPACES = b" ", "\N{NO-BREAK SPACE}".encode()
"""What a line is widened by."""
_PANGO = frozenset(("layout", "language", "style"))
"""What a layout has only while something is shaped with it."""


class Run(NamedTuple):
    """Glyphs of one font and one script."""

    font: Any
    numbers: array[int]
    """:data:`FIELDS` for each glyph."""
    places: Sequence[int]
    """The byte of the text that each glyph is from, and at last where the run ends."""
    is_reversed: bool
    """Whether it is read from right to left."""


class Shaped(Layout):  # type: ignore[misc]
    """A line of a text that was shaped as a whole, by the layout ``whole``."""

    def __init__(self, whole: Layout, text: str, run: Run, spacing: float, room: float) -> None:
        self.__dict__ |= {name: value for name, value in vars(whole).items() if name not in _PANGO}
        self.text = self.said = text
        self.run, self.justification_spacing, self.max_width = run, spacing, room

    def reactivate(self, style: Any) -> None:
        """Nothing is to be shaped, unless what the line says has changed."""
        if self.text != self.said:
            super().reactivate(style)

    def deactivate(self) -> None:
        """Let go of what :meth:`reactivate` made."""
        if "layout" in vars(self):
            super().deactivate()


def runs(line: Any) -> Iterator[Run]:
    """The runs of Pango's line. Of their levels it has a byte each, of which WeasyPrint's declaration makes four."""
    run = line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        numbers = array("i", ffi.buffer(string.glyphs, string.num_glyphs * FIELDS * ffi.sizeof("int"))[:])
        places: list[int] = ffi.unpack(string.log_clusters, string.num_glyphs)
        if item.offset:
            places = [item.offset + at for at in places]
        places.append(item.offset + item.length)
        yield Run(item.analysis.font, numbers, places, bool(item.analysis.level & 1))
        run = run.next


def _whole(stream: Any, box: Any, *rest: Any) -> Any:
    """WeasyPrint's own way, whose spaces Pango widens."""
    layout = box.pango_layout
    if "layout" not in vars(layout):
        Layout.reactivate(layout, box.style)
    if layout.justification_spacing:
        layout.set_text(layout.text, justify=True)
    return _draw(stream, box, *rest)


_draw = drawing.draw_first_line


def _draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
    """WeasyPrint's hook; gives the pictures that stand for glyphs, of which there are none here."""
    layout = box.pango_layout
    if overflow == "ellipsis" or ellipsis != "none" or type(layout) not in (Layout, Shaped) or not box.text.strip():
        return _whole(stream, box, overflow, ellipsis, matrix)
    shown = [(run, *stream.add_font(run.font)) for run in _runs_of(layout)]
    if not all(_is_plain(run, font) for run, font, _ in shown):
        return _whole(stream, box, overflow, ellipsis, matrix)
    text = layout.text.encode()
    stream.set_text_matrix(*matrix.values)
    ahead = 0.0
    for run, font, size in shown:
        if pango.pango_version() < 14802:  # It gives another size (Pango's issue 530).
            size = box.style["font_size"]
        stream.set_font_size(font.hash, size)
        _note(font, run, text, size, stream)
        wider = layout.justification_spacing * 1000 / size
        spaces = {at for at, place in enumerate(run.places) if text.startswith(SPACES, place)} if wider else ()
        operand, ahead = _shown(font, run.numbers, 1000 * FROM_UNITS / size, wider, spaces, ahead / size)
        ahead *= size
        stream.show_text(operand)
    return []


def _runs_of(layout: Any) -> Iterable[Run]:
    if "layout" not in vars(layout):
        return (layout.run,)
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    return runs(line)


def _is_plain(run: Run, font: Any) -> bool:
    return not (
        run.is_reversed
        or any(run.numbers[3::FIELDS])
        or max(run.numbers[::FIELDS]) >= SPECIAL
        or font.bitmap
        or font.svg
        or font.png
        or font.colr
        or isinstance(font.to_unicode, ToUnicode)
    )


def _note(font: Any, run: Run, text: bytes, size: float, stream: Any) -> None:
    """Tell the font which glyphs it has to have, what they say, and how wide they are."""
    for place, glyph in enumerate(run.numbers[::FIELDS]):
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = text[run.places[place] : run.places[place + 1]].decode()
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(run.font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)


def _shown(
    font: Any, numbers: array[int], unit: float, wider: float, spaces: Container[int], ahead: float
) -> tuple[str, float]:
    """The operand of ``TJ``, and how far the pen is to the right of where it should be, as it was before: ``ahead``.

    All in thousandths of an em: ``unit`` is what Pango's is, ``wider`` how much wider each of the ``spaces`` is.
    """
    pieces = ["<"]
    widths = font.widths
    glyphs = zip(numbers[::FIELDS], numbers[1::FIELDS], numbers[2::FIELDS], strict=True)
    for at, (glyph, width, shift) in enumerate(glyphs):
        off = ahead - shift * unit
        if off >= NEAR or off <= -NEAR:
            whole = round(off)
            pieces.append(f">{whole}<{glyph:04x}")
            ahead -= whole
        else:
            pieces.append(f"{glyph:04x}")
        ahead += widths[glyph] - width * unit
        if at in spaces:
            ahead -= wider
    pieces.append(">")
    return "".join(pieces).removeprefix("<>"), ahead


def _reactivate(layout: Any, style: Any) -> None:
    """WeasyPrint's hook, before a text is shown."""
    layout.setup(style)
    layout.set_text(layout.text)


def install() -> None:
    """Let WeasyPrint show glyphs so; once a process is enough."""
    drawing.draw_first_line = _draw_first_line
    Layout.reactivate = _reactivate
