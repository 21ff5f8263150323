"""Two lists of words side by side."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from publish.ledger import aligning
from publish.ledger.aligning import Same, aligned

WORDS = st.lists(st.sampled_from("abcde"), max_size=40)


def check(a: Sequence[str], b: Sequence[str], same: Sequence[Same]) -> None:
    left = right = 0
    for stretch in same:
        assert stretch.left >= left and stretch.right >= right and stretch.size > 0
        left, right = stretch.left + stretch.size, stretch.right + stretch.size
        assert a[stretch.left : left] == b[stretch.right : right]


@given(WORDS, WORDS)
def test_what_is_the_same_is_the_same_and_in_order(a: list[str], b: list[str]) -> None:
    check(a, b, aligned(a, b))


@given(WORDS, st.data())
def test_nothing_that_is_only_left_out_takes_another_word_along(a: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.sets(st.integers(0, max(len(a) - 1, 0))))
    b = [word for place, word in enumerate(a) if place in kept]
    assert sum(stretch.size for stretch in aligned(a, b)) == len(b)


def test_equal_lists_are_one_stretch() -> None:
    assert aligned(["a"] * 5000, ["a"] * 5000) == [Same(0, 0, 5000)]
    assert aligned([], ["a"]) == []


def test_a_long_text_with_few_changes_is_aligned_around_them() -> None:
    chance = random.Random(1)
    a = [str(chance.randrange(3000)) for _ in range(200_000)]
    b = list(a)
    for place in sorted(chance.sample(range(len(a)), 300), reverse=True):
        del b[place]
    same = aligned(a, b)
    check(a, b, same)
    assert sum(stretch.size for stretch in same) == len(b)


def test_one_paragraph_over_and_over_is_no_trap() -> None:
    a = ["the", "rain", "in", "spain"] * 20_000
    b = a[:10_001] + a[10_002:50_000] + ["x"] + a[50_000:]
    same = aligned(a, b)
    check(a, b, same)
    assert len(b) - sum(stretch.size for stretch in same) < 4 * aligning.STRIDE
