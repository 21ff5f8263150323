"""The language of a page's article: declared by the page, unless the text is plainly in another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publish.model import Finding
from publish.reading.language import UNKNOWN, detect
from publish.reading.page import PageMetadata

_ENOUGH = 400
"""The characters from which a text is believed more than its page."""
_BEGINNING = 20_000


@dataclass(frozen=True, slots=True)
class Tongue:
    """What the page tells, with the language settled."""

    fields: Mapping[str, object]
    origins: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...] = ()


def language(told: PageMetadata, text: str) -> Tongue:
    """What the page tells, its language put right where a text of some length says otherwise."""
    declared = told.fields.get("language")
    found = detect(text[:_BEGINNING]) if len(text) >= _ENOUGH else UNKNOWN
    if not isinstance(declared, str) or found == UNKNOWN or _stem(found) == _stem(declared):
        return Tongue(told.fields, told.origins)
    message = f"the page says that its language is {declared}, but the text is in {found}"
    finding = Finding("language-corrected", "info", message)
    origins = dict(told.origins) | {"language": "text"}
    return Tongue({**told.fields, "language": found}, tuple(origins.items()), (finding,))


def _stem(tag: str) -> str:
    """The language of a tag, with near ones that detectors confuse taken for one."""
    stem = tag.partition("-")[0].lower()
    return {"nb": "no", "nn": "no", "bs": "sh", "hr": "sh", "sr": "sh", "id": "ms"}.get(stem, stem)
