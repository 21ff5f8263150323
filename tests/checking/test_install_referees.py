"""The script and the messages install the same thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.checking import ace, epubcheck, verapdf

SCRIPT = Path(__file__).parents[2] / "scripts" / "install-referees"


@pytest.mark.parametrize(
    "pin",
    [epubcheck.INSTALL.split()[-1], verapdf.INSTALL.split()[-1], *ace.PACKAGES, "libjaxb-java", "default-jre-headless"],
)
def test_every_pin_is_in_the_script(pin: str) -> None:
    assert pin in SCRIPT.read_text(encoding="utf-8")


def test_the_script_can_be_run() -> None:
    assert SCRIPT.stat().st_mode & 0o111
