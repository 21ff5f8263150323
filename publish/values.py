"""How what a user writes becomes a value, and what is said where it cannot.

Each function raises :class:`SettingsError` without a place: who calls it knows where the value was written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from publish.errors import SettingsError

Read = Callable[[object], Any]
"""From what the user wrote to a field's value."""

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9]\w{3}))*")
"""Language, script, region, variants: the part of BCP 47 that articles need (RFC 5646, section 2.1)."""


def switch(value: object) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    raise SettingsError(f"“{value}” is neither true nor false", remedy="write true or false")


def text(value: object) -> str:
    """Text that can be printed."""
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value
    raise SettingsError(f"“{value}” is no text", remedy="write it in quotes")


def texts(value: object) -> tuple[str, ...]:
    """One text or several."""
    return tuple(text(one) for one in (value if isinstance(value, list | tuple) else [value]))


def tag(value: object) -> str:
    """A language tag."""
    if isinstance(value, str) and LANGUAGE_TAG.fullmatch(value):
        return value
    raise SettingsError(f"“{value}” is no language tag", remedy="write it as in de, en-GB or zh-Hant")


def one_of(known: Iterable[str], kind: str) -> tuple[str, Read]:
    """One of the names that are known; what a value looks like, and how it is read."""
    names = tuple(known)

    def read(value: object) -> str:
        if value in names:
            return str(value)
        raise SettingsError(f"no {kind} is called “{value}”", remedy=suggestion(str(value), names))

    return " | ".join(names), read


def some_of(known: Iterable[str], kind: str) -> tuple[str, Read]:
    """Any of them."""
    wanted, read_one = one_of(known, kind)
    return f"[{wanted}]", lambda value: tuple(map(read_one, texts(value)))


def between(low: float, high: float, kind: str, example: str) -> tuple[str, Read]:
    """A number, the limits included."""

    def read(value: object) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return value
        shown = f"{value:g}" if isinstance(value, int | float) else f"“{value}”"
        raise SettingsError(
            f"{kind} of {shown} is none", remedy=f"give a number from {low:g} to {high:g}, such as {example}"
        )

    return "N", read


def whole(low: int, high: int, kind: str) -> tuple[str, Read]:
    """A whole number."""
    wanted, number = between(low, high, kind, str(low))

    def read(value: object) -> int:
        if isinstance(value, float) and not value.is_integer():
            raise SettingsError(f"{kind} of {value:g} is none", remedy="give a whole number")
        return int(number(value))

    return wanted, read


def isbn(value: object) -> str:
    """The thirteen figures of an ISBN."""
    from stdnum import isbn as known

    try:
        return str(known.validate(str(value), convert=True))
    except known.ValidationError:
        remedy = "give its thirteen figures, the last of which checks the others"
        raise SettingsError(f"“{value}” is no ISBN", remedy=remedy) from None


def address(value: object) -> str:
    """Where something is on the web."""
    try:
        if isinstance(value, str) and urlsplit(value).scheme in ("http", "https") and urlsplit(value).hostname:
            return text(value)
    except ValueError:
        pass
    raise SettingsError(f"“{value}” is no address", remedy="write it as in https://example.org/tides/")


def share(value: object) -> tuple[int, int]:
    """One of several parts, from 1: ``2/8``."""
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", value) if isinstance(value, str) else None
    if found and 1 <= int(found[1]) <= int(found[2]):
        return int(found[1]), int(found[2])
    raise SettingsError(f"“{value}” is no part", remedy="write the second of eight as 2/8")


def scheduler(value: object) -> str:
    """Where a scheduler of Dask's is."""
    if value == "local" or (isinstance(value, str) and re.fullmatch(r"(?:tcp|tls|ws|wss|ucx)://[^\s/]+", value)):
        return str(value)
    raise SettingsError(f"“{value}” is no scheduler", remedy="write local, or its address, as in tcp://host:8786")


def suggestion(name: str, known: Iterable[str]) -> str:
    """The remedy for a wrong name: the nearest right one, or all of them."""
    candidates = sorted(known)
    near = difflib.get_close_matches(name, candidates, n=1)
    return f"did you mean “{near[0]}”?" if near else f"choose one of {', '.join(candidates)}"
