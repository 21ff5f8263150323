"""What a ledger and an edition come to, as findings."""

from __future__ import annotations

from collections.abc import Sequence
from zipfile import BadZipFile

from lxml import etree

from publish.ledger.accounts import Ledger
from publish.ledger.comparing import compare
from publish.ledger.editions import extracted
from publish.model import Article, Finding

SHOWN = 24
"""How many words of a stretch a finding shows."""


def unbalanced(ledger: Ledger) -> tuple[Finding, ...]:
    """A finding for each stretch of words without an account."""
    lost = [account for account in ledger.accounts if account.fate == "unaccounted"]
    found = [
        Finding("words-unaccounted", "error", f"“{_shown(one.words)}” was lost, and no rule says why", one.line)
        for one in lost
    ]
    found += [
        Finding("words-unsourced", "error", f"“{_shown(one.words)}” is not in the source", one.line)
        for one in ledger.added
    ]
    return tuple(sorted(found, key=lambda finding: finding.line or 0))


def read_back(articles: Sequence[Article], data: bytes, suffix: str, title: str | None = None) -> tuple[Finding, ...]:
    """What is wrong with a finished edition of an article, or of several in a book of this title.

    ``suffix`` is that of its file, one of ``EXTRACTORS``.
    """
    from pikepdf import PdfError

    try:
        edition = extracted(data, suffix)
    except (BadZipFile, KeyError, etree.XMLSyntaxError, PdfError, ValueError) as error:
        return (Finding("edition-unreadable", "error", f"cannot be read back: {' '.join(str(error).split())}"),)
    return tuple(compare(articles, edition, title))


def _shown(words: Sequence[str]) -> str:
    more = " …" if len(words) > SHOWN else ""
    return " ".join(words[:SHOWN]) + more
