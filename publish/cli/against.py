"""``publish check --against``: editions beside the source that they were made of, word by word."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.cli.terminal import described, recorded, say, say_record
from publish.errors import OK, UsageError, ValidationError
from publish.files import Source, load, save
from publish.model import Article, Finding
from publish.settings import Settings

if TYPE_CHECKING:
    from publish.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Case:
    """A source, read once more, and its ledger."""

    source: str
    article: Article
    ledger: Ledger


def check_against(
    files: Sequence[str], sources: Sequence[Source], settings: Settings, *, ledger: str | None, as_json: bool
) -> int:
    """Hold editions against their source; the exit code. ``ledger`` is where the ledger goes, if anywhere."""
    from publish.ledger import EXTRACTORS, read_back, record, unbalanced

    for name in files:
        if Path(name).suffix.lower() not in EXTRACTORS:
            raise UsageError("is no edition that can be read back", place=name, remedy="give .epub or .pdf files")
    case = _drawn_up(sources, settings)
    if ledger is not None:
        save(ledger, json.dumps(record(case.ledger), ensure_ascii=False, indent=1).encode() + b"\n")
    findings = unbalanced(case.ledger)
    _show(case, None, findings, as_json=as_json)
    failed = bool(findings)
    for name in files:
        findings = read_back(case.article, load(name), Path(name).suffix.lower())
        _show(case, name, findings, as_json=as_json)
        failed |= bool(findings)
    return ValidationError.exit_code if failed else OK


def _drawn_up(sources: Sequence[Source], settings: Settings) -> Case:
    from publish.build import understand
    from publish.exporting import bring
    from publish.ledger import draw_up
    from publish.reading.asking import asked

    if len(sources) != 1:
        raise UsageError(
            "holds several sources", place=sources[0].home, remedy="name the one that the editions were made of"
        )
    data, reading, around = bring(sources[0], settings)
    reading = asked(data, source=sources[0].name, settings=reading, surroundings=around)
    article = understand(data, source=sources[0].name, settings=reading, surroundings=around)
    return Case(sources[0].name, article, draw_up(data, article))


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
    words = sum(len(account.words) for account in case.ledger.accounts) - case.ledger.count("unowed")
    if file:
        left = words - case.ledger.count("dropped")
        return f"all {left:,} words of {case.source} that an edition says are in it, in order"
    changed, dropped = (_by_rule(case.ledger.rules(fate)) for fate in ("changed", "dropped"))
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
        "words": sum(len(account.words) for account in case.ledger.accounts),
        "kept": case.ledger.count("kept"),
        "changed": case.ledger.rules("changed"),
        "dropped": case.ledger.rules("dropped"),
        "findings": list(map(recorded, findings)),
    }
