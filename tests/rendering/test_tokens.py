"""Design tokens: what there is, and what is said of a wrong one."""

from __future__ import annotations

import pytest

from publish.errors import SettingsError
from publish.rendering.theme import load, names
from publish.rendering.tokens import CONTRAST, TOKENS, contrast, judged, nested


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("theme", names())
def test_every_theme_has_every_token(theme: str) -> None:
    look = load(theme)
    assert look.origins.keys() == TOKENS.keys()
    for name in TOKENS:
        above, _, last = name.rpartition(".")
        assert TOKENS[name].fits(look.tokens[above][last] if above else look.tokens[last])


@pytest.mark.parametrize("theme", names())
def test_all_ink_is_legible(theme: str) -> None:
    look = load(theme).tokens
    inks = [look["colour"]["accent"], look["colour"]["quiet"], *look["code"].values()]
    assert [ink for ink in inks if contrast(ink, "#ffffff") < CONTRAST] == []
    assert [pair for pair in look["cover"]["cloths"] if contrast(*pair) < CONTRAST] == []


@pytest.mark.parametrize(
    ("tokens", "line", "told"),
    [
        ('[page]\nwidht = 5', 2, "no token is called “page.widht”; did you mean “page.width”?"),
        ('[page]\nwidth = 5', 2, "the token “page.width” cannot be “5”; write millimetres, from 60 to 500"),
        ('[page]\nwidth = "5"', 2, "the token “page.width” cannot be “5”; write millimetres"),
        ('[colour]\naccent = "red"', 2, "the token “colour.accent” cannot be “red”; write a colour as in #7a2e1d"),
        ('[colour]\naccent = "#ffcc00"', 2, "the token “colour.accent” cannot be “#ffcc00”; write a colour as in"),
        ('[colour]\nmark = "#400000"', 2, "the token “colour.mark” cannot be “#400000”; write a colour as in #f4ecd2"),
        ('[fonts]\ntext = "Comic Sans"', 2, "the token “fonts.text” cannot be “Comic Sans”; write EB Garamond | "),
        ('[fonts]\n\noldstyle = 1', 3, "the token “fonts.oldstyle” cannot be “1”; write true or false"),
        ('[page]\ntables = [6, 9]', 2, "the token “page.tables” cannot be “[6, 9]”; write up to five sizes in points"),
        ('[page]\ncolumns = 4', 2, "the token “page.columns” cannot be “4”; write 1, 2 or 3"),
        ('[cover]\ncloths = [["#000000", "#111111"]]', 2, "the token “cover.cloths” cannot be “[["),
        ('[room]\ncover = { tiny = 3 }', 2, "the token “room.cover” cannot be “{'tiny': 3}”; write { short = 10"),
        ('ornament = ""', 1, "the token “ornament” cannot be “”; write a text"),
        ('[colours]\naccent = "#000000"', 2, "no token is called “colours.accent”; did you mean “colour.accent”?"),
        ('page = 3', 1, "no token is called “page”; "),
    ],
)  # fmt: skip
def test_a_wrong_token_is_told_with_its_line(tokens: str, line: int, told: str) -> None:
    import tomllib

    with pytest.raises(SettingsError) as raised:
        judged(tomllib.loads(tokens), tokens, "house/theme.toml")
    assert str(raised.value).startswith(f"house/theme.toml:{line}: {told}")


def test_tokens_stand_in_tables() -> None:
    assert nested({"about": "x", "page.width": 1, "page.height": 2}) == {
        "about": "x",
        "page": {"width": 1, "height": 2},
    }
