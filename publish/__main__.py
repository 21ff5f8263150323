"""``python -m publish``."""

from __future__ import annotations

from publish.cli import command

if __name__ == "__main__":
    command()
