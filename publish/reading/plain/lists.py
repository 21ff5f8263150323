"""Items become lists, nested as they are indented.

A list of numbers is one only where it is indented and counts up by one, so that the edition counts as the source does;
other numbered lines stay paragraphs with their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from publish.reading.lines import Line

DEEPEST = 6
"""How deep a list is nested; what is indented more stands at this depth."""

_BULLET = re.compile(r"[-*•‣◦] (?P<text>.+)")
_NUMBER = re.compile(r"(?P<number>\d{1,3}|[a-z])[.)] (?P<text>.+)")


@dataclass(slots=True)
class _List:
    """A list that is still open."""

    tag: str
    indent: int
    parts: list[str] = field(default_factory=list)


def is_bullet(line: Line) -> bool:
    """Whether the line is an item with a bullet."""
    return bool(_BULLET.fullmatch(line.text))


def numbered(lines: Sequence[Line]) -> Iterator[int]:
    """The places of the items of numbered lists: indented, two at least, each one more than the one before."""
    run: list[int] = []
    for place in range(len(lines) + 1):
        number = _value(lines[place]) if place < len(lines) else None
        goes_on = bool(run) and number is not None and _follows(lines[run[-1]], lines[place], run[-1], place)
        if not goes_on:
            if len(run) > 1:
                yield from run
            run = []
        if number is not None:
            run.append(place)


def _follows(before: Line, line: Line, place: int, here: int) -> bool:
    (kind, value), (next_kind, next_value) = _value(before) or ("", 0), _value(line) or ("", 0)
    return here == place + 1 and kind == next_kind and next_value == value + 1 and before.indent == line.indent


def _value(line: Line) -> tuple[str, int] | None:
    """How the item counts, ``1`` or ``a``, and its number; None for a line that is no such item."""
    found = _NUMBER.fullmatch(line.text) if line.indent and line.kind == "text" else None
    if not found:
        return None
    number = found["number"]
    return ("1", int(number)) if number.isdecimal() else ("a", ord(number) - ord("a") + 1)


def render(lines: Sequence[Line]) -> str:
    """The lists of these items; an item that is indented by two columns more than the one above belongs to that."""
    out: list[str] = []
    tags: list[tuple[str, int]] = []
    for line in lines:
        value = None if is_bullet(line) else _value(line)
        tag = "ul" if value is None else "ol"
        while len(tags) > 1 and line.indent < tags[-1][1] - 1:
            out.append(f"</li></{tags.pop()[0]}>")
        if tags and line.indent > tags[-1][1] + 1 and len(tags) < DEEPEST:
            out.append(_opening(tag, value))
            tags.append((tag, line.indent))
        elif tags and tags[-1][0] == tag:
            out.append("</li>")
        else:
            if tags:
                out.append(f"</li></{tags.pop()[0]}>")
            out.append(_opening(tag, value))
            tags.append((tag, line.indent))
        out.append(_item(line, value))
    return "".join([*out, *(f"</li></{tag}>" for tag, _ in reversed(tags))])


def _opening(tag: str, value: tuple[str, int] | None) -> str:
    return f'<{tag} type="a">' if value and value[0] == "a" else f"<{tag}>"


def _item(line: Line, value: tuple[str, int] | None) -> str:
    found = (_BULLET if value is None else _NUMBER).fullmatch(line.text)
    text = escape(found["text"] if found else line.text, quote=False)
    return (
        f'<li data-line="{line.number}">{text}'
        if value is None
        else (f'<li value="{value[1]}" data-line="{line.number}">{text}')
    )
