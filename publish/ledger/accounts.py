"""What a ledger is: accounts of words, each with what became of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

Fate = Literal["kept", "changed", "dropped", "unowed", "unaccounted"]
"""``unowed``: the source has it, but nobody has to print it, such as a field of the front matter."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of some words that stand together."""

    fate: Fate
    words: tuple[str, ...]
    """As the source spells them."""
    line: int | None = None
    rule: str | None = None
    """By which rule they were changed or dropped."""
    became: tuple[str, ...] = ()
    """For ``changed``: the words in their place."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every word of a source, in order, with what became of it; and what no source has."""

    source: str
    format: str
    accounts: tuple[Account, ...]
    added: tuple[Account, ...] = ()
    """Words of the article that its source does not have, with the line where they stand."""

    def count(self, fate: Fate) -> int:
        """How many words had this fate."""
        return sum(len(account.words) for account in self.accounts if account.fate == fate)

    def rules(self, fate: Fate) -> dict[str, int]:
        """How many words had this fate by each rule."""
        counted: Counter[str] = Counter()
        for account in self.accounts:
            if account.fate == fate and account.rule:
                counted[account.rule] += len(account.words)
        return dict(sorted(counted.items()))

    @property
    def balanced(self) -> bool:
        """Whether every word is accounted for."""
        return not self.added and not self.count("unaccounted")
