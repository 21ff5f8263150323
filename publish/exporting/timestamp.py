"""The time that editions carry. It is never the time of the build: the same source gives the same bytes at any hour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from publish.errors import SettingsError

RELEASED = "2026-11-26T00:00:00Z"
"""When this version of publish was released: editions change with it, not with the clock."""

VARIABLE = "SOURCE_DATE_EPOCH"
"""The environment variable by which build systems set the time, in seconds since 1970-01-01T00:00:00Z.

See https://reproducible-builds.org/specs/source-date-epoch/
"""

LATEST = int(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp())
"""``dcterms:modified`` (EPUB 3.3, 5.5.3.3.5) and PDF dates have four digits for the year."""


def modified(environment: Mapping[str, str]) -> str:
    """The time for ``publish.build.build``: the one the environment asks for, or :data:`RELEASED`.

    Raises :class:`SettingsError` where the variable is set to something that is no such time.
    """
    value = environment.get(VARIABLE)
    if not value:
        return RELEASED
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(LATEST)) and int(value) <= LATEST):
        remedy = "set it to whole seconds since 1970, such as 1795305600, or unset it"
        raise SettingsError(f"{VARIABLE} is “{value}”, which is no time", remedy=remedy)
    return datetime.fromtimestamp(int(value), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
