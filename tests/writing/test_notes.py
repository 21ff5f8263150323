"""Notes at the foot of the page: near their call, in order, whole, and read where they belong."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from support.making import article, published, section
from support.pdfs import opened, page_texts, spoken, structure

from publish.build import build, understand
from publish.rendering.theme import names
from publish.settings import Settings
from publish.writing import write

WORDS = "river water stone bridge town light morning people market history evening quarter observation".split()


def words(number: int, seed: int = 0) -> str:
    return " ".join(WORDS[(seed + 7 * place) % len(WORDS)] for place in range(number))


def pdf(markdown: str, **choices: str) -> bytes:
    settings = Settings(language="en", format="markdown", **choices)
    read = understand(f"# Of Notes\n\n{markdown}".encode(), source="notes.md", settings=settings)
    editions = build([read], ["pdf"], settings=settings, modified="2026-11-22T00:00:00Z")
    assert [finding for finding in editions.findings if finding.code == "layout"] == []
    return editions.files["pdf"]


def pages(data: bytes) -> list[str]:
    """The text of the pages with text."""
    return [" ".join(text.replace("\u00ad\n", "").replace("\ufffe", "").split()) for text in page_texts(data)[2:]]


def page_of(texts: list[str], said: str) -> int:
    (found,) = [number for number, text in enumerate(texts) if said in text]
    return found


def test_a_note_stands_below_the_text_of_the_page_that_calls_it() -> None:
    (text,) = pages(pdf("It is so.[^a] And on.\n\nMore text.\n\n[^a]: As they say."))
    assert text.index("More text.") < text.index("As they say.")


def test_at_the_end_of_its_section_where_the_user_wants_it_there() -> None:
    source = f"## One\n\nIt is so.[^a]\n\n## Two\n\n{words(30)}\n\n[^a]: As they say."
    (foot,), (end,) = pages(pdf(source)), pages(pdf(source, notes="end"))
    assert foot.index("As they say.") > foot.index("Two") and end.index("As they say.") < end.index("Two")


@pytest.mark.parametrize(
    "caller",
    [
        "- an item[^a]", "> A quotation.[^a]", "A *stressed[^a]* word.", "Term\n: Meaning.[^a]",
        "## A heading[^a]\n\nText.",
        "| a | b |\n|---|---|\n| cell[^a] | x |", "[a link](https://example.org)[^a]",
    ],
)  # fmt: skip
def test_a_note_is_read_once_and_with_its_section_wherever_it_is_called(caller: str) -> None:
    data = pdf(f"## One\n\n{caller}\n\n## Two\n\nThe end.\n\n[^a]: As they say.")
    with opened(data) as document:
        said = " ".join(" ".join(spoken(document)).split())
    assert said.count("As they say.") == 1
    assert said.index("As they say.") < said.rindex("Two")


def many() -> str:
    """Forty notes of all lengths over a dozen pages."""
    text, notes = [], []
    for number in range(1, 41):
        text.append(f"{words(70, number)} call{number}[^n{number}] {words(90, number)}.")
        notes.append(f"[^n{number}]: Begin{number} {words((6, 25, 60, 240)[number % 4], number)} end{number}.")
    return "\n\n".join([*text, *notes])


@pytest.fixture(scope="module")
def long() -> bytes:
    return pdf(many())


def test_no_note_stands_before_its_call_and_none_further_on_than_the_next_page(long: bytes) -> None:
    texts = pages(long)
    gaps = [page_of(texts, f"Begin{number} ") - page_of(texts, f"call{number}{number} ") for number in range(1, 41)]
    assert set(gaps) <= {0, 1}
    assert gaps.count(0) > 30


def test_notes_keep_their_order(long: bytes) -> None:
    begun = re.findall(r"Begin(\d+) ", " ".join(pages(long)))
    assert begun == [str(number) for number in range(1, 41)]


def test_a_long_note_goes_on_at_the_foot_of_the_next_page(long: bytes) -> None:
    texts = pages(long)
    over = [number for number in range(1, 41) if page_of(texts, f"end{number}.") > page_of(texts, f"Begin{number} ")]
    assert over and not any(number % 4 == 0 for number in over)


def test_a_note_that_is_longer_than_a_page_is_whole() -> None:
    texts = pages(pdf(f"Here.[^a] {words(60)}\n\n[^a]: Begin {words(2500)} end."))
    assert page_of(texts, "end.") - page_of(texts, "Begin river") >= 3
    assert sum(len(re.findall("river", text)) for text in texts) == len(re.findall("river", words(2500) + words(60)))


def test_no_line_of_a_note_falls_off_its_page(long: bytes) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(long) as document:
        for page in document:
            lowest = min((item.get_bounds()[1] for item in page.get_objects() if item.type == 1), default=40)
            assert lowest >= 40


def test_a_note_is_one_element_over_its_pages(long: bytes) -> None:
    with opened(long) as document:
        notes = structure(document).find("Note")
    assert len(notes) == 40


def test_calls_and_notes_lead_to_each_other(long: bytes) -> None:
    with opened(long) as document:
        targets = {str(link.Dest) for page in document.pages for link in page.get("/Annots", []) if "/Dest" in link}
    assert {f"a1-note-{number}" for number in range(1, 41)} <= targets
    assert len(targets) == 80


def test_two_articles_with_notes_of_the_same_name_keep_their_own() -> None:
    sources = [f"# {name}\n\nText of {name}.[^1]\n\n[^1]: Note of {name}." for name in ("Alpha", "Beta")]
    settings = Settings(language="en", format="markdown")
    articles = [understand(text.encode(), source="same.md", settings=settings) for text in sources]
    data = build(articles, ["pdf"], settings=settings, modified="2026-11-22T00:00:00Z").files["pdf"]
    texts = pages(data)
    assert page_of(texts, "Note of Alpha.") == page_of(texts, "Text of Alpha.")
    assert page_of(texts, "Note of Beta.") == page_of(texts, "Text of Beta.")


def test_a_publication_without_notes_is_laid_out_as_ever() -> None:
    publication = published(article(section(None, "Some text.")))
    assert write(publication, "pdf")[0] == write(replace(publication, notes="end"), "pdf")[0]


@pytest.mark.parametrize("theme", names())
def test_a_note_of_two_lines_stands_on_the_page_of_its_call_in_every_theme(theme: str) -> None:
    # Its height in points may come out a hair more than that of its area, as in a report it does.
    source = f"## One\n\nIt is so.[^a]\n\n{words(20)}\n\n[^a]: {words(22)}, they say."
    (text,) = pages(pdf(source, theme=theme))
    assert "they say." in text
