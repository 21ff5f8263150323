"""What the steps have to tell, gathered while they work and told once for each kind of thing."""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.model import Dropped, Finding, Severity

MOST_NAMED = 5
"""How many things of a kind a finding names; of more it tells the number."""

_TOLD: dict[str, tuple[Severity, str, str | None]] = {
    "contents-label-orphan": (
        "warning",
        "lines announce contents of which there is no list; they are left out",
        "write the entries below, or take the line out",
    ),
    "contents-marker": ("info", "marks that ask for contents are left out: editions have contents", None),
    "contents-repeated": ("info", "the contents stand there more than once; they are printed once", None),
    "control-character": ("warning", "control characters are removed", None),
    "embed-replaced": ("info", "embedded media became links", None),
    "equation-unknown": ("warning", "references are to formulas that there are none of, and stay as written", None),
    "formula-doubled": (
        "info",
        "what scripts have drawn of formulas is left out: the formulas are kept",
        None,
    ),
    "formula-not-understood": ("warning", "formulas in TeX are not understood and stand as they were written", None),
    "hidden-removed": ("info", "text that the source hides is left out", None),
    "image-without-alt": (
        "warning",
        "pictures have no alternative text",
        "describe each in words: readers who do not see it have nothing else",
    ),
    "link-blocked": ("warning", "links to addresses that editions do not allow are removed; their words stay", None),
    "link-unresolved": (
        "info",
        "links to files beside the source, or to places that it does not have, are removed; their words stay",
        "write whole addresses, beginning with https://",
    ),
    "markup-removed": ("info", "elements that editions do not allow are removed with what is in them", None),
    "nesting-flattened": ("info", "elements nested too deep are flattened; their words stay", None),
    "note-without-reference": ("warning", "notes that nothing refers to stay as text", None),
    "picture-blocked": (
        "warning",
        "pictures may not be read; their alternative texts stay",
        "copy them beside the source",
    ),
    "picture-broken": ("warning", "pictures cannot be shown; their alternative texts stay", "replace the files"),
    "picture-missing": (
        "warning",
        "pictures are not there; their alternative texts stay",
        "put them beside the source",
    ),
    "script-blocked": ("warning", "scripts are removed", None),
    "table-flattened": ("info", "tables that only lay out the page are set as text", None),
    "tracker-removed": ("info", "pictures too small to see are removed", None),
}
"""For each code: how bad it is, what is said after the number, and the remedy."""


@dataclass(slots=True)
class _Group:
    """All notices of one code."""

    line: int | None
    count: int = 0
    names: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Notices:
    """Gathers findings and dropped words."""

    dropped: list[Dropped] = field(default_factory=list)
    _groups: dict[str, _Group] = field(default_factory=dict)

    def tell(self, code: str, name: str = "", *, line: int | None = None, count: int = 1) -> None:
        """Something was found: ``name`` is the thing as the source names it, ``line`` where in the source, if known."""
        group = self._groups.setdefault(code, _Group(line))
        group.count += count
        name = " ".join(name.split())
        if name and len(group.names) <= MOST_NAMED:
            group.names[name if len(name) <= 80 else f"{name[:79]}…"] = None

    def drop(self, rule: str, words: str, line: int | None = None) -> None:
        """Visible words were left out; white space alone is none."""
        if words := " ".join(words.split()):
            self.dropped.append(Dropped(rule, words, line))

    def findings(self) -> tuple[Finding, ...]:
        """One finding a code, in the order in which each was first told."""
        return tuple(self._finding(code, group) for code, group in self._groups.items())

    def _finding(self, code: str, group: _Group) -> Finding:
        severity, said, remedy = _TOLD[code]
        names = list(group.names)
        more = ", …" if len(names) > MOST_NAMED else ""
        what = f": {', '.join(names[:MOST_NAMED])}{more}" if names else ""
        return Finding(code, severity, f"{said} ({group.count}{what})", group.line, remedy)
