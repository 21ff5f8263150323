"""The contact sheet: everything that it says it shows is on it, in one file that needs no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from gallery.contact_sheet import ARTICLES, SCREENS, Cell, draw

from publish.checking.tools import NotInstalledError

pytestmark = pytest.mark.referee


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gallery")


@pytest.fixture(scope="module")
def shown(out: Path) -> dict[str, list[Cell]]:
    try:
        return draw(out, ["report"])["report"]
    except NotInstalledError as missing:
        pytest.skip(f"no reading system: {missing}")


def test_everything_is_shown_on_a_screen_and_on_a_page(shown: dict[str, list[Cell]]) -> None:
    assert set(shown) == set(ARTICLES)
    for row in shown.values():
        assert [cell.what for cell in row] == list(SCREENS)
        for cell in row:
            for picture in (cell.screen, cell.page):
                dark, light = picture.convert("L").getextrema()
                assert dark < 120 and light > 200, (cell.what, "is blank")
        assert len({cell.number for cell in row}) >= 3


def test_the_sheet_is_one_file_whose_pictures_all_have_alternatives(out: Path, shown: dict[str, list[Cell]]) -> None:
    sheet = (out / "index.html").read_text(encoding="utf-8")
    pictures = re.findall("<img [^>]*>", sheet)
    assert len(pictures) == 2 * len(SCREENS) * len(shown)
    assert all(re.search(r'src="data:image/webp;base64,[^"]+" alt="[^"]+"', picture) for picture in pictures)
    assert not re.search(r'(?:src|href)="(?!data:|#)', sheet)
