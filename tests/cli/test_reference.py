"""The documentation says what the code does."""

from __future__ import annotations

import pytest

from publish.cli.reference import BEGINS, DOCS, DOCUMENTS, ENDS, brought_up_to_date


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_table_in_the_documentation_is_what_the_code_says(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written.count(BEGINS) == written.count(ENDS) == 1
    assert written == brought_up_to_date(name), "run scripts/reference"
