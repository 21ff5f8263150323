"""What a compositor does to a text before it is set: sizes of titles, short heads, the first words of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import takewhile
from math import ceil, floor
from typing import TYPE_CHECKING
from unicodedata import east_asian_width, normalize

from markupsafe import Markup, escape

from publish.fonts.choosing import TEXT, script_of
from publish.fonts.measuring import advance
from publish.rendering.figures import EUROPEAN, in_figures

if TYPE_CHECKING:
    from datetime import date

HEAD_WIDTH = 62
"""How much of a heading fits into a running head, in letters; a wide character counts for two."""

PANGRAM = "the quick brown fox jumps over the lazy dog 0123456789"

LONGEST_TITLE = 200
"""How many characters of Japanese are looked at for phrases; no title is longer."""

LONGEST_PHRASE = 10
"""How many characters of Japanese may be kept on one line: fewer than any line has."""

_UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr"})
"""Scripts that put no spaces between words."""
_TITLE_SIZES = ((24, "short"), (60, "medium"), (110, "long"))
_OPENING = re.compile(r"<p>([^<>&]{8,80})")
_TAG = re.compile(r"<[^>]+>")
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


def title_size(title: str, language: str, room: Mapping[str, float], base: str = TEXT) -> str:
    """``short``, ``medium``, ``long`` or ``huge``: the class by which a theme sizes a title.

    ``room`` is how wide a line can be in each, in ems of its size: no word, and no phrase, is wider if that can be.
    """
    longest = max((advance(piece.strip(), language, base) for piece in phrases(title, language)), default=0)
    fitting = (name for limit, name in _TITLE_SIZES if width(title) <= limit and longest <= room[name])
    return next(fitting, "huge")


def phrases(title: str, language: str) -> list[str]:
    """The pieces of a title between which its lines may break: words, or in Japanese, which has no spaces, phrases.

    Other scripts without spaces may break anywhere (W3C, Requirements for Chinese Text Layout, section 6.1).
    """
    if language.partition("-")[0] == "ja" and len(title) <= LONGEST_TITLE:
        return _japanese(title)
    spaced = " " in title or not (script_of(language) in _UNSPACED or width(title) > len(title))
    return re.findall(r"\s*\S+" if spaced else ".", title, re.DOTALL)


@lru_cache
def _japanese(title: str) -> list[str]:
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser().parse(title)


def phrased(title: str, language: str) -> Markup:
    """A title as XHTML, with its phrases marked where only they show at which places it may break."""
    pieces = phrases(title, language)
    if " " in title or len(pieces) < 2 or max(map(len, pieces)) > LONGEST_PHRASE or len(pieces) == len(title):
        return escape(title)
    return Markup("").join(Markup('<span class="phrase">{}</span>').format(piece) for piece in pieces)


def measure(title: str, room: float, language: str, base: str = TEXT) -> str:
    """The class that keeps a title to the narrowest measure in which it takes no more lines: they come out even.

    ``room`` is the width there is, in ems of the title's size; the class counts half ems. Empty where the title fits on
    one line. ``base`` is the face that it is set in.
    """
    pieces = [advance(piece, language, base) for piece in phrases(title, language)]
    lines = _lines(pieces, room)
    if lines == 1:
        return ""
    narrowest = max(4, ceil(2 * min(max(pieces), room)))
    halves = next(n for n in range(narrowest, ceil(2 * room) + 1) if n / 2 >= room or _lines(pieces, n / 2) <= lines)
    return f"measure-{min(halves + 1, floor(2 * room))}"


def heading(title: str | None, marked: str | None) -> Markup | str | None:
    """A title as it is set: with its inline markup, if that says the same."""
    if title is None or marked is None or unescape(_TAG.sub("", marked)) != title:
        return title
    return Markup(marked)


def _lines(pieces: Sequence[float], room: float) -> int:
    """How many lines the pieces take, each as full as it can be."""
    lines, used = 1, 0.0
    for piece in pieces:
        if used and used + piece > room:
            lines, used = lines + 1, 0.0
        used += piece
    return lines


def dated(day: date, language: str, *, figures: str = EUROPEAN) -> str:
    """A day as its language writes it (Unicode CLDR, long form): ``24. November 2026``; else as ISO 8601 does.

    ``figures`` are the ten in which the edition counts.
    """
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        return in_figures(format_date(day, "long", locale=Locale.parse(language, sep="-")), figures)
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


FULL_WIDTH = ("Hans", "Hant", "Jpan", "Kore")
WIDEST_SCRIPT = 1.2
"""Tamil, of the scripts that have a face of their own; a table had better be too wide than break its figures."""


@lru_cache
def breadth(language: str, base: str) -> float:
    """How much wider than EB Garamond the letters and figures of a text run; full-width ones are measured as such."""
    script = script_of(language)
    if script is not None:
        return 1.0 if script in FULL_WIDTH else WIDEST_SCRIPT
    if base == TEXT:
        return 1.0
    return advance(PANGRAM, "en", base) / advance(PANGRAM, "en")


def running_head(title: str, room: int = HEAD_WIDTH) -> str:
    """A heading short enough for one line above the text, of ``room`` letters, cut between words where it must be."""
    if width(title) <= room:
        return title
    kept = ""
    for piece in re.findall(r"\s*\S+" if " " in title else r".", title):
        if width(kept + piece) >= room:
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
