"""The command line: one small file a command. It reads options, calls one function, and prints what came back."""

from __future__ import annotations

from publish.cli.app import main

__all__ = ["main"]
