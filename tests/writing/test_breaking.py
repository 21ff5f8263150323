"""Lines end between words wherever they can."""

from __future__ import annotations

import pytest
from support.laid_out import paragraph_lines, said
from support.making import article, published, section

from publish.fonts.instancing import LINE_HYPHEN

WORDS = "Hermitian matrices can be understood as the complex extension of real"


def lines(body: str) -> list[str]:
    """The lines of paragraphs behind a quotation, as they are set."""
    made = published(article(section(None, body=f"<blockquote><p>x</p></blockquote>{body}")))
    return [said(line) for line in paragraph_lines(made)][1:]


def test_a_text_that_fits_but_for_its_last_space_stays_whole() -> None:
    assert lines(f'<p>{WORDS} <a href="https://example.org/">symmetric matrices</a>.</p>') == [
        WORDS,
        "symmetric matrices.",
    ]


@pytest.mark.parametrize("length", range(1, 61))
def test_no_line_before_a_link_is_a_part_of_a_word(length: int) -> None:
    text = (f"{'i' * (length % 7)} " + "Understood as it was meant to be, extension " * 3)[: 40 + length].strip()
    first, *rest = lines(f"<p>{text} <em>symmetric matrices of any size</em> and more of them to fill the line.</p>")
    assert len(first) > 40
    assert not first.startswith(f"Un{LINE_HYPHEN}")
    assert "".join((first, *rest)).replace(LINE_HYPHEN, "").replace(" ", "").startswith(text.replace(" ", ""))
