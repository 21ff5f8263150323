"""What each printer takes: trims, margins, papers, inks, and its rules, each with its source and the date of that.

::

    *.toml      a printer each; a user's own is a file like these, and may inherit one of them
    lengths.py  lengths as people write them, in points
    order.py    what is ordered of a printer, and what follows for pages and cover

Every length of a :class:`Printer` is in points.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from publish.errors import SettingsError
from publish.printers.lengths import length
from publish.settings import PRINTERS, suggestion
from publish.stores import Rule
from publish.toml import line_of, parsed

__all__ = ["Cover", "Interior", "Paper", "Printer", "Rule", "printer"]

STANDARDS = ("pdf", "x-1a:2001", "x-1a:2003", "x-3:2002", "x-3:2003", "x-4")
"""What a file can be made to conform to: a PDF without transparency, or a part of ISO 15930."""
INKS = ("black", "colour")


@dataclass(frozen=True, slots=True)
class Paper:
    """A stock that an interior can be printed on."""

    title: str
    caliper: float
    """What a page adds to the spine, which is half of a leaf; in points."""
    inks: tuple[str, ...] = INKS
    """What may be printed on it."""


@dataclass(frozen=True, slots=True)
class Interior:
    """The pages of a book."""

    margin: float
    """The least at head, foot and fore edge."""
    gutter: tuple[tuple[int, float], ...]
    """The least at the spine up to a number of pages, in rising order."""
    bleed: float = 0.0
    """How far what is to reach the edge goes beyond it; 0: nothing may."""
    bleed_margin: float = 0.0
    """The least margin of a book with bleed, where it is more than ``margin``."""
    bleed_edges: int = 4
    """3: none at the spine."""
    pages: tuple[int, int] = (1, 100_000)
    """At least and at most."""
    multiple: int = 2
    """The number of pages is a multiple of it."""
    last_blank: bool = False
    marks: bool = False
    """Whether crop, bleed and register marks and a colour bar stand around each page."""
    ink: int | None = None
    """The most ink in one place, in per cent; None: no limit is told."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover, one piece around the book."""

    bleed: float
    safe: float
    """How far from trimmed edges what matters stays."""
    spine_pages: int
    """From how many pages on there is text on the spine."""
    spine_clear: float
    """How far text on the spine stays from its folds."""
    spine_extra: float = 0.0
    """What the cover itself adds to the spine."""
    barcode: tuple[float, float] = (144.0, 86.4)
    """The room for the barcode at the lower outer corner of the back, width and height."""
    ink: int | None = None
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Printer:
    """Somebody who prints books, or a machine that does."""

    name: str
    """As ``--printer`` names it."""
    title: str
    standards: tuple[str, ...]
    """Those of :data:`STANDARDS` that it takes, the first one by default."""
    inks: tuple[str, ...]
    trims: Mapping[str, tuple[float, float]]
    """Width and height by name; the first one by default."""
    papers: Mapping[str, Paper]
    """By name; the first one by default."""
    interior: Interior
    cover: Cover | None
    rules: tuple[Rule, ...]
    any_trim: bool = False
    """Whether it takes other trims than those named."""

    def least(self, check: str) -> float:
        """The least that its rules of a check allow: of type, of lines; in points. 0: they say nothing."""
        return max((float(rule.limits["least"]) for rule in self.rules if rule.check == check), default=0.0)


def printer(name: str) -> Printer:
    """The printer of a name in :data:`publish.settings.PRINTERS`, or of a file whose path is given.

    Raises :class:`SettingsError` with the file and the line of what is wrong in it.
    """
    if name in PRINTERS:
        return _printer(name, 0)
    path = Path(name)
    if path.suffix != ".toml":
        raise SettingsError(f"no printer is called “{name}”", remedy=suggestion(name, PRINTERS))
    if not path.is_file():
        raise SettingsError("there is no such file", place=name, remedy="give the path of a printer’s .toml")
    return _printer(name, path.stat().st_mtime_ns)


@lru_cache
def _printer(name: str, written: int) -> Printer:
    return _Reader(*_tables(name)).printer(Path(name).stem)


def _tables(name: str) -> tuple[dict[str, Any], str, str]:
    """The tables of a printer over those that it inherits; its text and its place, for messages."""
    path = Path(__file__).parent / f"{name}.toml" if name in PRINTERS else Path(name)
    place = name if name not in PRINTERS else path.name
    text, tables = parsed(path.read_bytes(), place, example='title = "…"')
    heir = tables.pop("inherits", None)
    if heir is None:
        return tables, text, place
    if heir not in PRINTERS or name in PRINTERS:
        remedy = suggestion(str(heir), PRINTERS)
        raise SettingsError(f"no printer is called “{heir}”", place=line_of(text, "inherits", place), remedy=remedy)
    below, _, _ = _tables(heir)
    for key, value in tables.items():
        if key == "rule":
            below[key] = [*below.get(key, ()), *value]
        elif key in ("interior", "cover") and isinstance(value, dict):
            below[key] = {**below.get(key, {}), **value}
        else:
            below[key] = value
    return below, text, place


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the tables of a file into a printer."""

    tables: dict[str, Any]
    text: str
    place: str

    def printer(self, name: str) -> Printer:
        known = {*(field.name for field in fields(Printer)), "rule"} - {"name", "rules"}
        told = self._known(self.tables, known)
        for key in ("title", "standards", "trims", "papers", "interior"):
            if key not in told:
                raise SettingsError(
                    f"the printer has no “{key}”", place=self.place, remedy="compare with publish printers"
                )
        return Printer(
            name=name,
            title=str(told["title"]),
            standards=self._some("standards", told["standards"], STANDARDS),
            inks=self._some("inks", told.get("inks", list(INKS)), INKS),
            trims={key: self._pair(key, value) for key, value in told["trims"].items()},
            papers={key: self._paper(key, value) for key, value in told["papers"].items()},
            interior=self._interior(dict(told["interior"])),
            cover=self._cover(dict(told["cover"])) if told.get("cover") else None,
            rules=tuple(self._rule(dict(rule)) for rule in told.get("rule", ())),
            any_trim=bool(told.get("any_trim", False)),
        )

    def _known(self, table: dict[str, Any], known: set[str]) -> dict[str, Any]:
        for key in table:
            if key not in known:
                where = line_of(self.text, key, self.place)
                raise SettingsError(f"a printer has no “{key}”", place=where, remedy=suggestion(key, known))
        return table

    def _interior(self, told: dict[str, Any]) -> Interior:
        self._known(told, {field.name for field in fields(Interior)})
        for key in ("margin", "bleed", "bleed_margin"):
            if key in told:
                told[key] = self._length(key, told[key])
        try:
            told["gutter"] = tuple((int(most), self._length("gutter", one)) for most, one in told["gutter"])
            told["pages"] = tuple(map(int, told.get("pages", (1, 100_000))))
            return Interior(**told)
        except (KeyError, TypeError, ValueError):
            where = line_of(self.text, "gutter", self.place)
            remedy = 'write gutter = [[150, "0.375in"], [300, "0.5in"]], and margin'
            raise SettingsError("the gutter cannot be read", place=where, remedy=remedy) from None

    def _cover(self, told: dict[str, Any]) -> Cover:
        self._known(told, {field.name for field in fields(Cover)})
        for key in ("bleed", "safe", "spine_clear", "spine_extra"):
            if key in told:
                told[key] = self._length(key, told[key])
        if "barcode" in told:
            told["barcode"] = self._pair("barcode", told["barcode"])
        try:
            return Cover(**told)
        except TypeError:
            where = line_of(self.text, "cover", self.place)
            remedy = "give bleed, safe, spine_pages and spine_clear"
            raise SettingsError("the cover is not told in full", place=where, remedy=remedy) from None

    def _paper(self, name: str, told: Any) -> Paper:
        if not isinstance(told, dict) or "caliper" not in told:
            where, remedy = line_of(self.text, name, self.place), 'write { title = "…", caliper = "0.0025in" }'
            raise SettingsError(f"the paper “{name}” has no caliper", place=where, remedy=remedy)
        inks = self._some("inks", told.get("inks", list(INKS)), INKS)
        return Paper(str(told.get("title", name)), self._length(name, told["caliper"]), inks)

    def _rule(self, told: dict[str, Any]) -> Rule:
        try:
            known = {key: told.pop(key) for key in ("check", "severity", "says", "source", "date")}
        except KeyError as missing:
            where, remedy = line_of(self.text, "rule", self.place), "give check, severity, says, source and date"
            raise SettingsError(f"a rule has no {missing}", place=where, remedy=remedy) from None
        limits = {key: length(one) if _is_length(one) else one for key, one in told.items()}
        return Rule(**known, limits=limits)

    def _some(self, key: str, value: Any, known: tuple[str, ...]) -> tuple[str, ...]:
        values = value if isinstance(value, list) and value else [value]
        for one in values:
            if one not in known:
                where = line_of(self.text, key, self.place)
                raise SettingsError(f"“{one}” is none of the {key}", place=where, remedy=suggestion(str(one), known))
        return tuple(values)

    def _pair(self, key: str, value: Any) -> tuple[float, float]:
        if not isinstance(value, list) or len(value) != 2:
            where = line_of(self.text, key, self.place)
            raise SettingsError(f"“{key}” is no width and height", place=where, remedy='write ["6in", "9in"]')
        return self._length(key, value[0]), self._length(key, value[1])

    def _length(self, key: str, value: Any) -> float:
        try:
            return length(value)
        except SettingsError as error:
            raise SettingsError(error.message, place=line_of(self.text, key, self.place), remedy=error.remedy) from None


def _is_length(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[\d.]+ ?(pt|in|mm|cm)", value) is not None
