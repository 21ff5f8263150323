"""``publish inspect``."""

from __future__ import annotations

import typer

from publish.cli.options import (
    AllowNetwork,
    AsJson,
    From,
    KeepAll,
    Language,
    NoMend,
    Sources,
    Threshold,
    chosen,
    found,
    reachable,
)
from publish.cli.terminal import can_show, say, say_record, tell
from publish.cli.tree import ASCII, BOXES, drawn
from publish.errors import OK, PublishError, SettingsError
from publish.model import Article


def inspect(
    context: typer.Context,
    sources: Sources,
    as_json: AsJson = False,
    from_: From = None,
    language: Language = None,
    threshold: Threshold = None,
    no_mend: NoMend = None,
    keep_all: KeepAll = False,
    allow_network: AllowNetwork = False,
) -> int:
    """Show what is understood of each source: its contents, sections and findings."""
    from publish.build import inspect as understood
    from publish.exporting import bring
    from publish.reading.asking import asked

    named = found(sources)
    made = chosen(named, context.params)
    show = _show_record if as_json else _show_outline
    code = OK
    for source in reachable(named, made):
        try:
            data, reading, around = bring(source, made.settings)
            reading = asked(data, source=source.name, settings=reading, surroundings=around)
            article = understood(data, source=source.name, settings=reading, surroundings=around)
        except SettingsError:
            raise
        except PublishError as error:
            tell(str(error))
            code = error.exit_code
        else:
            show(article)
    return code


def _show_record(article: Article) -> None:
    from publish.cli.outline import record

    say_record(record(article))


def _show_outline(article: Article) -> None:
    from publish.cli.outline import outline

    glyphs = BOXES if can_show(BOXES.characters) else ASCII
    for line in drawn(outline(article, glyphs), glyphs):
        say(line)
