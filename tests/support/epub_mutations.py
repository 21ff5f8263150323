"""Finished EPUBs with one thing wrong in each: what a ledger has to catch."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
BLOCKS = tuple(f"{XHTML}{name}" for name in "p li dt dd td th caption figcaption pre h1 h2 h3 h4 h5 h6".split())
WORD = re.compile(r"[^\W_]+")
ALONE = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
"""What is a word by itself."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of text in a document: an element's own text, or what follows it."""

    element: etree._Element
    tail: bool

    @property
    def text(self) -> str:
        """What stands there."""
        return (self.element.tail if self.tail else self.element.text) or ""

    def put(self, text: str) -> None:
        """Let something else stand there."""
        if self.tail:
            self.element.tail = text
        else:
            self.element.text = text


Documents = dict[str, etree._Element]
Mutation = Callable[[Documents, random.Random], str]


def mutated(data: bytes, mutation: Mutation, seed: int) -> tuple[bytes, str]:
    """The EPUB with one mutation made, and what it was."""
    files = {}
    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    documents = {name: etree.fromstring(content) for name, content in files.items() if _is_text(name)}
    told = mutation(documents, random.Random(seed))
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, etree.tostring(documents[name]) if name in documents else content)
    return out.getvalue(), told


def _is_text(name: str) -> bool:
    return name.endswith((".xhtml", ".ncx")) and "cover" not in name


def _is_ours(element: etree._Element) -> bool:
    """Whether an edition adds it of its own: what no ledger knows."""
    line = [element, *element.iterancestors()]
    classes = {word for one in line for word in (one.get("class") or "").split()}
    names = {str(one.tag).rpartition("}")[2] for one in line}
    labels = any(one.get("id") in ("contents-label", "toc-label", "landmarks", "page-list") for one in line)
    return bool(classes & {"mark", "legend", "ornament"} or names & {"head", "rp", "docTitle", "math"} or labels)


def _spots(documents: Documents, within: str = "") -> list[Spot]:
    """All places that hold words; only below elements of this name, if one is given."""
    found = []
    for root in documents.values():
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            for spot in (Spot(element, False), Spot(element, True)):
                home = element.getparent() if spot.tail else element
                if home is None or not WORD.search(spot.text) or _is_ours(home):
                    continue
                line = [home, *home.iterancestors()]
                if not within or any(str(one.tag).rpartition("}")[2] == within for one in line):
                    found.append(spot)
    return found


def _words(spots: list[Spot]) -> Iterator[tuple[Spot, int, int]]:
    for spot in spots:
        for found in WORD.finditer(spot.text):
            if ALONE.search(found[0]):
                yield from ((spot, place, place + 1) for place in range(*found.span()))
            else:
                yield spot, *found.span()


def delete_word(within: str = "") -> Mutation:
    """One word less, below an element of this name."""

    def mutation(documents: Documents, chance: random.Random) -> str:
        spot, start, end = chance.choice(list(_words(_spots(documents, within))))
        word = spot.text[start:end]
        spot.put(spot.text[:start] + spot.text[end:])
        return f"deleted {word}"

    return mutation


def change_letter(documents: Documents, chance: random.Random) -> str:
    """One letter is another."""
    spot, start, end = chance.choice(list(_words(_spots(documents))))
    place = chance.randrange(start, end)
    letter = "x" if spot.text[place] != "x" else "y"
    before = spot.text[start:end]
    spot.put(spot.text[:place] + letter + spot.text[place + 1 :])
    return f"{before} changed"


def swap_words(documents: Documents, chance: random.Random) -> str:
    """Two words in each other's place."""
    words = list(_words(_spots(documents)))
    while True:
        (spot, start, end), (other, begin, stop) = chance.sample(words, 2)
        one, two = spot.text[start:end], other.text[begin:stop]
        if one != two and spot != other:
            spot.put(spot.text[:start] + two + spot.text[end:])
            other.put(other.text[:begin] + one + other.text[stop:])
            return f"{one} and {two} swapped"


def _said(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _blocks(documents: Documents, *names: str) -> list[etree._Element]:
    """The blocks that say something."""
    tags = tuple(f"{XHTML}{name}" for name in names) or BLOCKS
    found = (element for root in documents.values() for element in root.iter(*tags))
    return [element for element in found if WORD.search(_said(element)) and not _is_ours(element)]


def drop_paragraph(documents: Documents, chance: random.Random) -> str:
    """A paragraph, item or cell less."""
    block = chance.choice(_blocks(documents))
    block.getparent().remove(block)
    return f"dropped {_said(block)}"


def double_paragraph(documents: Documents, chance: random.Random) -> str:
    """A paragraph, item or cell twice."""
    block = chance.choice(_blocks(documents))
    block.addnext(deepcopy(block))
    return f"doubled {_said(block)}"


def swap(*names: str) -> Mutation:
    """Two elements of these names in each other's place."""

    def mutation(documents: Documents, chance: random.Random) -> str:
        while True:
            one, two = chance.sample(_blocks(documents, *names), 2)
            apart = one not in list(two.iterancestors()) and two not in list(one.iterancestors())
            if apart and _said(one) != _said(two):
                first, second = deepcopy(one), deepcopy(two)
                first.tail, second.tail = two.tail, one.tail
                one.getparent().replace(one, second)
                two.getparent().replace(two, first)
                return f"swapped {_said(one)} and {_said(two)}"

    return mutation
