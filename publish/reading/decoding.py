"""Bytes become text: UTF-8 as it is, anything else as what it most probably was saved in, with a finding.

What is sure comes first: a byte order mark, valid UTF-8, the zero bytes of UTF-16 and UTF-32. Only bytes that are none
of these are guessed at, by chardet, which on real articles in 30 languages and 20 legacy encodings was right where
charset-normalizer erred in one of six. A guess that does not read like writing is no guess: such a text is refused.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable
from itertools import islice

from publish.errors import SourceError
from publish.model import Finding
from publish.reading.lines import line_at
from publish.reading.plausible import is_western, oddity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # Before UTF-16, whose mark it begins with.
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - set(b"\t\n\v\f\r\x1b\x85")
_CONTROLS_ALLOWED = 0.05
"""The share of control characters above which bytes are no text; below it they are a scraper's litter."""
_ODDITY_ALLOWED = 0.1
"""The share of characters beyond ASCII in odd company above which a guess is wrong."""
_EBCDIC = frozenset(("CP037", "CP424", "CP500", "CP1026", "CP1140"))
"""What no text file is in; in these, ASCII is nothing."""
SELDOM = 50
"""Of how many bytes one is not ASCII at most where such bytes tell little."""
_LOOKED_AT = 1 << 16
"""How many characters or bytes are looked at where all would tell no more."""

_ESCAPE = re.compile(rb"\x1b\$[@B]|\x1b\$\)C")
"""What turns ASCII into ISO 2022: nothing else has a use for it."""
_HIGH = re.compile(rb"[\x80-\xff][^\n]{0,2000}")
_FOREIGN = re.compile("[^\x00-\x7f]")
_RUN = re.compile(rb"[\x80-\xff]+")
_SEQUENCES = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})++")
_EXCERPT = re.compile(r"[^\W\d_]*[^\x00-\x7f]\w*")


def decode(data: bytes, source: str) -> tuple[str, tuple[Finding, ...]]:
    """The text in ``data``, without its byte order mark, and a finding where its encoding had to be guessed.

    Raises :class:`SourceError`, with ``source`` as its place, for no bytes at all and for bytes that are no text.
    """
    if not data:
        raise SourceError("the source is empty", place=source, remedy="give a file with a title and text")
    for attempt in _ATTEMPTS:
        if (found := attempt(data)) is not None and _is_text(found[0]):
            text, name = found
            return text, (_guessed(text, name),) if name else ()
    if b"\0" in data or not _is_text(data.decode("ascii", "ignore")) or not (first := _HIGH.search(data)):
        raise SourceError("this is a binary file, not text", place=source, remedy="give plain text, saved as UTF-8")
    line = line_at(data.decode("latin-1"), first.start())
    raise SourceError(
        "the text is not UTF-8, and its encoding cannot be told", place=f"{source}:{line}", remedy="save it as UTF-8"
    )


_Found = tuple[str, str | None]
"""The text, and the name of the encoding that was guessed; None where there was nothing to guess."""


def _marked(data: bytes) -> _Found | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), None
    return None


def _utf8(data: bytes) -> _Found | None:
    if b"\0" in data or _ESCAPE.search(data):
        return None
    try:
        return data.decode(), None
    except UnicodeDecodeError:
        return None


def _zero_bytes(data: bytes) -> _Found | None:
    """UTF-16 and UTF-32 without a mark: their ASCII, at least the ends of their lines, has zero bytes."""
    if b"\0" not in data:
        return None
    best, most = None, 0
    for encoding in _WIDE:
        sample = data[: _LOOKED_AT - _LOOKED_AT % 4].decode(encoding, "ignore")
        # In the wrong order of bytes, spaces and ends of lines are rare letters.
        common = sum(map(sample.count, " \n,.")) if _is_text(sample) else 0
        if common > most:
            best, most = encoding, common
    if best is None or oddity(data[: _LOOKED_AT - _LOOKED_AT % 4].decode(best, "ignore")) > _ODDITY_ALLOWED:
        return None
    return data.decode(best, "replace"), best.upper()


def _mixed(data: bytes) -> _Found | None:
    """UTF-8 into which bytes of Windows-1252 were pasted: in other encodings, hardly a word looks like UTF-8."""
    counts = Counter(bool(_SEQUENCES.fullmatch(run[0])) for run in _RUN.finditer(data))
    if b"\0" in data or not counts[True] or counts[False] > 4 * counts[True]:
        return None
    text = data.decode("utf-8", "surrogateescape")
    return re.sub("[\udc80-\udcff]", _as_windows, text), "UTF-8 with Windows-1252 in it"


def _as_windows(found: re.Match[str]) -> str:
    byte = bytes([ord(found[0]) - 0xDC00])
    return byte.decode("cp1252", "replace")


def _mostly_ascii(data: bytes) -> _Found | None:
    """Only signs such as quotes, or a few accents: too little for statistics, and enough for good sense."""
    found = _western(data)
    if found is None:
        return None
    seldom = SELDOM * sum(map(len, _RUN.findall(data))) <= len(data)
    return found if seldom or not any(map(str.isalpha, _FOREIGN.findall(found[0]))) else None


def _western(data: bytes) -> _Found | None:
    if data.isascii() or b"\0" in data:
        return None
    for name in ("Windows-1252", "MacRoman", "CP850"):
        if is_western(text := data.decode(name, "replace")):
            return text, name
    return None


def _legacy(data: bytes) -> _Found | None:
    """What chardet takes the stretches with more than ASCII in them for."""
    import chardet

    places = (found.span() for found in islice(_HIGH.finditer(data), 500))
    stretches = (_ascii_before(data, start) + data[start:end] for start, end in places)
    sample = b"\n".join(stretches)[:_LOOKED_AT] or data[:_LOOKED_AT]
    name = chardet.detect(sample)["encoding"]
    if not name or b"\0" in data or name.upper() in _EBCDIC:
        return None
    try:
        text = data.decode(name, "replace")
    except (LookupError, UnicodeError):
        return None
    return (text, name) if oddity(text) <= _ODDITY_ALLOWED else None


def _ascii_before(data: bytes, start: int) -> bytes:
    """What of the line stands right before a foreign letter; never a part of one."""
    return re.split(rb"[\x80-\xff\n]", data[max(start - 40, 0) : start])[-1]


_ATTEMPTS: tuple[Callable[[bytes], _Found | None], ...] = (
    _marked,
    _utf8,
    _zero_bytes,
    _mixed,
    _mostly_ascii,
    _legacy,
    _western,
)
"""The ways to read bytes, surest first."""


def _is_text(text: str) -> bool:
    sample = text[:_LOOKED_AT] if len(text) <= 2 * _LOOKED_AT else text[:_LOOKED_AT] + text[-_LOOKED_AT:]
    odd = sum(1 for character in sample if ord(character) in _CONTROLS or character == "\ufffd")
    return odd <= len(sample) * _CONTROLS_ALLOWED


def _guessed(text: str, name: str) -> Finding:
    """The finding for a guess, with a word by which an author can tell whether it is right."""
    word = _EXCERPT.search(text)
    example = f", for example “{word[0][:40]}”" if word else ""
    return Finding(
        "encoding-guessed",
        "warning",
        f"the source is not UTF-8; it is read as {name}{example}",
        line=line_at(text, word.start()) if word else None,
        remedy="if letters are wrong, save the source as UTF-8",
    )
