"""More than an edition holds is refused, with its place."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from support.making import MODIFIED, article, section

from publish.composing import compose
from publish.errors import BuildError


def test_an_article_that_is_too_long() -> None:
    long = article(section("One", "word " * 100))
    with (
        patch("publish.composing.sizes.MOST", 100),
        pytest.raises(BuildError, match=r"^of-rivers\.txt: has .* million"),
    ):
        compose([long], modified=MODIFIED)


def test_a_paragraph_that_is_a_book() -> None:
    long = article(section("One", body=f'<p data-line="3">Short.</p><p data-line="7">{"word " * 50}</p>'))
    with (
        patch("publish.composing.sizes.LONGEST", 100),
        pytest.raises(BuildError, match=r"^of-rivers\.txt:7: a paragraph has .* break it into paragraphs$"),
    ):
        compose([long], modified=MODIFIED)
