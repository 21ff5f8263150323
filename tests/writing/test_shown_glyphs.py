"""Glyphs stand in the file where they stand on the page that was laid out."""

from __future__ import annotations

import random
import re
from types import SimpleNamespace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from support.making import RIVER, article, published, section
from support.pdfs import opened

from publish.writing import engine, write

BODIES = {
    "en": f"<p>{RIVER} {RIVER}</p><p>To AV Wa Te, and <em>{RIVER}</em></p><ul><li><p>Oaks.</p></li></ul>",
    "fr": "<p>{}</p>".format(
        "Qui\N{NO-BREAK SPACE}? demanda-t-elle\N{NO-BREAK SPACE}; rien, «\N{NO-BREAK SPACE}non » ! " * 9
    ),
    "ja": f"<p>{'川は谷よりも古く、GitHub は町よりも古い。' * 9}</p>",
    "he": f"<p>{'הנהר עתיק מן העמק, and the valley, שבו הוא זורם. ' * 9}</p>",
    "hi": f"<p>{'नदी घाटी से पुरानी है, और river घाटी नगर से। ' * 9}</p>",
}


def written(language: str) -> bytes:
    data, _ = write(published(article(section("Of Rivers", body=BODIES[language]), language=language)), "pdf")
    return data


def origins(data: bytes) -> list[tuple[int, str, float, float]]:
    """Page, character and place of each glyph, in points."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for at in range(text.count_chars()):
                x, y = pdfium.c_double(), pdfium.c_double()
                if pdfium.FPDFText_GetCharOrigin(text, at, x, y) and not pdfium.FPDFText_IsGenerated(text, at):
                    found.append((number, chr(pdfium.FPDFText_GetUnicode(text, at)), x.value, y.value))
    return [place for place in found if not place[1].isspace()]


@pytest.mark.parametrize("language", BODIES)
def test_glyphs_stand_where_weasyprint_sets_them(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = origins(written(language))
    from publish.writing import glyphs

    monkeypatch.setattr("weasyprint.draw.text.draw_first_line", glyphs._whole)
    theirs = origins(written(language))
    assert [place[:2] for place in ours] == [place[:2] for place in theirs]
    # WeasyPrint cuts off what is less than a thousandth of an em, glyph by glyph.
    assert [place[2:] for place in ours] == [pytest.approx(place[2:], abs=0.6) for place in theirs]
    assert len(ours) > 150


def test_no_number_is_written_that_moves_nothing() -> None:
    with opened(written("en")) as pdf:
        contents = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert b"] TJ" in contents
    assert not re.findall(rb">-?[012]?<", contents)


def test_the_pen_is_never_far_from_where_it_should_be() -> None:
    engine.prepare()
    from publish.writing.glyphs import NEAR, _shown

    dice = random.Random(70)
    unit = 1000 / 1024 / 11
    widths = {glyph: dice.randint(200, 900) for glyph in range(40)}
    font = SimpleNamespace(widths=widths)
    numbers, true = [], [0.0]
    for at in range(400):
        glyph = dice.randrange(40)
        wide = round((widths[glyph] + dice.uniform(-60, 4)) / unit)
        numbers += [glyph, wide, 0, 0, 0]
        true.append(true[-1] + wide * unit + (130.5 if at % 6 == 0 else 0))
    operand, ahead = _shown(font, numbers, unit, 130.5, range(0, 400, 6), 0.0)
    pen, at = 0.0, 0
    for number, shown in re.findall(r"(-?\d+)|<([0-9a-f]+)>", operand):
        if number:
            pen -= int(number)
        for glyph in re.findall("....", shown):
            assert abs(pen - true[at]) < NEAR
            pen += widths[int(glyph, 16)]
            at += 1
    assert at == 400
    assert pen - true[400] == pytest.approx(ahead)
