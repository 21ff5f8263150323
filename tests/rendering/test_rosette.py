from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from publish.rendering.rosette import RADIUS, rosette


def points(path: str) -> list[tuple[float, float]]:
    """The ends of its curves; the last one is the first one again."""
    pair = r"-?\d+\.\d -?\d+\.\d"
    assert re.fullmatch(rf"M{pair}C{pair} {pair} {pair}(S{pair} {pair})+Z", path)
    first, *curves = re.split("[CS]", path[1:-1])
    ends = [tuple(map(float, curve.split()[-2:])) for curve in (first, *curves)]
    assert ends[0] == ends[-1]
    return [(x, y) for x, y in ends[:-1]]


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
