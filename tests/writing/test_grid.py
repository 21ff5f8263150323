"""Lines of a printed book stand back to back: on one grid, whatever stands between them."""

from __future__ import annotations

import pytest
from support.making import RIVER, article, paragraphs, section
from support.press import CODE, FIGURE, MOMENT, TABLE, colours, off_the_grid, profile

from publish.build import build, pressed
from publish.model import Resource
from publish.settings import Settings

LIST = f"<ul><li>One</li><li><p>{RIVER}</p></li></ul><ol><li>First</li><li>Second</li></ol>"
QUOTATION = f"<blockquote><p>{RIVER}</p></blockquote>"
MIXED = "<p>" + f"{RIVER} <code>river</code> x<sup>2</sup> H<sub>2</sub>O <b>bold</b> " * 5 + "</p>"
BETWEEN = (FIGURE, CODE, TABLE, LIST, QUOTATION, MIXED, "<hr/>", "<h4>Small heading</h4>")


def mixed() -> list[str]:
    """Bodies in which all that could push a line off stands between paragraphs."""
    return [paragraphs(*[RIVER] * 2).join(["", *BETWEEN[number:], *BETWEEN[:number], ""]) for number in range(6)]


@pytest.mark.parametrize("theme", ["book", "plain", "report", "magazine"])
def test_lines_of_the_text_stand_on_one_grid_in_every_theme(theme: str) -> None:
    source = article(
        *[section(f"Chapter {number}", id=f"c-{number}", body=body) for number, body in enumerate(mixed())],
        title="Of Rivers",
        resources=(Resource("colours.png", "image/png", colours()),),
    )
    settings = Settings(printer="x4", theme=theme)
    files = pressed([source], ["interior"], settings=settings, modified=MOMENT, profile=profile()).files
    lines, aside = off_the_grid(files["interior"])
    assert lines > 300
    assert aside == 0
    # On a screen, where no page has a back, they stand as close as they can.
    on_screen = build([source], ["pdf"], settings=Settings(theme=theme), modified=MOMENT).files["pdf"]
    assert off_the_grid(on_screen)[1] > 10
