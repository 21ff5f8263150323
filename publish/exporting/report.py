"""What has become of a collection: numbers, and the articles that somebody should look at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from importlib.resources import files
from string import Template

from publish.exporting.register import Register

LONGEST = 10
"""How many of the slowest articles and the largest editions are listed."""


_SHOWN, _FEW = 20, 3
"""How many lines the text has of a list, and of the slowest and the largest; JSON and HTML have all of them."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article without editions."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One run over a collection. ``json.dumps(asdict(report))`` is the form that other programs rely on."""

    folder: str
    articles: int
    built: int
    cached: int
    failed: int
    skipped: int
    seconds: float
    rate: float
    """Articles built in a second."""
    bytes: int
    """Of all editions."""
    pruned: int
    gone: int
    """Articles whose source is gone, and whose editions are still there."""
    failures: tuple[Failure, ...]
    slowest: tuple[tuple[str, float], ...]
    """Names of articles, and seconds."""
    largest: tuple[tuple[str, int], ...]
    """Paths of editions, and bytes."""
    renamed: tuple[tuple[str, str, str], ...]
    """Names of articles, the place that each asked for, which an earlier one has, and the one that it got."""
    alike: tuple[tuple[str, str], ...]
    """Names of articles, and of the earlier one that each is nearly the same as."""
    unused: tuple[str, ...]
    """Columns of dumps that are in no edition."""


def reported(register: Register, folder: str, seconds: float, pruned: int, unused: Iterable[str] = ()) -> Report:
    """The report of the run that the ledger has just been through.

    ``pruned`` files were removed; ``unused`` columns of dumps are in no edition.
    """
    counts = {(str(state), bool(fresh)): _whole(number) for state, fresh, number in register.ask(
        "SELECT state, fresh, count(*) FROM article WHERE run = :run GROUP BY state, fresh"
    )}  # fmt: skip
    built = counts.get(("built", True), 0)
    states = {state: sum(number for (name, _), number in counts.items() if name == state) for state, _ in counts}
    here = "FROM article WHERE run = :run AND"
    return Report(
        folder=folder,
        articles=sum(counts.values()),
        built=built,
        cached=states.get("built", 0) - built,
        failed=states.get("failed", 0),
        skipped=states.get("skipped", 0),
        seconds=round(seconds, 3),
        rate=round(built / seconds, 2) if seconds else 0.0,
        bytes=_one(register, "SELECT coalesce(sum(size), 0) FROM file WHERE digest NOT NULL"),
        pruned=pruned,
        gone=_one(register, "SELECT count(*) FROM article WHERE run != :run"),
        failures=tuple(
            Failure(str(name), str(reason))
            for name, reason in register.ask(f"SELECT name, reason {here} state = 'failed' ORDER BY position")
        ),
        slowest=tuple(
            (str(name), round(_number(taken), 3))
            for name, taken in register.ask(
                f"SELECT name, seconds {here} fresh = 1 ORDER BY seconds DESC, position LIMIT {LONGEST}"
            )
        ),
        largest=tuple(
            (str(path), _whole(size))
            for path, size in register.ask(
                f"SELECT path, size FROM file WHERE digest NOT NULL ORDER BY size DESC, path LIMIT {LONGEST}"
            )
        ),
        renamed=tuple(
            (str(name), str(wanted), str(place))
            for name, wanted, place in register.ask(
                f"SELECT name, wanted, place {here} wanted != place AND state != 'failed' ORDER BY position"
            )
        ),
        alike=tuple(
            (str(name), str(twin))
            for name, twin in register.ask(f"SELECT name, twin {here} twin NOT NULL ORDER BY position")
        ),
        unused=tuple(unused),
    )


def as_json(report: Report, indent: int | None = 2) -> str:
    """One object."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=indent) + "\n"


def as_text(report: Report) -> str:
    """Lines for people."""
    return "".join(f"{line}\n" for line in _lines(report))


def as_html(report: Report) -> str:
    """One page that needs nothing besides."""
    page = Template(files("publish.exporting").joinpath("report.html").read_text(encoding="utf-8"))
    return page.substitute(summary=escape(summary(report)), tables="\n".join(_tables(report)))


WRITTEN = {".json": as_json, ".txt": as_text, ".html": as_html}
"""The forms of a report, by the ending of its file."""


def summary(report: Report) -> str:
    """The numbers, in one line."""
    told = [f"{report.built:,} built"]
    told += [f"{report.cached:,} unchanged"] if report.cached else []
    told += [f"{report.skipped:,} skipped"] if report.skipped else []
    told += [f"{report.failed:,} failed"] if report.failed else []
    rate = f", {report.rate:.1f} a second" if report.built > 1 and report.seconds > 1 else ""
    return f"{', '.join(told)} in {report.seconds:.1f} s{rate}"


def _lines(report: Report) -> Iterator[str]:
    yield summary(report)
    for title, heads, rows in _sections(report):
        yield ""
        yield f"{title}:"
        shown = _FEW if title in ("Slowest", "Largest") else _SHOWN
        for row in rows[:shown]:
            yield "  " + (": ".join(row) if len(heads) < 3 else f"{row[0]}: {row[1]} is {row[2]}")
        if len(rows) > shown == _SHOWN:
            yield f"  … and {len(rows) - _SHOWN:,} more"


def _sections(report: Report) -> Iterator[tuple[str, tuple[str, ...], Sequence[Sequence[str]]]]:
    """What there is to list: a title, the names of the columns, the rows."""
    if report.failures:
        yield "Failed", ("Article", "Reason"), [(one.name, _reason(one)) for one in report.failures]
    if report.renamed:
        heads = ("Article", "Name", "Here")
        yield "Names that an earlier article has", heads, report.renamed
    if report.alike:
        yield "Nearly the same as an earlier article", ("Article", "Earlier"), report.alike
    if report.unused:
        yield "Columns that are in no edition", ("Column",), [(name,) for name in report.unused]
    if report.slowest:
        yield "Slowest", ("Article", "Time"), [(name, f"{taken:.1f} s") for name, taken in report.slowest]
    if report.largest:
        yield "Largest", ("Edition", "Size"), [(path, f"{size / 1e6:,.1f} MB") for path, size in report.largest]


def _reason(failure: Failure) -> str:
    return failure.reason.removeprefix(f"{failure.name}: ")


def _tables(report: Report) -> Iterator[str]:
    for title, heads, rows in _sections(report):
        yield f"<table>\n<caption>{escape(title)}</caption>"
        yield "<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead>\n<tbody>"
        for row in rows:
            yield "<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>"
        yield "</tbody>\n</table>"


def _one(register: Register, question: str) -> int:
    ((number,),) = register.ask(question)
    return _whole(number)


def _whole(value: object) -> int:
    return int(_number(value))


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return value
