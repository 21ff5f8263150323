"""An EPUB held against the rules of a store: what ``--profile`` does with a finished file.

::

    book.py      the file, opened: its package, pages, style sheets and pictures
    whole.py     checks of the file and its package
    pages.py     checks of its pages
    looks.py     checks of its style sheets
    pictures.py  checks of its cover and its pictures

A check finds where something is; :mod:`publish.stores` has the rules that name it, with their limits and sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from publish.archives import Archive
from publish.checking.lint import looks, pages, pictures, whole
from publish.checking.lint.book import Book, Found
from publish.checking.report import Report, judged
from publish.model import Finding
from publish.stores import Rule, Store, store

CHECKS: Mapping[str, Callable[[Book, Rule], Iterator[Found]]] = {
    **whole.CHECKS,
    **pages.CHECKS,
    **looks.CHECKS,
    **pictures.CHECKS,
}
"""Every check by its name; the code of what it finds is the name with ``store-`` before it."""

MOST = 5
"""How many places of one broken rule are told one by one."""


def lint(data: bytes, profile: str, *, name: str) -> list[Finding]:
    """What breaks the rules of a store in an EPUB, ours or not; ``name`` is what messages call the file.

    Raises :class:`publish.errors.SourceError` for what is no EPUB.
    """
    book, sold = Book(Archive(data, name), size=len(data), name=name), store(profile)
    return [finding for rule in sold.rules for finding in _told(list(CHECKS[rule.check](book, rule)), rule, sold)]


def report(path: Path, data: bytes, profile: str) -> Report:
    """The same as a referee's report, by the newest of the store's rules."""
    sold = store(profile)
    newest = max(rule.date for rule in sold.rules)
    return judged(path, sold.title, "rules for e-books", newest, lint(data, profile, name=str(path)))


def _told(found: list[Found], rule: Rule, sold: Store) -> Iterator[Finding]:
    """The findings of one rule; many of a kind are told as a sum."""
    remedy = f"{sold.title}: {rule.says} ({rule.source}; {rule.date})"
    for one in found[:MOST]:
        place = f"{one.path}:{one.line}: " if one.line else f"{one.path}: " if one.path else ""
        yield Finding(f"store-{rule.check}", rule.severity, f"{place}{one.said}", remedy=remedy)
    if len(found) > MOST:
        more = f"the same in {len(found) - MOST} more places"
        yield Finding(f"store-{rule.check}", rule.severity, more, remedy=remedy)
