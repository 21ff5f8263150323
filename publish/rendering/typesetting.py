"""What a compositor does to a text before it is set: sizes of titles, short heads, the first words of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from math import ceil, floor
from unicodedata import east_asian_width, normalize

HEAD_WIDTH = 62
"""How much of a heading fits into a running head, in letters; a wide character counts for two."""

LETTER = 0.4
"""The average width of a letter, in ems: measured on titles in EB Garamond. A wide character takes a whole em."""

_TITLE_SIZES = ((24, "short"), (60, "medium"), (110, "long"))
_OPENING = re.compile(r"<p>([^<>&]{8,80})")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'-])*+$")
_ADDRESS = re.compile(
    r"<(?P<whole>a|code|kbd|math|pre|samp)\b[^>]*(?:/>|>.*?</(?P=whole)>)|<[^>]*>"
    r"|(?P<address>(?:https?://|www\.)(?:&amp;|[^\s<>&\"“”«»])*(?:&amp;|[^\s<>&\"“”«».,;:!?)\]’'*])"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)",
    re.DOTALL,
)
_LINK = re.compile(r"https?://(?:[\w.~:/?#@!$'()*+,;=-]|&amp;|%[0-9A-Fa-f]{2})+", re.ASCII)
"""What may stand in a URL as it is (RFC 3986, appendix A); square brackets only in places where ours are not."""

LEAD_IN = 4
"""How many words of an article's first paragraph are set in small capitals, at the most."""

_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]")


def width(text: str) -> int:
    """How wide a text is, in letters: characters that East Asian type sets full width count for two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in normalize("NFC", text))


def title_size(title: str) -> str:
    """``short``, ``medium``, ``long`` or ``huge``: the class by which a theme sizes a title."""
    return next((name for limit, name in _TITLE_SIZES if width(title) <= limit), "huge")


def measure(title: str, room: float) -> str:
    """The class that keeps a title to the narrowest measure in which it takes no more lines: they come out even.

    ``room`` is the width there is, in ems of the title's size; the class counts half ems. Empty where the title fits on
    one line.
    """
    pieces = [_ems(piece) for piece in re.findall(r"\s*\S+" if " " in title else ".", title)]
    lines = _lines(pieces, room)
    if lines == 1:
        return ""
    halves = next(n for n in range(4, ceil(2 * room) + 1) if n / 2 >= room or _lines(pieces, n / 2) <= lines)
    return f"measure-{min(halves + 1, floor(2 * room))}"


def _ems(text: str) -> float:
    return sum(1 if east_asian_width(character) in "WF" else LETTER for character in normalize("NFC", text))


def _lines(pieces: Sequence[float], room: float) -> int:
    """How many lines the pieces take, each as full as it can be."""
    lines, used = 1, 0.0
    for piece in pieces:
        if used and used + piece > room:
            lines, used = lines + 1, 0.0
        used += piece
    return lines


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


def body(xhtml: str, *, opens: bool) -> str:
    """A section's body as it is set: its addresses marked, and its first words too where it ``opens`` an article."""
    marked = _ADDRESS.sub(_marked, xhtml) if "://" in xhtml or "www." in xhtml or "@" in xhtml else xhtml
    return lead_in(marked) if opens else marked


def _marked(found: re.Match[str]) -> str:
    """An address that no hyphen may be set into, as a link where it can be one. Links that are there already stay."""
    address = found["address"]
    if not address:
        return found[0]
    if not _LINK.fullmatch(address):
        return f'<span class="address">{address}</span>'
    return f'<a class="address" href="{address}">{address}</a>'


def lead_in(body: str) -> str:
    """A body whose first paragraph begins with its first words marked, where its script has small capitals."""
    found = _OPENING.match(body)
    if not found:
        return body
    words = list(takewhile(_WORD.match, found[1].split(" ")[:-1][:LEAD_IN]))
    marked = " ".join(words)
    if len(words) < 2 or not _CASED.match(marked) or len(marked) > 40:
        return body
    return f'<p><span class="lead-in">{marked}</span>{body[len("<p>" + marked) :]}'
