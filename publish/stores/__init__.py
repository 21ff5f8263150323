"""What each store takes: the settings that suit it, and its rules, each with its source and the date of that.

A store is a file of this folder. ``needs`` are settings as ``publish.toml`` has them; each ``rule`` names one of the
checks of :mod:`publish.checking.lint`, with limits of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one store."""

    check: str
    """The check that finds where it is broken: ``cover-size``."""
    severity: Literal["info", "warning", "error"]
    """``error``: the store refuses the file; ``warning``: it looks wrong there; ``info``: look at it there."""
    says: str
    """The rule, in a sentence."""
    source: str
    """Who says so, and where."""
    date: str
    """Of the version that says so, or of the day on which the page was read: ``2019``, ``2026-11``."""
    limits: Mapping[str, Any]
    """What the check needs to know; lengths in pixels and ems, sizes in bytes."""


@dataclass(frozen=True, slots=True)
class Store:
    """Where e-books are sold."""

    name: str
    """As ``--profile`` names it."""
    title: str
    needs: Mapping[str, Any]
    """Settings that suit it, by key."""
    rules: tuple[Rule, ...]


@cache
def store(name: str) -> Store:
    """The store of a name in :data:`publish.settings.STORES`."""
    told = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    return Store(name, told["title"], told["needs"], tuple(map(_rule, told["rule"])))


def _rule(told: dict[str, Any]) -> Rule:
    known = {key: told.pop(key) for key in ("check", "severity", "says", "source", "date")}
    return Rule(**known, limits=told)
