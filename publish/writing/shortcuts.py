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
from weasyprint.layout import page, percent

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
_resolve = page.resolve_percentages
_resolve_one = percent.resolve_one_percentage


def _computed(style: Any, key: str) -> Any:
    """WeasyPrint's hook: the value of a property that is asked for the first time."""
    cascaded = style.cascaded
    if key in cascaded or any(logical in cascaded for logical in _LOGICAL.get(key, ())):
        return _missing(style, key)
    if key in _INITIAL:
        value = style[key] = _INITIAL[key]
    elif key in _INHERITED and style.parent_style is not None:
        value = style[key] = style.parent_style[key]
    else:
        value = _missing(style, key)
    return value


def _resolve_length(box: Any, name: str, whole: float) -> None:
    """WeasyPrint's hook: a length that a box uses, of which ``whole`` is 100 %."""
    value = box.style[name]
    if value.__class__ is Dimension and value.unit == "px":
        setattr(box, name, value.value)
    else:
        _resolve_one(box, name, whole)


def _resolve_on_page(box: Any, container: Any) -> None:
    """WeasyPrint's hook for a page and the boxes of its margins, most of which are empty."""
    if getattr(box, "is_generated", True):
        _resolve(box, container)
    else:
        vars(box).update(_NOTHING)


_NOTHING = {
    **{f"{kind}_{side}": 0 for kind in ("margin", "padding") for side in SIDES},
    **{f"border_{side}_width": 0 for side in SIDES},
    **dict.fromkeys(("width", "height", "min_width", "min_height"), 0),
    **dict.fromkeys(("max_width", "max_height"), float("inf")),
}


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
    percent.resolve_one_percentage = _resolve_length
    page.resolve_percentages = _resolve_on_page
    pydyf.Stream.data = property(_data)
