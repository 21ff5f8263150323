"""``publish check --against``: editions beside the source that they were made of, word by word."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.cli.terminal import described, recorded, say, say_record
from publish.errors import OK, UsageError, ValidationError
from publish.files import Source, load, save
from publish.model import Article, Finding
from publish.settings import Settings

if TYPE_CHECKING:
    from publish.ledger import Ledger
    from publish.ledger.accounts import Fate


@dataclass(frozen=True, slots=True)
class Case:
    """The sources of an edition, read once more, and their ledgers."""

    names: tuple[str, ...]
    articles: tuple[Article, ...]
    ledgers: tuple[Ledger, ...]

    @property
    def source(self) -> str:
        """What messages call them."""
        return self.names[0] if len(self.names) == 1 else f"{len(self.names)} sources"

    def count(self, fate: Fate) -> int:
        """How many words have met with it."""
        return sum(ledger.count(fate) for ledger in self.ledgers)

    def rules(self, fate: Fate) -> dict[str, int]:
        """How many words, by the rule."""
        total: Counter[str] = Counter()
        for ledger in self.ledgers:
            total.update(ledger.rules(fate))
        return dict(total)

    def words(self) -> int:
        """How many words there are."""
        return sum(len(account.words) for ledger in self.ledgers for account in ledger.accounts)


def check_against(
    files: Sequence[str], sources: Sequence[Source], settings: Settings, *, ledger: str | None, as_json: bool
) -> int:
    """Hold editions against their source, or their sources; the exit code. ``ledger`` is where the ledger goes."""
    from publish.ledger import EXTRACTORS, read_back, record, unbalanced

    for name in files:
        if Path(name).suffix.lower() not in EXTRACTORS:
            raise UsageError("is no edition that can be read back", place=name, remedy="give .epub or .pdf files")
    if len(sources) > 1 and settings.book is None:
        remedy = "name the one that the editions were made of, or the book with --book TITLE"
        raise UsageError("holds several sources", place=sources[0].home, remedy=remedy)
    case = _drawn_up(sources, settings)
    if ledger is not None:
        records = [record(one) for one in case.ledgers]
        shown = records[0] if len(records) == 1 else records
        save(ledger, json.dumps(shown, ensure_ascii=False, indent=1).encode() + b"\n")
    findings = [
        one if len(case.names) == 1 else replace(one, source=name)
        for name, drawn in zip(case.names, case.ledgers, strict=True)
        for one in unbalanced(drawn)
    ]
    _show(case, None, findings, as_json=as_json)
    failed = bool(findings)
    for name in files:
        found = read_back(case.articles, load(name), Path(name).suffix.lower(), settings.book)
        _show(case, name, found, as_json=as_json)
        failed |= bool(found)
    return ValidationError.exit_code if failed else OK


def _drawn_up(sources: Sequence[Source], settings: Settings) -> Case:
    from publish.build import understand
    from publish.exporting import bring
    from publish.ledger import draw_up
    from publish.reading.asking import asked

    articles, ledgers = [], []
    for source in sources:
        data, reading, around = bring(source, settings)
        reading = asked(data, source=source.name, settings=reading, surroundings=around)
        articles.append(understand(data, source=source.name, settings=reading, surroundings=around))
        ledgers.append(draw_up(data, articles[-1]))
    return Case(tuple(source.name for source in sources), tuple(articles), tuple(ledgers))


def _show(case: Case, file: str | None, findings: Sequence[Finding], *, as_json: bool) -> None:
    if as_json:
        say_record(_record(case, file, findings))
        return
    if not findings:
        say(f"{file or case.source}: {_settled(case, file)}")
        return
    places = f"{len(findings):,} {'place is' if len(findings) == 1 else 'places are'}"
    say(f"{file}: {places} not as in {case.source}:" if file else f"{case.source}: {places} without an account:")
    for finding in findings:
        say(f"  {finding.severity}: {described(finding, case.source)}")


def _settled(case: Case, file: str | None) -> str:
    """That all is well, in words."""
    words = case.words() - case.count("unowed")
    if file:
        left = words - case.count("dropped")
        return f"all {left:,} words of {case.source} that an edition says are in it, in order"
    changed, dropped = (_by_rule(case.rules(fate)) for fate in ("changed", "dropped"))
    return f"every one of {words:,} words is accounted for; {changed} changed, {dropped} left out"


def _by_rule(rules: dict[str, int]) -> str:
    """``12 by rule (mend-quotes 12)``; ``none`` for none."""
    if not rules:
        return "none"
    return f"{sum(rules.values()):,} ({', '.join(f'{rule} {count:,}' for rule, count in rules.items())})"


def _record(case: Case, file: str | None, findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "file": file or case.source,
        "against": case.source if file else None,
        "verdict": "fail" if findings else "pass",
        "words": case.words(),
        "kept": case.count("kept"),
        "changed": case.rules("changed"),
        "dropped": case.rules("dropped"),
        "findings": list(map(recorded, findings)),
    }
