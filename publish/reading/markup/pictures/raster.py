"""Pictures of pixels are opened, turned upright and written anew, so that nothing but pixels is left of them."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from publish.reading.markup.pictures import jpeg

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000
"""A larger picture is not opened: it would take some 200 MB of memory."""
MOST_BYTES = 40_000_000
QUALITY = 90
"""Of JPEG files that are written anew."""

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP", "ICO")
"""What is opened at all; Pillow tells by the bytes. Its JPEG reader opens MPO, too."""


class BrokenPicture(ValueError):
    """Bytes that are no picture, or none that may be opened; its text says why."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture that editions can show."""

    data: bytes
    ending: str
    media_type: str
    width: int
    height: int


def raster(data: bytes) -> Raster:
    """The picture in ``data`` as PNG, JPEG or GIF, without metadata. Raises :class:`BrokenPicture`.

    What was lossy is a JPEG, anything else a PNG; only a GIF that moves stays one.
    """
    from PIL import Image, UnidentifiedImageError

    if len(data) > MOST_BYTES:
        raise BrokenPicture(f"larger than {MOST_BYTES // 1_000_000} MB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise BrokenPicture(f"{image.width} × {image.height} pixels are too many")
                warnings.simplefilter("ignore")  # What its metadata may be wrong about.
                return _written(image, data)
    except BrokenPicture:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise BrokenPicture("it has too many pixels") from None
    except UnidentifiedImageError:
        raise BrokenPicture("no known picture format") from None
    except Exception as error:  # Pillow's decoders raise nearly anything for broken data.
        raise BrokenPicture(f"damaged ({type(error).__name__})") from None


def _written(image: Image, data: bytes) -> Raster:
    from PIL import ImageOps

    image.load()
    kind, frames = image.format, getattr(image, "n_frames", 1)
    if kind == "GIF" and frames > 1 and frames * image.width * image.height <= MOST_PIXELS:
        return _moving(image)
    upright = _on_white(_in_srgb(ImageOps.exif_transpose(image)))
    lossy = kind in ("JPEG", "MPO") or (kind in ("WEBP", "AVIF") and not _is_transparent(upright))
    plain = _plain(upright, lossy)
    profiled = bool(image.info.get("icc_profile")) and not _is_srgb(image)
    if kind == "JPEG" and not profiled and plain.mode == image.mode and image.getexif().get(_ORIENTATION, 1) == 1:
        return Raster(jpeg.stripped(data), "jpg", "image/jpeg", image.width, image.height)
    out = BytesIO()
    if lossy:
        plain.save(out, "JPEG", quality=QUALITY, optimize=True)
        return Raster(out.getvalue(), "jpg", "image/jpeg", plain.width, plain.height)
    plain.save(out, "PNG", compress_level=9)
    return Raster(out.getvalue(), "png", "image/png", plain.width, plain.height)


def _is_srgb(image: Image) -> bool:
    """Whether a picture's colour profile, or none, is that of screens, by the name that it gives itself."""
    profile = image.info.get("icc_profile")
    return not profile or b"sRGB" in profile or b"s\0R\0G\0B" in profile


def _in_srgb(image: Image) -> Image:
    """A picture in the colours of screens; one without a profile is taken to be in them."""
    if _is_srgb(image) or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


LIGHT = 200
"""From which grey on, of 255, ink is drawn for a dark ground."""


def _on_white(image: Image) -> Image:
    """A picture with transparent parts on white, where its ink is dark: in the dark, readers show these parts black."""
    if not _is_transparent(image):
        return image
    from PIL import Image as Images

    seen = image.convert("RGBA")
    weights = seen.getchannel("A").histogram()
    opaque = sum(weights[128:])
    ink = Images.composite(seen.convert("L"), Images.new("L", seen.size, 0), seen.getchannel("A").point(_opaque))
    light = sum(value * count for value, count in enumerate(ink.histogram())) / max(1, opaque)
    if light > LIGHT:
        return image
    ground = Images.new("RGBA", seen.size, "white")
    ground.alpha_composite(seen)
    return ground.convert("RGB")


def _opaque(alpha: int) -> int:
    return 255 if alpha >= 128 else 0


_ORIENTATION = 0x0112
"""The tag of Exif that says how to turn the picture."""


def _moving(image: Image) -> Raster:
    out = BytesIO()
    image.info.pop("comment", None)
    image.save(out, "GIF", save_all=True)
    return Raster(out.getvalue(), "gif", "image/gif", image.width, image.height)


def _is_transparent(image: Image) -> bool:
    if "A" not in image.getbands():
        return "transparency" in image.info
    return image.getchannel("A").histogram()[255] < image.width * image.height


def _plain(image: Image, lossy: bool) -> Image:
    """Only pixels, in a mode that the format writes; colours of print become those of screens."""
    if lossy:
        mode = "L" if image.mode in ("1", "L", "LA", "I;16") else "RGB"
    elif image.mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        mode = image.mode
    else:
        mode = "RGBA" if _is_transparent(image) else "RGB"
    plain = image.convert(mode) if image.mode != mode else image.copy()
    transparency = image.info.get("transparency") if plain.mode == image.mode else None
    plain.info = {} if transparency is None else {"transparency": transparency}
    return plain
