"""Interviews: lines that begin with who speaks become the dialogue that they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from publish.reading.lines import Line

TURNS = 4
"""The fewest turns of a dialogue."""
VOICES = 6
"""The most speakers of a dialogue."""
FARTHEST = 6
"""How many paragraphs one turn may have."""

_TURN = re.compile(r"(?P<who>[^\W\d_][^:：.?!;,]{0,39}[:：]|[QAFRPВО][.:：])(?:(?:\s+|(?<=：))(?P<words>\S.*))?")
_ASKS = re.compile("[?？؟;՞]")


def stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where each dialogue begins and ends: two speakers at least, who each speak twice, take turns, and ask."""
    turns = [(place, who) for place, line in enumerate(lines) if (who := _speaker(line))]
    voices = {who for who, count in Counter(who for _, who in turns).items() if count > 1}
    run: list[tuple[int, str]] = []
    for place, who in [*((place, who) for place, who in turns if who in voices), (len(lines) + FARTHEST + 1, "")]:
        if run and place - run[-1][0] > FARTHEST:
            if _is_dialogue(run, lines):
                last = run[-1][0] + 1
                wordless = lines[last - 1].text.endswith((":", "："))
                yield run[0][0], min(last + wordless, len(lines))
            run = []
        run.append((place, who))


def _speaker(line: Line) -> str | None:
    if line.kind != "text" or not (found := _TURN.fullmatch(line.text)):
        return None
    who = found["who"]
    return who.casefold() if len(who.split()) <= 4 and not who[0].islower() else None


def _is_dialogue(run: Sequence[tuple[int, str]], lines: Sequence[Line]) -> bool:
    counts: Mapping[str, int] = Counter(who for _, who in run)
    changes = sum(who != after for (_, who), (_, after) in pairwise(run))
    asks = any(_ASKS.search(lines[place].text) for place, _ in run)
    return (
        len(run) >= TURNS
        and 2 <= len(counts) <= VOICES
        and min(counts.values()) > 1
        and changes >= 0.8 * (len(run) - 1)
        and asks
    )


def render(lines: Sequence[Line]) -> str:
    """The dialogue of these lines, the first of which is a turn; what no speaker begins belongs to the turn above."""
    out: list[str] = []
    for line in lines:
        found = _TURN.fullmatch(line.text) if _speaker(line) else None
        if found:
            out.append(f"{'</dd>' if out else ''}<dt>{escape(found['who'], quote=False)}</dt><dd>")
        words = found["words"] or "" if found else line.text
        out.append(f'<p data-line="{line.number}">{escape(words, quote=False)}</p>' if words else "")
    return f'<div class="dialogue"><dl>{"".join(out)}</dd></dl></div>'
