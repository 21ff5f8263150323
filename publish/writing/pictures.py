"""Pictures as PDF/A takes them: in sRGB or grey, eight bits a channel, one frame, and no finer than a press prints."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

PLAIN = {"JPEG": {"L", "RGB"}, "PNG": {"L", "LA", "RGB", "RGBA"}}
"""The modes, as Pillow calls them, in which WeasyPrint sets a picture as it should (ISO 19005-3, 6.2.4.3)."""


@lru_cache(maxsize=64)
def suited(data: bytes, finest: tuple[int, int]) -> bytes:
    """The picture's bytes, or those of one that looks the same and has no more pixels than the ``finest``.

    What is no picture of pixels stays as it is.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            plain = picture.mode in PLAIN.get(picture.format or "", ()) and "transparency" not in picture.info
            photograph = picture.format == "JPEG"
            small = picture.width <= finest[0] and picture.height <= finest[1]
            if plain and small and not picture.info.get("icc_profile"):
                return data
            picture.load()
            converted = _converted(picture)
            converted.thumbnail(finest)
            return _saved(converted, photograph=photograph)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return data


def _converted(picture: Image) -> Image:
    """The first frame, in sRGB or grey."""
    transparent = "transparency" in picture.info or picture.mode in ("LA", "PA", "RGBA", "RGBa", "La")
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 257).convert("L")  # Sixteen bits of grey.
    if (profiled := _in_srgb(picture)) is not None:
        return profiled
    if picture.mode in ("1", "L") and not transparent:
        return picture.convert("L")
    return picture.convert("RGBA" if transparent else "RGB")


def _in_srgb(picture: Image) -> Image | None:
    """A picture with a colour profile, in sRGB; None where it has none that can be read."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return None
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _saved(picture: Image, *, photograph: bool) -> bytes:
    out = BytesIO()
    picture.info.clear()
    if photograph:
        picture.save(out, "JPEG", quality=92)
    else:
        picture.save(out, "PNG")
    return out.getvalue()
