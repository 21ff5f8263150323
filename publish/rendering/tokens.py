"""The design tokens of a theme: what each one is, and what is wrong with one that cannot be.

A theme's ``theme.toml`` gives some of them and has the rest from the theme that it inherits. Both editions, and the
cover, are made of the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publish.errors import SettingsError
from publish.fonts.table import MONOS, TEXTS
from publish.settings import suggestion

CONTRAST = 4.5
"""The least contrast of text (WCAG 2.2, success criterion 1.4.3)."""

SIZES = ("short", "medium", "long", "huge")
"""The classes of titles by their length."""

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """What a token is, and what it takes."""

    help: str
    wanted: str
    """What a value looks like, for messages and for the reference."""
    fits: Callable[[Any], bool]


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blend(colour: str, ground: str, share: float) -> str:
    """A colour that covers its ground by a share from 0 to 1, as one that covers it all."""
    pairs = ((int(colour[place : place + 2], 16), int(ground[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(share * over + (1 - share) * below):02x}" for over, below in pairs)


def _number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable() and len(value) <= 200


def _colour(value: Any) -> bool:
    return isinstance(value, str) and _COLOUR.fullmatch(value) is not None


def _legible(value: Any) -> bool:
    return _colour(value) and contrast(value, "#ffffff") >= CONTRAST


def _below_black(value: Any) -> bool:
    return _colour(value) and contrast(value, "#000000") >= CONTRAST


def _rooms(value: Any) -> bool:
    return isinstance(value, dict) and set(value) <= set(SIZES) and all(map(_number(2, 60), value.values()))


def _descending(value: Any) -> bool:
    return (
        isinstance(value, list)
        and 1 <= len(value) <= 5
        and all(map(_number(4, 20), value))
        and (value == sorted(value, reverse=True))
    )


def _cloths(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 8 and all(map(_pair, value))


def _pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_colour, value)) and contrast(*value) >= CONTRAST


def _millimetres(low: float, high: float, help: str) -> Token:
    return Token(help, f"millimetres, from {low:g} to {high:g}", _number(low, high))


def _points(low: float, high: float, help: str) -> Token:
    return Token(help, f"points, from {low:g} to {high:g}", _number(low, high))


def _ink(help: str) -> Token:
    return Token(help, "a colour as in #7a2e1d, with a contrast of 4.5 or more on white", _legible)


def _yes(help: str) -> Token:
    return Token(help, "true or false", lambda value: isinstance(value, bool))


_FAMILY = " | ".join(TEXTS)

TOKENS: Mapping[str, Token] = {
    "about": Token("What the theme is for, in a sentence.", "a text", _text),
    "ornament": Token("The sign on the title page and between parts of a text.", "a text", _text),
    "fonts.text": Token("The face of the running text on paper.", _FAMILY, lambda value: value in TEXTS),
    "fonts.heading": Token("The face of titles, headings and contents.", _FAMILY, lambda value: value in TEXTS),
    "fonts.mono": Token("The face of code on paper.", " | ".join(MONOS), lambda value: value in MONOS),
    "fonts.oldstyle": _yes("Whether figures in the text have ascenders and descenders, where the face has such."),
    "fonts.small_caps": _yes("Whether an article begins with small capitals, which the face must have."),
    "colour.accent": _ink("Ornaments, links and rules on paper."),
    "colour.quiet": _ink("Folios and running heads."),
    "colour.mark": Token(
        "Behind marked words.", "a colour as in #f4ecd2, on which black has a contrast of 4.5 or more", _below_black
    ),
    "code.keyword": _ink("Words of the language, in code on paper."),
    "code.string": _ink("Texts in code."),
    "code.number": _ink("Numbers in code."),
    "code.comment": _ink("Remarks in code."),
    "code.name": _ink("Names that are defined in code."),
    "page.width": _millimetres(60, 500, "The page's width."),
    "page.height": _millimetres(80, 700, "The page's height."),
    "page.inner": _millimetres(4, 100, "The margin at the spine."),
    "page.outer": _millimetres(4, 100, "The margin away from it."),
    "page.top": _millimetres(6, 100, "The margin above the text, which holds the running head."),
    "page.bottom": _millimetres(6, 120, "The margin below it, which holds the folio."),
    "page.columns": Token("How many columns the text is set in.", "1, 2 or 3", lambda value: value in (1, 2, 3)),
    "page.gap": _millimetres(3, 30, "Between two columns."),
    "page.type": _points(7, 24, "The size of the running text."),
    "page.leading": _points(8, 40, "From line to line; vertical space comes in multiples of it."),
    "page.tables": Token(
        "The sizes that tables are set in, the largest first; a table gets the first that its words fit.",
        "up to five sizes in points, the largest first",
        _descending,
    ),
    **{
        f"room.{place}": Token(
            f"How wide a title can be {where}, in ems of its size, by its length.",
            "{ short = 10, medium = 12, long = 15, huge = 19 }",
            _rooms,
        )
        for place, where in (
            ("titlepage", "on the title page"),
            ("opening", "above the text"),
            ("cover", "on the cover"),
        )
    },
    "cover.cloths": Token(
        "Ground and ink of the cover; the title chooses one of the eight pairs.",
        "eight pairs of colours with a contrast of 4.5 or more",
        _cloths,
    ),
}
"""Every token there is, by its table and its name."""


def judged(tokens: Mapping[str, Any], text: str, place: str) -> dict[str, Any]:
    """The tokens of a file, by table and name. ``text`` is the file, ``place`` its name in messages.

    Raises :class:`SettingsError` with the line for one that there is not, and for a value that cannot be.
    """
    found = {}
    for name, value in _flat(tokens):
        where = _line(text, name, place)
        if name not in TOKENS:
            raise SettingsError(f"no token is called “{name}”", place=where, remedy=suggestion(name, TOKENS))
        if not TOKENS[name].fits(value):
            raise SettingsError(f"the token “{name}” cannot be “{value}”", place=where,
                                remedy=f"write {TOKENS[name].wanted}")  # fmt: skip
        found[name] = value
    return found


def nested(tokens: Mapping[str, Any]) -> dict[str, Any]:
    """Tokens as templates name them: a table in a table."""
    tree: dict[str, Any] = {}
    for name, value in tokens.items():
        table, _, last = name.rpartition(".")
        (tree.setdefault(table, {}) if table else tree)[last] = value
    return tree


def _flat(tokens: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in tokens.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{below}", one) for below, one in value.items())
        else:
            yield name, value


def _line(text: str, name: str, place: str) -> str:
    """The file, and the line on which a token of it stands."""
    table, _, last = name.rpartition(".")
    head = re.search(rf"^\s*\[\s*{re.escape(table)}\s*\]", text, re.MULTILINE) if table else None
    start = head.end() if head else 0
    found = re.compile(rf"""^[ \t]*["']?{re.escape(last)}["']?\s*=""", re.MULTILINE).search(text, start)
    return f"{place}:{text.count(chr(10), 0, found.start()) + 1}" if found else place
