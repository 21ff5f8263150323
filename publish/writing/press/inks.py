"""Colours as a press has them: black ink alone for what is grey, and four inks through the profile for the rest.

Pictures go through a grid of colours that the profile has been asked for, with the limit of ink built into it (a 3D
lookup table, as in ICC.1:2022, 10.12): Pillow's own conversion knows no limit, and takes ten times as long.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from publish.errors import SettingsError
from publish.inking import ink_of

if TYPE_CHECKING:
    from PIL.Image import Image

GRID = 33
"""Steps of each channel, as many as profiles have themselves; between them values are interpolated."""
BLACK = 0.02
"""How far, from 0 to 1, the channels of a grey may lie apart."""

Operands = tuple[float, ...]
"""One number: how light a grey is; four: cyan, magenta, yellow and black, each from 0 to 1."""


@dataclass(frozen=True)
class Inks:
    """What a press prints with."""

    profile: bytes | None
    """The ICC profile of its printing condition; None where only black is printed and nobody asks for one."""
    colour: bool
    limit: int | None
    """The most ink in one place, in per cent; None: as much as the profile gives."""
    known: dict[tuple[float, float, float], Operands] = field(default_factory=dict, compare=False)

    def of(self, red: float, green: float, blue: float) -> Operands:
        """The inks for a colour of sRGB, its channels from 0 to 1."""
        wanted = (round(red, 4), round(green, 4), round(blue, 4))
        if wanted not in self.known:
            self.known[wanted] = self._found(*wanted)
        return self.known[wanted]

    def _found(self, red: float, green: float, blue: float) -> Operands:
        if max(red, green, blue) - min(red, green, blue) <= BLACK or not self.colour:
            light = round(0.2126 * red + 0.7152 * green + 0.0722 * blue, 4)
            return (0.0, 0.0, 0.0, round(1 - light, 4)) if self.colour else (light,)
        from PIL import Image

        dot = Image.new("RGB", (1, 1), tuple(round(channel * 255) for channel in (red, green, blue)))
        inked: Any = dot.filter(self._table).getpixel((0, 0))
        return tuple(round(value / 255, 4) for value in inked)

    def picture(self, picture: Image) -> Image:
        """A picture in RGB, grey or CMYK as it is printed: in the mode L or CMYK, and opaque."""
        if "A" in picture.getbands() or "transparency" in picture.info:
            picture = _on_paper(picture)
        if picture.mode == "CMYK":
            return self._within(picture) if self.colour else picture.convert("RGB").convert("L")
        if picture.mode != "RGB":
            return picture.convert("L")
        if not self.colour or _is_grey(picture):
            return picture.convert("L")
        return picture.filter(self._table)

    @cached_property
    def _table(self) -> Any:
        """From RGB to the inks."""
        from PIL import Image, ImageFilter

        steps = bytes(round(step * 255 / (GRID - 1)) for step in range(GRID))
        colours = bytes(value for blue in steps for green in steps for red in steps for value in (red, green, blue))
        grid = Image.frombytes("RGB", (GRID, GRID * GRID), colours)
        values = self._through(grid).tobytes()
        most = (self.limit or 400) - 1  # What is between two points is rounded.
        table: list[float] = []
        for place in range(0, len(values), 4):
            cyan, magenta, yellow, black = (value / 255 for value in values[place : place + 4])
            kept = _kept(cyan + magenta + yellow, black, most / 100)
            table += (cyan * kept, magenta * kept, yellow * kept, black)
        return ImageFilter.Color3DLUT(GRID, table, channels=4, target_mode="CMYK")

    def _through(self, picture: Image) -> Image:
        """Through the profile, whose black is as dark as the picture's (black point compensation)."""
        from PIL import ImageCms

        try:
            made = ImageCms.profileToProfile(
                picture,
                ImageCms.createProfile("sRGB"),
                ImageCms.ImageCmsProfile(BytesIO(self.profile or b"")),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="CMYK",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImageCms.PyCMSError, OSError) as error:
            remedy = "give one of CMYK with --icc"
            raise SettingsError(f"the colour profile cannot be used: {error}", remedy=remedy) from None
        assert made is not None
        return made

    def _within(self, picture: Image) -> Image:
        """A picture that is in CMYK already, with no more ink than the press takes."""
        if self.limit is None:
            return picture
        return picture if ink_of(picture) <= self.limit else self.picture(picture.convert("RGB"))


def _kept(colours: float, black: float, most: float) -> float:
    """How much of three inks stays where there would be more than ``most`` with the black one."""
    if colours + black <= most or not colours:
        return 1.0
    return max(0.0, (most - black) / colours)


def _on_paper(picture: Image) -> Image:
    """A transparent picture on white."""
    from PIL import Image

    shown = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("RGB")


def _is_grey(picture: Image) -> bool:
    """Whether a picture in RGB says nothing that one in grey would not."""
    from PIL import ImageChops

    red, green, blue = picture.split()
    apart = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    most: list[Any] = [one.getextrema()[1] for one in apart]
    return bool(max(most) <= BLACK * 255)
