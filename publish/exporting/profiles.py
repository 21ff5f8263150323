"""Where the colour profile of a press is found: the user's own, or the best that the system has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.errors import SettingsError, SourceError
from publish.files import load
from publish.printers.profile import Profile

FOLDERS = (
    "~/.local/share/color/icc", "/usr/local/share/color/icc", "/usr/share/color/icc", "/var/lib/color/icc",
    "~/Library/ColorSync/Profiles", "/Library/ColorSync/Profiles", "/usr/share/ghostscript",
)  # fmt: skip
"""Where systems keep profiles (freedesktop.org, ICC profiles; Apple, ColorSync)."""

NAMES = (
    "PSOuncoated_v3_FOGRA52.icc", "PSO_Uncoated_ISO12647_eci.icc", "PSOcoated_v3.icc", "ISOcoated_v2_300_eci.icc",
    "FOGRA39L_coated.icc", "ISOcoated_v2_eci.icc", "GRACoL2013_CRPC6.icc", "CoatedFOGRA39.icc", "USWebCoatedSWOP.icc",
    "SWOP2006_Coated3v2.icc", "default_cmyk.icc",
)  # fmt: skip
"""Profiles of presses, those for a book's uncoated paper first; the last one comes with Ghostscript."""
LIMIT = 20_000_000


def found(wanted: str | None) -> Profile:
    """The profile that the user named, or one that the system has.

    Raises :class:`SettingsError` for what is none, and where there is none at all.
    """
    path = wanted or next(_installed(), None)
    if path is None:
        remedy = "apt install libgs-common, which brings one, or give the printer's with --icc"
        raise SettingsError("no colour profile of a press is installed", remedy=remedy)
    try:
        profile = Profile(load(path, LIMIT), path)
    except SourceError as error:
        remedy = "give the CMYK profile that the printer names"
        raise SettingsError(error.message, place=path, remedy=remedy) from None
    profile.check()
    return profile


def _installed() -> Iterator[str]:
    folders = [Path(folder).expanduser() for folder in FOLDERS]
    for name in NAMES:
        for folder in folders:
            yield from (str(path) for path in sorted(folder.rglob(name)))
