"""Pictures as reading systems take them: in size and weight, in the colours of screens, and on white."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from publish.model import Resource
from publish.reading.markup.pictures.raster import raster
from publish.rendering.pictures import MOST_PIXELS, fitted


def noise(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    """A picture that does not compress."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    made = Image.frombytes(mode, (width, height), random.Random(7).randbytes(width * height * bands))
    out = BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def resource(data: bytes, media_type: str = "image/jpeg") -> Resource:
    return Resource("images/a.jpg", media_type, data)


def size(one: Resource) -> tuple[int, int]:
    return Image.open(BytesIO(one.data)).size


def test_what_is_within_all_limits_stays_byte_for_byte() -> None:
    picture = resource(noise(300, 200))
    assert fitted([picture], 2400, 40) == ((picture,), ())


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_side_that_is_too_long_is_cut(kind: str) -> None:
    picture = resource(noise(900, 300, kind), f"image/{kind.lower()}")
    ((made,), _) = fitted([picture], 600, 40)
    assert size(made) == (600, 200)
    assert made.media_type == picture.media_type


def test_a_picture_of_too_many_pixels_is_cut() -> None:
    plain = BytesIO()
    Image.new("L", (2400, 2400), 99).save(plain, "PNG")
    ((made,), _) = fitted([resource(plain.getvalue(), "image/png")], 2400, 40)
    width, height = size(made)
    assert width == height and 0.98 * MOST_PIXELS < width * height <= MOST_PIXELS


def test_pictures_over_the_budget_are_made_smaller_and_told_of() -> None:
    pictures = [resource(noise(700, 700)) for _ in range(3)]
    made, (finding,) = fitted(pictures, 2400, 0.6)
    assert sum(len(one.data) for one in made) <= 600_000
    assert (finding.code, finding.severity) == ("pictures-shrunk", "info")
    assert "after they were made smaller" in finding.message


def test_a_budget_that_cannot_be_kept_is_a_warning() -> None:
    moving = Resource("images/a.gif", "image/gif", bytes(200_000))
    _, findings = fitted([moving, resource(noise(500, 500))], 2400, 0.1)
    assert [finding.severity for finding in findings] == ["warning"]


def test_the_same_pictures_give_the_same_bytes() -> None:
    pictures = [resource(noise(900, 600))]
    assert fitted(pictures, 400, 40) == fitted(pictures, 400, 40)


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "PNG", "TIFF", "BMP"])
def test_any_format_becomes_one_that_readers_show(kind: str) -> None:
    made = raster(noise(40, 30, kind))
    assert (made.width, made.height) == (40, 30)
    assert made.media_type in ("image/png", "image/jpeg")


def test_dark_ink_on_nothing_is_put_on_white() -> None:
    drawing = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    drawing.paste((30, 20, 10, 255), (5, 5, 15, 15))
    out = BytesIO()
    drawing.save(out, "PNG")
    made = Image.open(BytesIO(raster(out.getvalue()).data))
    assert made.mode == "RGB"
    assert (made.getpixel((0, 0)), made.getpixel((10, 10))) == ((255, 255, 255), (30, 20, 10))


def test_light_ink_on_nothing_stays_as_it_is() -> None:
    drawing = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    drawing.paste((250, 250, 250, 255), (5, 5, 15, 15))
    out = BytesIO()
    drawing.save(out, "PNG")
    made = Image.open(BytesIO(raster(out.getvalue()).data))
    assert made.convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_colours_of_another_profile_become_those_of_screens(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # What it calls red is green.
    for old, new in ((b"rXYZ", b"????"), (b"gXYZ", b"rXYZ"), (b"????", b"gXYZ"), (b"s\0R\0G\0B", b"t\0e\0s\0t")):
        profile = profile.replace(old, new)
    plain = BytesIO()
    Image.new("RGB", (8, 8), (200, 60, 40)).save(plain, kind, icc_profile=profile)
    made = Image.open(BytesIO(raster(plain.getvalue()).data))
    assert "icc_profile" not in made.info
    red, green, _ = made.getpixel((4, 4))
    assert green > 150 > 100 > red
