"""What several tests need: the practice corpus, if it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real inputs, which are not ours to carry along: beside the repository, or where the user says."""
    folder = Path(os.environ.get("PUBLISH_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"the practice corpus is not at {folder}; name its folder in PUBLISH_CORPUS")
    return folder
