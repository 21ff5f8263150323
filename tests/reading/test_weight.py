"""A few lines of a drawing can stand for a billion shapes."""

from __future__ import annotations

import pytest
from lxml import etree
from support.hostile import DRAWINGS

from publish.reading.markup.pictures.svg import BrokenDrawing, drawing
from publish.reading.markup.pictures.weight import is_heavy

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize("name", ["uses", "itself", "patterns", "markers"])
def test_heavy_drawings_are_not_shown(name: str) -> None:
    with pytest.raises(BrokenDrawing, match="draws too much"):
        drawing(DRAWINGS[name][0].encode())


def test_what_is_used_often_is_no_harm() -> None:
    uses = '<use xlink:href="#leaf"/>' * 500
    assert not is_heavy(etree.fromstring(f'<svg {SVG}><defs><path id="leaf" d="M0 0h9"/></defs>{uses}</svg>'))


def test_styles_count_as_attributes_do() -> None:
    painted = (f"<rect style='fill:url(#p{n})'/>" * 9 for n in range(7))
    nested = "".join(f"<pattern id='p{n}'>{inside}</pattern>" for n, inside in enumerate(painted, start=1))
    assert is_heavy(etree.fromstring(f'<svg {SVG}><pattern id="p0"/>{nested}<rect fill="url(#p7)"/></svg>'))
