"""An edition counts as its text does."""

from __future__ import annotations

import pytest

from publish.rendering.figures import STYLES, style_of


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("In 1998 there were 24.", "decimal"),
        ("No figures at all, but Ελληνικά.", "decimal"),
        ("كان ذلك في عام ١٩٩٨", "arabic-indic"),
        ("كان ذلك في عام 1998", "decimal"),
        ("در سال ۱۳۷۷ بود", "persian"),
        ("१९९८ में", "devanagari"),
        ("ปี ๒๕๔๑", "thai"),
        ("As many, १९ and 98: the European ones.", "decimal"),
        ("१९९८ में 24", "devanagari"),
    ],
)
def test_the_figures_of_a_text(text: str, style: str) -> None:
    assert style_of(text) == style


@pytest.mark.parametrize("name", sorted(STYLES))
def test_each_style_has_ten_figures_in_their_order(name: str) -> None:
    assert [int(figure) for figure in STYLES[name]] == list(range(10))
