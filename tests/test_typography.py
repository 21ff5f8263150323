"""What is counted in pages that hold exactly one of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.typography import Tally, measure

from publish.writing.engine import prepare

STYLE = """@page { size: 100mm 120mm; margin: 10mm }
body { font: 10pt/12pt "EB Garamond"; text-align: justify; margin: 0 } p { margin: 0; text-indent: 1em }
h2 { font: 14pt/24pt "EB Garamond"; margin: 0 } .line { display: block; text-align-last: justify; text-indent: 0 }
.loose { display: block; text-align-last: justify; text-indent: 0; word-spacing: 5pt }
.plain { display: block; text-indent: 0; text-align-last: left }"""
FULL = "the sea comes in and goes out again with the moon and"
HYPHENATED = "the sea comes in and goes out again with the morn-"
LOOSE = "the sea comes in and goes out with the"


def line(text: str, kind: str = "line") -> str:
    return f'<span class="{kind}">{text}</span>'


def of(tmp_path: Path, *pages: str) -> Tally:
    body = "".join(f'<div style="break-after: page">{page}</div>' for page in pages)
    prepare()
    path = tmp_path / "a.pdf"
    from weasyprint import CSS, HTML  # After it has been made ready for our fonts.

    HTML(string=f"<body>{body}</body>").write_pdf(path, stylesheets=[CSS(string=STYLE)])
    return measure(path)


PAGE = line(FULL) * 20


def test_pages_that_are_right_have_nothing(tmp_path: Path) -> None:
    told = of(tmp_path, PAGE, PAGE, PAGE)
    assert (told.pages, told.lines) == (3, 60)
    assert (told.ladders, told.rivers, told.widows, told.orphans, told.lone_heads, told.stubs, told.unfilled) == (
        0,
    ) * 7


@pytest.mark.parametrize(("count", "ladders"), [(2, 0), (3, 1), (5, 1)])
def test_ladders(tmp_path: Path, count: int, ladders: int) -> None:
    hyphenated = line(HYPHENATED)
    assert of(tmp_path, line(FULL) * 4 + hyphenated * count + line(FULL) * 8).ladders == ladders


def test_loose_lines_and_rivers(tmp_path: Path) -> None:
    loose = line(LOOSE, "loose")
    told = of(tmp_path, line(FULL) * 10 + loose * 4 + line(FULL) * 4)
    assert told.loose == 4
    assert told.rivers >= 1


def test_a_page_that_ends_within_a_word(tmp_path: Path) -> None:
    assert of(tmp_path, line(FULL) * 19 + line(HYPHENATED), PAGE).across == 1


def test_a_heading_at_the_foot(tmp_path: Path) -> None:
    assert of(tmp_path, line(FULL) * 18 + "<h2>The Moon and More</h2>", PAGE).lone_heads == 1


def test_the_last_line_of_a_paragraph_alone_on_a_page(tmp_path: Path) -> None:
    widow = line("with the moon", "plain") + f"<p>{FULL} {FULL} {FULL}</p>" * 6
    assert of(tmp_path, PAGE, widow, PAGE).widows == 1


def test_a_stub(tmp_path: Path) -> None:
    assert of(tmp_path, line(FULL) * 9 + line("is", "plain") + line(FULL) * 9).stubs == 1


def test_a_page_that_is_not_filled(tmp_path: Path) -> None:
    told = of(tmp_path, PAGE, line(FULL) * 8, PAGE)
    assert told.unfilled == 1
    assert told.used < told.height
