"""What several tests need: the practice corpus, if it is there, and goldens."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
GOLDENS = ROOT / "tests" / "goldens"

# Tests measure no time, and machines are busy. CI looks at the same examples each time; a developer finds new ones.
settings.register_profile("publish", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("publish")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write what is made now into tests/goldens/")


def pytest_configure(config: pytest.Config) -> None:
    # WeasyPrint 70 opens its colour profile for every PDF and leaves the closing to Python.
    config.addinivalue_line("filterwarnings", "ignore:unclosed file .*sRGB2014:ResourceWarning")


SLOW = ("reader", "conformance", "writing", "gallery", "cli")
"""Folders whose files take minutes. They come first: or one core would be at the last of them while all others rest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rank = {name: place for place, name in enumerate(SLOW)}
    items.sort(key=lambda item: rank.get(item.path.relative_to(ROOT / "tests").parts[0], len(SLOW)))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real inputs, which are not ours to carry along: beside the repository, or where the user says."""
    folder = Path(os.environ.get("PUBLISH_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"the practice corpus is not at {folder}; name its folder in PUBLISH_CORPUS")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Hold a text to the file of that name in ``tests/goldens``, or with ``--update-goldens`` write it there."""

    def hold(name: str, text: str) -> None:
        path = GOLDENS / name
        if request.config.getoption("--update-goldens"):
            path.write_text(text, encoding="utf-8")
        expected = path.read_text(encoding="utf-8") if path.is_file() else ""
        if text != expected:
            lines = difflib.unified_diff(
                expected.splitlines(), text.splitlines(), f"goldens/{name}", "now", lineterm=""
            )
            diff = "\n".join(lines)
            pytest.fail(
                f"{diff}\n\nIf this is meant: pytest --update-goldens, and look at the difference.", pytrace=False
            )

    return hold
