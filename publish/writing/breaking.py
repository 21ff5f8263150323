"""Lines that end where their words do.

WeasyPrint 70 splits a text that fits but for the space at its end, as before a link, inside of its first word: a line
says ``Her-`` and the next one all the rest. A space at a line's end takes no room (CSS Text 3, section 4.1.3).
"""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint.layout import inline

LETTERS = 4
"""In an em, more than there are in any text: a longer one does not fit, and need not be tried."""

_split = inline.split_first_line


def _first_line(
    text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float, **options: bool
) -> Any:
    """WeasyPrint's function; gives ``(layout, length, resume_at, width, height, baseline)``."""
    found = _split(text, style, context, max_width, justification_spacing, **options)
    if found[2] is None or not text.endswith(" ") or max_width in (None, inf):
        return found
    if len(text) * style["font_size"] > max_width * LETTERS:
        return found
    said = _split(text.rstrip(" "), style, context, max_width, justification_spacing, **options)
    if said[2] is not None or said[3] > max_width:
        return found
    layout, length, resume_at, *_ = _split(text, style, context, None, justification_spacing, **options)
    return layout, length, resume_at, *said[3:]


def install() -> None:
    """Let WeasyPrint break lines with it; once a process is enough."""
    inline.split_first_line = _first_line
