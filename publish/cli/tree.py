"""Trees, drawn as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Branch:
    """A line, and the branches below it."""

    text: str
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that a drawing is made of; all four stretches are of one width."""

    fork: str
    """Before a branch that others follow."""
    end: str
    """Before the last one."""
    trunk: str
    """Below a fork."""
    gap: str
    """Below an end."""
    arrow: str
    dash: str

    @property
    def characters(self) -> str:
        """All that an encoding needs to have."""
        return "".join((self.fork, self.end, self.trunk, self.gap, self.arrow, self.dash))


BOXES = Glyphs(fork="├─ ", end="└─ ", trunk="│  ", gap="   ", arrow="→", dash="—")
ASCII = Glyphs(fork="|- ", end="`- ", trunk="|  ", gap="   ", arrow="->", dash="--")


def drawn(branch: Branch, glyphs: Glyphs) -> Iterator[str]:
    """The lines of the drawing; the root stands at the margin."""
    yield branch.text
    for number, below in enumerate(branch.branches, 1):
        first, rest = (glyphs.fork, glyphs.trunk) if number < len(branch.branches) else (glyphs.end, glyphs.gap)
        lines = drawn(below, glyphs)
        yield first + next(lines)
        yield from (rest + line for line in lines)
