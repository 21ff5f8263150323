"""Line ends that a compositor would not leave: hyphens below one another or at a page's foot, a word all alone.

WeasyPrint 70 breaks each line by itself, where it is fullest (CSS Text 4 has ``hyphenate-limit-lines`` and
``hyphenate-limit-last`` for hyphens, and ``text-wrap: pretty`` for last lines, which it does not know). Here such a
line is broken once more, in another way, and stays so unless it would be torn apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import strut

from publish.fonts.instancing import LINE_HYPHEN

MOST = 2
"""How many lines in a row may end in a hyphen."""
LOOSEST = 0.45
"""How much wider than it is a space may become for another break, in ems: twice as wide again as it mostly is."""
OVER = 0.5
"""How much longer than its block a line is that ends in the wrong place, in pixels: rounding is less."""
HANGING = 0.6
"""The same in ems, where marks at the end of a line stand out into the margin."""
STUB = 4
"""How many characters a last line has, at the most, that looks like a mistake: fewer than an indent has room for."""

_next = inline.get_next_linebox


def _get_next_linebox(context: Any, linebox: Any, position_y: float, bottom_space: float, skip: Any, *rest: Any) -> Any:
    """WeasyPrint's hook: the next line, and where the one after it begins."""
    taken = _lists(context, rest)

    def broken(unhyphenated: bool = False, narrower: float = 0.0, anywhere: bool = False) -> Any:
        for one, length in taken:
            del one[length:]  # A line that is broken again has positioned nothing, and nothing floats on it.
        context.unhyphenated, context.narrower, context.anywhere = unhyphenated, narrower, anywhere
        context.stretch, context.extra = 0.0, 0.0
        try:
            return _next(context, linebox, position_y, bottom_space, skip, *rest)
        finally:
            context.unhyphenated, context.narrower, context.anywhere = False, 0.0, False

    found = broken()
    over = _over(found[0], linebox, rest[0])
    if over:
        found = broken(anywhere=True)
        over = _over(found[0], linebox, rest[0])
        if over:  # The first letter of an element had no room at all: the line ends in the one before.
            found = broken(anywhere=True, narrower=over + linebox.style["font_size"])
    if found[0] is None or found[1] is None:
        return found
    runs = linebox.__dict__.setdefault("hyphens", {})
    run = runs.get(repr(skip), 0) + 1 if _is_hyphenated(found[0]) else 0
    if run > MOST or (run and _is_at_the_foot(context, linebox, position_y, bottom_space)):
        other = broken(unhyphenated=True)
    elif context.extra and _leaves_a_stub(linebox, found[1]):
        other = broken(unhyphenated=True, narrower=context.extra + 1)
    else:
        other = None
    if other is not None:
        if other[0] is not None and context.stretch <= LOOSEST and not _is_hyphenated(other[0]):
            return other
        found = broken()
    runs[repr(found[1])] = run
    return found


def _lists(context: Any, rest: Any) -> list[tuple[list[Any], int]]:
    """The lists that a line adds to what is positioned or floats on it, with their lengths so far."""
    return [(one, len(one)) for one in (*rest, context.excluded_shapes) if isinstance(one, list)]


def _over(line: Any, linebox: Any, block: Any) -> float:
    """By how much a line is longer than its block, in pixels, although it may end inside of any word."""
    if (
        line is None
        or linebox.style["overflow_wrap"] != "anywhere"
        or linebox.style["white_space"] in ("nowrap", "pre")
    ):
        return 0.0
    allowed = HANGING * linebox.style["font_size"] if linebox.style["text_align_all"] == "justify" else OVER
    over: float = line.position_x + line.width - block.content_box_x() - block.width
    return over if over > allowed else 0.0


def _is_hyphenated(box: Any) -> bool:
    while box.children if isinstance(box, boxes.LineBox | boxes.InlineBox) else ():
        box = box.children[-1]
    return isinstance(box, boxes.TextBox) and box.text.endswith(LINE_HYPHEN)


def _is_at_the_foot(context: Any, linebox: Any, position_y: float, bottom_space: float) -> bool:
    """Whether there is room for this line and for no other."""
    height, _ = strut(linebox.style)
    return bool(context.overflows_page(bottom_space, position_y + 2 * height))


def _leaves_a_stub(linebox: Any, resume_at: Mapping[int, Any]) -> bool:
    """Whether next to nothing is left of a paragraph for its last line."""
    ((index, inner),) = resume_at.items()
    if index != len(linebox.children) - 1 or not isinstance(linebox.children[index], boxes.TextBox) or not inner:
        return False
    left = linebox.children[index].text.encode()[next(iter(inner)) :]
    return len(left) <= 4 * STUB and len(left.decode().strip()) <= STUB


def install() -> None:
    """Let WeasyPrint break lines with it; once a process is enough."""
    inline.get_next_linebox = _get_next_linebox
