"""What was left out of a document, and what a user should know of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from publish.model import Dropped, Finding

_MESSAGES = {
    "comment-removed": ("info", "{} left out: it is no part of the text", "comment"),
    "deletion-removed": ("info", "{} left out, as tracked", "deletion"),
    "hidden-text-removed": ("info", "{} left out", "stretch of hidden text"),
    "page-furniture-removed": ("info", "{} left out: editions have their own", "header or footer"),
    "page-number-removed": ("info", "{} of the printed contents left out", "page number"),
    "heading-by-look": ("info", "{} made a heading: no style says so, but it is bold and alone", "line"),
    "equation-as-text": ("warning", "{} kept as plain text: it has parts that could not be understood", "formula"),
    "drawing-omitted": ("warning", "{} left out: it holds neither a picture nor words", "drawing"),
    "symbol-unknown": ("warning", "{} of a font of pictures is shown as �", "character"),
}


@dataclass(slots=True)
class Remarks:
    """Collected on the way through a document, and told once a kind."""

    dropped: list[Dropped] = field(default_factory=list)
    _counted: Counter[str] = field(default_factory=Counter)

    def tell(self, code: str) -> None:
        """Something was done or found."""
        self._counted[code] += 1

    def drop(self, rule: str, text: str) -> None:
        """Words are left out."""
        if words := " ".join(text.split()):
            self.dropped.append(Dropped(rule, words))
            self.tell(rule)

    def findings(self) -> list[Finding]:
        """One finding for each kind, in order of their first occurrence."""
        found = []
        for code, count in self._counted.items():
            severity, message, thing = _MESSAGES[code]
            counted = f"{count} {thing}{'' if count == 1 else 's'} {'is' if count == 1 else 'are'}"
            remedy = "look at them in the edition" if severity == "warning" else None
            found.append(Finding(code, severity, message.format(counted), remedy=remedy))  # type: ignore[arg-type]
        return found
