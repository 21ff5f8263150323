"""Asking the reading system, epub.js in Chromium, what it sees of e-books; see ``reading_system.cjs``."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from publish.checking.ace import CHROMIUMS
from publish.checking.tools import NotInstalledError, program, referees_file
from publish.fonts.installing import cache_folder, install

SCRIPT = Path(__file__).with_name("reading_system.cjs")

PHONE: Mapping[str, Any] = {"width": 360, "height": 640, "size": 100, "dark": False, "flow": "scrolled-doc"}
"""A mode of reading: the screen in CSS pixels, the size of type in per cent, and how pages follow on one another."""


def chromium() -> str:
    """The browser; raises :class:`publish.checking.tools.NotInstalledError` where there is none."""
    chosen = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or referees_file("chromium")
    return str(chosen or program(*CHROMIUMS, remedy="apt install chromium"))


def read_in_chromium(questions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """An answer to each question, in order, from one browser.

    Raises :class:`publish.checking.tools.NotInstalledError` where there is no browser, no node or no epub.js, and
    :class:`AssertionError` where a book could not be opened.
    """
    browser = chromium()
    node = program("node", remedy="apt install nodejs npm")
    epubjs = referees_file("node_modules/epubjs/dist/epub.min.js")
    if epubjs is None:
        raise NotInstalledError("epub.js is not installed", "scripts/install-referees")
    fonts = {"FONTCONFIG_FILE": str(install(cache_folder()))}  # A machine without any font of its own has ours.
    environment = {**os.environ, **fonts, "PUPPETEER_EXECUTABLE_PATH": browser}
    command = [str(node), str(SCRIPT), str(epubjs.parents[2])]
    asked = "".join(json.dumps(question) + "\n" for question in questions)
    ran = subprocess.run(command, input=asked, capture_output=True, text=True, env=environment)
    assert ran.returncode == 0, ran.stderr
    answers = list(map(json.loads, ran.stdout.splitlines()))
    assert [answer["error"] for answer in answers if "error" in answer] == []
    return answers
