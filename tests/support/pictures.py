"""Pictures of every kind that sources hold, the odd ones too."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

from publish.model import Resource
from support.vocabulary import VECTOR, drawn, resource


def _animated() -> Resource:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green", "blue")]
    data = BytesIO()
    frames[0].save(data, "gif", save_all=True, append_images=frames[1:], duration=100, loop=0)
    return resource(data.getvalue(), "gif")


def _deep() -> Resource:
    """Sixteen bits of grey."""
    picture = Image.new("I;16", (64, 64))
    picture.putdata([number * 16 for number in range(4096)])
    data = BytesIO()
    picture.save(data, "png")
    return resource(data.getvalue(), "png")


def _see_through_palette() -> Resource:
    picture = Image.new("P", (60, 60), 1)
    picture.putpalette([0, 0, 0, 200, 60, 40] + [0] * 762)
    picture.paste(0, (10, 10, 30, 30))
    data = BytesIO()
    picture.save(data, "png", transparency=0)
    return resource(data.getvalue(), "png")


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


KINDS: dict[str, Resource] = {
    "colour": drawn(),
    "colour and alpha": drawn("RGBA"),
    "grey": drawn("L"),
    "grey and alpha": drawn("LA"),
    "one bit": drawn("1"),
    "palette": drawn("P"),
    "palette with a transparent colour": _see_through_palette(),
    "sixteen bits of grey": _deep(),
    "with a profile": drawn(icc_profile=_profile()),
    "JPEG": drawn(kind="jpeg"),
    "JPEG in grey": drawn("L", kind="jpeg"),
    "JPEG for print": drawn("CMYK", kind="jpeg"),
    "JPEG in steps": drawn(kind="jpeg", progressive=True),
    "JPEG with a profile": drawn(kind="jpeg", icc_profile=_profile()),
    "GIF": drawn("P", kind="gif"),
    "GIF that moves": _animated(),
    "one pixel": drawn(size=(1, 1)),
    "very wide": drawn(size=(4000, 20)),
    "very tall": drawn(size=(20, 4000)),
    "large": drawn(size=(5000, 4000), kind="jpeg"),
    "vector": VECTOR,
    "vector without a size": resource(VECTOR.data.replace(b'width="240" height="80" ', b""), "svg+xml"),
    "vector with words": resource(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="5" y="20">Water</text></svg>',
        "svg+xml",
    ),
    "vector that shines through": resource(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" opacity=".5"/></svg>',
        "svg+xml",
    ),
}
"""By what is special about them."""


def body() -> str:
    """All of them, each in a figure of its own."""
    return "".join(
        f'<figure><img src="{picture.name}" alt="{name}"/><figcaption>{name}</figcaption></figure>'
        for name, picture in KINDS.items()
    )
