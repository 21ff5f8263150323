"""Commands that run beside the test, and what they leave."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

Start = Callable[..., subprocess.Popen[bytes]]


def run(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Its exit code, and what it said."""
    _, err = process.communicate(timeout=120)
    return process.returncode, err


def tree(folder: Path) -> dict[str, str]:
    """The digests of all files but ours."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.relative_to(folder).parts[0] != ".publish"
    }
