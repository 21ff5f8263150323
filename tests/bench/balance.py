"""Whether the word ledger of every source in a folder balances, and whether its editions say just that.

    scripts/balance FOLDER... [--editions] [--quiet]

Every file whose ending is that of a source is read as ``publish build`` reads it. A line for each tells how many words
it has, how many are accounted for and by which rules, and what is wrong; with ``--editions`` an EPUB and a PDF are
built of it and read back. The exit code is 1 where any word has no account or any edition differs. A source that
cannot be read is told, and counts as neither.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.build import build, understand
from publish.errors import PublishError
from publish.files import find_sources, load, surroundings
from publish.ledger import Ledger, draw_up, read_back, unbalanced
from publish.model import Finding
from publish.settings import Settings

MODIFIED = "2026-11-22T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Balance:
    """How one source came out."""

    path: Path
    words: int = 0
    accounted: int = 0
    rules: str = ""
    problems: tuple[str, ...] = ()
    refused: str = ""
    """Why it could not be read; empty where it could."""


def balance(path: Path, *, editions: bool, theme: str = "book") -> Balance:
    """Draw up the ledger of a source; with ``editions``, build both and read them back."""
    source = find_sources([str(path)])[0]
    data, settings = load(source.name), Settings(theme=theme)
    try:
        article = understand(data, source=source.name, settings=settings, surroundings=surroundings(source))
    except PublishError as error:
        return Balance(path, refused=str(error))
    ledger = draw_up(data, article)
    problems = [_told(path.suffix, finding) for finding in unbalanced(ledger)]
    if editions:
        files = build([article], ("epub", "pdf"), settings=settings, modified=MODIFIED).files
        for kind, made in files.items():
            problems += [_told(kind, finding) for finding in read_back([article], made, f".{kind}")]
    words = sum(len(account.words) for account in ledger.accounts)
    return Balance(path, words, words - ledger.count("unaccounted"), _rules(ledger), tuple(problems))


def _told(where: str, finding: Finding) -> str:
    return f"{where.lstrip('.')}: line {finding.line}: {finding.message} [{finding.code}]"


def _rules(ledger: Ledger) -> str:
    rules = {**ledger.rules("changed"), **ledger.rules("dropped")}
    return ", ".join(f"{rule} {count:,}" for rule, count in rules.items())


def main(names: Iterable[str], *, editions: bool, quiet: bool) -> int:
    """Print a line for each source, and the sum."""
    found = []
    for one in (balance(Path(source.name), editions=editions) for source in find_sources(names)):
        found.append(one)
        for line in _lines(one, quiet=quiet):
            print(line, flush=True)
    read = [one for one in found if not one.refused]
    words, accounted = sum(one.words for one in read), sum(one.accounted for one in read)
    wrong = sum(bool(one.problems) for one in read)
    print(
        f"{len(read)} sources, {words:,} words, {accounted / max(words, 1):.2%} accounted for; {wrong} sources differ"
    )
    return 1 if wrong else 0


def _lines(one: Balance, *, quiet: bool) -> Iterator[str]:
    if one.refused:
        yield one.refused
    elif one.problems or not quiet:
        yield f"{one.path}: {one.accounted:,} of {one.words:,} words{f'; {one.rules}' if one.rules else ''}"
    yield from (f"  {problem}" for problem in one.problems)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--editions", action="store_true", help="build both editions and read them back")
    parser.add_argument("--quiet", action="store_true", help="only what is wrong, and the sum")
    options = parser.parse_args()
    sys.exit(main(options.folders, editions=options.editions, quiet=options.quiet))
