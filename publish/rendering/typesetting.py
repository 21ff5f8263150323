"""What a compositor does to a text before it is set: sizes of titles, short heads, the first words of an article."""

from __future__ import annotations

import re
from unicodedata import east_asian_width, normalize

HEAD_WIDTH = 46
"""How much of a heading fits into a running head, in letters; a wide character counts for two."""

_TITLE_SIZES = ((24, "short"), (60, "medium"), (110, "long"))
_FIRST_PARAGRAPH = re.compile(r"<p>((?:[^\W\d_]+[’'-]?){1,3}(?: (?:[^\W\d_]|[’'-])+){1,3})(?=[ ,;:.])")
_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]")


def width(text: str) -> int:
    """How wide a text is, in letters: characters that East Asian type sets full width count for two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in normalize("NFC", text))


def title_size(title: str) -> str:
    """``short``, ``medium``, ``long`` or ``huge``: the class by which a theme sizes a title."""
    return next((name for limit, name in _TITLE_SIZES if width(title) <= limit), "huge")


def running_head(title: str) -> str:
    """A heading short enough for one line above the text, cut between words where it must be cut."""
    if width(title) <= HEAD_WIDTH:
        return title
    kept = ""
    for piece in re.findall(r"\s*\S+" if " " in title else r".", title):
        if width(kept + piece) >= HEAD_WIDTH:
            break
        kept += piece
    return f"{kept.rstrip(' ,;:.–—-')}…"


def lead_in(body: str) -> str:
    """A body whose first paragraph begins with its first words marked, where its script has small capitals."""
    found = _FIRST_PARAGRAPH.match(body)
    if not found or not _CASED.match(found[1]) or len(found[1]) > 40:
        return body
    return f'<p><span class="lead-in">{found[1]}</span>{body[found.end() :]}'
