"""What a DOCX says of itself (ECMA-376, Part 2, section 11)."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

from publish.model import Contributor
from publish.reading.docx.parts import Element

_JUNK = re.compile(
    r"(?:microsoft )?word(?: -|document| document|\b).*|(?:document|dokument)\s*\d*|untitled.*|.*\.(?:docx?|rtf|odt)",
    re.IGNORECASE,
)
"""Titles that a program gave."""
_NOBODY = frozenset({"", "python-docx", "unknown", "microsoft office user", "user", "admin", "administrator"})


def metadata(core: Element | None) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """By the names of the fields of :class:`publish.model.Metadata`; and where each comes from."""
    said = {element.tag: " ".join((element.text or "").split()) for element in core} if core is not None else {}
    people = [name.strip() for name in said.get("creator", "").split(";")]
    found: dict[str, tuple[Any, str]] = {
        "title": ("" if _JUNK.fullmatch(said.get("title", "")) else said.get("title"), "title"),
        "contributors": (tuple(Contributor(name) for name in people if name.lower() not in _NOBODY), "creator"),
        "language": (_language(said.get("language", "")), "language"),
        "published": (_date(said.get("created", "")), "created"),
        "description": (
            said.get("description") or said.get("subject"),
            "description" if said.get("description") else "subject",
        ),
    }
    told = {field: found[field] for field in found if found[field][0]}
    return {field: one for field, (one, _) in told.items()}, tuple(
        (field, f"properties: {name}") for field, (_, name) in told.items()
    )


def keywords(core: Element | None) -> str:
    """Words for catalogues, for which editions have no place; empty where there are none."""
    return " ".join((core.findtext("keywords") or "").split()) if core is not None else ""


def _language(text: str) -> str | None:
    return text if re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", text) else None


def _date(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text[:10])
    return None
