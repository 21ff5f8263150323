"""How the lines of a text end: whether a space follows in the source, which layout has dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from publish.fonts.instancing import LINE_HYPHEN
from publish.writing.notes import HOME

NEAR = 2
"""How many characters further on than expected a line is looked for, before it counts as none of the source's."""

_COLLAPSED = re.compile("[ \t\n\r\f]+")
"""What layout makes one space (CSS Text 3, section 4.1); a no-break space stays what it is."""


def said(element: Any) -> str:
    """The text of an element, with a line feed for each break; a note that is called in it says its own."""
    pieces: list[str] = []
    waiting: list[Any] = [element]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            pieces.append(item)
        else:
            pieces.append("\n" if item.tag == "br" else item.text or "")
            for child in reversed(item):
                waiting += (child.tail or "", *([child] if child.get(HOME) is None else []))
    return "".join(pieces)


def end(lines: Sequence[Any], source: str, *, preserved: bool = False) -> None:
    """Note on each text box whether a space follows it in the source.

    ``source`` is what the element says in which they stand; ``preserved`` where its white space is kept, as in code.
    What the source does not say, such as the marker of a list item, is passed over.
    """
    text, position = source if preserved else _COLLAPSED.sub(" ", source).strip(" "), 0
    lines = [box for box in lines if box.text.strip(" ")]  # WeasyPrint draws no space that stands in a box alone.
    for box, after in zip(lines, [*lines, None][1:], strict=True):
        following = after.text if after is not None else ""
        goes_on = preserved and after is not None and after.position_y == box.position_y
        line = box.text.removesuffix(LINE_HYPHEN).strip(" ")
        found = text.find(line, position, position + len(line) + NEAR)
        if found < 0 and (preserved or len(line) > 4 * NEAR):
            found = text.find(line, position)
        if found < 0:
            continue
        position = found + len(line)
        set_already = box.text.endswith(" ") or (following.startswith(" ") and (goes_on or not preserved))
        set_already |= goes_on and text[position : position + 2] == "  "  # Two of them are drawn, and told.
        box.space_follows = text[position : position + 1].isspace() and not set_already
