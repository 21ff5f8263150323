"""Finished PDFs with one thing wrong in each: in what a page shows and says, or in its structure."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from support.pdfs import _to_unicode

WORD = re.compile(r"[^\W_]+")
ALONE = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
BLOCKS = ("/P", "/H1", "/H2", "/H3", "/LI", "/TR", "/TD", "/Caption", "/BlockQuote")

Mutation = Callable[[pikepdf.Pdf, random.Random], str]


def mutated(data: bytes, mutation: Mutation, seed: int) -> tuple[bytes, str]:
    """The PDF with one mutation made, and what it was."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        told = mutation(pdf, random.Random(seed))
        pdf.save(out)
    return out.getvalue(), told


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a content stream: in the glyphs of a ``TJ``, or in an ``ActualText``."""

    page: int
    step: int
    start: int
    """The glyph, or the character, with which it begins."""
    end: int
    text: str
    spoken: bool


def _owned(pdf: pikepdf.Pdf) -> dict[tuple[tuple[int, int], int], tuple[str, ...]]:
    """The path of structure types to each piece of marked content."""
    found: dict[tuple[tuple[int, int], int], tuple[str, ...]] = {}

    def walk(node: pikepdf.Object, path: tuple[str, ...]) -> None:
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                found[node.Pg.objgen, kid] = path
            elif kid.get("/Type") == "/MCR":
                found[kid.Pg.objgen, int(kid.MCID)] = path
            elif "/S" in kid:
                numbered = kid.S == "/L" and str(kid.get("/A", {}).get("/ListNumbering", "")) != "/None"
                walk(kid, (*path, "numbered" if numbered else str(kid.S)))

    walk(pdf.Root.StructTreeRoot, ())
    return found


def words(pdf: pikepdf.Pdf) -> Iterator[Word]:
    """The words of the pages that belong to the text, but for page numbers, labels of lists, and what contents add."""
    paths = _owned(pdf)
    contents = {page for (page, _), path in paths.items() if "/TOC" in path}
    for number, page in enumerate(pdf.pages):
        maps = {name: _to_unicode(font) for name, font in page.resources.get("/Font", {}).items()}
        font: dict[int, str] = {}
        nested: list[tuple[int | None, bool]] = []
        for place, step in enumerate(pikepdf.parse_content_stream(page)):
            name = str(step.operator)
            mark, spoken = nested[-1] if nested else (None, False)
            text = ""
            if name in ("BDC", "BMC"):
                properties = step.operands[1] if name == "BDC" else {}
                mark = int(properties["/MCID"]) if "/MCID" in properties else mark
                if "/ActualText" in properties:
                    text, spoken = str(properties["/ActualText"]), True
                nested.append((mark, spoken))
            elif name == "EMC":
                nested.pop()
            elif name == "Tf":
                font = maps[str(step.operands[0])]
            elif name == "TJ" and not spoken:
                text = "".join(font.get(code, "")[:1] or " " for code in _codes(step.operands[0]))
            path = paths.get((page.obj.objgen, -1 if mark is None else mark), ())
            ours = ("numbered" in path[:-1] and path[-1] == "/Lbl") or (
                page.obj.objgen in contents and ("/TOC" not in path or WORD.fullmatch(text.strip()) is not None)
            )
            if path and not ours:
                yield from _found(text, number, place, name != "TJ")


def _found(text: str, page: int, place: int, spoken: bool) -> Iterator[Word]:
    for found in WORD.finditer(text):
        if ALONE.search(found[0]):
            yield from (Word(page, place, at, at + 1, text[at], spoken) for at in range(*found.span()))
        elif not found[0].isdecimal():
            yield Word(page, place, *found.span(), found[0], spoken)


def _codes(array: pikepdf.Object) -> list[int]:
    codes = b"".join(bytes(item) for item in array if isinstance(item, pikepdf.String))
    return [high << 8 | low for high, low in zip(codes[::2], codes[1::2], strict=True)]


def delete_word(pdf: pikepdf.Pdf, chance: random.Random) -> str:
    """One word is neither shown nor said."""
    word = chance.choice(list(words(pdf)))
    page = pdf.pages[word.page]
    steps = list(pikepdf.parse_content_stream(page))
    step = steps[word.step]
    if word.spoken:
        text = str(step.operands[1]["/ActualText"])
        step.operands[1]["/ActualText"] = pikepdf.String(text[: word.start] + text[word.end :])
        operands = list(step.operands)
    else:
        codes = _codes(step.operands[0])
        kept = [*codes[: word.start], *codes[word.end :]]
        operands = [pikepdf.Array([pikepdf.String(b"".join(code.to_bytes(2) for code in kept))])]
    steps[word.step] = pikepdf.ContentStreamInstruction(operands, step.operator)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))
    return f"deleted {word.text} of page {word.page + 1}"


def _blocks(pdf: pikepdf.Pdf, *tags: str) -> list[tuple[pikepdf.Object, int]]:
    """Each structure element of the text of one of these types, as its parent and its place there."""
    found = []

    def walk(node: pikepdf.Object) -> None:
        kids = node.get("/K", [])
        if not isinstance(kids, pikepdf.Array):
            return
        contents = any(not isinstance(kid, int) and kid.get("/S") == "/TOC" for kid in kids)
        for place, kid in enumerate(kids):
            if not isinstance(kid, int) and "/S" in kid and not contents:
                if str(kid.S) in tags and _says(kid):
                    found.append((node, place))
                walk(kid)

    walk(pdf.Root.StructTreeRoot)
    return found


def _says(node: pikepdf.Object) -> bool:
    """Whether there is marked content below an element that is no picture."""
    kids = node.get("/K", [])
    return any(isinstance(kid, int) or kid.get("/Type") == "/MCR" or ("/S" in kid and _says(kid)) for kid in kids)


def drop_block(pdf: pikepdf.Pdf, chance: random.Random) -> str:
    """A paragraph, heading, item, row or cell less."""
    parent, place = chance.choice(_blocks(pdf, *BLOCKS))
    told = f"dropped {parent.K[place].S}"
    del parent.K[place]
    return told


def double_block(pdf: pikepdf.Pdf, chance: random.Random) -> str:
    """A paragraph, heading, item, row or cell twice."""
    parent, place = chance.choice(_blocks(pdf, *BLOCKS))
    parent.K.insert(place, parent.K[place])
    return f"doubled {parent.K[place].S}"


def swap(*tags: str) -> Mutation:
    """Two elements of a type in each other's place."""

    def mutation(pdf: pikepdf.Pdf, chance: random.Random) -> str:
        (parent, place), (other, there) = chance.sample(_blocks(pdf, *tags), 2)
        one, two = parent.K[place], other.K[there]
        parent.K[place], other.K[there] = two, one
        return f"swapped two {one.S} at {place} and {there}"

    return mutation
