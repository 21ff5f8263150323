"""Lines that end flush, as those of a book do, but for those that would be torn apart.

WeasyPrint 70 justifies a line by its spaces, of which Chinese and Japanese have none, so that each line ends where its
last character does. Here the gaps between full-width characters share what is left (CSS Text 3, section 7.3,
``inter-character``; W3C, Requirements for Japanese Text Layout, 3.8.4). And whatever the script, a line that a long
formula or address has left nearly empty is not stretched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf
from typing import Any
from unicodedata import east_asian_width

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from publish.fonts.instancing import LINE_HYPHEN

MOST = 0.2
"""How far apart two full-width characters may be set, in ems; a line that needs more stays ragged."""

MOST_BETWEEN_WORDS = 0.8
"""The same for two words, in addition to their space: four times what a space is in most faces."""

HANGING = {LINE_HYPHEN: 0.16, **dict.fromkeys("-‐", 0.16), **dict.fromkeys(".,’”»", 0.11), **dict.fromkeys("–—", 0.2)}
"""How much of a mark at the end of a line stands out into the margin, in ems: about half of its width."""

_WIDE = re.compile("[\u2e80-\u312f\u3190-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60…—]+")
"""Full-width characters in a row. Korean is left out: its words have spaces."""


class _Spread(Layout):  # type: ignore[misc]
    """A line of text whose full-width characters stand apart."""

    def set_text(self, text: str, justify: bool = False) -> None:
        super().set_text(text)
        if not (justify and self.justification_spacing):
            return
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for run in _WIDE.finditer(self.text):
            spacing = pango.pango_attr_letter_spacing_new(int(self.justification_spacing * TO_UNITS))
            spacing.start_index = len(self.text[: run.start()].encode())
            spacing.end_index = spacing.start_index + len(run[0].encode())
            pango.pango_attr_list_change(attributes, spacing)
        pango.pango_layout_set_attributes(self.layout, attributes)


def _gaps(text: str) -> float:
    """How many gaps Pango widens: one a full-width character, of which each end of the text takes half away."""
    runs = list(_WIDE.finditer(text))
    ends = sum(run.start() == 0 for run in runs) + sum(run.end() == len(text) for run in runs)
    return sum(len(run[0]) for run in runs) - ends / 2


def _texts(box: Any) -> Iterator[Any]:
    """The boxes of text on a line, without what is taken out of it."""
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


def _justify(context: Any, line: Any, extra: float) -> None:
    """WeasyPrint's hook: share ``extra``, in pixels, out over the line."""
    context.extra = extra
    spaces = inline.count_expandable_spaces(line)
    context.stretch = extra / (spaces * line.style["font_size"]) if spaces else inf
    texts = list(_texts(line))
    gaps = sum(_gaps(box.text) for box in texts)
    if 2 * gaps < sum(len(box.text) for box in texts):
        if context.stretch <= MOST_BETWEEN_WORDS:
            _by_spaces(context, line, extra + _hang(texts[-1]))
    elif extra <= MOST * gaps * line.style["font_size"]:
        _widen(line, extra / gaps, 0.0)


def _hang(last: Any) -> float:
    """How far, in pixels, the mark at the end of a line stands out into the margin, so that the margin looks even."""
    if last.style["direction"] != "ltr" or east_asian_width(last.text[-2:-1] or " ") in "WF":
        return 0.0
    return float(HANGING.get(last.text[-1:], 0.0) * last.style["font_size"])


def _widen(box: Any, spacing: float, shift: float) -> float:
    """Set a box's characters apart, and the box further on; how far on the next one is to stand."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        if gaps := _gaps(box.text):
            box.justification_spacing = spacing
            box.pango_layout = _Spread(box.style, spacing)
            box.pango_layout.set_text(box.text, justify=True)
            box.pango_layout.deactivate()
            box.width += spacing * gaps
            shift += spacing * gaps
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _widen(child, spacing, shift)
        box.width += shift - before
    else:
        box.translate(shift, 0)
    return shift


def _add_word_spacing(context: Any, box: Any, spacing: float, shift: float) -> float:
    """WeasyPrint's hook: the same as :func:`_widen` for spaces. A text need not be measured again for it."""
    if not isinstance(box, boxes.TextBox):
        return float(_add(context, box, spacing, shift))
    box.justification_spacing = spacing
    box.position_x += shift
    if spaces := inline.count_expandable_spaces(box):
        box.pango_layout.text = box.text  # Without a space that stood at the line's end.
        box.pango_layout.justification_spacing = spacing
        box.width += spacing * spaces
        shift += spacing * spaces
    return shift


_by_spaces, _add = inline.justify_line, inline.add_word_spacing


def install() -> None:
    """Let WeasyPrint justify with it; once a process is enough."""
    inline.justify_line = _justify
    inline.add_word_spacing = _add_word_spacing
