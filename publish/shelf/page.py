"""The catalogue as a page: the newest articles stand in it, all others in the parts that its script searches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from publish.shelf.card import Card
from publish.shelf.catalogue import Shelf

if TYPE_CHECKING:
    from jinja2 import Template

STANDING = 24
"""Articles that can be seen without a script."""
PART = 1000
"""Articles of a part, about."""

FIXED = ("shelf.css", "shelf.js")
"""Files that are the same for every catalogue."""


def fixed(name: str) -> bytes:
    """One of :data:`FIXED`."""
    return files("publish.shelf").joinpath("web", name).read_bytes()


def index(shelf: Shelf, cards: Sequence[Card], count: int, parts: int) -> bytes:
    """The first page."""
    told = _template().render(title=shelf.title, cards=cards, count=count, parts=range(parts))
    return (told + "\n").encode()


def parts(count: int) -> int:
    """Into how many parts so many articles are divided: a power of two, so that it seldom changes."""
    return 1 << max(0, (count - 1) // PART).bit_length()


def part(cards: Iterable[Card]) -> bytes:
    """A part: a script, since a page that was opened from disk may read no other file."""
    return ("shelf.add([\n" + ",\n".join(map(_line, cards)) + "\n])\n").encode()


def _line(card: Card) -> str:
    sizes = {file.format: file.size for file in card.files}
    told = [
        card.place, card.title, card.language, card.authors, card.subjects, card.published or "",
        card.description or "", sizes, int(card.cover is not None), card.like or 0,
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def size(number: int) -> str:
    """Bytes as people say it; the script says it in the same way."""
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{max(1, round(number / 1e3))} kB"


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # A run that changes nothing does without it.

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["size"] = size
    return environment.from_string(files("publish.shelf").joinpath("web", "index.html.j2").read_text(encoding="utf-8"))
