"""The time that editions carry."""

from __future__ import annotations

import pytest

from publish.errors import SettingsError
from publish.exporting.timestamp import LATEST, RELEASED, modified


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, RELEASED),
        ({"SOURCE_DATE_EPOCH": ""}, RELEASED),
        ({"SOURCE_DATE_EPOCH": "0"}, "1970-01-01T00:00:00Z"),
        ({"SOURCE_DATE_EPOCH": "1795305600"}, "2026-11-22T00:00:00Z"),
        ({"SOURCE_DATE_EPOCH": str(LATEST)}, "9999-12-31T23:59:59Z"),
    ],
)
def test_the_environment_or_the_release_gives_the_time(environment: dict[str, str], expected: str) -> None:
    assert modified(environment) == expected


@pytest.mark.parametrize("value", ["yesterday", "-1", "1.5", " 1", "1_0", "١", str(LATEST + 1), "9" * 5000])
def test_what_is_no_time_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match=r"SOURCE_DATE_EPOCH is .* set it to whole seconds"):
        modified({"SOURCE_DATE_EPOCH": value})
