"""Tables as they go into an edition: regular, with named headers, and with columns that fit."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.fonts.choosing import TEXT
from publish.fragments import Element, parsed, written
from publish.rendering import columns, tables
from publish.rendering.typesetting import breadth

SIZES = (9.6, 8.6, 7.6, 6.6, 5.8)
ROOM = 300.0

SPANS = st.one_of(st.integers(0, 4), st.sampled_from([65534, 99999999]))
CELLS = st.tuples(st.sampled_from(["td", "th"]), SPANS, SPANS, st.sampled_from(["", "one", "two words"]))
ROWS = st.lists(st.lists(CELLS, max_size=5), max_size=6)
GROUPS = st.lists(st.tuples(st.sampled_from(["thead", "tbody", "tfoot"]), ROWS), max_size=3)


def table(markup: str) -> Element:
    (found,) = parsed(f"<table>{markup}</table>")
    tables.regular(found)
    return found


def of(groups: list[tuple[str, list[list[tuple[str, int, int, str]]]]]) -> str:
    def cell(name: str, across: int, down: int, text: str) -> str:
        return f'<{name} colspan="{across}" rowspan="{down}">{text}</{name}>'

    return "".join(
        f"<{group}>{''.join('<tr>' + ''.join(cell(*one) for one in row) + '</tr>' for row in rows)}</{group}>"
        for group, rows in groups
    )


def widths(found: Element) -> list[int]:
    """How many columns each row covers, by its own cells and by those that reach into it."""
    told = []
    for group in (child for child in found if child.tag in tables.GROUPS):
        reaching: list[tuple[int, int]] = []
        for row in group:
            own = [(int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))) for cell in row]
            told.append(sum(across for across, _ in own) + sum(across for across, _ in reaching))
            reaching = [(across, down - 1) for across, down in (*reaching, *own) if down > 1]
        assert reaching == []
    return told


@given(GROUPS)
def test_every_row_is_as_wide_as_the_others_and_no_word_is_lost(groups: list) -> None:  # type: ignore[type-arg]
    found = table(of(groups))
    assert len(set(widths(found))) <= 1
    words = [text for _, rows in groups for row in rows for *_, text in row if text]
    assert sorted(filter(None, (cell.text for cell in chain(found.iter("td"), found.iter("th"))))) == sorted(words)


@given(GROUPS)
def test_a_regular_table_stays_as_it_is(groups: list) -> None:  # type: ignore[type-arg]
    once = table(of(groups))
    before = written(once)
    tables.regular(once)
    assert written(once) == before


@given(GROUPS)
def test_columns_are_those_of_the_table_and_fit_the_page(groups: list) -> None:  # type: ignore[type-arg]
    found = table(of(groups))
    columns.measured(found, ROOM, SIZES)
    cells = widths(found)
    tenths = [int(re.findall(r"ems-(\d+)", col.get("class", ""))[0]) for col in found.iter("col")]
    assert len(tenths) == (cells[0] if cells else 0)
    if tenths:
        size = SIZES[int(re.findall(r"size-(\d)", found.get("class", ""))[0]) - 1]
        assert sum(tenths) / 10 * size <= ROOM + len(tenths)


def test_a_cell_that_spans_thousands_of_columns_spans_those_there_are() -> None:
    found = table('<tr><td colspan="65534">A</td></tr><tr><td>B</td><td>C</td></tr>')
    assert [cell.get("colspan") for cell in found.iter("td")] == ["2", None, None]


def test_what_a_row_lacks_is_one_empty_cell() -> None:
    found = table("<tr><td>A</td><td>B</td><td>C</td></tr><tr><td>D</td></tr>")
    assert [(cell.text, cell.get("colspan")) for cell in found.findall("tr")[1]] == [("D", None), (None, "2")]


def test_a_row_without_cells_goes_and_spans_over_it_shrink() -> None:
    found = table('<tr><td rowspan="3">A</td><td>B</td></tr><tr></tr><tr><td>C</td></tr>')
    assert len(found.findall("tr")) == 2
    assert found.find("tr/td").get("rowspan") == "2"  # type: ignore[union-attr]


def test_headers_on_top_become_the_head_which_every_page_repeats() -> None:
    found = table("<tr><th>A</th><th>B</th></tr><tr><th>C</th><td>D</td></tr>")
    assert [cell.text for cell in found.iterfind("thead/tr/th")] == ["A", "B"]
    assert [(cell.text, cell.get("scope")) for cell in found.iter("th")] == [("A", "col"), ("B", "col"), ("C", "row")]


@pytest.mark.parametrize("empty", ["<tr></tr><tr><th>A</th></tr>", '<tr><th rowspan="2">A</th></tr><tr></tr>'])
def test_an_empty_row_does_not_keep_headers_from_being_the_head(empty: str) -> None:
    found = table(f"{empty}<tr><td>B</td></tr>")
    assert [cell.text for cell in found.iterfind("thead/tr/th")] == ["A"]


@pytest.mark.parametrize("markup", ["<tr><th>A</th></tr>", "<tr><th></th><td>A</td></tr>"])
def test_a_header_of_nothing_is_a_cell(markup: str) -> None:
    assert list(table(markup).iter("th")) == []


def test_a_scope_that_the_source_gives_is_kept() -> None:
    found = table('<tr><th scope="rowgroup">A</th><td>B</td></tr>')
    assert [cell.get("scope") for cell in found.iter("th")] == ["rowgroup"]


@pytest.mark.parametrize(("cells", "size"), [(3, "size-1"), (13, "size-3"), (40, "size-5")])
def test_the_more_columns_the_smaller_the_type(cells: int, size: str) -> None:
    found = table(f"<tr>{'<td>1,234</td>' * cells}</tr>")
    columns.measured(found, ROOM, SIZES)
    assert size in found.get("class", "")


def test_wide_characters_take_more_room() -> None:
    latin, han = (table(f"<tr><td>{text}</td></tr>") for text in ("abcd", "川川川川"))
    for found in (latin, han):
        columns.measured(found, ROOM, SIZES)
    width = [int(found.get("class", "").split("ems-")[1]) for found in (latin, han)]
    assert width[0] < width[1]


def test_a_wider_face_takes_more_room() -> None:
    narrow, wide = (table("<tr><td>12.2 m</td><td>Remark</td></tr>") for _ in range(2))
    columns.measured(narrow, ROOM, SIZES)
    columns.measured(wide, ROOM, SIZES, breadth("en", "Inter"))
    width = [int(found.get("class", "").split("ems-")[1]) for found in (narrow, wide)]
    assert width[0] * 1.1 < width[1] < width[0] * 1.3
    assert breadth("en", TEXT) == breadth("ja", "Inter") == 1
    assert breadth("he", TEXT) > 1
