"""Where pages end: no lone heading, no lone line, no lone row, whatever stands before."""

from __future__ import annotations

import pytest
from support.laid_out import pages, said
from support.making import article, paragraphs, published, section

LINE = "The river that the ferry crosses is as old as the hills. "
BEFORE = range(18, 34)
"""Lines in front of what is looked at: pages have 30."""


def table(rows: int) -> str:
    cells = "".join(f"<tr><td>{row}</td><td>row</td></tr>" for row in range(rows))
    return f"<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>{cells}</tbody></table>"


def rows_by_page(lines: int, rows: int) -> list[int]:
    source = article(section(None, body=paragraphs(*["A line of its own."] * lines) + table(rows)))
    return [len(page) for page in pages(published(source), "TableRowBox") if page]


@pytest.mark.parametrize("lines", BEFORE)
def test_a_short_table_stays_on_one_page(lines: int) -> None:
    assert rows_by_page(lines, 6) == [7]


@pytest.mark.parametrize("lines", BEFORE)
def test_a_long_table_leaves_two_rows_and_its_head_on_each_page(lines: int) -> None:
    assert min(rows_by_page(lines, 16)) >= 3


@pytest.mark.parametrize("lines", BEFORE)
def test_no_heading_ends_a_page_and_no_line_stands_alone(lines: int) -> None:
    first = section(None, body=paragraphs(*["A line of its own."] * lines))
    for page in pages(published(article(first, section("A Heading", LINE * 5))), "LineBox"):
        tags = [box.element_tag for box in page if box.element_tag in ("p", "h2")]
        assert tags[-1:] != ["h2"]
        assert "h2" not in tags or len(tags) - tags.index("h2") > 2


@pytest.mark.parametrize("lines", BEFORE)
def test_a_paragraph_is_parted_into_two_lines_or_more(lines: int) -> None:
    source = article(section(None, body=paragraphs(*["A line of its own."] * lines, LINE * 3)))
    split = [
        sum("river" in said(line) or "hills" in said(line) for line in page)
        for page in pages(published(source), "LineBox")
    ]
    assert 1 not in split
