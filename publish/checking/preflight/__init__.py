"""A PDF held against what a printer takes: what ``publish check --printer`` does, with any file.

::

    content.py   what is drawn on a page: text, areas, lines, pictures; in which colours, and where
    file.py      the file, opened: its pages, boxes and sizes, and which trim it is for
    whole.py     checks of the file: standard, output intent, fonts, pages
    drawn.py     checks of what is drawn: colours, ink, resolution, lines, transparency
    placed.py    checks of where it is: margins, gutter, bleed, marks
    covers.py    checks of covers

A check finds where something is; :mod:`publish.printers` has the rules that name it, with their limits and sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from publish.checking.preflight import covers, drawn, placed, whole
from publish.checking.preflight.file import File, Found
from publish.checking.report import Report, judged
from publish.errors import SettingsError
from publish.model import Finding
from publish.printers import Printer, Rule, printer
from publish.settings import suggestion

CHECKS: Mapping[str, Callable[[File, Rule], Iterator[Found]]] = {
    **whole.CHECKS,
    **drawn.CHECKS,
    **placed.CHECKS,
    **covers.CHECKS,
}
"""Every check by its name; the code of what it finds is the name with ``press-`` before it."""

ONLY_PAGES = frozenset({"page-size", "page-count", "blank-pages", "last-page", "margin", "gutter"})
"""The checks of interiors."""
ONLY_COVERS = frozenset(covers.CHECKS)

MOST = 5
"""How many places of one broken rule are told one by one."""


def preflight(data: bytes, shop: Printer, *, name: str, pages: int | None = None) -> list[Finding]:
    """What a printer would not take of a PDF; ``name`` is what messages call the file.

    ``pages`` is how many the book has whose cover it is, if that is known. Raises
    :class:`publish.errors.SourceError` for what is no PDF.
    """
    found: list[Finding] = []
    with File(data, shop, name=name, pages=pages) as file:
        for rule in shop.rules:
            if rule.check not in CHECKS:
                raise SettingsError(f"no check is called “{rule.check}”", remedy=suggestion(rule.check, CHECKS))
            if rule.check not in (ONLY_PAGES if file.is_cover else ONLY_COVERS):
                found += _told(list(CHECKS[rule.check](file, rule)), rule, shop)
    return found


def reports(paths: Sequence[tuple[Path, bytes]], name: str) -> list[Report]:
    """The same for files, as a referee's reports; a cover is held against the interior that is among them."""
    shop = printer(name)
    newest = max((rule.date for rule in shop.rules), default="")
    counts = []
    for path, data in paths:
        with File(data, shop, name=str(path)) as file:
            counts.append(None if file.is_cover else len(file.pages))
    pages = next((count for count in counts if count is not None), None)
    return [
        judged(path, shop.title, "rules for print", newest, preflight(data, shop, name=str(path), pages=pages))
        for path, data in paths
    ]


def _told(found: list[Found], rule: Rule, shop: Printer) -> Iterator[Finding]:
    """The findings of one rule; many of a kind are told as a sum."""
    remedy = f"{shop.title}: {rule.says} ({rule.source}; {rule.date})"
    for one in found[:MOST]:
        said = f"{one.said}; {one.remedy}" if one.remedy else one.said
        yield Finding(f"press-{rule.check}", rule.severity, said, remedy=remedy, page=one.page)
    if len(found) > MOST:
        more = f"the same in {len(found) - MOST} more places"
        yield Finding(f"press-{rule.check}", rule.severity, more, remedy=remedy)
