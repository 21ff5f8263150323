"""Three dots, close or spaced, into the one character that is an ellipsis.

Exactly three: four are a full stop and an ellipsis or a leader of a table of contents, two are a slip or a parent
folder. Chinese writes two ellipses, ``……``, and East Asian text is left alone altogether, as are ranges (``0...9``),
spread arguments (``...rest``) and leaders (``Preface ... 5``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.refining.edits import Edit, Mend
from publish.refining.habits import Habit
from publish.refining.protected import BLOT, EAST_ASIAN

_THREE = re.compile(
    rf"(?<![./\\…{EAST_ASIAN}])\.\.\.(?![./\\…\d{EAST_ASIAN}])(?! ?\d+\s*\Z)"
    r"|(?<![\d.…])(?<![.…][ \u00a0])\.[ \u00a0]\.[ \u00a0]\.(?![\d.…])(?![ \u00a0][.…\d])"
)
_SPREAD = re.compile(rf"(?<!\w)(?<!\w )\.\.\.(?:[a-z]|{BLOT})")


def _propose(text: str, _: Habit) -> Iterator[Edit]:
    for found in _THREE.finditer(text):
        start, end = found.span()
        between_code = text[start - 1 : start] == BLOT == text[end : end + 1]
        if not between_code:
            yield Edit(start, end, "…", prose_only=_SPREAD.match(text, start) is not None)


MEND = Mend("ellipses", re.compile(r"\.[ \u00a0]?\.[ \u00a0]?\."), _propose)
"""An ellipsis for every three dots that certainly are one."""
