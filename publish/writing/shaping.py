"""A text measured once, for all of its lines.

For each line WeasyPrint 70 gives Pango two lines of text, then the line with its next word, then with each syllable of
that, and then what it has found. Here Pango shapes a text once, and the lines follow from where its glyphs stand and
where Unicode lets it break (UAX 14). What is not of one font, from left to right, and set without spacing of its own is
left to WeasyPrint; so is a line with no place to break.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from math import inf
from typing import Any

import pyphen
from weasyprint.layout.percent import percentage
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango

from publish.writing import glyphs

SEEN = 1000
"""How many characters are shaped at once."""
KEPT = 4
"""How many texts are remembered: a line may be broken once more, and run through several elements."""
LEAST = 4
"""How wide a line is, in ems; a narrower one is asked for by who looks for the longest word."""
KERNED = 0.15
"""By how much a syllable may be narrower at a line's end than in its word, in ems."""

_LONG = re.compile("[^\0-\x7f]")
"""What has more bytes than one."""
_BREAK = re.compile(b"[%s]" % re.escape(bytes(range(1, 256, 2))))
"""The first of Pango's bits for a character, ``is_line_break``."""
_SPECIAL = frozenset("\n\t\f\0\xad\x85\u200b\u2028\u2029\u202a\u202b\u202c\u202d\u202e")
"""What breaks lines or turns their direction."""


def first_line(text: str, style: Any, context: Any, width: float | None, spacing: float, *, hyphenate: bool) -> Any:
    """What WeasyPrint's ``split_first_line`` gives, or None where it has to be asked.

    ``width`` is the room that there is, in pixels.
    """
    if context is None or width is None or width == inf or width < LEAST * style["font_size"]:
        return None
    measured = _remembered(text, style, context)
    line = measured.line(len(measured.whole) - len(text), int(width * TO_UNITS))
    if line is None and measured.whole is not text:
        measured = _measured(text, style, context)
        line = measured.line(0, int(width * TO_UNITS))
    if line is None:
        return None
    start, place = line
    end = measured.breaks[place]
    if end == len(measured.data):
        return measured.result(start, end, None, spacing, width)
    if hyphenate:
        found = _hyphenated(measured, start, place, context, width, spacing)
        if found is not None:
            return found
    return measured.result(start, measured.before_space(end), end - start, spacing, width)


def _remembered(text: str, style: Any, context: Any) -> _Measured:
    for one in getattr(context, "measured", ()):
        if one.style is style and one.whole.endswith(text):
            found: _Measured = one
            return found
    return _measured(text, style, context)


def _measured(text: str, style: Any, context: Any) -> _Measured:
    found = _Measured(text, style)
    context.measured = [found, *getattr(context, "measured", ())][:KEPT]
    return found


class _Measured:
    """Where the glyphs of a text stand, in Pango's units, and where it may be broken, in bytes of UTF-8."""

    def __init__(self, text: str, style: Any) -> None:
        self.whole, self.style = text, style
        self.seen = seen = text[:SEEN]
        self.data = seen.encode()
        self.is_whole = len(seen) == len(text)
        self.is_usable = _is_plain(style) and _SPECIAL.isdisjoint(seen)
        if self.is_usable:
            self._shape(seen)

    def _shape(self, seen: str) -> None:
        layout = line_break.Layout(self.style)
        layout.set_text(seen)
        line, _ = layout.get_first_line()
        self.ats: list[int] = []  # Where in the text each glyph's character is.
        self.numbers = array("i")
        self.fonts: list[Any] = []
        runs = list(glyphs.runs(line))
        for run in runs:
            self.is_usable &= not run.is_reversed
            self.numbers.extend(run.numbers)
            self.ats += run.places[:-1]
            self.fonts += [run.font] * (len(run.places) - 1)
        self.ats.append(len(self.data))
        self.xs = [0, *accumulate(self.numbers[1 :: glyphs.FIELDS])]
        self.breaks = list(self._breaks(layout, seen))
        self.is_of_one_script, self.layout = len(runs) == 1, layout
        if self.is_of_one_script:  # A font lives as long as something is set in it, and its lines are drawn later.
            kept = vars(self.style.font_config).setdefault("kept", {})
            kept.setdefault(int(ffi.cast("uintptr_t", runs[0].font)), layout)
        self.height = line_break.line_size(line, self.style)[1]
        self.baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS

    def _breaks(self, layout: Any, seen: str) -> Iterator[int]:
        """The places for breaks, the end of the text among them."""
        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        size = ffi.sizeof("PangoLogAttr")
        flags = ffi.buffer(attributes, len(seen) * size)[:][::size]
        longer = [0, *accumulate(len(sign[0].encode()) - 1 for sign in _LONG.finditer(seen))]
        long = [sign.start() for sign in _LONG.finditer(seen)]
        for flag in _BREAK.finditer(flags, 1):
            at = flag.start()
            yield at + longer[bisect_left(long, at)]
        if self.is_whole:
            yield len(self.data)

    def before_space(self, at: int) -> int:
        """The end of the word that a place follows."""
        while at and self.data[at - 1] == 0x20:
            at -= 1
        return at

    def x(self, at: int) -> int:
        """Where the glyph of a character begins, which it may share with those before it."""
        place = bisect_left(self.ats, at)
        return self.xs[place if self.ats[place] == at else place - 1]

    def width(self, start: int, end: int) -> int:
        """How wide a piece is at the end of a line, where its last letter is kerned to nothing."""
        if end <= start:
            return 0
        last = bisect_left(self.ats, end) - 1
        box = ffi.new("PangoRectangle *")
        pango.pango_font_get_glyph_extents(self.fonts[last], self.numbers[last * glyphs.FIELDS], ffi.NULL, box)
        return int(self.xs[last] + box.width - self.x(start))

    def line(self, skipped: int, room: int) -> tuple[int, int] | None:
        """Where the line begins that follows so many characters, and the number of its break.

        There is none where nothing is known of what follows it.
        """
        if not self.is_usable or skipped >= len(self.seen):
            return None
        start = len(self.seen[:skipped].encode())
        if self.ats[bisect_left(self.ats, start)] != start:  # A line ended inside of a ligature.
            return None
        place = bisect_right(self.breaks, self.x(start) + room, key=lambda at: self.x(self.before_space(at)))
        place = min(place, len(self.breaks) - 1)
        while place >= 0 and self.breaks[place] > start:
            if self.width(start, self.before_space(self.breaks[place])) <= room:
                return (start, place) if self.is_whole or place + 1 < len(self.breaks) else None
            place -= 1
        return None

    def result(self, start: int, end: int, resume_at: int | None, spacing: float, room: float) -> Any:
        """A line as WeasyPrint wants it: layout, length, resume_at, width, height, baseline.

        Where scripts meet, a sign that belongs to both is of another one at the beginning of a line: it is set anew.
        """
        if not self.is_of_one_script:
            return self._set(start, end, resume_at, spacing, room)
        first, last = bisect_left(self.ats, start), bisect_left(self.ats, end)
        numbers = self.numbers[first * glyphs.FIELDS : last * glyphs.FIELDS]
        places = array("i", [*(at - start for at in self.ats[first:last]), end - start])
        run = glyphs.Run(self.fonts[first], numbers, places, False)
        layout = glyphs.Shaped(self.layout, self.data[start:end].decode(), run, spacing, room)
        width = self.width(start, end) * FROM_UNITS
        if resume_at is None and width > room:
            width = self.width(start, self.before_space(end)) * FROM_UNITS
        return layout, end - start, resume_at, width, self.height, self.baseline

    def _set(self, start: int, end: int, resume_at: int | None, spacing: float, room: float) -> Any:
        layout = line_break.Layout(self.style, spacing, room)
        layout.set_text(self.data[start:end].decode())
        line, _ = layout.get_first_line()
        found = line_break.first_line_metrics(line, layout.text, layout, None, True, self.style)
        return (layout, end - start, resume_at, *found[3:]) if found[3] <= room else None


def _is_plain(style: Any) -> bool:
    return bool(
        style["white_space"] == "normal"
        and style["letter_spacing"] == "normal"
        and style["word_spacing"] == 0
        and style["direction"] == "ltr"
    )


def _hyphenated(measured: _Measured, start: int, place: int, context: Any, width: float, spacing: float) -> Any:
    """The line with as much of the next word as there is room for, or None."""
    style, data = measured.style, measured.data
    dictionary = _dictionary(style, context)
    if dictionary is None:
        return None
    first, following = measured.breaks[place], measured.breaks[place + 1]
    said = data[first:following].decode()
    found = _first_word(said if following == len(data) and not said.endswith(" ") else said[:-1], style)
    room = int(width * TO_UNITS)
    left = width - measured.width(start, measured.before_space(first)) * FROM_UNITS
    if found is None or left <= percentage(style["hyphenate_limit_zone"], style, width):
        return None
    before, word = found
    loosest = room + KERNED * style["font_size"] * TO_UNITS
    for syllables, _ in dictionary.iterate(word):
        end = first + len((before + syllables).encode())
        if measured.x(end) - measured.x(start) > loosest:
            continue
        text = data[start:end].decode() + style["hyphenate_character"]
        layout = line_break.create_layout(text, style, context, width, spacing)
        line, rest = layout.get_first_line()
        if rest is None and line_break.line_size(line, style)[0] <= width:
            return line_break.first_line_metrics(
                line, text, layout, end - start, True, style, True, style["hyphenate_character"]
            )
    return None


def _first_word(text: str, style: Any) -> tuple[str, str] | None:
    """The first word that is long enough to be hyphenated, and what stands before it."""
    least, _, _ = style["hyphenate_limit_chars"]
    passed = 0
    while found := line_break.get_next_word_boundaries(text[passed:], style["lang"]):
        start, stop = found
        if stop - start >= least:
            return text[: passed + start], text[passed + start : passed + stop]
        passed += stop
    return None


def _dictionary(style: Any, context: Any) -> Any:
    language = pyphen.language_fallback(style["lang"]) if style["lang"] else None
    if language is None:
        return None
    total, left, right = style["hyphenate_limit_chars"]
    key = language, left, right, total
    if key not in context.dictionaries:
        context.dictionaries[key] = pyphen.Pyphen(lang=language, left=left, right=right)
    return context.dictionaries[key]
