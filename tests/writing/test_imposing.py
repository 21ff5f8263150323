"""Sheets, folded: what lies on top of what when paper has been printed on both sides and folded."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from publish.writing.imposing import SIGNATURE, Side, imposed, sides

MARK = 100.0


def leaves(gathering: list[Side]) -> list[int | None]:
    """The pages of a gathering in the order in which they are read.

    Sheets lie with their outer side down, the outermost at the bottom, and are folded in the middle. The book's first
    half is the right of each outer side and the left of its back, from the outermost in; the other half is the way
    back.
    """
    order: list[int | None] = []
    outer, inner = gathering[0::2], gathering[1::2]
    for front, back in zip(outer, inner, strict=True):
        order += [front[1].page, back[0].page]
    for front, back in reversed(list(zip(outer, inner, strict=True))):
        order += [back[1].page, front[0].page]
    return order


@pytest.mark.parametrize("pages", [1, 4, 5, 8, 30, 31, 32, 100])
def test_a_booklet_folded_reads_from_the_first_page_to_the_last(pages: int) -> None:
    read = leaves(sides("booklet", pages))
    assert [page for page in read if page is not None] == list(range(1, pages + 1))
    assert len(read) % 4 == 0
    assert read[:pages] == list(range(1, pages + 1))


@pytest.mark.parametrize("pages", [16, 30, 48, 50])
def test_signatures_folded_one_after_the_other_read_the_same(pages: int) -> None:
    printed = sides("signatures", pages)
    read: list[int | None] = []
    for first in range(0, len(printed), SIGNATURE // 2):
        read += leaves(printed[first : first + SIGNATURE // 2])
    assert [page for page in read if page is not None] == list(range(1, pages + 1))


def test_a_book_that_is_read_from_the_right_is_folded_the_other_way() -> None:
    mirrored = [side[::-1] for side in sides("booklet", 30, rtl=True)]
    assert leaves(mirrored)[:30] == list(range(1, 31))


def test_pages_beside_one_another_in_their_order() -> None:
    assert [[cell.page for cell in side] for side in sides("2-up", 3)] == [[1, 2], [3, None]]
    assert [[cell.page for cell in side] for side in sides("4-up", 5)] == [[1, 2, 3, 4], [5, None, None, None]]
    assert [[cell.page for cell in side] for side in sides("4-up", 4, rtl=True)] == [[2, 1, 4, 3]]


def test_inner_sheets_creep_and_outer_ones_do_not() -> None:
    creeps = [cell.creep for side in sides("booklet", 16) for cell in side[:1]]
    assert creeps == [0, 0, 1, 1, 2, 2, 3, 3]


def numbered(pages: int) -> bytes:
    """A PDF whose pages say their number by where they have a square: at ten points times it."""
    with pikepdf.new() as pdf:
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=(MARK * 4, MARK * 5))
            page.obj.Contents = pdf.make_stream(f"{number * 10} 0 5 5 re f".encode())
            page.obj.Resources = pikepdf.Dictionary()
            page.obj.TrimBox = page.obj.MediaBox
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def places(page: pikepdf.Page) -> list[tuple[int, float]]:
    """Which page stands where on a side of a sheet: its number, and how far from the left its own left edge is."""
    found, across = [], 0.0
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "cm":
            across = float(instruction.operands[4])
        if str(instruction.operator) == "Do":
            form = page.obj.Resources.XObject[str(instruction.operands[0])]
            found.append((int(float(form.read_bytes().split()[0])) // 10, across))
    return sorted(found, key=lambda one: one[1])


def test_the_sheets_have_the_pages_where_the_scheme_says_and_they_move_to_the_fold_by_the_paper() -> None:
    caliper = 0.15
    with pikepdf.open(BytesIO(imposed(numbered(30), "booklet", caliper=caliper))) as pdf:
        assert len(pdf.pages) == 16
        assert [float(value) for value in pdf.pages[0].mediabox] == [0, 0, MARK * 8, MARK * 5]
        read = [places(page) for page in pdf.pages]
    wanted = [[cell.page for cell in side if cell.page] for side in sides("booklet", 30)]
    assert [[number for number, _ in side] for side in read] == wanted
    for place, (left, right) in enumerate(side for side in read if len(side) == 2):
        level = (place + 2) // 2  # The outermost sheet has the two blank pages at its left.
        assert left[1] == pytest.approx(level * 2 * caliper, abs=1e-3)
        assert right[1] == pytest.approx(MARK * 4 - level * 2 * caliper, abs=1e-3)


def test_the_same_pages_give_the_same_sheets() -> None:
    source = numbered(8)
    assert all(one == other for one, other in pairwise(imposed(source, "4-up", caliper=0.1) for _ in range(3)))
