"""``publish press``."""

from __future__ import annotations

import typer

from publish.cli.build import carried_out
from publish.cli.options import (
    AllowNetwork,
    Bleed,
    Book,
    Cover,
    Explain,
    FailOn,
    From,
    Icc,
    Impose,
    Ink,
    Isbn,
    Jobs,
    KeepAll,
    Language,
    NoMend,
    Notes,
    Output,
    Paper,
    Printer,
    Quiet,
    Sources,
    Standard,
    Theme,
    Threshold,
    Trim,
    chosen,
    found,
    reachable,
)
from publish.errors import UsageError


def press(
    context: typer.Context,
    sources: Sources,
    printer: Printer = None,
    output: Output = None,
    trim: Trim = None,
    paper: Paper = None,
    ink: Ink = None,
    bleed: Bleed = False,
    isbn: Isbn = None,
    standard: Standard = None,
    icc: Icc = None,
    impose: Impose = None,
    from_: From = None,
    language: Language = None,
    book: Book = None,
    cover: Cover = None,
    threshold: Threshold = None,
    theme: Theme = None,
    notes: Notes = None,
    no_mend: NoMend = None,
    keep_all: KeepAll = False,
    fail_on: FailOn = None,
    allow_network: AllowNetwork = False,
    explain: Explain = False,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> int:
    """Make what a printer asks for: the interior, the cover around it, and the EPUB with the book's page numbers.

    The gutter, the spine and the number of pages follow from one another and from the printer's own table. Both PDFs
    are held against its rules before they are saved; --explain lists what is to be looked at.
    """
    from publish.exporting import plan_press
    from publish.printers.order import order

    named = found(sources)
    made = chosen(named, context.params)
    if made.settings.printer is None:
        raise UsageError(
            "nobody is to print it", remedy="name who does: --printer kdp, ingram, x4, office or a FILE.toml"
        )
    order(made.settings)
    if len(made.run.output) > 1:
        raise UsageError("a printer gets one folder", place=made.run.output[1], remedy="give one -o FOLDER/")
    folder = made.run.output[0] if made.run.output else None
    work = plan_press(reachable(named, made), folder, made.settings.book, made.settings.impose)
    return carried_out(context, work, made)
