"""What holds for every command: help, exit codes, and errors of one line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from publish import errors
from publish.cli.app import EXIT_CODES, app

from .conftest import ROOT, Answer
