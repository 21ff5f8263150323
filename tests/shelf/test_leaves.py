"""Long lists on several pages: nothing is lost between them, and a change stays where it is."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from publish.shelf.leaves import LEAST, MOST, leaves


def spot(entry: int) -> int:
    return int.from_bytes(sha256(str(entry).encode()).digest()[:4])


@given(st.lists(st.integers(0, 10**6), unique=True, max_size=400))
def test_every_entry_is_on_one_page_in_order(entries: list[int]) -> None:
    pages = list(leaves("all", entries, spot))
    assert [entry for page in pages for entry in page.entries] == entries
    assert all(LEAST <= len(page.entries) <= MOST for page in pages[:-1])
    assert pages[0].name == "all"
    assert [page.after for page in pages] == [page.name for page in pages[1:]] + [None]
    assert [page.before for page in pages] == [None] + [page.name for page in pages[:-1]]
    assert len({page.name for page in pages}) == len(pages)


def test_a_list_of_nothing_has_one_page() -> None:
    (page,) = leaves("all", [], spot)
    assert (page.name, page.entries, page.before, page.after) == ("all", (), None, None)


@given(st.integers(0, 4999), st.booleans())
def test_one_entry_more_or_less_changes_the_pages_around_it_only(at: int, more: bool) -> None:
    entries = list(range(5000))
    changed = [*entries[:at], -1, *entries[at:]] if more else [*entries[:at], *entries[at + 1 :]]
    before, after = (set(leaves("all", some, spot)) for some in (entries, changed))
    assert (
        len(after - before) <= 6
    )  # Usually one to three; a page that was cut for being full takes the next one along.
    assert len(before) > 80


def test_what_looks_the_same_everywhere_is_cut_all_the_same() -> None:
    assert [len(page.entries) for page in leaves("all", range(250), lambda entry: 2 * entry + 1)] == [MOST, MOST, 10]
