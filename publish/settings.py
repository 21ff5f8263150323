"""What a user can choose. Every value has a default with which a first build looks right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publish.errors import SettingsError

MENDS = ("spaces", "quotes", "dashes", "ellipses")
"""The repairs of scraping damage, in the order in which they run; each can be switched off."""


SOURCE_FORMATS: Mapping[str, tuple[str, ...]] = {
    "text": (".txt", ".text"),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx",),
    "epub": (".epub",),
}
"""The formats that can be read, and how the names of their files end, in lower case."""


LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9]\w{3}))*")
"""Language, script, region, variants: the part of BCP 47 that articles need (RFC 5646, section 2.1)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices for one build."""

    language: str | None = None
    """BCP 47; None: each article's own, detected."""
    format: str | None = None
    """One of :data:`SOURCE_FORMATS`; None: told from the source's name and its first bytes."""
    threshold: float = 0.8
    """How sure it must be, from 0 to 1, that a line is the heading that an entry of the contents names."""
    keep_all: bool = False
    """Whether all of a page is its article, menus and comments included."""
    theme: str = "book"
    """The name of a folder in ``styles/``."""
    mends: frozenset[str] = frozenset(MENDS)
    """Which of :data:`MENDS` run."""
    fail_on: frozenset[str] = frozenset()
    """Codes of findings with which a build fails and writes nothing; ``warnings`` names all that are no mere notes."""
    allow_network: bool = False
    """Whether sources, and the pictures of pages, may be fetched. Nothing is, unless the user says so."""


def mends_without(names: Iterable[str]) -> frozenset[str]:
    """All mends but the ones named; ``all`` names every one.

    Raises :class:`SettingsError` for a name that is no mend, suggesting the nearest one.
    """
    off = set(names)
    if "all" in off:
        return frozenset()
    for name in sorted(off - set(MENDS)):
        raise SettingsError(f"no mend is called “{name}”", remedy=suggestion(name, MENDS))
    return frozenset(MENDS) - off


def suggestion(name: str, known: Iterable[str]) -> str:
    """The remedy for a wrong name: the nearest right one, or all of them."""
    candidates = sorted(known)
    near = difflib.get_close_matches(name, candidates, n=1)
    return f"did you mean “{near[0]}”?" if near else f"choose one of {', '.join(candidates)}"
