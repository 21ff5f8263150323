"""The whole way from source to editions: the same bytes wherever and whenever, and every word of the source."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.epubs import Epub
from support.fidelity import lost
from support.making import MODIFIED
from support.pdfs import opened, spoken

from publish.build import Editions, build, understand
from publish.errors import SettingsError
from publish.settings import MENDS, Settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ("sources/tides.txt", "sources/numerals.ar.txt", "sources/washi.ja.txt")

SCRIPT = """
import hashlib, pathlib, sys
from publish.build import build, understand
from publish.settings import Settings
for source in sys.argv[2:]:
    article = understand(pathlib.Path(sys.argv[1], source).read_bytes(), source=source, settings=Settings())
    editions = build([article], ("epub", "pdf"), settings=Settings(), modified="2026-11-22T00:00:00Z")
    for name, data in editions.files.items():
        print(source, name, hashlib.sha256(data).hexdigest())
"""


def built_elsewhere(folder: Path, *prefix: str, **environment: str) -> list[str]:
    """The digests of the editions of the samples, made in a process of its own in another folder."""
    command = [*prefix, sys.executable, "-c", SCRIPT, str(ROOT), *SAMPLES]
    given_to_it = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    made = subprocess.run(command, cwd=folder, env=given_to_it, capture_output=True, check=True, text=True)
    return made.stdout.splitlines()


@pytest.fixture(scope="module")
def here() -> list[str]:
    """The digests of what is built here and now."""
    digests = built_elsewhere(ROOT, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    assert len(digests) == 2 * len(SAMPLES)
    assert len({line.split()[-1] for line in digests}) == len(digests)
    return digests


def test_the_same_source_gives_the_same_bytes_elsewhere(here: list[str], tmp_path: Path) -> None:
    there = built_elsewhere(tmp_path, PYTHONHASHSEED="2", TZ="Pacific/Auckland", LC_ALL="C", HOME=str(tmp_path))
    assert there == here


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed; scripts/install-referees does it")
def test_the_same_source_gives_the_same_bytes_a_day_later(here: list[str], tmp_path: Path) -> None:
    assert built_elsewhere(tmp_path, "faketime", "+1 day", PYTHONHASHSEED="3") == here


def made(text: str, *formats: str, choices: Settings = Settings(language="en")) -> Editions:  # noqa: B008
    article = understand(text.encode(), source="article.txt", settings=choices)
    return build([article], formats, settings=choices, modified=MODIFIED)


SAID = """
    river Fluß l’eau ночь λόγος 川は 강 नदी นที নদী ஆறு Ångström ﬁn x\u0301 🌊
    1.5 a-b don't <b> &amp; "quoted" -- ... e.g.
"""
LINES = (
    st.lists(st.sampled_from(SAID.split()), min_size=1, max_size=40)
    .map(" ".join)
    .filter(re.compile(r"[^\W\d_]").search)
)
"""Paragraphs; a line of dashes or dots alone is a break, which editions show as an ornament."""

TEXTS = st.lists(LINES, min_size=1, max_size=12)


def as_told(lines: list[str], editions: Editions) -> list[str]:
    """The lines as the findings say that they were read: a lone escape of HTML is the character that it stands for."""
    mended = any(finding.code == "entity-mended" for finding in editions.findings)
    return [unescape(line) if mended else line for line in lines]


@given(TEXTS)
@settings(max_examples=25, deadline=None)
def test_every_word_is_in_the_epub_in_order(lines: list[str]) -> None:
    editions = made("\n".join(["Of Rivers", *lines]), "epub")
    assert lost(as_told(lines, editions), Epub(editions.files["epub"]).text()) == []


@given(TEXTS)
@settings(max_examples=8, deadline=None)
def test_every_word_is_in_the_pdf_in_order(lines: list[str]) -> None:
    editions = made("\n".join(["Of Rivers", *lines]), "pdf")
    with opened(editions.files["pdf"]) as pdf:
        assert lost(as_told(lines, editions), "\n".join(spoken(pdf))) == []


DAMAGED = 'Of Rivers\nIt rains,then it stops. "Dry," he says -- and waits... The river rises again,and again.\n'


@pytest.mark.parametrize("code", ["mend-spaces", "mend-quotes", "mend-dashes", "mend-ellipses"])
def test_each_mend_is_told_and_can_be_switched_off(code: str) -> None:
    mend = code.removeprefix("mend-")
    told = [finding.code for finding in made(DAMAGED, "epub").findings]
    without = Settings(language="en", mends=frozenset(MENDS) - {mend})
    assert code in told
    assert code not in [finding.code for finding in made(DAMAGED, "epub", choices=without).findings]


def test_editions_have_the_formats_that_were_asked_for_and_each_finding_once() -> None:
    editions = made("Of Rivers\nA character that no font has: \U0001b170", "epub", "pdf")
    assert editions.files["epub"][:2] == b"PK"
    assert editions.files["pdf"][:5] == b"%PDF-"
    assert [finding.code for finding in editions.findings] == ["glyph-missing"]
    assert set(made("Of Rivers\nText.", "pdf").files) == {"pdf"}


def test_several_articles_become_one_book() -> None:
    articles = [
        understand(f"{title}\nSome text.".encode(), source=title, settings=Settings(language="en")) for title in "AB"
    ]
    epub = Epub(build(articles, ["epub"], settings=Settings(), modified=MODIFIED).files["epub"])
    assert epub.spine == ["cover.xhtml", "title.xhtml", "text-1.xhtml", "text-2.xhtml"]


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(SettingsError, match="no theme"):
        made("Of Rivers\nText.", "epub", choices=Settings(language="en", theme="boook"))
