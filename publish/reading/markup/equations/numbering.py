"""The numbers that formulas in TeX have by their tags, their names and their environments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from publish.reading.markup.equations.names import NUMBER

LABEL = re.compile(r"\\label\{([^{}]{1,200})\}")

_TAG = re.compile(r"\\tag(\*?)\{([^{}]*)\}")
_UNNUMBERED = re.compile(r"\\(?:nonumber|notag)\b")
_ENVIRONMENT = re.compile(r"\s*\\begin\{(equation|align|alignat|gather|multline|eqnarray|flalign)(\*?)\}")
_ROWS = frozenset({"align", "alignat", "gather", "eqnarray", "flalign"})
"""Environments that number each of their rows."""


@dataclass(slots=True)
class Numbers:
    """What has been numbered so far."""

    convention: bool
    """Whether formulas are numbered that have neither number nor name."""
    last: int = 0
    printed: dict[str, str] = field(default_factory=dict)
    """The number of each name, without brackets."""

    def next(self) -> str:
        """The next number."""
        self.last += 1
        return str(self.last)


def give(formula: HtmlElement, numbers: Numbers) -> None:
    """Number a formula in TeX, or its rows, and take what numbers it out of it."""
    source = formula.text or ""
    found = _ENVIRONMENT.match(source)
    rows = _rows(source) if found and found[1] in _ROWS else []
    if len(rows) > 1:
        formula.text = "\\\\".join(_numbered_row(row, found, formula, numbers) for row in rows)
        return
    names = [*LABEL.findall(source), *filter(None, [formula.get("label")])]
    tag = _TAG.search(source)
    counted = bool(found and not found[2] and numbers.convention and not _UNNUMBERED.search(source))
    if tag is not None:
        printed = tag[2].strip()
        formula.set(NUMBER, printed if tag[1] else f"({printed})")
    elif formula.get(NUMBER):
        printed = (formula.get(NUMBER) or "").strip("()")
    elif names or counted:
        printed = numbers.next()
        formula.set(NUMBER, f"({printed})")
    else:
        return
    formula.text = _UNNUMBERED.sub("", LABEL.sub("", _TAG.sub("", source)))
    _name(formula, names, printed, numbers)


def _name(formula: HtmlElement, names: list[str], printed: str, numbers: Numbers) -> None:
    """Let these names mean a formula: ids that a link can lead to."""
    for name in names:
        numbers.printed.setdefault(name, printed)
        formula.addprevious(formula.makeelement("span", {"id": name}))


def _rows(source: str) -> list[str]:
    r"""The rows of an environment: parted by ``\\`` outside of braces and of other environments."""
    rows, depth, start, place = [], 0, 0, 0
    inner = -1  # The environment itself.
    for found in re.finditer(r"\\begin\{|\\end\{|\\\\|\\[{}]|[{}]", source):
        sign, place = found[0], found.start()
        if sign in ("\\begin{", "\\end{"):
            inner += 1 if sign == "\\begin{" else -1
            depth += 1
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign == "\\\\" and depth == 0 and inner == 0:
            rows.append(source[start:place])
            start = found.end()
    return [*rows, source[start:]]


def _numbered_row(row: str, found: re.Match[str] | None, formula: HtmlElement, numbers: Numbers) -> str:
    """A row with its number as a tag, which stands at its end."""
    names, tag = LABEL.findall(row), _TAG.search(row)
    starred = bool(found and found[2])
    plain = LABEL.sub("", row)
    blank = not re.sub(r"\\(?:begin|end)\{[^{}]*\}(?:\{\d+\})?", "", plain).strip()
    if tag is None and not names and (starred or blank or not numbers.convention or _UNNUMBERED.search(row)):
        return _UNNUMBERED.sub("", plain)
    printed = tag[2].strip() if tag else numbers.next()
    _name(formula, names, printed, numbers)
    if tag is not None:
        return plain
    end = re.search(r"\s*(?:\\end\{[^{}]*\}\s*)?\Z", plain)
    assert end is not None
    return f"{plain[: end.start()]} \\tag{{{printed}}}{plain[end.start() :]}"
