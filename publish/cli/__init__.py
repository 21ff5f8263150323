"""The command line: one small file a command. It reads options, calls one function, and prints what came back."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

from publish.cli.app import main

__all__ = ["command", "main"]


def command() -> NoReturn:
    """The ``publish`` command: :func:`main`, and out.

    Everything is saved by then, and the kernel takes a process apart faster than Python does, object by object.
    """
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
