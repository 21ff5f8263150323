"""Markdown without a parser of Markdown: its text, less what is written for programs.

Addresses, labels, attributes, tags and comments are taken out where they stand; everything else is a word that an
edition has to have. Markup that parts a word, as in ``un**believ**able``, parts it here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from publish.ledger.counting import NUMBERING
from publish.ledger.sources.decoding import decoded
from publish.ledger.words import Piece

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?^(?:\1|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(
    r"^(?P<margin>[ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?)(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)$"
    r"(?P<listing>.*?)(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?P<inline>(?:[^`\n]|\n(?!\s*\n)|(?!(?P=ticks)(?!`))`)+?)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_TARGET = r"(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)"
_TITLE = r"(?:\"[^\"]*\"|'[^']*'|\([^()]*\))"
_SILENT = re.compile(
    r"<!--.*?-->|<(?P<element>script|style|template|svg|iframe|noscript)\b[^>]*>.*?</(?P=element)\s*>"
    r"|</?[a-zA-Z][\w-]*(?=[\s/>])[^<>]*>"
    r"|<[?!][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_INFO = re.compile(r"(?<=```)[^`\n]+$|(?<=~~~)[^\n]+$", re.MULTILINE)
_AUTOLINK = re.compile(r"<((?:[a-z][a-z0-9+.-]{1,30}:|[\w.+-]+@)[^\s<>]*)>", re.IGNORECASE)
_DEFINITION = re.compile(
    rf"^[ \t>]*\[(?!\^)[^\]\n]+\]:[ \t]*\n?[ \t]*\S+(?:[ \t]*\n?[ \t]*{_TITLE})?[ \t]*$", re.MULTILINE
)
_DESTINATION = re.compile(rf"(?<=\])\(\s*{_TARGET}(?:\s+{_TITLE})?\s*\)")
_LABEL = re.compile(r"(?<=\])\[[^\[\]\n]*\]|\[\^[^\]\s]+\]:?")
_PICTURE = re.compile(r"(?<=\salt=)(?:\"[^\"<>]*\"|'[^'<>]*')", re.IGNORECASE)
_BOX = re.compile(r"<input\b(?=[^<>]*\btype=[\"']?checkbox)[^<>]*>", re.IGNORECASE)
_TASK = re.compile(r"^([ \t>]*[-*+][ \t]+)\[([ xX])\](?=\s)", re.MULTILINE)
_IMAGE = re.compile(r"!\[(?:[^\[\]]*)(?=\][(\[])")
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.][^\s{}]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}]+))(?:\s+[^{}\n]*)?\}")
_NAMED = re.compile(r"(?<=\$\$)[ \t]*(?:\{#[^{}\n]*\}|\([^()\n]*\))[ \t]*$", re.MULTILINE)
_MARKER = re.compile(r"^(?P<margin>[ \t>]*)(?:\d{1,9})(?=[.)]\s)", re.MULTILINE)


def pieces(data: bytes, encoding: str | None) -> Iterator[Piece]:
    """The lines in ``data``; the front matter, alternatives and numbers of lists are not owed."""
    text = decoded(data, encoding).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    start = 1
    if front:
        for number, line in enumerate(front[0].split("\n"), start=1):
            for part in re.split("[:=]", line, maxsplit=1):
                yield Piece(part, "metadata", number, owed=False)
        start += front[0].count("\n")
        text = text[front.end() :]
    masked, code = _masked(text)
    beside: list[Piece] = []
    lines = _stripped(masked, start, beside).split("\n")
    found = [Piece(line, line=number) for number, line in enumerate(lines, start=start) if line.strip()]
    for piece in sorted([*found, *beside], key=lambda piece: piece.line or 0):
        yield replace(piece, text=_unmasked(piece.text, code))


def _masked(text: str) -> tuple[str, list[str]]:
    """The text with a private character for each line of code, which says what it says; and these lines."""
    code: list[str] = []

    def mask(found: re.Match[str]) -> str:
        group = "listing" if found["fence"] else "inline"
        lines = found[group].split("\n")
        start = len(code)
        code.extend(lines)
        masks = "\n".join(chr(_FIRST + start + offset) for offset in range(len(lines)))
        before, after = found.start(group) - found.start(), found.end(group) - found.start()
        return found[0][:before] + masks + found[0][after:]

    return _CODE.sub(mask, text), code


def _unmasked(text: str, code: list[str]) -> str:
    return _CODE_MASK.sub(lambda mask: code[ord(mask[0]) - _FIRST], text)


_FIRST = 0x100000
_CODE_MASK = re.compile("[\U00100000-\U0010ffff]")


def _stripped(text: str, line: int, beside: list[Piece]) -> str:
    """The text without what is no text, which goes to ``beside``; the line ends stay."""
    text = _BOX.sub(lambda found: " ☑ " if re.search(r"\bchecked\b", found[0]) else " ☐ ", text)
    for pattern in _TAKEN:

        def taken(found: re.Match[str], silent: bool = pattern is _SILENT) -> str:
            if not silent:
                place = line + found.string.count("\n", 0, found.start())
                beside.append(Piece(unescape(found[0]), "markup", place, owed=False))
            return "\n" * found[0].count("\n")

        text = pattern.sub(taken, text)
    text = _TASK.sub(lambda found: f"{found[1]}{'☐' if found[2] == ' ' else '☑'}", text)
    return unescape(_AUTOLINK.sub(r" \1 ", text))


_TAKEN = (NUMBERING, _NAMED, _INFO, _PICTURE, _SILENT, _DEFINITION, _IMAGE, _LABEL, _DESTINATION, _ATTRIBUTES, _MARKER)
"""What is no text, in the order in which it is taken out."""
