"""``publish explain``."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from publish.cli.terminal import say
from publish.errors import OK, UsageError
from publish.settings import suggestion

ROOMS = ("reading", "refining", "composing", "rendering", "writing", "checking", "ledger")
"""The modules that find something; each tells what in its table ``CODES``."""


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A finding's code, as in contents-entry-missing; all, if none.")
    ] = None,
) -> int:
    """Say what the code of a finding means."""
    codes = all_codes()
    if code is not None and code not in codes:
        raise UsageError(f"no finding has the code “{code}”", remedy=suggestion(code, codes))
    for name in [code] if code else sorted(codes):
        say(f"{name}: {codes[name]}")
    return OK


def all_codes() -> dict[str, str]:
    """Every code that a finding of ours can have, and its explanation in a sentence or two."""
    codes: dict[str, str] = {}
    for room in ROOMS:
        codes |= getattr(import_module(f"publish.{room}"), "CODES", {})
    return codes
