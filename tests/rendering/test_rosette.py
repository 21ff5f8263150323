from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from publish.rendering.rosette import RADIUS, rosette


def points(path: str) -> list[tuple[float, float]]:
    assert re.fullmatch(r"M(-?\d+\.\d -?\d+\.\d)(L-?\d+\.\d -?\d+\.\d)+Z", path)
    return [(float(x), float(y)) for x, y in (pair.split() for pair in path[1:-1].split("L"))]


@given(st.text())
def test_a_rose_fills_its_circle_and_no_more(title: str) -> None:
    distances = [(x * x + y * y) ** 0.5 for x, y in points(rosette(title))]
    assert max(distances) <= RADIUS + 0.1
    assert max(distances) >= RADIUS - 0.1


@given(st.text())
def test_a_rose_is_even_from_left_to_right(title: str) -> None:
    drawn = points(rosette(title))
    mirrored = [(-x, y) for x, y in (drawn[0], *drawn[:0:-1])]
    assert all(
        abs(a - b) <= 0.11 for one, other in zip(drawn, mirrored, strict=True) for a, b in zip(one, other, strict=True)
    )


def test_titles_have_their_own() -> None:
    assert len({rosette(f"Title {number}") for number in range(40)}) > 35
    assert rosette("Tide") == rosette("Tide")
