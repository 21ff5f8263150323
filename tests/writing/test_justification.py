"""Lines of Chinese and Japanese are flush, and say what the text says."""

from __future__ import annotations

import pytest
from support.making import article, paragraphs, published, section
from support.pdfs import opened, spoken

from publish.model import Publication
from publish.writing import document, engine, write

engine.prepare()
from weasyprint.formatting_structure.boxes import LineBox  # noqa: E402  The engine must be prepared first.

TEXTS = {
    "ja": "漉き舟と呼ばれる水に、ほぐした繊維とネリを入れる。770年に完成した塔は、10 mmほどの板で作られている。",
    "zh": "把纸浆倒进水槽，用帘子在水中轻轻摇动，薄薄的一层纤维便留在帘上。公元105年，蔡伦改进了造纸的方法。",
    "ko": "종이는 물속에서 태어난다. 물에 풀린 섬유를 발로 떠서 흔들면 얇은 종이가 남는다.",
}


def ends_of_lines(publication: Publication) -> list[float]:
    """Where the lines of the only paragraph end, in pixels; the last one, which is short, is left out."""
    body = document.joined(publication, [page for page in publication.pages if page.role == "text"])
    laid = engine.layout(body.tree, publication.styles["pdf"], {})
    boxes = [box for page in laid.pages for box in page._page_box.descendants() if isinstance(box, LineBox)]
    lines = [box.children for box in boxes if box.element_tag == "p"]
    return [line[-1].position_x + line[-1].width for line in lines][:-1]


@pytest.mark.parametrize("language", TEXTS)
def test_full_lines_end_at_the_margin(language: str) -> None:
    ends = ends_of_lines(published(article(section(None, TEXTS[language] * 9), language=language)))
    assert len(ends) > 8
    assert ends == pytest.approx([ends[0]] * len(ends), abs=0.5)


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_set_apart_is_said_as_it_was(language: str) -> None:
    marked = TEXTS[language].replace("，", "，<em>", 1).replace("、", "、<em>", 1)
    body = f"<p>{marked}</em></p>" if "<em>" in marked else paragraphs(marked)
    data, _ = write(published(article(section(None, body=body), language=language)), "pdf")
    assert TEXTS[language] in ["".join(block) for block in spoken(opened(data))]


def test_a_line_that_a_formula_has_left_nearly_empty_is_not_torn_apart() -> None:
    letters = "".join(f"<mi>{letter}</mi>" for letter in "abcdefghijklmnopqrstuvwxyz" * 2)
    formula = f'<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="a to z">{letters}</math>'
    made = published(article(section(None, body=f"<p>If it is {formula} then.</p>")))
    body = document.joined(made, [page for page in made.pages if page.role == "text"])
    laid = engine.layout(body.tree, made.styles["pdf"], body.pictures)
    boxes = [box for page in laid.pages for box in page._page_box.descendants() if isinstance(box, LineBox)]
    first, second, *_ = [box for box in boxes if box.element_tag == "p"]
    assert second.children[0].width > 2 * first.width
    assert first.children[-1].position_x + first.children[-1].width < second.position_x + second.children[0].width / 2
