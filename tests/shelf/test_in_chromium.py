"""The catalogue in Chromium, opened from disk: searched, filtered, and judged by axe.

Pictures of it stay in ``build/shelf/``, to be looked at.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from support.reading import chromium

from publish.checking.tools import NotInstalledError, program, referees_file
from publish.exporting.batch import Batch, Wishes
from publish.exporting.opening import opened
from publish.model import Contributor, Metadata
from publish.settings import Settings
from publish.shelf import Shelf, card
from publish.shelf.binding import shelve
from publish.shelf.card import COVERS, File, Row
from publish.shelf.catalogue import Value, facets

pytestmark = pytest.mark.referee

SCRIPT = Path(__file__).resolve().parents[1] / "support" / "shelf.cjs"
PICTURES = Path(__file__).resolve().parents[2] / "build" / "shelf"

KNOWN = [
    Metadata("Mare Tranquillitátis", "la", published=date(2001, 1, 1), subjects=("Moon",)),
    Metadata("Ebbe und Flut", "de", contributors=(Contributor("Zoë Ångström"),), published=date(2022, 1, 1),
             subjects=("Tides", "Harbours")),
    Metadata("Die Springflut", "de", published=date(2020, 1, 1), subjects=("Tides",)),
    Metadata("What the Tide Leaves", "en", published=date(2024, 1, 1), subjects=("Tides",)),
    Metadata("المد والجزر", "ar", published=date(2023, 1, 1)),
    Metadata("A title of <b>markup</b> & more", "und"),
    *(Metadata(f"Wave {number}", "en", published=date(2010, 1, 1 + number % 28)) for number in range(60)),
]  # fmt: skip
"""Enough that not all fit on the page."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser says of a catalogue of all of them; their covers are those of one article that is built."""
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "sea").mkdir()
    (folder / "sea/tide.txt").write_text("The Tide\n\nIt comes in twice a day.\n", encoding="utf-8")
    wishes = Wishes(str(folder / "out"), ("epub", "pdf"), "2026-11-27T00:00:00Z", workers=1, shelf=Shelf("Tides"))
    with opened(wishes.folder) as register:
        Batch(register, [str(folder / "sea")], Settings(), wishes).run(lambda event: None)
    put_many(folder / "out", (folder / "out/shelf/covers/tide.jpg").read_bytes())
    PICTURES.mkdir(parents=True, exist_ok=True)
    return asked(folder / "out/index.html")


class Cards:
    """A catalogue of what is known, without a ledger."""

    def __init__(self, folder: Path, cover: bytes) -> None:
        (folder / COVERS).mkdir(parents=True, exist_ok=True)
        self._cards = []
        for number, metadata in enumerate(KNOWN):
            place = f"a b/{number}"
            path = folder / COVERS / f"{place}.jpg"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(cover)
            files = [File(f"{place}.epub", 123_456, "0" * 64), File(f"{place}.pdf", 2_345_678, "0" * 64)]
            files += [File(f"{COVERS}/{place}.jpg", len(cover), "0" * 64)] if number else []
            self._cards.append(card(place, metadata, "", "2026-11-27T00:00:00Z", files))

    def newest(self, kind: str | None = None, value: str | None = None) -> Iterator[Row]:
        found = [one for one in self._cards if kind is None or (kind, value) in facets(one)]
        for one in sorted(found, key=lambda one: one.published or "", reverse=True):
            yield Row(one.spot, "", one.as_json(), None)

    def scattered(self) -> Iterator[Row]:
        yield from sorted(self.newest())

    def values(self, kind: str) -> Iterator[Value]:
        values = [value for one in self._cards for known, value in facets(one) if known == kind]
        yield from (Value(kind, value, values.count(value), "2026-11-27T00:00:00Z") for value in sorted(set(values)))

    def count(self) -> int:
        return len(self._cards)


def put_many(folder: Path, cover: bytes) -> None:
    def put(path: str, token: str, make: Any) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(make())

    shelve(Cards(folder, cover), Shelf("Tides"), put)


def asked(index: Path) -> dict[str, Any]:
    try:
        node, browser = program("node", remedy="apt install nodejs npm"), chromium()
        axe = referees_file("node_modules/@daisy/axe-core-for-ace/axe.min.js")
        if axe is None:
            raise NotInstalledError("axe is not installed", "scripts/install-referees")
    except NotInstalledError as error:
        pytest.skip(str(error))
    command: Sequence[str] = [str(node), str(SCRIPT), str(axe.parents[2]), str(index), str(PICTURES)]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser}
    ran = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def test_the_browser_complains_of_nothing(seen: dict[str, Any]) -> None:
    assert seen["errors"] == []


def test_axe_finds_nothing(seen: dict[str, Any]) -> None:
    assert seen["violations"] == {"wide": [], "phone": [], "dark": []}


def test_what_is_seen_first(seen: dict[str, Any]) -> None:
    first = seen["seen"]["at first"]
    assert first["told"] == "66 articles"
    assert first["titles"][:3] == ["What the Tide Leaves", "المد والجزر", "Ebbe und Flut"]
    assert len(first["titles"]) == 48
    assert {width for width in first["covers"] if width} == {400}
    assert first["offered"] == ["Any", "Harbours (1)", "Moon (1)", "Tides (3)"]
    assert first["languages"] == [
        "Any",
        "Arabic (1)",
        "English (61)",
        "German (2)",
        "Latin (1)",
        "Unknown language (1)",
    ]
    assert not first["overflows"]
    more = seen["seen"]["more"]
    assert len(more["titles"]) == 66
    assert "A title of <b>markup</b> & more" in more["titles"]
    assert more["focus"] == "A"


def test_links_lead_to_the_editions(seen: dict[str, Any]) -> None:
    links = seen["seen"]["words"]["links"]
    assert [unquote(urlsplit(link).path).rpartition("/out/")[2] for link in links] == ["a b/0.epub", "a b/0.pdf"]


@pytest.mark.parametrize(
    ("step", "titles", "address"),
    [
        ("words", ["Mare Tranquillitátis"], "#words=mare+TRANQ"),
        ("nothing", [], "#words=qqq"),
        ("author", ["Ebbe und Flut"], "#author=Zo%C3%AB+%C3%85ngstr%C3%B6m"),
        ("subject", ["What the Tide Leaves", "Ebbe und Flut", "Die Springflut"], "#subject=Tides"),
        ("subject, language", ["Ebbe und Flut", "Die Springflut"], "#subject=Tides&language=de"),
        ("subject, language, since", ["Ebbe und Flut"], "#subject=Tides&language=de&since=2022"),
        ("again", ["Ebbe und Flut"], "#subject=Tides&language=de&since=2022"),
        ("until", ["Mare Tranquillitátis"], "#until=2001"),
    ],
)
def test_what_is_found(seen: dict[str, Any], step: str, titles: list[str], address: str) -> None:
    now = seen["seen"][step]
    assert now["titles"] == titles
    assert now["address"] == address
    count = "No article is like that" if not titles else "1 article" if len(titles) == 1 else f"{len(titles)} articles"
    assert now["told"] == count


def test_everything_is_there_again_when_it_is_cleared(seen: dict[str, Any]) -> None:
    for step in ("cleared", "no author", "cleared again"):
        assert (seen["seen"][step]["told"], seen["seen"][step]["address"]) == ("66 articles", "")


def test_the_order_can_be_chosen(seen: dict[str, Any]) -> None:
    titles = seen["seen"]["by title"]["titles"]
    assert titles[:4] == ["A title of <b>markup</b> & more", "Die Springflut", "Ebbe und Flut", "Mare Tranquillitátis"]


def test_without_a_script_the_newest_are_there(seen: dict[str, Any]) -> None:
    plain = seen["seen"]["without a script"]
    assert plain["told"] == "66 articles, the newest 24 of them here"
    assert plain["titles"][:2] == ["What the Tide Leaves", "المد والجزر"]
    assert len(plain["titles"]) == 24
    assert not plain["form"]
