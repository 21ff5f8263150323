"""Running the drivers that are written in Java."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from publish.checking.driving import DRIVERS
from publish.checking.tools import program

INSTALL = "apt install default-jre-headless"

OPTIONS = (
    "-XX:+UseSerialGC",  # Both of these make a short run shorter.
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",  # No file in the shared temporary folder.
    "-Djava.io.tmpdir=.",
    "-Djava.awt.headless=true",
    "-Duser.language=en",  # Messages that mean the same everywhere.
)


NO_COMPILER = "Module jdk.compiler not "
"""The last words of a Java that cannot run a source file."""


def java_command(driver: str, class_path: Sequence[Path]) -> list[str | Path]:
    """The command that runs a driver from its source (JEP 330) with these jars.

    Any Java from 11 on that has the module ``jdk.compiler`` will do; Debian's and Ubuntu's plain runtime has it. Raises
    :class:`publish.checking.tools.NotInstalledError`.
    """
    return [_java(), *OPTIONS, "-cp", os.pathsep.join(map(str, class_path)), DRIVERS / driver]


def java_remedy(trouble: str) -> str | None:
    """What to do about a driver whose last words were these, where the fault is Java's own."""
    return "apt install default-jdk-headless" if NO_COMPILER in trouble else None


def _java() -> str:
    """The launcher of ``JAVA_HOME``, else the first on the ``PATH``."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=Path(home) / "bin") if home else None
    return found or program("java", remedy=INSTALL)
