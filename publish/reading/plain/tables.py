"""Lines with columns become a table where it is safe, and otherwise text set as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from publish.reading.lines import Line

MOST = 8
"""How many columns a table may have; more are a drawing."""

_UNFIT = re.compile("[\v\f\x85\u2028\u2029]")
_SEPARATOR = re.compile(r"\|?(?: ?:?-{2,}:? ?\|)+(?: ?:?-{2,}:? ?)?|[-=+ |]{5,}")
_WORD = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff]")
_GUTTER = re.compile(r" {2,}")


def render(lines: Sequence[Line]) -> str:
    """A ``table`` whose cells are parted by pipes, or by columns that are blank in all rows; otherwise ``pre``."""
    rows = [line for line in lines if not _SEPARATOR.fullmatch(line.text)]
    header = len(rows) > 1 and len(lines) > 1 and lines[0] is rows[0] and lines[1] is not rows[1]
    cells = _by_pipes(rows) or _by_gutters(rows)
    if cells is None:
        return preformatted(lines)
    parts = [
        "".join(f"<{name}>{escape(cell, quote=False)}</{name.split()[0]}>" for cell in row)
        for row, name in zip(cells, ['th scope="col"' if header else "td", *["td"] * len(cells)], strict=False)
    ]
    trs = [f'<tr data-line="{row.number}">{part}</tr>' for row, part in zip(rows, parts, strict=True)]
    head = f"<thead>{trs[0]}</thead>" if header else ""
    return f"<table>{head}<tbody>{''.join(trs[header:])}</tbody></table>"


def preformatted(lines: Sequence[Line]) -> str:
    """A ``pre`` of the lines as they stand, without the margin that they share."""
    raws = [_UNFIT.sub("", line.raw or line.text).expandtabs(4).rstrip() for line in lines]
    margin = min(len(raw) - len(raw.lstrip(" ")) for raw in raws)
    text = "".join("\n" * (line.gap + 1) + raw[margin:] for line, raw in zip(lines, raws, strict=True)).lstrip("\n")
    return f'<pre data-line="{lines[0].number}"><code>{escape(text, quote=False)}</code></pre>'


def _by_pipes(rows: Sequence[Line]) -> list[list[str]] | None:
    if not rows or not all(line.text.startswith("|") and line.text.endswith("|") for line in rows):
        return None
    return _even([[cell.strip() for cell in line.text[1:-1].split("|")] for line in rows])


def _by_gutters(rows: Sequence[Line]) -> list[list[str]] | None:
    """The cells, where at least two blank columns run through all rows and hardly a cell is empty."""
    raws = [_UNFIT.sub("", line.raw or line.text).expandtabs(4).rstrip() for line in rows]
    wide = max(map(len, raws), default=0)
    if not rows or wide > 200:
        return None
    ink = [any(raw[column : column + 1].strip() for raw in raws) for column in range(wide)]
    drawn = "".join("x" if there else " " for there in ink)
    bounds = [0, *(place for gutter in _GUTTER.finditer(drawn.rstrip()) for place in gutter.span()), wide]
    spans = [(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True) if end > start]
    cells = [[" ".join(raw[start:end].split()) for start, end in spans] for raw in raws]
    return _even(cells) if len(spans) > 1 and len(rows) > 1 and _is_told(cells) else None


def _is_told(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the cells are words, and hardly one in any column but the last is empty: no formula and no drawing."""
    columns = list(zip(*cells, strict=True))
    words = sum(bool(_WORD.search(cell)) for row in cells for cell in row)
    filled = [sum(map(bool, column)) for column in columns]
    return (
        2 * words >= sum(filled) and min(filled) >= 0.6 * len(cells) and sum(filled) >= 0.8 * len(cells) * len(columns)
    )


def _even(cells: list[list[str]]) -> list[list[str]] | None:
    counts = set(map(len, cells))
    return cells if len(counts) == 1 and counts <= set(range(1, MOST + 1)) else None
