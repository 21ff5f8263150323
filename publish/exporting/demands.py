"""Findings with which the user wants no edition: the build fails, and nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from publish.errors import BuildError
from publish.model import Finding

WARNINGS = "warnings"
"""Names every finding that is a warning or an error, whatever its code."""


def hold(findings: Sequence[Finding], fail_on: Collection[str], *, source: str) -> None:
    """Raises :class:`BuildError` with the first of the findings that ``fail_on`` names, and the number of the others.

    ``fail_on`` has codes of findings, or :data:`WARNINGS`; ``source`` is the name that the user gave.
    """
    named = [finding for finding in findings if _named(finding, fail_on)]
    if not named:
        return
    first = named[0]
    others = f", and {len(named) - 1} more" if len(named) > 1 else ""
    source = first.source or source
    place = f"{source}:{first.line}" if first.line else source
    remedy = first.remedy or "mend it, or leave its code out of fail_on"
    raise BuildError(f"{first.message} [{first.code}]{others}", place=place, remedy=remedy)


def _named(finding: Finding, fail_on: Collection[str]) -> bool:
    return finding.code in fail_on or (WARNINGS in fail_on and finding.severity != "info")
