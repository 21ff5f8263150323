"""Who wrote the text and when, as lines below its title say it, become metadata; what is not certain stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from publish.model import Contributor
from publish.reading.language import detect
from publish.reading.lines import Line
from publish.reading.plain.dates import day_in
from publish.reading.plain.manuscript import Fact, Manuscript

NEAR = 5
"""How many lines below the title may be looked at."""
LONGEST = 120
"""The most characters of such a line."""

_BY = """
by, written by, words by, text by, story by, von, text von, ein beitrag von, par, texte par, por, texto de, escrito por,
di, testo di, a cura di, door, tekst door, av, tekst av, text av, af, skrevet af, przez, autor, autora, autore, auteur,
author, authors, autoren, verfasser, autores, автор, авторы, текст, szerző, kirjoittanut, συγγραφέας, yazan, yazar,
penulis, oleh, מאת, بقلم, نوشته, نویسنده, लेखक, 作者, 文, 撰文, 著者, 筆者, 글, 글쓴이
"""
_LABELS = "|".join(sorted((re.escape(label.strip()) for label in _BY.split(",")), key=len, reverse=True))
_BYLINE = re.compile(rf"(?:{_LABELS})(?:\s*[:：/／]\s*|\s+)(?P<who>\S.*)", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[|·•—–]|(?<!\d),(?=\s*(?:\w+ )?\d)|\s-\s)\s*")
_AND = re.compile(
    r"\s*(?:[,;&]|\b(?:and|und|et|y|e|en|och|og|i|oraz|и|та|ja|és|ve|dan)\b)\s+|\s*[、，]\s*", re.IGNORECASE
)
_PARTICLES = """
von van der den de del della di da do dos das du la le el al bin ibn ter ten af av y e
"""
_PARTICLE = frozenset(_PARTICLES.split())
_CASED = re.compile(r"(?:[^\W\d_](?:[^\W\d_]|['’.-])*)")
_EAST_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_UNCASED = re.compile(f"[{_EAST_ASIAN}]{{2,5}}(?:[ ・·]?[{_EAST_ASIAN}]{{1,8}})?")


def take(manuscript: Manuscript) -> Manuscript:
    """The manuscript without the lines below its title that name nothing but authors or the day of publication.

    They go only where text is left below them.
    """
    facts: list[Fact] = []
    taken: set[int] = set()
    known = {fact.field for fact in manuscript.facts}
    language = manuscript.language or detect("\n".join(line.text for line in manuscript.lines[:200]))
    for line in manuscript.lines[1 : NEAR + 1]:
        found = list(_facts(line, language)) if len(line.text) <= LONGEST else []
        if not found or known & {fact.field for fact in found}:
            if facts or len(line.text) > LONGEST:
                break
            continue
        facts += found
        known |= {fact.field for fact in found}
        taken.add(line.number)
    if not taken or len(manuscript.lines) <= len(taken) + 1:
        return manuscript
    bare = manuscript.without(taken, "byline-moved", "the byline is on the title page instead of in the text")
    return replace(bare, facts=(*manuscript.facts, *facts))


def _facts(line: Line, language: str) -> Iterator[Fact]:
    """What the line says, if that is all it says."""
    names: list[str] | None = None
    day: date | None = None
    parts = [line.text] if day_in(line.text, language) else _PARTS.split(line.text)
    for part in filter(None, parts):
        if names is None and (byline := _BYLINE.fullmatch(part)) and (who := _names(byline["who"])):
            names = who
        elif day is None and (found := day_in(part, language)):
            day = found
        else:
            return
    origin = f"byline, line {line.number}"
    yield from (Fact("contributors", Contributor(name), origin) for name in names or ())
    if day:
        yield Fact("published", day, origin if names else f"date line, line {line.number}")


def _names(text: str) -> list[str] | None:
    """The names of persons; None where anything in ``text`` does not look like one."""
    names = [name for name in _AND.split(text) if name]
    return names if 0 < len(names) <= 6 and all(map(_is_name, names)) else None


def _is_name(text: str) -> bool:
    """Two to five words, all capitalised but for particles, the last no initial; or a few East Asian characters."""
    if _UNCASED.fullmatch(text):
        return True
    words = text.split()
    if not 2 <= len(words) <= 5 or text.endswith((".", ":")) or (text.isupper() and len(text) > 40):
        return False
    capitals = [word for word in words if word.lower() not in _PARTICLE or word[0].isupper()]
    cased = all(_CASED.fullmatch(word) and (word[0].isupper() or not word[0].islower()) for word in capitals)
    return cased and len(set(capitals)) >= 2 and len(words[-1]) > 1
