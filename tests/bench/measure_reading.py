"""How well ``publish inspect`` understands a folder of texts whose structure is known.

    scripts/measure-reading FOLDER [--misses] [--format text]

The truth is a file in the folder, in one of two forms:

``truth.json``
    an object; for each text ``NAME.KIND.txt``, under ``NAME.KIND``, its ``contents`` (``text``, ``found``) and its
    ``sections`` (``title``, ``paragraphs``). Sections are measured.
``manifest.json``
    a list; for each ``file`` the ``toc_items`` of its printed contents (``text``, ``depth``), and ``kind``, which is
    ``negative`` for a text that has none. Entries are measured, their depths, and false alarms.

What is compared is what ``publish inspect --json`` prints. A *section* is right when its title, its number of
paragraphs and its place among the others are: both lists are aligned in order. An *entry* is right when it stands in
order and says the same as the true one: number and words together, without white space, punctuation, case and accents,
as manifests print the number now with the words and now without. A *depth* is right when it is that of the manifest.
Entries are measured on texts with true items of which the text prints a list; where no two true items stand close to
one another as lines, the list was lost on the way to the text and there is nothing to be found: such texts are counted
apart, and so are those without true items that are no negatives: nobody knows what is right there.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from publish.build import inspect
from publish.cli.outline import record
from publish.errors import PublishError
from publish.settings import Settings

NEAR = 4
"""How many lines apart two items of one list may stand."""
SHORT = 40
"""How many letters a line has at most that may stand between them: a number, a colon, a switch, another item."""


@dataclass(frozen=True, slots=True)
class Score:
    """What is right in one text."""

    name: str
    kind: str
    language: str
    right: int
    found: int
    true: int
    depths: int = 0
    misses: tuple[str, ...] = ()


def inspected(path: Path, format: str | None) -> dict[str, Any]:
    """What ``publish inspect --json`` prints; nothing of a text that it refuses."""
    try:
        article = inspect(path.read_bytes(), source=path.name, settings=Settings(format=format))
    except PublishError as error:
        return {"contents": None, "sections": [], "error": str(error)}
    return record(article)


def sections(folder: Path, format: str | None) -> Iterator[Score]:
    """A score for each text of a ``truth.json``."""
    for name, truth in sorted(json.loads((folder / "truth.json").read_bytes()).items()):
        shown = inspected(folder / f"{name}.txt", format)
        true = [(one["title"], one["paragraphs"]) for one in truth["sections"]]
        found = [(one["title"], one["paragraphs"]) for one in shown["sections"]]
        pairs = list(aligned(true, found))
        lost = [one for place, one in enumerate(true) if place not in {at for at, _ in pairs}]
        odd = [one for place, one in enumerate(found) if place not in {at for _, at in pairs}]
        misses = (*(f"- {one}" for one in lost), *(f"+ {one}" for one in odd))
        yield Score(name, name.rpartition(".")[2], _language(name), len(pairs), len(found), len(true), misses=misses)


def _language(name: str) -> str:
    """``zh-hans-metrics.exact`` is in zh-hans."""
    found = re.match(r"([a-z]{2,3})(-han[st])?-", name)
    return found.group().rstrip("-") if found else "?"


def entries(folder: Path, format: str | None) -> Iterator[Score]:
    """A score for each text of a ``manifest.json``."""
    for truth in sorted(json.loads((folder / "manifest.json").read_bytes()), key=lambda one: str(one["file"])):
        path = folder / truth["file"]
        shown = inspected(path, format)
        printed = (shown["contents"] or {"entries": []})["entries"]
        found = [(bare(f"{one['number'] or ''}{one['text']}"), one["depth"]) for one in printed]
        items = truth.get("toc_items") or []
        true = [(bare(one["text"]), one["depth"]) for one in items]
        pairs = list(aligned([text for text, _ in true], [text for text, _ in found]))
        depths = sum(true[one][1] == found[other][1] for one, other in pairs)
        kind = "negative" if truth["kind"] == "negative" else "unknown" if not items else "known"
        if kind == "known" and not has_list(path.read_bytes().decode("utf-8", "replace"), [text for text, _ in true]):
            kind = "lost"
        lost = [items[place]["text"] for place in range(len(true)) if place not in {at for at, _ in pairs}]
        odd = [printed[place]["text"] for place in range(len(found)) if place not in {at for _, at in pairs}]
        misses = (*(f"- {one}" for one in lost), *(f"+ {one}" for one in odd))
        misses += tuple(
            f"~ {items[one]['text']}: depth {found[other][1]}, not {true[one][1]}"
            for one, other in pairs
            if true[one][1] != found[other][1]
        )
        error = (shown["error"],) if "error" in shown else ()
        yield Score(truth["file"], kind, truth["lang"], len(pairs), len(found), len(true), depths, (*error, *misses))


def bare(text: str) -> str:
    """The letters and digits of ``text`` without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in plain if unicodedata.category(one)[0] in "LN")


def has_list(text: str, items: Sequence[str]) -> bool:
    """Whether at least half of the items stand as lines close below one another, in order, with no text between.

    Headings have text below them, so that they alone do not look like a list.
    """
    lines = [bare(line) for line in text.splitlines() if line.strip()]
    places = [[place for place, line in enumerate(lines) if line and _is_item(line, item)] for item in items]
    near = sum(
        any(
            0 < there - here <= NEAR and max(map(len, lines[here + 1 : there]), default=0) < SHORT
            for here in one
            for there in other
        )
        for one, other in itertools.pairwise(places)
    )
    return 2 * near >= len(items)


def _is_item(line: str, item: str) -> bool:
    """Whether a line is an item: with its number, without it as it may stand on a line of its own, or with a bullet."""
    return line in (item, f"o{item}", item.lstrip("0123456789")) or (item.endswith(line) and 2 * len(line) >= len(item))


def aligned(one: Sequence[Any], other: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The places of what is the same in both, in order."""
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        yield from zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True)


def rates(scores: Sequence[Score]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all texts together."""
    right, found, true = (sum(getattr(score, name) for score in scores) for name in ("right", "found", "true"))
    return right / (found or 1), right / (true or 1), 2 * right / (found + true or 1)


def table(title: str, groups: dict[str, list[Score]]) -> Iterator[str]:
    """A row for each group and one for all."""
    yield f"{title:22} texts  whole  precision  recall     F1  macro F1"
    everything = [score for scores in groups.values() for score in scores]
    for name, scores in (*sorted(groups.items()), ("all", everything)):
        precision, recall, f1 = rates(scores)
        whole = sum(score.right == score.found == score.true for score in scores)
        macro = sum(rates([score])[2] for score in scores) / (len(scores) or 1)
        yield f"{name:22} {len(scores):5}  {whole:5}  {precision:9.3f}  {recall:6.3f}  {f1:5.3f}  {macro:8.3f}"
    yield ""


def by(name: str, scores: Sequence[Score]) -> dict[str, list[Score]]:
    """The scores in groups by one of their fields."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        groups[getattr(score, name)].append(score)
    return groups


def report_sections(scores: Sequence[Score]) -> Iterator[str]:
    """The tables of a ``truth.json``."""
    yield from table("sections by kind", by("kind", scores))
    yield from table("sections by language", by("language", scores))


def report_entries(scores: Sequence[Score]) -> Iterator[str]:
    """The tables of a ``manifest.json``."""
    kinds = by("kind", scores)
    known = kinds.get("known", [])
    yield from table("entries by language", by("language", known))
    right, deep = sum(score.right for score in known), sum(score.depths for score in known)
    yield f"depths right: {deep} of {right} ({deep / (right or 1):.3f})"
    negatives = kinds.get("negative", [])
    alarms = [score.name for score in negatives if score.found]
    yield f"false alarms: {len(alarms)} of {len(negatives)} texts without contents {' '.join(alarms)}".rstrip()
    lost, unknown = kinds.get("lost", []), kinds.get("unknown", [])
    items = sum(score.true for score in lost)
    yield f"list lost before it was text: {len(lost)} texts, {items} items, "
    _, recall, f1 = rates([*known, *lost])
    yield f"    {sum(score.found for score in lost)} entries found; with them recall is {recall:.3f}, F1 {f1:.3f}"
    read = sum(bool(score.found) for score in unknown)
    yield f"without true items: {len(unknown)} texts, contents found in {read}"


def main() -> None:
    """Print the figures of a folder."""
    parser = argparse.ArgumentParser(description="Measure what publish inspect finds in texts of known structure.")
    parser.add_argument("folder", type=Path, help="a folder with a truth.json or a manifest.json")
    parser.add_argument("--misses", action="store_true", help="list what is missing (-), too many (+) and too deep (~)")
    parser.add_argument("--format", help="read every file as this format, such as text")
    options = parser.parse_args()
    of_sections = (options.folder / "truth.json").exists()
    scores = list((sections if of_sections else entries)(options.folder, options.format))
    for line in (report_sections if of_sections else report_entries)(scores):
        print(line)
    for score in (score for score in scores if options.misses and score.misses):
        print(f"\n{score.name} ({score.kind})", *score.misses, sep="\n  ")


if __name__ == "__main__":
    main()
