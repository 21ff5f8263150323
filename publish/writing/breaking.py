"""Lines that end where their words do, and are found in no more text than it takes.

WeasyPrint 70 splits a text that fits but for the space at its end, as before a link, inside of its first word: a line
says ``Her-`` and the next one all the rest. A space at a line's end takes no room (CSS Text 3, section 4.1.3).

And it lays out, for each line, all of what is left of a text that cannot be broken or is to be hyphenated. The time for
a word of many thousand letters, such as a file that was pasted as Base64, then grows with the square of their number.
"""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint.layout import inline, preferred

from publish.writing import shaping

LETTERS = 4
"""In an em, more than there are in any text: a longer one does not fit, and need not be tried."""
SEEN = 1000
"""How many characters are looked at for a line. More are if the line ends near the end of them."""
NEAR = 200
"""How near, in bytes: whether a line ends where it does depends on the next word."""

_whole = inline.split_first_line


def _first_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **options: Any) -> Any:
    """WeasyPrint's hook; gives ``(layout, length, resume_at, width, height, baseline)``."""
    if max_width is not None:
        max_width -= getattr(context, "narrower", 0.0)
    hyphenate = style["hyphens"] == "auto" and not getattr(context, "unhyphenated", False)
    found = shaping.first_line(text, style, context, max_width, rest[0], hyphenate=hyphenate)
    if found is not None:
        return found
    if style["hyphens"] == "auto" and not hyphenate:
        style = style.copy()
        style["hyphens"] = "manual"
    if getattr(context, "anywhere", False):
        options["is_line_start"] = True  # WeasyPrint 70 breaks a word at any letter only if no element begins in it.
    length = SEEN
    while length < len(text) and max_width is not None and max_width < inf:
        beginning = text[:length]
        found = _without_space(beginning, style, context, max_width, *rest, **options)
        if found[2] is not None and found[2] < len(beginning.encode()) - NEAR:
            return found
        length *= 8
    return _without_space(text, style, context, max_width, *rest, **options)


def _without_space(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **options: Any) -> Any:
    """The first line of a text, all of it where only the space at its end has no room."""
    found = _whole(text, style, context, max_width, *rest, **options)
    if found[2] is None or not text.endswith(" ") or max_width is None or max_width == inf:
        return found
    if len(text) * style["font_size"] > max_width * LETTERS:
        return found
    said = _whole(text.rstrip(" "), style, context, max_width, *rest, **options)
    if said[2] is not None or said[3] > max_width:
        return found
    layout, size, resume_at, *_ = _whole(text, style, context, None, *rest, **options)
    return layout, size, resume_at, *said[3:]


def install() -> None:
    """Let WeasyPrint break lines with it; once a process is enough."""
    inline.split_first_line = preferred.split_first_line = _first_line
