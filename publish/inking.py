"""How much ink lies in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image


def ink_of(picture: Image) -> float:
    """The most ink that a picture in CMYK has in one pixel, in per cent: 400 is all of four inks."""
    from PIL import ImageMath

    def added(bands: dict[str, Any]) -> Any:
        return bands["cyan"] + bands["magenta"] + bands["yellow"] + bands["black"]

    names = ("cyan", "magenta", "yellow", "black")
    bands = {name: band.convert("I") for name, band in zip(names, picture.split(), strict=True)}
    most: Any = ImageMath.lambda_eval(added, **bands).getextrema()[1]
    return float(most) / 255 * 100
