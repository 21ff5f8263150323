"""Lengths as people write them, in points: the unit of PDF (ISO 32000-1, 8.3.2.3), 72 to the inch."""

from __future__ import annotations

import re

from publish.errors import SettingsError

POINTS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4}

_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(pt|in|mm|cm)\s*", re.IGNORECASE)
_MEASURE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(pt|in|mm|cm)?\s*[x×]\s*(\d+(?:\.\d+)?)\s*(pt|in|mm|cm)\s*", re.IGNORECASE)


def length(value: object) -> float:
    """A length in points: ``0.125in``, ``3 mm``. Raises :class:`SettingsError` without a place."""
    found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise SettingsError(f"“{value}” is no length", remedy="write it with its unit, as in 0.125in or 3mm")
    return float(found[1]) * POINTS[found[2].lower()]


def measure(value: str) -> tuple[float, float] | None:
    """Width and height in points: ``6x9in``, ``148 × 210 mm``; None for what is no measure."""
    found = _MEASURE.fullmatch(value)
    if not found:
        return None
    unit = found[4].lower()
    return float(found[1]) * POINTS[(found[2] or unit).lower()], float(found[3]) * POINTS[unit]


def in_inches(points: float) -> str:
    """A length for messages: ``0.125 in``."""
    return f"{points / 72:.4g} in"


def in_millimetres(points: float) -> str:
    """A length for messages: ``3.2 mm``."""
    return f"{points / 72 * 25.4:.4g} mm"
