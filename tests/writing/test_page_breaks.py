"""Where pages end: no lone heading, no lone line, no lone row, whatever stands before."""

from __future__ import annotations

from collections import Counter

import pytest
from support.making import article, paragraphs, published, section

from publish.model import Article
from publish.writing import document, engine

engine.prepare()
from weasyprint.formatting_structure.boxes import LineBox, TableRowBox  # noqa: E402  The engine comes first.

LINE = "The river that the ferry crosses is as old as the hills. "
BEFORE = range(18, 34)
"""Lines in front of what is looked at: pages have 30."""


def table(rows: int) -> str:
    cells = "".join(f"<tr><td>{row}</td><td>row</td></tr>" for row in range(rows))
    return f"<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>{cells}</tbody></table>"


def pages(source: Article) -> list[list[object]]:
    """The lines and rows of each page, in order."""
    made = published(source)
    body = document.joined(made, [page for page in made.pages if page.role == "text"])
    laid = engine.layout(body.tree, made.styles["pdf"], {})
    return [
        [box for box in page._page_box.descendants() if isinstance(box, LineBox | TableRowBox)] for page in laid.pages
    ]


def rows_by_page(lines: int, rows: int) -> list[int]:
    source = article(section(None, body=paragraphs(*["A line of its own."] * lines) + table(rows)))
    counted = (
        Counter(isinstance(box, TableRowBox) and box.element_tag == "tr" for box in page) for page in pages(source)
    )
    return [count[True] for count in counted if count[True]]


@pytest.mark.parametrize("lines", BEFORE)
def test_a_short_table_stays_on_one_page(lines: int) -> None:
    assert rows_by_page(lines, 6) == [7]


@pytest.mark.parametrize("lines", BEFORE)
def test_a_long_table_leaves_two_rows_and_its_head_on_each_page(lines: int) -> None:
    assert min(rows_by_page(lines, 16)) >= 3


@pytest.mark.parametrize("lines", BEFORE)
def test_no_heading_ends_a_page_and_no_line_stands_alone(lines: int) -> None:
    first = section(None, body=paragraphs(*["A line of its own."] * lines))
    for page in pages(article(first, section("A Heading", LINE * 5))):
        tags = [box.element_tag for box in page if isinstance(box, LineBox) and box.element_tag in ("p", "h2")]
        assert tags[-1:] != ["h2"]
        assert "h2" not in tags or len(tags) - tags.index("h2") > 2


@pytest.mark.parametrize("lines", BEFORE)
def test_a_paragraph_is_parted_into_two_lines_or_more(lines: int) -> None:
    source = article(section(None, body=paragraphs(*["A line of its own."] * lines, LINE * 3)))
    split = [sum("river" in text(box) or "hills" in text(box) for box in page) for page in pages(source)]
    assert 1 not in split


def text(box: object) -> str:
    return "".join(inner.text for inner in box.descendants() if hasattr(inner, "text"))  # type: ignore[attr-defined]
