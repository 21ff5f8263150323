"""How well the text reader finds the sections that a folder of texts is known to have.

    python tests/bench/reading_truth.py FOLDER

``FOLDER`` holds texts ``NAME.VARIANT.txt`` and a ``truth.json`` that gives the sections of each ``NAME.VARIANT``. For
each variant the script prints how many texts have all their sections right (titles in order and paragraphs counted),
and precision, recall and F1 over the sections; then the first difference in each text that has one.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.measure import paragraphs
from publish.reading import read

Shape = tuple[str | None, int]
"""A section's title in the words of the contents, None for the lead, and the number of its paragraphs."""


@dataclass(frozen=True, slots=True)
class Score:
    """One text against its truth."""

    name: str
    truth: tuple[Shape, ...]
    found: tuple[Shape, ...]

    @property
    def right(self) -> int:
        """How many sections of the truth were found as they are."""
        return (Counter(self.truth) & Counter(self.found)).total()

    @property
    def difference(self) -> str:
        """The first section that is not as it should be."""
        pairs = zip((*self.truth, None), (*self.found, None), strict=False)
        return next(f"expected {truth}, found {found}" for truth, found in pairs if truth != found)


def score(folder: Path, name: str, sections: Iterable[Mapping[str, Any]]) -> Score:
    """Read the text called ``name`` and hold it against its ``sections``."""
    article = read((folder / f"{name}.txt").read_bytes(), source=name)
    entries = article.contents.entries if article.contents else ()
    titles = {entry.section: entry.text for entry in entries}
    return Score(
        name,
        truth=tuple((section["title"], section["paragraphs"]) for section in sections),
        found=tuple((titles.get(section.id), paragraphs(section.body)) for section in article.sections),
    )


def report(variant: str, scores: list[Score]) -> str:
    """One line for a variant."""
    right = sum(score.right for score in scores)
    precision, recall = (right / sum(len(shapes) for shapes in sides) for sides in _sides(scores))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    whole = sum(score.truth == score.found for score in scores)
    return f"{variant:8} {whole:3}/{len(scores)} texts right  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def _sides(scores: list[Score]) -> tuple[list[tuple[Shape, ...]], list[tuple[Shape, ...]]]:
    return [score.found for score in scores], [score.truth for score in scores]


def main(folder: Path) -> None:
    """Print the scores of all texts in ``folder``."""
    variants: dict[str, list[Score]] = defaultdict(list)
    for name, truth in json.loads((folder / "truth.json").read_bytes()).items():
        variants[name.rpartition(".")[2]].append(score(folder, name, truth["sections"]))
    for variant, scores in sorted(variants.items()):
        print(report(variant, scores))
    for missed in (score for scores in variants.values() for score in scores if score.truth != score.found):
        print(f"{missed.name}: {missed.difference}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
