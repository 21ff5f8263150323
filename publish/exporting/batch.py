"""A collection: each article to its editions, and no work done twice.

In the folder of the editions, ``.publish/`` has what is ours alone: the ledger (:mod:`register`), the lock of the run
that is at work, the files that are being written. All other files there are what the sources, in their order, and the
settings make of them; whatever happened on the way, whether it was done at once or in fifty parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Literal

from publish.collecting import collect
from publish.errors import BuildError, NoRoom, PublishError, SettingsError, UsageError
from publish.exporting import ingredients, making, merging
from publish.exporting.bringing import bring
from publish.exporting.crew import Crew, Limits, cores
from publish.exporting.ingredients import Record
from publish.exporting.jobs import Job, Output
from publish.exporting.likeness import Likenesses, signature
from publish.exporting.merging import Shard, is_in, others
from publish.exporting.patience import LEAST, patience
from publish.exporting.register import Known, Register
from publish.exporting.runner import UNLIMITED, Task, shared_out
from publish.exporting.worker import Outcome, carry_out, warm
from publish.files import Source, is_address, is_file, real
from publish.model import Surroundings
from publish.settings import Settings
from publish.shelf import COVERS, Card, File, Shelf, card

MOST_COLUMNS = 1000
"""Columns without use are listed up to this number."""

Kind = Literal["built", "cached", "failed", "skipped", "waiting"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a run."""

    folder: str
    formats: tuple[str, ...]
    modified: str
    """The time that the editions carry."""
    workers: int | None = None
    limits: Limits = UNLIMITED
    prune: bool = False
    """Whether editions go whose articles are gone."""
    near: str = "keep"
    """What becomes of an article that is nearly the same as an earlier one: ``keep``, ``link`` or ``skip``."""
    shard: Shard | None = None
    """The part of the articles that are built; None: all."""
    merge: tuple[str, ...] = ()
    """Other folders, whose editions are taken where they are the same."""
    scheduler: str | None = None
    """The address of a Dask scheduler, or ``local``; None: processes of our own do the work."""
    shelf: Shelf | None = None
    """The catalogue beside the editions; None: there is none."""


@dataclass(frozen=True, slots=True)
class Event:
    """What has become of one article."""

    kind: Kind
    name: str
    place: str = ""
    seconds: float = 0.0
    findings: int = 0
    reason: str | None = None
    error: PublishError | None = None
    traceback: str | None = None


Tell = Callable[[Event], None]


class Batch:
    """One run over a collection."""

    def __init__(self, register: Register, origins: Sequence[str], settings: Settings, wishes: Wishes) -> None:
        self._register = register
        self._origins = origins
        self._settings = settings
        self._wishes = wishes
        self._folder = register.folder
        self._making = making.making(settings, wishes.formats, wishes.modified)
        self._others: tuple[Register, ...] = ()
        self._here: dict[int, int] = {}
        """The ledger's number of each job that is being done, by its own."""
        self.pruned = 0
        """How many files are gone."""
        self.unused: dict[str, None] = {}
        """The columns of dumps that go into no edition, in the order in which they were met."""
        register.begin(origins, self._making, sparing=not wishes.prune)

    def run(self, tell: Tell) -> None:
        """Do what is to be done; ``tell`` hears of each article.

        Raises :class:`SettingsError` for what is wrong for all articles, :class:`NoRoom` for a full disk.
        """
        work = partial(carry_out, settings=self._settings, modified=self._wishes.modified)
        with others(self._wishes.merge, self._folder.name) as self._others, closing(Likenesses()) as likenesses:
            tasks = self._tasks(likenesses, work, tell)
            for outcome in self._shared_out(work, tasks):
                self._take(outcome, tell)
        if self._wishes.prune:
            self._prune()
        self._bind()
        self._register.end()

    def _shared_out(self, work: Callable[[Task], Outcome], tasks: Iterator[Task]) -> Iterator[Outcome]:
        workers, limits = self._wishes.workers or cores(), self._wishes.limits
        if self._wishes.scheduler is None:
            yield from shared_out(Crew(work, warm, workers, limits), tasks, limits)
            return
        from publish.exporting.cluster import on_cluster  # Slow to load, and seldom needed.

        with closing(on_cluster(self._wishes.scheduler, work, tasks, limits, workers)) as outcomes:
            yield from outcomes
        self._folder.tidy()  # After machines that died.

    def why(self, name: str) -> Iterator[str]:
        """What has changed of the article of this name since its editions were made, a line each; nothing is built."""
        for position, (origin, source) in enumerate(self._sources()):
            known, place = self._entered(origin, source, position) or (None, source.place)
            if known and name in (source.name, str(place), place.name, source.held and source.held.id):
                brought = bring(source, self._settings)
                yield from list(self._changes(source, known, place, *brought)) or ["nothing has changed"]
                return
        raise UsageError("there is no such article", place=name, remedy="name it as the report does")

    def _sources(self) -> Iterator[tuple[str, Source]]:
        folder = real(self._folder.name)
        for origin in self._origins:
            whole = real(origin)
            if whole == folder:
                raise UsageError("the editions would go among their sources", place=origin, remedy="choose another -o")
            within = folder.startswith(whole + "/")
            for source in self._patiently(collect(origin)):
                if not (within and real(source.name).startswith(folder + "/")):
                    yield origin, source

    def _patiently(self, sources: Iterator[Source]) -> Iterator[Source]:
        """The same, but none that takes for ever to be read."""
        seconds = self._wishes.limits.seconds or LEAST
        while True:
            with patience(seconds):
                source = next(sources, None)
            if source is None:
                return
            yield source

    def _entered(self, origin: str, source: Source, position: int) -> tuple[Known, PurePath] | None:
        key, number = self._key(origin, source), 1
        entered = self._register.enter(key, origin, source.name, source.place, position)
        while entered is None and source.held:  # Another row with the same id.
            number += 1
            entered = self._register.enter(f"{key}#{number}", origin, source.name, source.place, position)
        return entered

    def _key(self, origin: str, source: Source) -> str:
        held = source.held
        return (
            f"{self._register.relative(held.archive or origin)}#{held.id}"
            if held
            else self._register.relative(source.name)
        )

    def _tasks(self, likenesses: Likenesses, work: Callable[..., Outcome], tell: Tell) -> Iterator[Task]:
        """The jobs that there are, as they are asked for; all other articles are dealt with on the way."""
        for position, (origin, source) in enumerate(self._sources()):
            entered = self._entered(origin, source, position)
            if entered is None:
                continue  # A file that was named twice.
            known, place = entered
            if source.held and len(self.unused) < MOST_COLUMNS:
                self.unused |= dict.fromkeys(source.held.unused)
            try:
                brought = bring(source, self._settings) if _ends(source) else None
                if brought and (
                    self._is_skipped(source, known, position, brought[0], likenesses, tell)
                    or self._is_kept(source, known, place, brought, tell)
                    or not is_in(self._wishes.shard, brought[0])
                ):
                    continue
                job = self._job(source, place, origin)
            except PublishError as error:
                self._fail(known.id, source, error, tell)
                continue
            self._register.announce(known.id, [output.path for output in job.outputs])
            if brought and self._is_brought(source, known, place, brought, tell):
                continue
            self._here[position] = known.id
            if is_address(source.name):  # A site is not asked by several processes at once.
                self._take(work((position, job)), tell)
            else:
                yield position, job

    def _job(self, source: Source, place: PurePath, origin: str) -> Job:
        outputs = tuple(Output(name, path) for name, path in self._paths(place))
        inside = real(origin) + "/"
        for output in outputs if not real(self._folder.name).startswith(inside) else ():
            if f"{real(output.path)}/".startswith(inside):
                raise UsageError("an edition would go among its sources", place=output.path, remedy="choose another -o")
        return Job(source, outputs, workshop=self._folder.workshop)

    def _paths(self, place: PurePath) -> Iterator[tuple[str, str]]:
        """The formats and the paths of all that is made of an article."""
        yield from ((name, self._folder.path(f"{place}.{name}")) for name in self._wishes.formats)
        if self._wishes.shelf:
            yield "thumbnail", self._folder.path(f"{COVERS}/{place}.jpg")

    def _is_kept(
        self, source: Source, known: Known, place: PurePath, brought: tuple[bytes, Settings, Surroundings], tell: Tell
    ) -> bool:
        if any(self._changes(source, known, place, *brought)):
            return False
        self._register.keep(known.id)
        tell(Event("cached", source.name, str(place)))
        return True

    def _is_brought(
        self, source: Source, known: Known, place: PurePath, brought: tuple[bytes, Settings, Surroundings], tell: Tell
    ) -> bool:
        """Whether another folder has its editions; they are here then."""
        paths, (data, _, around) = [path for _, path in self._paths(place)], brought
        found = merging.brought(self._others, place, paths, data, around, self._making, self._folder)
        if found is None:
            return False
        made, seals, count = found.ingredients, found.seals, found.findings
        left = self._register.done(known.id, made, seals, found.card, seconds=0.0, findings=count, fresh=False)
        self._remove(left)
        tell(Event("cached", source.name, str(place)))
        return True

    def _changes(
        self, source: Source, known: Known, place: PurePath, data: bytes, settings: Settings, around: Surroundings
    ) -> Iterator[str]:
        """Why an article has to be built: a line for each reason."""
        if known.ingredients is None:
            yield "it has not been built"
            return
        if known.making is not self._making:
            yield from making.changes(known.making, self._making)
        yield from ingredients.changes(known.ingredients, data, around)
        paths, before = {path for _, path in self._paths(place)}, {seal.path for seal in known.seals}
        if known.place != str(place):
            yield f"its editions were {known.place}, and will be {place}"
        elif paths != before:
            yield f"with the shelf, it {'has' if before < paths else 'had'} a small cover"
        for seal in known.seals:
            if not ingredients.is_intact(seal, self._folder.stamp(seal.path)):
                yield f"{seal.path} is not as it was left"

    def _is_skipped(
        self, source: Source, known: Known, position: int, data: bytes, likenesses: Likenesses, tell: Tell
    ) -> bool:
        """Whether no editions are made of an article, because an earlier one is nearly the same."""
        signed = known.signature
        if signed is None or known.ingredients is None or known.ingredients.source != ingredients.digest(data):
            signed = signature(data, source.held.id if source.held and source.held.archive else source.name)
        near = likenesses.meet(position, signed) if signed else None
        twin = self._register.named(near[0]) if near else None
        if signed != known.signature or twin:
            self._register.sign(known.id, signed, twin)
        if not (near and twin and self._wishes.near == "skip"):
            return False
        reason = f"{near[1]:.0%} the same as {twin[1]}"
        self._register.skip(known.id, reason)
        tell(Event("skipped", source.name, reason=reason))
        return True

    def _take(self, outcome: Outcome, tell: Tell) -> None:
        """Take note of what has become of a job."""
        article, job, error = self._here.pop(outcome.number), outcome.job, outcome.error
        if isinstance(error, NoRoom) or (isinstance(error, SettingsError) and error.place is None):
            raise error
        if error or outcome.record is None:
            self._fail(article, job.source, error or BuildError("has no record"), tell, outcome)
            return
        place = str(PurePath(self._folder.inside(job.outputs[0].path)).with_suffix(""))
        shown, findings = self._card(place, outcome.record), len(outcome.findings)
        made, seals = outcome.record.ingredients, outcome.record.seals
        self._remove(self._register.done(article, made, seals, shown, seconds=outcome.seconds, findings=findings))
        tell(Event("built", job.source.name, place, outcome.seconds, len(outcome.findings)))

    def _card(self, place: str, record: Record) -> Card:
        files = (File(self._folder.inside(seal.path), seal.stamp[0], seal.digest) for seal in record.seals)
        return card(place, record.metadata, record.identifier, self._wishes.modified, files)

    def _bind(self) -> None:
        """The catalogue, if there is to be one."""
        shelf, linked = self._wishes.shelf, self._wishes.near == "link"
        token = ingredients.digest(f"{shelf} {linked} {self._making['publish']}".encode())
        self._remove(self._register.bind(shelf, token, linked=linked))

    def _fail(
        self, article: int, source: Source, error: PublishError, tell: Tell, outcome: Outcome | None = None
    ) -> None:
        seconds = outcome.seconds if outcome else 0.0
        self._register.failed(article, str(error), seconds)
        traceback = outcome.traceback if outcome else None
        tell(Event("failed", source.name, seconds=seconds, reason=str(error), error=error, traceback=traceback))

    def _prune(self) -> None:
        """Remove the files of articles that are gone, or that could not be made."""
        gone = self._register.gone()
        self._remove(gone)
        self._register.forget_gone()
        self.pruned = len(gone)

    def _remove(self, paths: Sequence[str]) -> None:
        if paths:
            self._folder.remove(paths)
            self._register.forget(paths)


def _ends(source: Source) -> bool:
    """Whether a source can be read here: what is no file may never end, and its own process has to find out."""
    return source.held is not None or is_address(source.name) or is_file(source.name)
