"""The cover of a printed book: what stands on its back, its spine and its front, and how large.

The front is the theme's own cover, which is drawn for 5 by 8 inches, at the size of the book. Text on the spine reads
as the language has it: downward (ISO 6357:1985), or upward where books are shelved so.
"""

from __future__ import annotations

from typing import Any

from publish.fonts.choosing import script_of
from publish.fonts.measuring import advance
from publish.model import Book, Direction
from publish.printers.order import Wrap
from publish.rendering import barcode
from publish.rendering.theme import Theme

WIDTH, HEIGHT = 360.0, 576.0
"""What the covers of themes are drawn for, in points."""
PICTURE = "front.jpg"
"""What the user's own picture for the cover is called."""

UPWARD = frozenset("bg ca cs el es fr gl hr hu it pl pt ro ru sk sr uk".split())
"""The languages whose books have spines that read from the bottom up."""
STACKED = frozenset({"Hans", "Hant", "Jpan"})
"""The scripts that stand upright on a spine, one character below the other."""

TALLEST = 22.0
"""The size of the type on a broad spine, in points."""
SMALLEST = 7.0
"""Below this there is none."""
SET = 0.74
"""What a line of type takes of its room, from the ascenders to the descenders."""
BETWEEN = 2.5
"""Between author and title, in ems."""
LISTED = 9
"""How many articles of an anthology are named on its back."""


def values(book: Book, theme: Theme, wrap: Wrap, isbn: str | None, direction: Direction) -> dict[str, Any]:
    """What the template and the style sheet of the cover are filled with; lengths are in points."""
    scale = min(wrap.trim[0] / WIDTH, wrap.trim[1] / HEIGHT)
    author = ", ".join(person.name for person in book.metadata.contributors)
    left = wrap.bleed + wrap.trim[0] + wrap.spine if direction == "ltr" else wrap.bleed
    return {
        "wrap": wrap,
        "scale": scale,
        "front": left,
        "back": wrap.bleed if direction == "ltr" else wrap.bleed + wrap.trim[0] + wrap.spine,
        "spine": _spine(book, theme, wrap, author),
        "author": author,
        "blurb": book.metadata.description,
        "articles": [part.metadata.title for part in book.parts[:LISTED]] if len(book.parts) > 1 else [],
        "more": len(book.parts) > LISTED,
        "code": _code(isbn, wrap) if isbn else None,
        "picture": PICTURE if book.cover else None,
        "ground": _ground(book),
    }


def _spine(book: Book, theme: Theme, wrap: Wrap, author: str) -> dict[str, Any] | None:
    """The text on the spine and its size; None where there is no room for it."""
    language, base = book.metadata.language, theme.tokens["fonts"]["heading"]
    long = wrap.trim[1] - 2 * max(wrap.safe, wrap.trim[1] / 14)
    title, stacked = book.metadata.title, script_of(book.metadata.language) in STACKED
    for said in ((author, title), ("", title)):
        ems = sum(map(len, said)) if stacked else sum(advance(text, language, base) for text in said if text)
        room = long / (ems * 1.06 + BETWEEN * (len(list(filter(None, said))) - 1) or 1)
        size = min(wrap.spine_text * SET, room, TALLEST)
        if size >= SMALLEST:
            up = language.partition("-")[0] in UPWARD
            return {
                "author": said[0],
                "title": title,
                "size": round(size, 2),
                "length": long,
                "up": up,
                "stacked": stacked,
            }
    return None


def _code(isbn: str, wrap: Wrap) -> dict[str, Any]:
    """The barcode, in the room that the printer leaves for it."""
    width, height = max(wrap.barcode[0], barcode.width()), wrap.barcode[1]
    high = height - 24
    return {
        "width": width,
        "height": height,
        "left": (width - barcode.width()) / 2,
        "bars": barcode.bars(isbn, high),
        "high": high,
        "across": barcode.width(),
        "module": barcode.MODULE,
        "figures": barcode.figures(isbn),
        "printed": barcode.printed(isbn),
    }


def _ground(book: Book) -> tuple[str, str] | None:
    """The colour at the edge of the user's picture, which goes on around the spine, and one to write on it with."""
    if book.cover is None:
        return None
    from io import BytesIO

    from PIL import Image

    from publish.rendering.tokens import contrast

    with Image.open(BytesIO(book.cover.data)) as picture:
        shown = picture.convert("RGB")
        strip = shown.crop((0, 0, max(1, shown.width // 20), shown.height)).resize((1, 1), Image.Resampling.BOX)
        colour: Any = strip.getpixel((0, 0))
    ground = "#" + "".join(f"{channel:02x}" for channel in colour)
    return ground, max(("#ffffff", "#000000"), key=lambda ink: contrast(ground, ink))
