"""What a print shop cuts and registers by, outside of a page's bleed: crop and bleed marks, targets, a colour bar."""

from __future__ import annotations

from collections.abc import Iterator

AROUND = 30.0
"""The room for marks around the bleed, in points."""
GAP, LENGTH = 3.0, 18.0
"""From the bleed to a mark, and how long it is."""
WEIGHT = 0.25
TARGET = 6.0
"""The radius of a register target."""
PATCH = 12.0
"""The side of a patch of the colour bar."""

_CURVE = 0.5523
"""Where the control points of a quarter of a circle lie (4/3 · tan(π/8))."""


def drawn(trim: tuple[float, float, float, float], bleed: tuple[float, float, float, float], *, colour: bool) -> bytes:
    """The content that draws the marks of a page; the boxes are left, bottom, right, top."""
    ink = "1 1 1 1 K" if colour else "0 G"  # All plates: they are registered by it.
    pieces = ["q", f"{WEIGHT} w", ink, *_crops(trim, bleed), *_targets(bleed)]
    if colour:
        pieces += _bar(bleed)
    return " ".join([*pieces, "Q"]).encode()


def _crops(trim: tuple[float, ...], bleed: tuple[float, ...]) -> Iterator[str]:
    """Two lines at each corner of the trim, and shorter ones where the bleed ends, if it is another place."""
    for box, length in ((trim, LENGTH), (bleed, LENGTH / 2)):
        for x in (box[0], box[2]):
            yield _line(x, bleed[3] + GAP, x, bleed[3] + GAP + length)
            yield _line(x, bleed[1] - GAP, x, bleed[1] - GAP - length)
        for y in (box[1], box[3]):
            yield _line(bleed[0] - GAP, y, bleed[0] - GAP - length, y)
            yield _line(bleed[2] + GAP, y, bleed[2] + GAP + length, y)
        if trim == bleed:
            return


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.4f} {y:.4f} m {to_x:.4f} {to_y:.4f} l S"


def _targets(bleed: tuple[float, ...]) -> Iterator[str]:
    """A circle with a cross at the middle of each edge."""
    away = GAP + LENGTH / 2
    middle_x, middle_y = (bleed[0] + bleed[2]) / 2, (bleed[1] + bleed[3]) / 2
    for x, y in (
        (middle_x, bleed[3] + away),
        (middle_x, bleed[1] - away),
        (bleed[0] - away, middle_y),
        (bleed[2] + away, middle_y),
    ):
        yield _line(x - TARGET - 2, y, x + TARGET + 2, y)
        yield _line(x, y - TARGET - 2, x, y + TARGET + 2)
        r, c = TARGET, TARGET * _CURVE
        yield (
            f"{x + r:.4f} {y:.4f} m {x + r:.4f} {y + c:.4f} {x + c:.4f} {y + r:.4f} {x:.4f} {y + r:.4f} c "
            f"{x - c:.4f} {y + r:.4f} {x - r:.4f} {y + c:.4f} {x - r:.4f} {y:.4f} c "
            f"{x - r:.4f} {y - c:.4f} {x - c:.4f} {y - r:.4f} {x:.4f} {y - r:.4f} c "
            f"{x + c:.4f} {y - r:.4f} {x + r:.4f} {y - c:.4f} {x + r:.4f} {y:.4f} c S"
        )


def _bar(bleed: tuple[float, ...]) -> Iterator[str]:
    """Each ink, full and half, below the page."""
    inks = [tuple(share if place == ink else 0.0 for place in range(4)) for share in (1.0, 0.5) for ink in range(4)]
    left = (bleed[0] + bleed[2]) / 2 + 3 * PATCH
    room = int((bleed[2] - left - 2 * PATCH) / PATCH)
    for place, ink in enumerate(inks[: max(room, 0)]):
        values = " ".join(f"{value:g}" for value in ink)
        yield f"{values} k {left + place * PATCH:.4f} {bleed[1] - GAP - PATCH - 3:.4f} {PATCH} {PATCH} re f"
