"""Contents as a tree, and on fewer levels than its headings have."""

from __future__ import annotations

import pytest
from support.making import article, published, section

from publish.model import NavPoint
from publish.rendering.outline import depth, flattened

TREE = (
    NavPoint("A", "1", (NavPoint("B", "2", (NavPoint("C", "3", ()), NavPoint("D", "4", ()))), NavPoint("E", "5", ()))),
    NavPoint("F", "6", ()),
)


def names(points: tuple[NavPoint, ...]) -> list[str]:
    return [name for point in points for name in (point.title, *names(point.children))]


@pytest.mark.parametrize("levels", range(1, 7))
def test_every_point_stays_in_its_place_on_so_many_levels(levels: int) -> None:
    made = flattened(TREE, levels)
    assert names(made) == list("ABCDEF")
    assert depth(made) == min(levels, 3)


def test_what_is_deeper_joins_the_last_level() -> None:
    (first, _) = flattened(TREE, 2)
    assert [point.title for point in first.children] == ["B", "C", "D", "E"]


def test_an_e_book_has_as_many_levels_as_the_settings_say() -> None:
    deep = article(section("One", level=1), section("Two", level=2), section("Three", level=3))
    whole, short = (published(deep, levels=levels) for levels in (6, 2))
    assert (depth(whole.outline), depth(short.outline)) == (4, 2)
    assert names(tuple(short.outline)) == names(tuple(whole.outline))
    assert short.nav.body.count("<ol") < whole.nav.body.count("<ol")
