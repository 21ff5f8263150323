"""The picture that an article begins with, above its title and to the edges of the paper, where pages are printed so.

It stays where it is in the text; a style sheet lays it across the head of the page and keeps room for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any

from publish.fragments import parsed, text_of
from publish.model import Part, Resource
from publish.printers.order import Sheet
from publish.rendering.theme import POINTS

FINE = 300 / 72
"""Pixels in a point, at least: what printers ask of pictures."""
HIGHEST = 0.55
"""The most of a page that a picture takes away from title and text."""
CROPPED = 0.88
"""What is left of a picture, at least, where it is too high for that."""
RASTERS = ("image/jpeg", "image/png")


@dataclass(frozen=True, slots=True)
class Above:
    """A picture above a title, in points."""

    height: float
    """Of the picture with its bleed."""
    room: float
    """What it leaves free above the title: whole lines of the text."""


def above(part: Part, sheet: Sheet | None, page: Mapping[str, Any]) -> Above | None:
    """How a picture lies across the page that an article begins on; None where there is none that can.

    ``page`` is the theme's, on that sheet. A picture can if nothing is before it in the article, if it is fine enough
    for its size there, and if not much of it is cut away.
    """
    if sheet is None or not sheet.bleed or (name := _first_picture(part)) is None:
        return None
    size = next((_pixels(one) for one in part.resources if one.name == name and one.media_type in RASTERS), None)
    width = sheet.width + 2 * sheet.bleed
    if size is None or size[0] < round(width * FINE):
        return None
    whole = width * size[1] / size[0]
    height = min(whole, sheet.height * HIGHEST + sheet.bleed)
    if height < whole * CROPPED:
        return None
    leading = page["leading"]
    below = height - sheet.bleed - page["top"] * POINTS
    return Above(round(height, 2), max(0, ceil(below / leading) + 1) * leading)


def _first_picture(part: Part) -> str | None:
    """The name of the picture that is the first thing of an article, alone or with its caption."""
    if not part.sections or part.sections[0].title:
        return None
    body = parsed(part.sections[0].body)
    first = body[0] if len(body) and not (body.text or "").strip() else None
    if first is None or first.tag not in ("figure", "p"):
        return None
    captions = "".join(text_of(caption) for caption in first.iterfind("figcaption"))
    pictures = list(first.iter("img"))
    return pictures[0].get("src") if len(pictures) == 1 and text_of(first) == captions else None


def _pixels(resource: Resource) -> tuple[int, int] | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(resource.data)) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError):
        return None
