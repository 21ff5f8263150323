"""Where the referees and the programs that run them are found on this computer.

The referees' folder holds what no Python package carries: Ace's ``node_modules``, and a Chromium where the system has
none. It is ``PUBLISH_REFEREES``; or else ``.referees`` beside the virtual environment, and then ``publish/referees`` in
the user's data folder.
"""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import platformdirs


class NotInstalledError(Exception):
    """A referee, or something it runs on, is not installed. ``remedy`` is the line that installs it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy


def program(*names: str, remedy: str) -> str:
    """The first of these programs that is on the ``PATH``. Raises :class:`NotInstalledError`."""
    for name in names:
        if found := shutil.which(name):
            return found
    raise NotInstalledError(f"there is no {names[0]} on the PATH", remedy)


def package_file(package: str, path: str, *, remedy: str) -> Path:
    """A data file that a Python package carries; the package is not imported. Raises :class:`NotInstalledError`."""
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (file := Path(folder, path)).is_file():
            return file
    raise NotInstalledError(f"the Python package {package} is not installed", remedy)


def referees_file(path: str) -> Path | None:
    """A file in the referees' folder; None where it is not there."""
    return next((file.absolute() for folder in referees_folders() if (file := folder / path).is_file()), None)


def referees_folders() -> tuple[Path, ...]:
    """Where the referees' folder may be: the first is the one to install into."""
    if named := os.environ.get("PUBLISH_REFEREES"):
        return (Path(named),)
    user = platformdirs.user_data_path("publish") / "referees"
    return (user,) if sys.prefix == sys.base_prefix else (Path(sys.prefix).parent / ".referees", user)
