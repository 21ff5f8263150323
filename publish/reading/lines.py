"""Text becomes clean, numbered lines: what every later step of a text reader works on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from publish.model import Finding, Severity

Kind = Literal["text", "quote", "lines", "verse", "table", "code"]
"""What a line is part of: ``text`` is a paragraph, or what its marker says; ``lines``, such as an address, and
``verse`` keep their ends; ``table`` and ``code`` their spaces too."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACES = re.compile("[ \t\v\f\x85\u2028\u2029]{2,}|[\t\v\f\x85\u2028\u2029]")
"""White space that only lays text out, unless it is one space already. Spaces that mean something, such as U+00A0 and
U+202F, are not in it."""
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2060]*")
_UNFIT: tuple[tuple[str, Severity, re.Pattern[str], str], ...] = (
    (
        # Char, XML 1.0 §2.2, and what its note discourages: the C1 controls (but NEL) and the noncharacters.
        "control-character",
        "warning",
        re.compile(
            "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
            + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
            + "]"
        ),
        "control character",
    ),
    ("byte-order-mark", "info", re.compile("\ufeff"), "byte order mark"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source that has something to read in it."""

    number: int
    """From 1, counting blank lines too, as editors do."""
    text: str
    """Without white space at its ends; runs of it are one space."""
    indent: int
    """The columns of white space before it; tab stops are 4 columns apart."""
    gap: int = 0
    """How many blank lines stand above it."""
    page: int = 1
    """The page, from 1; a form feed begins another."""
    raw: str = ""
    """As it stands in the source, for blocks in which spaces count; empty for a line made of several."""
    kind: Kind = "text"


def line_at(text: str, offset: int) -> int:
    """The number, from 1, of the line in which the character at ``offset`` stands."""
    return len(_LINE_END.findall(text, 0, offset)) + 1


def clean(text: str) -> tuple[str, tuple[Finding, ...]]:
    """The text without characters that are no text, and a finding for each kind of them that was there."""
    findings = []
    alphabet = set(text)  # Nearly every text is clean, and its few hundred characters are sooner seen than all of it.
    for code, severity, pattern, name in _UNFIT:
        if any(map(pattern.match, alphabet)) and (first := pattern.search(text)):
            place = line_at(text, first.start())
            text, count = pattern.subn("", text)
            message = f"1 {name} is removed" if count == 1 else f"{count} {name}s are removed, the first one here"
            findings.append(Finding(code, severity, message, line=place))
    return text, tuple(findings)


def split(text: str) -> tuple[Line, ...]:
    """The lines of ``text``, which ends them with LF, CRLF or CR; those without a visible character are left out."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    gap, page = 0, 1
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        page += raw.count("\f")
        if _INVISIBLE.fullmatch(raw):
            gap += 1
            continue
        yield Line(number, _SPACES.sub(" ", raw).strip(), _indent(raw), gap, page, raw)
        gap = 0


def _indent(raw: str) -> int:
    raw = raw.replace("\f", "")
    margin = raw[: len(raw) - len(raw.lstrip())]
    return len(margin.expandtabs(4))
