"""Lines out of a text that has no end in sight.

WeasyPrint 70 lays out, for each line, the beginning of what is left of a text; and where that cannot be broken, or is
to be hyphenated, all of it. The time for a word of many thousand letters, such as a file that was pasted as Base64,
then grows with the square of their number. A line is found in the next thousand characters as well.
"""

from __future__ import annotations

from math import inf
from typing import Any

SEEN = 1000
"""How many characters are looked at for a line. More are if the line ends near the end of them."""
NEAR = 200
"""How near, in bytes: whether a line ends where it does depends on the next word."""


def install() -> None:
    """Let WeasyPrint look no further than it has to; once a process is enough."""
    from weasyprint.layout import inline, preferred

    whole = inline.split_first_line

    def split(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **options: Any) -> Any:
        length = SEEN
        while length < len(text) and max_width is not None and max_width < inf:
            beginning = text[:length]
            found = whole(beginning, style, context, max_width, *rest, **options)
            if found[2] is not None and found[2] < len(beginning.encode()) - NEAR:
                return found
            length *= 8
        return whole(text, style, context, max_width, *rest, **options)

    inline.split_first_line = preferred.split_first_line = split
