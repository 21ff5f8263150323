"""Names made of titles, and titles made of names."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from pathlib import PurePath

LONGEST = 60
"""The most characters of an article's id, which may become the name of a file."""

_SECTION = re.compile(r"lead|section-\d+")
"""The ids of sections: no article may be called so."""


def slug(title: str, text: str) -> str:
    """The id of an article: its title in ``[a-z0-9-]``, beginning with a letter.

    A title without any Latin letter gives ``article`` and the beginning of the hash of the article's ``text``.
    """
    letters = unicodedata.normalize("NFKD", title.replace("'", "").replace("\u2019", "")).lower()
    name = re.sub("[^a-z0-9]+", "-", "".join(filter(_stands_alone, letters))).strip("-")
    if not re.search("[a-z]", name):
        return f"article-{sha256(text.encode()).hexdigest()[:8]}"
    if not name[0].isalpha() or _SECTION.fullmatch(name):
        name = f"article-{name}"
    return name if len(name) <= LONGEST else name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]


def _stands_alone(letter: str) -> bool:
    return not unicodedata.combining(letter)


def title_of(source: str) -> str:
    """A title for the source called ``source`` that has none: the stem of its name, made readable."""
    words = re.sub(r"[-_\s]+", " ", PurePath(source).stem).strip()
    return words[:1].upper() + words[1:] or "Untitled"
