"""One thing wrong in a finished edition is always found, and nothing is found in an edition that nobody touched."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from support import epub_mutations, pdf_mutations
from support.making import MODIFIED
from support.vocabulary import everything

from publish.build import build, understand
from publish.ledger import read_back
from publish.model import Article
from publish.settings import Settings

ROOT = Path(__file__).parents[2]
SEEDS = int(os.environ.get("PUBLISH_MUTATIONS", "4"))
"""How often each kind of mutation is made on each text."""

TEXTS = ("everything", "notes.md", "tides.txt", "washi.ja.txt", "numerals.ar.txt", "monsoon.hi.txt")


@dataclass(frozen=True, slots=True)
class Made:
    """An article and its two editions."""

    article: Article
    epub: bytes
    pdf: bytes


@cache
def made(name: str) -> Made:
    if name == "everything":
        article = everything()
    else:
        folder = Path(__file__).parent if name == "notes.md" else ROOT / "sources"
        article = understand((folder / name).read_bytes(), source=name, settings=Settings())
    files = build([article], ("epub", "pdf"), settings=Settings(), modified=MODIFIED).files
    return Made(article, files["epub"], files["pdf"])


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_found_where_nothing_is_wrong(name: str) -> None:
    one = made(name)
    assert read_back([one.article], one.epub, ".epub") == ()
    assert read_back([one.article], one.pdf, ".pdf") == ()


EPUB_MUTATIONS: dict[str, epub_mutations.Mutation] = {
    "delete-word": epub_mutations.delete_word(),
    "change-letter": epub_mutations.change_letter,
    "swap-words": epub_mutations.swap_words,
    "drop-paragraph": epub_mutations.drop_paragraph,
    "double-paragraph": epub_mutations.double_paragraph,
    "swap-paragraphs": epub_mutations.swap("p"),
}

IN_THEIR_PLACES = {
    f"delete-word-in-{element}": epub_mutations.delete_word(element)
    for element in "h1 h2 nav ncx ol aside td caption figcaption pre code dt blockquote rt a em".split()
} | {"swap-notes": epub_mutations.swap("aside"), "swap-cells": epub_mutations.swap("td")}

PDF_MUTATIONS: dict[str, pdf_mutations.Mutation] = {
    "delete-word": pdf_mutations.delete_word,
    "drop-block": pdf_mutations.drop_block,
    "double-block": pdf_mutations.double_block,
}


@pytest.mark.parametrize("kind", EPUB_MUTATIONS)
@pytest.mark.parametrize("name", TEXTS)
def test_every_mutation_of_an_epub_is_caught(name: str, kind: str) -> None:
    missed = _missed(made(name), ".epub", EPUB_MUTATIONS[kind], epub_mutations.mutated)
    assert missed == []


@pytest.mark.parametrize("kind", IN_THEIR_PLACES)
def test_every_mutation_of_each_part_of_an_epub_is_caught(kind: str) -> None:
    missed = _missed(made("everything"), ".epub", IN_THEIR_PLACES[kind], epub_mutations.mutated)
    assert missed == []


@pytest.mark.parametrize("kind", PDF_MUTATIONS)
@pytest.mark.parametrize("name", TEXTS)
def test_every_mutation_of_a_pdf_is_caught(name: str, kind: str) -> None:
    missed = _missed(made(name), ".pdf", PDF_MUTATIONS[kind], pdf_mutations.mutated)
    assert missed == []


@pytest.mark.parametrize("tag", ["/P", "/Note", "/H2"])
@pytest.mark.parametrize("name", ["everything", "notes.md"])
def test_two_blocks_of_a_pdf_cannot_be_swapped(name: str, tag: str) -> None:
    missed = _missed(made(name), ".pdf", pdf_mutations.swap(tag), pdf_mutations.mutated)
    assert missed == []


Mutation = TypeVar("Mutation")


def _missed(
    one: Made, suffix: str, mutation: Mutation, mutated: Callable[[bytes, Mutation, int], tuple[bytes, str]]
) -> list[tuple[int, str]]:
    """The mutations that nothing tells of."""
    data = one.epub if suffix == ".epub" else one.pdf
    missed = []
    for seed in range(SEEDS):
        changed, told = mutated(data, mutation, seed)
        if not read_back([one.article], changed, suffix):
            missed.append((seed, told))
    return missed
