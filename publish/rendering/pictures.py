"""Pictures no larger than reading systems and stores take them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING

from publish.model import Finding, Resource

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 5_600_000
"""Of one picture; Apple Books shows none that has more (asset guide 5.3)."""

QUALITIES = (85, 75, 65, 55)
"""Of JPEG, from the first on where a picture is scaled, further on where all of them are too much."""

SHRINK = 0.75
"""By how much sides are cut each time that quality alone does not do."""

SCALABLE = ("image/jpeg", "image/png")


def fitted(
    resources: Sequence[Resource], longest: int, megabytes: float
) -> tuple[tuple[Resource, ...], tuple[Finding, ...]]:
    """The resources, none of them with a side of more than ``longest`` pixels, and together within the budget.

    What is within it stays byte for byte. A finding tells where the budget made pictures worse, or could not be kept.
    """
    found = [_scaled(one, longest, QUALITIES[0], force=False) for one in resources]
    budget, before = megabytes * 1_000_000, _weight(found)
    side = float(longest)
    for quality in (*QUALITIES[1:], *[QUALITIES[-1]] * 6):
        if _weight(found) <= budget:
            break
        side *= SHRINK if quality == QUALITIES[-1] else 1
        found = [_scaled(one, int(side), quality, force=True) for one in found]
    after = _weight(found)
    if after == before:
        return tuple(found), ()
    message = f"the pictures have {before / 1_000_000:.1f} MB, and {after / 1_000_000:.1f} after they were made smaller"
    over = after > budget
    remedy = f"{'leave some out, or ' if over else ''}allow more with picture_megabytes"
    return tuple(found), (Finding("pictures-shrunk", "warning" if over else "info", message, remedy=remedy),)


COVER = (1600, 2560)
"""The most pixels that a cover has, in width and height; what KDP calls ideal (cover guidelines, 2026)."""


def bound(picture: Resource) -> tuple[Resource, float]:
    """A cover as stores take it, a JPEG within :data:`COVER`, and how wide it is for its height."""
    from PIL import Image

    with Image.open(BytesIO(picture.data)) as opened:
        image = opened.convert("L" if opened.mode in ("1", "L") else "RGBA")
        ratio = image.width / image.height
        fits = image.width <= COVER[0] and image.height <= COVER[1]
        if picture.media_type == "image/jpeg" and fits:
            return replace(picture, name="cover.jpg"), ratio
        if image.mode == "RGBA":
            ground = Image.new("RGBA", image.size, "white")
            ground.alpha_composite(image)
            image = ground.convert("RGB")
        image.thumbnail(COVER, Image.Resampling.LANCZOS)
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITIES[0], optimize=True)
    return Resource("cover.jpg", "image/jpeg", out.getvalue()), ratio


def _weight(resources: Sequence[Resource]) -> int:
    return sum(len(one.data) for one in resources)


def _scaled(resource: Resource, longest: int, quality: int, *, force: bool) -> Resource:
    """The picture within its limits; one that is scaled, or a JPEG that has to be, is written anew if that is less."""
    if resource.media_type not in SCALABLE:
        return resource
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(resource.data)) as picture:
            share = min(1.0, longest / max(picture.size), sqrt(MOST_PIXELS / (picture.width * picture.height)))
            if share == 1.0 and not (force and resource.media_type == "image/jpeg"):
                return resource
            size = max(1, int(picture.width * share)), max(1, int(picture.height * share))
            data = _written(picture, size, quality, resource.media_type)
    except (UnidentifiedImageError, OSError):
        return resource  # No picture; readers tell of it.
    return replace(resource, data=data) if len(data) < len(resource.data) else resource


def _written(picture: Image, size: tuple[int, int], quality: int, media_type: str) -> bytes:
    from PIL import Image

    smooth = picture if picture.mode in ("L", "LA", "RGB", "RGBA") else picture.convert("RGBA")
    made = smooth if smooth.size == size else smooth.resize(size, Image.Resampling.LANCZOS)
    out = BytesIO()
    if media_type == "image/jpeg":
        made.save(out, "JPEG", quality=quality, optimize=True)
    else:
        made.save(out, "PNG", compress_level=9)
    return out.getvalue()
