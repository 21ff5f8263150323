"""The wheel: it carries everything that the program reads besides its code."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(ROOT)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode and "hatchling" in made.stderr:
        pytest.skip("no wheel was made: pip could not fetch hatchling")
    assert made.returncode == 0, made.stderr
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_theme_store_and_driver_is_in_it(names: set[str]) -> None:
    files = [path for folder in ("publish", "styles") for path in (ROOT / folder).rglob("*") if path.is_file()]
    wanted = {str(path.relative_to(ROOT)) for path in files if "__pycache__" not in path.parts}
    wanted = {f"publish/{name}" if name.startswith("styles/") else name for name in wanted}
    assert len(wanted) > 300
    assert wanted - names == set()
    assert [name for name in names if name.startswith(("tests/", "sources/", "styles/"))] == []
