"""What WeasyPrint 70 works out again and again, worked out quickly: styles, lengths, the bytes of a stream.

A style is a dictionary that computes a property when it is first asked for. Nearly all are inherited or initial; so
are nearly all margins, paddings and sizes lengths in pixels.
"""

from __future__ import annotations

import zlib
from typing import Any

import pydyf
from weasyprint import css
from weasyprint.css.properties import (
    INHERITED,
    INITIAL_NOT_COMPUTED,
    INITIAL_VALUES,
    Dimension,
)
from weasyprint.layout import absolute, block, column, flex, grid, inline, page, percent, table
from weasyprint.layout import float as floats
from weasyprint.text import line_break

LEVEL = 6
"""How hard zlib tries, of 9, which takes twice as long for a two-hundredth of the bytes."""
SIDES = ("top", "right", "bottom", "left")

_OWN = {"position", "float", "display", "page", *(key for key in INITIAL_VALUES if key.startswith("text_decoration_"))}
"""Properties whose computed value has to do with others, or with more than the parent."""
_LOGICAL = {
    key: tuple(of(block="ttb", inline=direction) for direction in ("ltr", "rtl"))
    for key, of in css.PHYSICAL_FUNCTIONS.items()
}
_INITIAL = {key: INITIAL_VALUES[key] for key in INITIAL_VALUES.keys() - INHERITED - INITIAL_NOT_COMPUTED - _OWN}
_INHERITED = frozenset(INHERITED) - _OWN

_missing = css.ComputedStyle.__missing__
_resolve = percent.resolve_percentages
_whole_font_key = line_break._font_style_cache_key


def _computed(style: Any, key: str) -> Any:
    """WeasyPrint's hook: the value of a property that is asked for the first time."""
    cascaded = style.cascaded
    if key in cascaded or (key in _LOGICAL and not cascaded.keys().isdisjoint(_LOGICAL[key])):
        return _missing(style, key)
    if key in _INITIAL:
        value = style[key] = _INITIAL[key]
    elif key in _INHERITED and style.parent_style is not None:
        value = style[key] = style.parent_style[key]
    else:
        value = _missing(style, key)
    return value


def _resolve_lengths(box: Any, containing_block: Any) -> None:
    """WeasyPrint's hook: the margins, paddings, borders and sizes that a box uses."""
    if not getattr(box, "is_generated", True):
        vars(box).update(_NOTHING)
        return
    known = vars(box.style)
    if "lengths" not in known:
        known["lengths"] = _lengths(box.style)
    if known["lengths"] is None:
        _resolve(box, containing_block)
    else:
        vars(box).update(known["lengths"])


def _lengths(style: Any) -> dict[str, Any] | None:
    """Those of a style, if they are the same in any container: pixels, ``auto`` or nothing."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    found = {name: style[name] for name in _BORDERS}
    for name in _LENGTHS:
        value = style[name]
        if value.__class__ is Dimension and value.unit == "px":
            found[name] = value.value
        elif value == "auto":
            found[name] = 0 if name in ("min_width", "min_height") else value
        else:
            return None
    return found


_BORDERS = tuple(f"border_{side}_width" for side in SIDES)
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
)
_NOTHING = {name: float("inf") if name.startswith("max_") else 0 for name in (*_BORDERS, *_LENGTHS)}
"""The lengths of a box in a page's margin that has no content."""


def _font_key(style: Any, include_size: bool = False) -> str:
    """WeasyPrint's hook: what stands for the font of a style. A style is asked for it once a line, and more."""
    name = "font_and_size" if include_size else "font"
    known = vars(style)
    if name not in known:
        known[name] = _whole_font_key(style, include_size)
    key: str = known[name]
    return key


def _data(stream: Any) -> bytes:
    """pydyf's hook: a stream as it stands in the file."""
    data = b"\n".join(map(pydyf._to_bytes, stream.stream))
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        data = zlib.compress(data, LEVEL)
    extra["Length"] = len(data)
    return b"\n".join((extra.data, b"stream", data, b"endstream"))


def install() -> None:
    """Put these in the places of WeasyPrint's own; once a process is enough."""
    css.ComputedStyle.__missing__ = _computed
    for room in (absolute, block, column, flex, floats, grid, inline, page, percent, table):
        if hasattr(room, "resolve_percentages"):
            room.resolve_percentages = _resolve_lengths
    line_break._font_style_cache_key = _font_key
    pydyf.Stream.data = property(_data)
