"""Characters that another program damaged are what they were: entities, mojibake, and spaces of the wrong kind.

Each mend looks for signs that correct text does not have, and then only at the lines that show them; a correct text
of any language comes out as it went in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape

from publish.model import Finding
from publish.reading.lines import line_at

Mended = tuple[str, tuple[Finding, ...]]
"""The text, and a finding for each place that was mended."""

LONGEST_PIECE = 800
"""How many characters a mend looks at as one; a longer line is looked at in pieces."""


def mend(text: str) -> Mended:
    """The text after :data:`MENDS`."""
    findings: list[Finding] = []
    for step in MENDS:
        text, found = step(text)
        findings += found
    return text, tuple(findings)


def _entities(text: str) -> Mended:
    """Escapes of HTML, also escaped twice or by JSON, in a text that says nothing about markup."""
    if not _ENTITY.search(text) or _ABOUT_MARKUP.search(text):
        return text, ()
    return _mended_pieces(text, _ENTITY, lambda piece: _ENTITY.sub(_unescaped, piece), "entity-mended")


_ENTITY = re.compile(
    r"(?:&amp;|\\u0026)(?:amp;){0,4}(#?\w{1,10};)"
    r"|&(#\d{2,6};|#x[0-9a-fA-F]{2,5};|(?:amp|apos|gt|hellip|[lr][sda]quo|lt|[mn]dash|nbsp|quot|[aouAOU]uml|szlig);)"
)
_ABOUT_MARKUP = re.compile(r"</?[a-zA-Z]|`|\b(?:HTML|XML|SGML|entit(?:y|ies)|markup)\b")


def _unescaped(found: re.Match[str]) -> str:
    entity = "&" + (found[1] or found[2])
    character = unescape(entity)
    return found[0] if character == entity else " " if character.isspace() and character != "\u00a0" else character


def _mojibake(text: str) -> Mended:
    """UTF-8 that was read as something else, once or more often; controls that are letters of Windows-1252."""
    if text.isascii():
        return text, ()
    return _mended_pieces(text, _suspect_mojibake(), _refixed, "mojibake-mended")


_C1 = "[\x80-\x84\x86-\x9f]"


@cache
def _suspect_mojibake() -> re.Pattern[str]:
    """What UTF-8 looks like in each encoding that it is mistaken for: a lead byte and as many others as it asks for.

    Correct text has it too, if rarely, as in ``É»``: ftfy judges.
    """
    looks = []
    for encoding in _MISTAKEN_FOR:
        more = _letters(encoding, 0x80, 0xC0)
        for count, (first, last) in enumerate(((0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5)), start=1):
            looks.append(f"[{_letters(encoding, first, last)}][{more}]{{{count}}}")
    leads, others = ("".join(_letters(name, *span) for name in _MISTAKEN_FOR) for span in ((0xC2, 0xF5), (0x80, 0xC0)))
    # One look ahead passes over nearly all text. “Ã ” lost its no-break space.
    return re.compile(f"{_C1}|(?=[{leads}][{others}])(?:{'|'.join(looks)})|Ã ")


_MISTAKEN_FOR = ("latin-1", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman")


def _letters(encoding: str, first: int, last: int) -> str:
    """What the bytes from ``first`` to before ``last`` are in an encoding, for a character class."""
    return re.escape(bytes(range(first, last)).decode(encoding, "ignore"))


def _refixed(piece: str) -> str:
    """The piece as ftfy repairs it: whole, or, where whole it does not become sound, word by word."""
    from ftfy import fix_encoding
    from ftfy.badness import is_bad
    from ftfy.fixes import fix_c1_controls

    if is_bad(piece):
        whole = fix_encoding(piece)
        words = re.split("([ \t]+)", whole) if is_bad(whole) else ()
        piece = "".join(fix_encoding(word) if is_bad(word) else word for word in words) or whole
    return fix_c1_controls(piece)


def _spaces(text: str) -> Mended:
    """No-break spaces that an editor put for spaces: beside a space, or between most words."""
    if "\u00a0" not in text:
        return text, ()
    pattern = _NO_BREAK if _is_usual(text) else _NO_BREAK_BESIDE
    found = pattern.search(text)
    if found is None:
        return text, ()
    mended, count = pattern.subn(" ", text)
    message = f"no-break spaces that stand for spaces are spaces ({count} of them, the first one here)"
    return mended, (Finding("space-mended", "info", message, line=line_at(text, found.start())),)


_NO_BREAK_BESIDE = re.compile("(?<=\\S) \u00a0+(?=\\w)|(?<=\\w[^\\W\\d_])[.,]?\u00a0 (?=\\w)")
_NO_BREAK = re.compile("(?<=[^\\W\\d_][^\\W\\d_])[ \u00a0]*\u00a0[ \u00a0]*(?=[^\\W\\d_]{2})")
_SPACED = re.compile("(?<=[^\\W\\d_][^\\W\\d_]) (?=[^\\W\\d_]{2})")
_USUAL = 0.2
"""The share of the spaces between words from which a no-break space stands for nothing but a space."""


def _is_usual(text: str) -> bool:
    no_break = sum(1 for _ in _NO_BREAK.finditer(text))
    return no_break > _USUAL * (no_break + sum(1 for _ in _SPACED.finditer(text)))


MENDS: tuple[Callable[[str], Mended], ...] = (_entities, _mojibake, _spaces)
"""In the order in which they run: an entity can hide a letter of mojibake."""

_SEAM = re.compile(r"[ \t]")


def _mended_pieces(text: str, suspect: re.Pattern[str], repair: Callable[[str], str], code: str) -> Mended:
    """The text with ``repair`` made on each line, or piece of one, in which ``suspect`` is found."""
    out: list[str] = []
    findings: list[Finding] = []
    done, line = 0, 1
    while found := suspect.search(text, done):
        start, end = _piece(text, found, done)
        before, after = text[start:end], repair(text[start:end])
        line += line_at(text[done:start], start - done) - 1
        if before != after:
            findings.append(_told(before, after, code, line))
        out += [text[done:start], after]
        done = end
    return ("".join((*out, text[done:])) if out else text), tuple(findings)


def _piece(text: str, found: re.Match[str], least: int) -> tuple[int, int]:
    """The bounds of the line in which ``found`` is, or of a piece of that line between two spaces."""
    near, far = max(least, found.start() - LONGEST_PIECE // 2), found.end() + LONGEST_PIECE // 2
    before, after = text[near : found.start()], text[found.end() : far]
    start = near + max(before.rfind("\n"), before.rfind("\r")) + 1
    if start == near > least:  # No line begins in reach.
        seam = _SEAM.search(before)
        start = near + seam.end() if seam else near
    ends = [place for place in map(after.find, "\r\n") if place >= 0]
    if not ends and far < len(text) and " " in after:
        ends = [after.rfind(" ")]
    return start, found.end() + min(ends, default=len(after))


def _told(before: str, after: str, code: str, line: int) -> Finding:
    """The finding for one piece, with what stands around the first thing that changed."""
    pairs = enumerate(zip(before, after, strict=False))
    same = next((place for place, (old, new) in pairs if old != new), min(len(before), len(after)))
    start = max(before.rfind(" ", 0, same) + 1, same - 20)
    old, new = (" ".join(text[start : same + 20].split()) for text in (before, after))
    return Finding(code, "info", f"“{old}” is read as “{new}”", line=line)
