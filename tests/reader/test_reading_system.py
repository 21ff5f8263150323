"""E-books in a reading system, epub.js in Chromium: nothing overflows or fades, and a tap on a note opens it.

The pictures of every page stay in ``build/reader/``, one folder for each book, to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from support.reading import PHONE, read_in_chromium

from publish.build import build, understand
from publish.checking.tools import NotInstalledError
from publish.exporting import bring
from publish.files import Source, find_sources
from publish.rendering.theme import names
from publish.settings import Settings

pytestmark = pytest.mark.referee

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "reader"
SAMPLES = sorted(path.name for path in (ROOT / "sources").iterdir() if path.is_file())
RICH = ("sundial.md", "astrolabe.ar.md", "soroban.ja.md")
"""The samples that every theme dresses: with notes, a table, a figure, code and formulas."""

MODES = [
    {**PHONE, "name": "phone", "notes": True},
    {**PHONE, "name": "tablet", "width": 820, "height": 1180},
    {**PHONE, "name": "large-type", "size": 200},
    {**PHONE, "name": "dark", "dark": True},
    {**PHONE, "name": "pages", "flow": "paginated"},
]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reading system saw of a book."""

    pages: list[dict[str, Any]]
    notes: list[dict[str, Any]]

    def told(self, kind: str) -> list[str]:
        return [f"{page['mode']}, {page['href']}: {one}" for page in self.pages for one in page[kind]]


def books() -> Iterator[tuple[str, str]]:
    """Each source with a theme: every sample in the first, and the richest ones in all others."""
    yield from ((name, "book") for name in SAMPLES)
    yield from ((name, theme) for name in RICH for theme in names() if theme != "book")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Seen]:
    """All of them, opened in one browser."""
    folder = tmp_path_factory.mktemp("shelf")
    wanted = list(books())
    questions = [
        {"path": str(made(folder, *one)), "out": str(PICTURES / f"{one[0]}.{one[1]}"), "modes": MODES} for one in wanted
    ]
    try:
        answers = read_in_chromium(questions)
    except NotInstalledError as missing:
        pytest.skip(f"nothing to read in: {missing}")
    return {one: Seen(answer["pages"], answer["notes"]) for one, answer in zip(wanted, answers, strict=True)}


def made(folder: Path, name: str, theme: str) -> Path:
    (source,) = find_sources([str(ROOT / "sources" / name)])
    path = folder / f"{name}.{theme}.epub"
    path.write_bytes(edition(source, Settings(theme=theme)))
    return path


def edition(source: Source, settings: Settings) -> bytes:
    data, settings, around = bring(source, settings)
    article = understand(data, source=source.name, settings=settings, surroundings=around)
    return build([article], ["epub"], settings=settings, modified="2026-11-22T00:00:00Z").files["epub"]


each = pytest.mark.parametrize("book", list(books()), ids=lambda one: ".".join(one))


@each
def test_nothing_is_wider_than_the_screen(shelf: dict[tuple[str, str], Seen], book: tuple[str, str]) -> None:
    assert shelf[book].told("overflows") == []


@each
def test_every_text_has_contrast_on_white_and_on_black(
    shelf: dict[tuple[str, str], Seen], book: tuple[str, str]
) -> None:
    assert shelf[book].told("faint") == []


@each
def test_every_picture_is_shown(shelf: dict[tuple[str, str], Seen], book: tuple[str, str]) -> None:
    assert shelf[book].told("broken") == []
    assert len(shelf[book].pages) >= 3 * len(MODES)


def test_a_tap_on_a_note_opens_it_and_another_leads_back(shelf: dict[tuple[str, str], Seen]) -> None:
    notes = [(book, note) for book, seen in shelf.items() for note in seen.notes]
    assert len(notes) >= 8
    assert [(book, note["id"]) for book, note in notes if not note["pop"]] == []
    assert [(book, note["id"]) for book, note in notes if not note["lands"] or not note["returns"]] == []


def test_the_pictures_are_kept(shelf: dict[tuple[str, str], Seen]) -> None:
    for (name, theme), seen in shelf.items():
        for page in seen.pages:
            assert (PICTURES / f"{name}.{theme}" / page["picture"]).stat().st_size > 1000
