"""Lines end between words wherever they can."""

from __future__ import annotations

import pytest
from support.making import article, published, section

from publish.fonts.instancing import LINE_HYPHEN
from publish.writing import document, engine

engine.prepare()
from weasyprint.formatting_structure.boxes import LineBox, TextBox  # noqa: E402  The engine comes first.

WORDS = "Hermitian matrices can be understood as the complex extension of real"


def lines(body: str) -> list[str]:
    """The lines of paragraphs, as they are set."""
    made = published(article(section(None, body=f"<blockquote><p>x</p></blockquote>{body}")))
    joined = document.joined(made, [page for page in made.pages if page.role == "text"])
    boxes = engine.layout(joined.tree, made.styles["pdf"], {}).pages[0]._page_box.descendants()
    set_lines = [box for box in boxes if isinstance(box, LineBox) and box.element_tag == "p"][1:]
    return ["".join(inner.text for inner in line.descendants() if isinstance(inner, TextBox)) for line in set_lines]


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
