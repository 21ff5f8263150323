"""``publish check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.choices import from_options
from publish.cli.options import (
    AllowNetwork,
    AsJson,
    Book,
    From,
    KeepAll,
    Language,
    NoMend,
    Printer,
    Profile,
    Threshold,
    chosen,
    found,
    reachable,
)
from publish.cli.terminal import described, recorded, say, say_record
from publish.errors import OK, UsageError, ValidationError
from publish.files import load

if TYPE_CHECKING:
    from publish.checking import Report


def check(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Finished editions, .epub or .pdf.")],
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against",
            metavar="SOURCE",
            help="Ask no referee: hold them against the source, word by word.",
        ),
    ] = None,
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", metavar="PATH", help="With --against: where the ledger goes, as JSON; - prints it."),
    ] = None,
    profile: Profile = None,
    printer: Printer = None,
    as_json: AsJson = False,
    from_: From = None,
    language: Language = None,
    book: Book = None,
    threshold: Threshold = None,
    no_mend: NoMend = None,
    keep_all: KeepAll = False,
    allow_network: AllowNetwork = False,
) -> int:
    """Have the standards' own validators judge finished editions, or hold these against their source.

    EPUBCheck and Ace judge an EPUB, veraPDF a PDF. One that is not installed is named, and is no pass. With --profile,
    an EPUB is held against the rules of a store, and no referee is asked; with --printer, a PDF, whoever made it,
    against those of a printer, and a cover against the interior that is named beside it. With --against, every word of
    the source has to be in the editions, in order, unless a rule says why not; give the options with which they were
    built.
    """
    if against:
        from publish.cli.against import check_against

        named = found(against)
        made = chosen(named, context.params)
        return check_against(files, reachable(named, made), made.settings, ledger=ledger, as_json=as_json)
    if ledger is not None:
        raise UsageError("--ledger is of a source", remedy="name it with --against SOURCE")
    paths = [Path(name) for name in files]
    reports = _printed(paths, printer) if printer else _sold(paths, profile) if profile else _judged(paths)
    show = _show_record if as_json else _show_lines
    for report in reports:
        show(report)
    return OK if all(report.verdict == "pass" for report in reports) else ValidationError.exit_code


def _judged(paths: Sequence[Path]) -> Sequence[Report]:
    from publish.checking import check as judge

    return judge(paths)


def _sold(paths: Sequence[Path], profile: str) -> Sequence[Report]:
    """What a store would say of each file."""
    from publish.checking.lint import report

    store = from_options({"profile": profile}).values["profile"]
    return [report(path, load(str(path)), store) for path in paths]


def _printed(paths: Sequence[Path], printer: str) -> Sequence[Report]:
    """What a printer would say of each file."""
    from publish.checking.preflight import reports

    return reports([(path, load(str(path))) for path in paths], printer)


def _show_lines(report: Report) -> None:
    referee = f"{report.referee} {report.version}" if report.version else report.referee
    remedy = f"; {report.remedy}" if report.remedy else ""
    say(f"{report.path}: {referee}: {report.standard}: {report.verdict}{remedy}")
    for finding in report.findings:
        say(f"  {finding.severity}: {described(finding, str(report.path))}")


def _show_record(report: Report) -> None:
    record = {
        "file": str(report.path),
        "referee": report.referee,
        "version": report.version,
        "standard": report.standard,
        "verdict": report.verdict,
        "findings": list(map(recorded, report.findings)),
        "remedy": report.remedy,
    }
    say_record(record)
