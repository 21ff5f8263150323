"""The ledger as an object for JSON. docs/ledger.md promises its form: keys are added, never changed."""

from __future__ import annotations

from typing import Any

from publish.ledger.accounts import Account, Ledger


def record(ledger: Ledger) -> dict[str, Any]:
    """The whole ledger. The words of its accounts, one after the other, are those of the source."""
    return {
        "ledger": 1,
        "source": ledger.source,
        "format": ledger.format,
        "balanced": ledger.balanced,
        "words": sum(len(account.words) for account in ledger.accounts),
        "kept": ledger.count("kept"),
        "changed": ledger.rules("changed"),
        "dropped": ledger.rules("dropped"),
        "unowed": ledger.count("unowed"),
        "unaccounted": ledger.count("unaccounted"),
        "accounts": [_account(account) for account in ledger.accounts],
        "added": [{"line": account.line, "words": list(account.words)} for account in ledger.added],
    }


def _account(account: Account) -> dict[str, Any]:
    known: dict[str, Any] = {"fate": account.fate, "line": account.line, "words": list(account.words)}
    if account.rule:
        known["rule"] = account.rule
    if account.became:
        known["became"] = list(account.became)
    return known
