"""Drawings that are copied say which part of them is seen."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.reading.markup.pictures.svg import drawing


@pytest.mark.parametrize(
    ("root", "view"),
    [
        ('width="750px" height="570"', "0 0 750 570"),
        ("height='57.5px' width = '1in' data-a='a>b'", "0 0 96 58"),
        ('width="750" height="570" viewBox="0 0 75 57"', "0 0 75 57"),
        ('width="100%" height="570"', None),
        ('width="1.2.3" height="570"', None),
        ("", None),
    ],
)
def test_a_drawing_is_seen_as_a_whole_however_large_it_is_shown(root: str, view: str | None) -> None:
    data = f'<!-- a --><svg xmlns="http://www.w3.org/2000/svg" {root}><rect width="100%" height="100%"/></svg>'
    assert etree.fromstring(drawing(data.encode()).data).get("viewBox") == view
