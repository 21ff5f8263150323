"""What a user can write of an article's metadata, and what each value has to be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from publish.model import Contributor
from publish.settings import LANGUAGE_TAG

ROLES: Mapping[str, str] = {
    "author": "aut",
    "contributor": "ctb",
    "editor": "edt",
    "illustrator": "ill",
    "interviewee": "ive",
    "interviewer": "ivr",
    "photographer": "pht",
    "translator": "trl",
    "writer of foreword": "aui",
}
"""Words for what somebody did, and the MARC relator code of each; a code may be written, too."""

_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{1,31}:\S+", re.IGNORECASE)  # RFC 8141, section 2


class WrongValue(ValueError):
    """What a value has to be, as the end of a sentence that begins with “write”."""


def _line(value: object) -> str:
    """Plain text without anything that XML forbids (XML 1.0, section 2.2)."""
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words or any(unicodedata.category(letter) == "Cc" or ord(letter) & 0xFFFE == 0xFFFE for letter in words):
        raise WrongValue("it as text in quotes")
    return words


def _language(value: object) -> str:
    if not isinstance(value, str) or not LANGUAGE_TAG.fullmatch(value):
        raise WrongValue("a language tag, as in de, en-GB or zh-Hant")
    return value


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    except ValueError:
        raise WrongValue("a date, as in 2026-11-24") from None


def _address(value: object) -> str:
    try:
        if isinstance(value, str) and urlsplit(value).scheme in ("http", "https") and urlsplit(value).hostname:
            return _line(value).replace(" ", "%20")
    except ValueError:
        pass
    raise WrongValue("an address, as in https://example.org/tides")


def _identifier(value: object) -> str:
    from stdnum import isbn  # Slow to load, and seldom needed.

    text = value.strip() if isinstance(value, str) else ""
    number = re.sub(r"^(?:urn:isbn:|isbn(?:-1[03])?:?)\s*", "", text, flags=re.IGNORECASE)
    if isbn.is_valid(number):
        return f"urn:isbn:{isbn.compact(number, convert=True)}"
    if number == text and _URN.fullmatch(text):
        return text
    raise WrongValue("an ISBN whose last digit is right, as in 978-3-16-148410-0, or a URN, as in urn:uuid:…")


def _contributors(value: object) -> tuple[Contributor, ...]:
    return tuple(map(_contributor, value if isinstance(value, list) else [value]))


def _contributor(value: object) -> Contributor:
    wanted = 'a name, a list of names, or { name = "…", role = "translator" }'
    if not isinstance(value, dict):
        value = {"name": value}
    role = str(value.get("role", "author")).lower()
    if not set(value) <= {"name", "role"} or "name" not in value:
        raise WrongValue(wanted)
    if role not in ROLES and not re.fullmatch("[a-z]{3}", role):
        raise WrongValue(f"a MARC relator code as role, or one of {', '.join(ROLES)}")
    try:
        return Contributor(_line(value["name"]), ROLES.get(role, role))
    except WrongValue:
        raise WrongValue(wanted) from None


def _subjects(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_line, value if isinstance(value, list) else [value])))


KEYS: Mapping[str, tuple[str, Callable[[object], Any]]] = {
    "title": ("title", _line),
    "subtitle": ("subtitle", _line),
    "author": ("contributors", _contributors),
    "authors": ("contributors", _contributors),
    "language": ("language", _language),
    "published": ("published", _date),
    "description": ("description", _line),
    "publisher": ("publisher", _line),
    "rights": ("rights", _line),
    "source_url": ("source_url", _address),
    "identifier": ("identifier", _identifier),
    "subjects": ("subjects", _subjects),
}
"""The keys of the file, in a user's words; the field that each one fills, and how."""
