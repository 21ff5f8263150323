"""What only looks like contents is text: menus, tags, steps, schedules, other reports, and all else that is a list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.reading import read
from publish.settings import Settings

PARAGRAPHS = {
    "P": "The boats lay at the pier that night, and nobody in the town had counted them since the spring. It rained.",
    "Q": "In the morning the clerk wrote down what he had seen, which was not much, and the mayor signed it unread.",
}
"""What the lines P and Q stand for."""

FRIENDS = dict(
    part.split("\n", 1) for part in Path(__file__).with_name("false-friends.txt").read_text("utf-8").split("=== ")[1:]
)


@pytest.mark.parametrize("name", FRIENDS)
def test_no_contents_are_found_and_nothing_is_dropped(name: str) -> None:
    text = re.sub(r"\b[PQ]$", lambda found: PARAGRAPHS[found[0]], FRIENDS[name], flags=re.MULTILINE)
    article = read(text.encode(), source="a.txt", settings=Settings(language="en"))
    assert article.contents is None
    assert (article.dropped, article.findings) == ((), ())
