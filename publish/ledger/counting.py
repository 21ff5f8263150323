"""The figures in which an edition counts what it adds, notes and days: those that its text has most of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import unescape
from unicodedata import decimal

from publish.ledger.words import Piece
from publish.model import Article

_NOUGHTS = "٠۰०০੦૦୦౦೦൦๐໐០၀"
"""The figure 0 of the scripts that count in figures of their own."""
NUMBERING = re.compile(
    r"\\(?:label|tag\*?|eqref|ref|autoref|cref)\{[^{}]*\}|\\(?:nonumber|notag)\b"
    r"|\[-?@eq:[\w.:-]+\]|(?<![\w@])@eq:[\w.:-]+"
)
"""What numbers formulas and refers to them in a source: an edition prints the numbers."""
_MARKS = frozenset({"mark", "backlink"})


def nought(works: Sequence[Article]) -> str:
    """The figure 0 of an edition of these; ``0`` where no other script's figures are in the majority."""
    bodies = "".join(section.body for work in works for section in work.sections)
    text = unescape(re.sub(r"<[^>]+>", " ", bodies))
    if text.isascii():
        return "0"
    counted = Counter(chr(ord(sign) - decimal(sign)) for sign in text if sign.isdecimal())
    most = max(_NOUGHTS, key=lambda zero: counted[zero])
    return most if counted[most] > counted["0"] else "0"


def in_figures(text: str, zero: str) -> str:
    """A text with its European figures in those that begin with this one."""
    return re.sub("[0-9]", lambda figure: chr(ord(zero) + int(figure[0])), text) if zero != "0" else text


def marked(pieces: Iterable[Piece], zero: str) -> list[Piece]:
    """Pieces, the marks of notes among them in these figures."""
    return [replace(one, text=in_figures(one.text, zero)) if one.role in _MARKS else one for one in pieces]
