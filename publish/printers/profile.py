"""The colour profile of a press: how its inks look on its paper (ICC.1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

from publish.errors import SettingsError

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsProfile


@dataclass(frozen=True)
class Profile:
    """A profile of CMYK."""

    data: bytes
    source: str
    """Where it is from, for messages: a path."""

    @cached_property
    def title(self) -> str:
        """What it calls itself."""
        from PIL import ImageCms

        return " ".join(str(ImageCms.getProfileDescription(self._opened())).split())

    def check(self) -> None:
        """Raises :class:`SettingsError` for what is no profile of CMYK."""
        from PIL import ImageCms

        remedy = "give the CMYK profile that the printer names"
        try:
            space = self._opened().profile.xcolor_space.strip()
        except (ImageCms.PyCMSError, OSError, ValueError):
            raise SettingsError("is no colour profile", place=self.source, remedy=remedy) from None
        if space != "CMYK":
            raise SettingsError(f"is a profile of {space}, and a press has CMYK", place=self.source, remedy=remedy)

    def _opened(self) -> ImageCmsProfile:
        from PIL import ImageCms

        return ImageCms.ImageCmsProfile(BytesIO(self.data))
