"""The plan of a build: which source becomes which files. Made, and refused, before anything is built."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from publish.errors import UsageError
from publish.files import STDIO, Source, is_folder, slug
from publish.settings import FORMATS, suggestion

FOLDER = "build"
"""Where editions go unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file to be made."""

    format: str
    """One of :data:`publish.settings.FORMATS`; for a printer ``interior``, ``cover``, ``imposed``."""
    path: str
    """Where it goes; ``-`` is standard output."""


@dataclass(frozen=True, slots=True)
class Job:
    """One source and everything that is made of it."""

    source: Source
    outputs: tuple[Output, ...]
    others: tuple[Source, ...] = ()
    """The sources that come after it in the same book."""
    workshop: str | None = None
    """The folder in which files are while they are written; None: the one where they go."""


def plan(
    sources: Sequence[Source], outputs: Sequence[str] = (), formats: Sequence[str] = (), book: str | None = None
) -> tuple[Job, ...]:
    """One job a source, in the order of the sources; or a single one for all of them, where they become a ``book``.

    ``outputs`` are the paths that the user asks for: one folder (or none: ``build/``), into which all formats go under
    the source's name; or, for a single source, files whose endings choose the formats; or ``-``, standard output, for
    a single source in a single format. ``formats`` narrows a folder down and names the format for ``-``; none: all.

    No two outputs are the same file, whatever the case of their letters (the file systems of macOS and Windows do not
    tell ``Kursk`` from ``kursk``): the second ``kursk`` becomes ``kursk-2``. Raises :class:`UsageError` for outputs
    that cannot be, and for one that would overwrite a source.
    """
    for name in set(formats) - set(FORMATS):
        raise UsageError(f"no format is called “{name}”", remedy=suggestion(name, FORMATS))
    wanted = tuple(name for name in FORMATS if name in formats) or FORMATS
    if book is not None:
        whole = replace(sources[0], place=PurePath(slug(book.lower()) or "book"))
        (job,) = plan([whole], outputs, formats)
        job = replace(job, source=sources[0], others=tuple(sources[1:]))
        _keep_sources([job])
        return (job,)
    if list(outputs) == [STDIO]:
        jobs = _on_standard_output(sources, formats)
    elif len(outputs) <= 1 and all(map(is_folder, outputs)):
        jobs = _into_folder(sources, PurePath(outputs[0] if outputs else FOLDER), wanted)
    else:
        jobs = _as_files(sources, outputs, formats)
    _keep_sources(jobs)
    return jobs


def plan_press(
    sources: Sequence[Source], output: str | None = None, book: str | None = None, impose: str | None = None
) -> tuple[Job, ...]:
    """The same for a printer: ``interior``, ``cover`` and ``epub`` of each source, or of the one ``book``, in a folder.

    ``impose`` adds the pages on sheets. Raises :class:`UsageError` for an output that is no folder.
    """
    folder = output or f"{FOLDER}/"
    if not is_folder(folder):
        raise UsageError("a printer gets several files", place=folder, remedy="end its name in / to make it a folder")
    planned = plan(sources, (folder,), ("epub",), book)
    return tuple(replace(job, outputs=_press_outputs(job.outputs[0].path, impose)) for job in planned)


def _press_outputs(epub: str, impose: str | None) -> tuple[Output, ...]:
    stem = epub.removesuffix(".epub")
    outputs = [Output("interior", f"{stem}-interior.pdf"), Output("cover", f"{stem}-cover.pdf"), Output("epub", epub)]
    if impose:
        outputs.append(Output("imposed", f"{stem}-{impose}.pdf"))
    return tuple(outputs)


def _on_standard_output(sources: Sequence[Source], formats: Sequence[str]) -> tuple[Job, ...]:
    if len(sources) != 1 or len(set(formats)) != 1:
        remedy = "name one source, and --to epub or --to pdf" if len(sources) == 1 else "name one source, or -o FOLDER/"
        raise UsageError("standard output takes one source in one format", remedy=remedy)
    return (Job(sources[0], (Output(formats[0], STDIO),)),)


def _into_folder(sources: Sequence[Source], folder: PurePath, formats: Sequence[str]) -> tuple[Job, ...]:
    places = _distinct(source.place for source in sources)
    return tuple(
        Job(source, tuple(Output(name, f"{folder / place}.{name}") for name in formats))
        for source, place in zip(sources, places, strict=True)
    )


def _distinct(places: Iterable[PurePath]) -> list[PurePath]:
    """The places, a number added to each that an earlier one has taken; a name of its own is never given away."""
    wanted = list(places)
    taken = {_folded(place) for place in wanted}
    seen: set[str] = set()
    distinct = []
    for place in wanted:
        if _folded(place) in seen:
            place = _numbered(place, taken)
            taken.add(_folded(place))
        seen.add(_folded(place))
        distinct.append(place)
    return distinct


def _numbered(place: PurePath, taken: set[str]) -> PurePath:
    number = 2
    while _folded(place.with_name(f"{place.name}-{number}")) in taken:
        number += 1
    return place.with_name(f"{place.name}-{number}")


def _folded(path: PurePath | str) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def _as_files(sources: Sequence[Source], outputs: Sequence[str], formats: Sequence[str]) -> tuple[Job, ...]:
    for path in outputs:
        if path == STDIO or is_folder(path):
            problem = f"{'standard output' if path == STDIO else 'a folder'} cannot be asked for beside other outputs"
            raise UsageError(problem, place=path, remedy="give this -o alone")
    files = tuple(Output(_format(path), path) for path in outputs)
    if len(sources) != 1:
        remedy = "end its name in / to make it a folder"
        raise UsageError(f"{len(sources)} sources cannot become one file", place=outputs[0], remedy=remedy)
    if len({_folded(_real(path)) for path in outputs}) < len(outputs):
        raise UsageError("two outputs are the same file", place=outputs[-1], remedy="leave one out")
    for file in files:
        if formats and file.format not in formats:
            remedy = f"add --to {file.format}, or leave --to out"
            raise UsageError(f"--to does not ask for {file.format}", place=file.path, remedy=remedy)
    for name in set(formats) - {file.format for file in files}:
        raise UsageError(f"no output is given for --to {name}", remedy=f"add -o FILE.{name}, or use a folder")
    return (Job(sources[0], files),)


def _format(path: str) -> str:
    """The format that a file's ending chooses."""
    ending, endings = Path(path).suffix.lower(), {f".{name}": name for name in FORMATS}
    if ending in endings:
        return endings[ending]
    if not ending:
        remedy = f"end it in {' or '.join(endings)}, or in / for a folder"
        raise UsageError("the output's name has no ending", place=path, remedy=remedy)
    raise UsageError(f"no format has the ending “{ending}”", place=path, remedy=suggestion(ending, endings))


def _keep_sources(jobs: Sequence[Job]) -> None:
    """Refuse a plan in which an output is one of the sources."""
    everyone = [source.name for job in jobs for source in (job.source, *job.others)]
    sources = {_folded(_real(name)) for name in everyone if name != STDIO}
    for output in (output for job in jobs for output in job.outputs if output.path != STDIO):
        if _folded(_real(output.path)) in sources:
            raise UsageError("the output would overwrite its source", place=output.path, remedy="choose another -o")


def _real(path: str) -> str:
    return os.path.realpath(path)
