"""Formulas on pages: pictures that can be read aloud, or their text."""

from __future__ import annotations

import pytest
from support.making import article, published, section
from support.pdfs import opened, spoken, structure

from publish.writing import write

MATHML = 'xmlns="http://www.w3.org/1998/Math/MathML"'
HALF = f'<math {MATHML} alttext="one half"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>'


def set_formula(formula: str) -> tuple[bytes, tuple[str, ...]]:
    data, findings = write(published(article(section(body=f"<p>It is {formula}, nearly.</p>"))), "pdf")
    return data, tuple(finding.code for finding in findings)


def test_a_formula_is_a_picture_that_says_its_alternative() -> None:
    data, codes = set_formula(HALF)
    assert codes == ()
    with opened(data) as pdf:
        (formula,) = structure(pdf).find("Formula")
        assert formula.marks
        said = [str(item.Alt) for item in pdf.objects if getattr(item, "S", None) == "/Formula"]
        assert said == ["one half"]


@pytest.mark.parametrize(
    "inside",
    ["<mfrac></mfrac>", "<mfrac><mn>1</mn></mfrac>", "<mtext>漢字</mtext>", ""],
    ids=["empty", "incomplete", "a character that the font lacks", "nothing"],
)
def test_what_cannot_be_drawn_is_printed_as_text_and_told(inside: str) -> None:
    data, codes = set_formula(f'<math {MATHML} alttext="a half">{inside}</math>')
    assert codes == ("formula-as-text",)
    assert "It is a half, nearly." in spoken(opened(data))


def test_the_same_formula_is_one_picture() -> None:
    once, _ = set_formula(HALF)
    often, _ = set_formula(HALF * 50)
    assert len(often) < len(once) * 3
