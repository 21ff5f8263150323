"""Lines of Chinese and Japanese are flush, and say what the text says."""

from __future__ import annotations

import pytest
from support.laid_out import end, paragraph_lines
from support.making import article, paragraphs, published, section
from support.pdfs import opened, spoken

from publish.writing import write

TEXTS = {
    "ja": "漉き舟と呼ばれる水に、ほぐした繊維とネリを入れる。770年に完成した塔は、10 mmほどの板で作られている。",
    "zh": "把纸浆倒进水槽，用帘子在水中轻轻摇动，薄薄的一层纤维便留在帘上。公元105年，蔡伦改进了造纸的方法。",
    "ko": "종이는 물속에서 태어난다. 물에 풀린 섬유를 발로 떠서 흔들면 얇은 종이가 남는다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_full_lines_end_at_the_margin(language: str) -> None:
    lines = paragraph_lines(published(article(section(None, TEXTS[language] * 9), language=language)))
    ends = [end(line) for line in lines[:-1]]
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
    first, second, *_ = paragraph_lines(made)
    assert second.children[0].width > 2 * first.width
    assert end(first) < second.position_x + second.children[0].width / 2
