"""What became of every word of a source: kept, changed, dropped, or nobody knows."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.words import document, p

from publish.build import understand
from publish.ledger import draw_up, record, unbalanced
from publish.ledger.accounts import Ledger
from publish.model import Article
from publish.settings import Settings

ROOT = Path(__file__).parents[2]
MESSES = sorted((ROOT / "tests" / "reading" / "messes").glob("*.txt"))
NOTES = Path(__file__).parent / "notes.md"
PARAGRAPH = re.compile(r"<p\b[^>]*>(?:(?!</p>).)*</p>", re.DOTALL)


def read(source: str | bytes, name: str = "a.txt") -> tuple[Article, Ledger]:
    data = source.encode() if isinstance(source, str) else source
    article = understand(data, source=name, settings=Settings(language="en"))
    return article, draw_up(data, article)


def fates(ledger: Ledger, fate: str) -> list[tuple[str | None, int | None, str, str]]:
    return [
        (one.rule, one.line, " ".join(one.words), " ".join(one.became)) for one in ledger.accounts if one.fate == fate
    ]


def test_what_is_printed_as_it_stands_is_kept() -> None:
    _, ledger = read("Of Rivers\nA river is old.\nIt was here.\n")
    assert ledger.balanced
    assert fates(ledger, "kept") == [
        (None, 1, "Of Rivers", ""),
        (None, 2, "A river is old", ""),
        (None, 3, "It was here", ""),
    ]


def test_a_mend_changes_a_word() -> None:
    _, ledger = read("Of Rivers\nA river doesn't care.\n")
    assert fates(ledger, "changed") == [("mend-quotes", 2, "doesn't", "doesn’t")]
    assert ledger.rules("changed") == {"mend-quotes": 1}


def test_the_halves_of_a_word_are_one_over_the_head_of_a_page() -> None:
    lines = (ROOT / "tests" / "reading" / "messes" / "pages.txt").read_text(encoding="utf-8")
    _, ledger = read(lines)
    healed = [(words, became) for rule, _, words, became in fates(ledger, "changed") if rule == "hyphen-healed"]
    assert len(healed) == 4
    assert all(became.startswith(words) or not became for words, became in healed)
    assert ledger.rules("dropped").keys() == {"page-header"}


def test_what_a_rule_drops_is_dropped() -> None:
    source = "Of Rivers\nContents [hide]\n1 Banks\n2 Mouths\nA river is old.\nBanks[edit]\nSand.\nMouths[edit]\nMud.\n"
    _, ledger = read(source)
    assert ledger.balanced
    assert ledger.rules("dropped") == {"contents-switch": 1, "heading-anchor": 2}


def test_a_heading_that_ran_into_code_is_said_once() -> None:
    code = "def first(a):\n    b = a + 1;\n    return b;\n}Another VersionAuthor: nobody\nimport os\nx = 1;\ny = 2;\n"
    _, ledger = read(f"Of Code\nContents\n1 A Version\n2 Another Version\nBefore.\nA Version\nWords.\n{code}")
    assert unbalanced(ledger) == ()


def test_notes_are_found_where_they_stood() -> None:
    _, ledger = read(NOTES.read_bytes(), "notes.md")
    assert ledger.balanced
    assert ledger.count("kept") > 100


def test_front_matter_and_addresses_are_not_owed() -> None:
    _, ledger = read("---\ntitle: Of Rivers\nlayout: wide\n---\n\nSee [the map](one.html).\n", "a.md")
    assert ledger.balanced
    assert {word for _, _, words, _ in fates(ledger, "unowed") for word in words.split()} >= {"layout", "wide", "html"}


@pytest.mark.parametrize("path", MESSES, ids=[path.stem for path in MESSES])
def test_messes_balance(path: Path) -> None:
    data = path.read_bytes()
    ledger = draw_up(data, understand(data, source=path.name, settings=Settings()))
    assert unbalanced(ledger) == ()


def test_pages_and_documents_balance() -> None:
    page = (
        "<html><head><title>Of Rivers</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Of Rivers</h1>"
        + "<p>A river is older than the valley that it runs through, and the valley is older than the town.</p>" * 8
        + "<p hidden>Unseen.</p></article><footer>All rights reserved</footer></body></html>"
    )
    _, of_page = read(page, "a.html")
    _, of_document = read(document(p("Of Rivers", "Title") + p("Banks", "Heading1") + p("Sand.")), "a.docx")
    assert unbalanced(of_page) == unbalanced(of_document) == ()
    assert of_page.rules("dropped")["boilerplate-dropped"] == 4


Break = Callable[[Article, random.Random], Article]


def _edited(article: Article, edit: Callable[[str], str]) -> Article:
    """The article with the body of its longest section edited."""
    longest = max(article.sections, key=lambda section: len(section.body))
    sections = (replace(one, body=edit(one.body)) if one is longest else one for one in article.sections)
    return replace(article, sections=tuple(sections))


def _paragraphs(body: str) -> list[str]:
    return [found for found in PARAGRAPH.findall(body) if "backlink" not in found and re.search(r"\w\s\w", found)]


def delete_word(article: Article, chance: random.Random) -> Article:
    def edit(body: str) -> str:
        found = chance.choice(list(re.finditer(r"(?<=[ >])[^\W_]+(?=[ .,<])(?![^<]*>)", body)))
        return body[: found.start()] + body[found.end() :]

    return _edited(article, edit)


def drop_paragraph(article: Article, chance: random.Random) -> Article:
    return _edited(article, lambda body: body.replace(chance.choice(_paragraphs(body)), "", 1))


def double_paragraph(article: Article, chance: random.Random) -> Article:
    def edit(body: str) -> str:
        paragraph = chance.choice(_paragraphs(body))
        return body.replace(paragraph, paragraph * 2, 1)

    return _edited(article, edit)


def swap_paragraphs(article: Article, chance: random.Random) -> Article:
    def edit(body: str) -> str:
        one, two = chance.sample(_paragraphs(body), 2)
        return body.replace(one, "\0").replace(two, one).replace("\0", two)

    return _edited(article, edit)


def drop_section(article: Article, chance: random.Random) -> Article:
    gone = chance.choice(article.sections)
    return replace(article, sections=tuple(one for one in article.sections if one is not gone))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", ["tides.txt", "washi.ja.txt", "numerals.ar.txt"])
@pytest.mark.parametrize("mutation", [delete_word, drop_paragraph, double_paragraph, swap_paragraphs, drop_section])
def test_a_reader_that_goes_wrong_is_caught(mutation: Break, name: str, seed: int) -> None:
    data = (ROOT / "sources" / name).read_bytes()
    article = understand(data, source=name, settings=Settings())
    assert draw_up(data, article).balanced
    if mutation is delete_word and name == "washi.ja.txt":
        article = _edited(article, lambda body: re.sub("(?<=[\u3041-\u9fff])[\u3041-\u9fff]", "", body, count=1))
    else:
        article = mutation(article, random.Random(seed))
    assert not draw_up(data, article).balanced


def test_what_is_lost_and_what_is_made_are_told_by_their_lines() -> None:
    data = b"Of Rivers\nA river is old.\nIt was here.\n"
    article = understand(data, source="a.txt", settings=Settings())
    broken = _edited(article, lambda body: body.replace("old", "young"))
    found = [(finding.code, finding.line, finding.message) for finding in unbalanced(draw_up(data, broken))]
    assert found == [
        ("words-unaccounted", 2, "“old” was lost, and no rule says why"),
        ("words-unsourced", 2, "“young” is not in the source"),
    ]


def test_the_record_holds_every_word_of_the_source() -> None:
    _, ledger = read("Of Rivers\nA river doesn't care.\n")
    told = record(ledger)
    assert [
        word for account in told["accounts"] for word in account["words"]
    ] == "Of Rivers A river doesn't care".split()
    assert told["accounts"][2] == {
        "fate": "changed",
        "line": 2,
        "words": ["doesn't"],
        "rule": "mend-quotes",
        "became": ["doesn’t"],
    }
    assert (told["ledger"], told["balanced"], told["words"], told["kept"]) == (1, True, 6, 5)


def test_notes_may_be_numbered_anew() -> None:
    page = """
    <article><h1>Tides</h1>
    <p>The sea comes in.<sup><a href="#a" id="ra">22</a></sup> It goes.<sup><a href="#b" id="rb">23</a></sup></p>
    <h2>Again</h2><p>And again 1 by 1.</p><p>Twice.</p><hr>
    <p id="a"><sup><a href="#ra">22</a></sup> If 1% of it came, it came.</p>
    <p id="b"><sup><a href="#rb">23</a></sup> Two or 3 times.</p></article>"""
    article, ledger = read(page.encode(), "tides.html")
    assert "doc-backlink" in "".join(section.body for section in article.sections)
    assert unbalanced(ledger) == ()
    assert [one for one in fates(ledger, "changed") if one[0] == "notes-linked"] == [
        ("notes-linked", 5, "22", "1"),
        ("notes-linked", 6, "23", "2"),
    ]
