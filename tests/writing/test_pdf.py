"""A finished PDF, looked at from outside: its boxes, labels, outline, metadata and text."""

from __future__ import annotations

import re
from datetime import date

import pikepdf
import pypdfium2
import pytest
from support.making import article, published, section
from support.pdfs import opened, page_texts, structure

from publish.model import Article, Publication
from publish.writing import write

A5 = (148 / 25.4 * 72, 210 / 25.4 * 72)
HEADINGS = [
    "Of Rivers & Towns",
    "The Source",
    "The Long Way to the Mouth of the River, and of All the Towns that Lie Beside It",
    "The Mouth",
]
FRONT = 2
"""The title page and the contents; the text follows."""


@pytest.fixture(scope="module")
def document(pdf: bytes) -> pikepdf.Pdf:
    return opened(pdf)


def flat(text: str) -> str:
    return " ".join(text.split())


def heading_pages(document: pikepdf.Pdf) -> list[int]:
    """The page of each heading of the text, from 0."""
    (text,) = structure(document).find("Art")
    return [heading.page() for heading in text.find("H1", "H2", "H3")]


def test_every_box_of_every_page_is_a5(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        for box in (page.mediabox, page.cropbox, page.trimbox, page.get("/BleedBox", page.mediabox)):
            assert [float(side) for side in box] == pytest.approx([0, 0, *A5], abs=0.01)


def test_the_catalog_says_language_title_and_that_the_file_is_tagged(document: pikepdf.Pdf) -> None:
    assert document.Root.Lang == "en"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.Root.MarkInfo.Marked
    assert document.Root.PageMode == "/UseOutlines"
    assert {str(page.get("/Tabs")) for page in document.pages if "/Annots" in page} == {"/S"}


def test_the_outline_is_that_of_the_headings_and_leads_to_their_pages(document: pikepdf.Pdf) -> None:
    found: list[tuple[int, str, int]] = []
    pages = {page.objgen: number for number, page in enumerate(document.pages)}

    def collect(items: list[pikepdf.OutlineItem], depth: int) -> None:
        for item in items:
            assert isinstance(item.destination, pikepdf.Array)
            found.append((depth, str(item.title), pages[item.destination[0].objgen]))
            collect(item.children, depth + 1)

    with document.open_outline() as outline:
        collect(outline.root, 1)
    text = [entry for entry in found if entry[1] != "Table of Contents"]
    assert [title for _, title, _ in text] == HEADINGS
    assert [depth for depth, _, _ in text] == [1, 2, 2, 3]
    assert [page for _, _, page in text] == heading_pages(document)


def test_pages_are_labelled_in_roman_numerals_and_then_from_1(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        labels = [document.get_page_label(number) for number in range(len(document))]
    assert labels == ["i", "ii", *(str(number) for number in range(1, len(labels) - FRONT + 1))]


def test_the_text_begins_on_a_recto(document: pikepdf.Pdf) -> None:
    assert heading_pages(document)[0] == FRONT
    assert FRONT % 2 == 0  # Pages count from 0 here: the third page is a right-hand one.


def test_the_contents_print_the_pages_on_which_the_headings_are(pdf: bytes, document: pikepdf.Pdf) -> None:
    contents = flat(page_texts(pdf)[1])
    folios = [page - FRONT + 1 for page in heading_pages(document)]
    assert len(set(folios)) > 2
    for heading, folio in zip(HEADINGS, folios, strict=True):
        assert re.search(rf"(^|[ .]){re.escape(heading)} {folio}( |$)", contents), (heading, folio)
    assert "What Became of the Ferry †" in contents


def test_the_folio_on_the_page_is_its_number(pdf: bytes) -> None:
    for number, text in enumerate(page_texts(pdf)):
        if number >= FRONT:
            assert str(number - FRONT + 1) in text.split()


def test_links_of_the_contents_lead_to_the_headings(document: pikepdf.Pdf) -> None:
    pages = {page.objgen: number for number, page in enumerate(document.pages)}
    names = pikepdf.NameTree(document.Root.Names.Dests)
    reached = []
    for annotation in document.pages[1].Annots:
        target = annotation.A.D if "/A" in annotation else annotation.Dest
        target = names[str(target)] if isinstance(target, pikepdf.String) else target
        target = target.D if isinstance(target, pikepdf.Dictionary) else target
        reached.append(pages[target[0].objgen])
    assert reached == heading_pages(document)


def test_the_metadata_claim_both_standards(document: pikepdf.Pdf, publication: Publication) -> None:
    with document.open_metadata() as xmp:
        assert (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("1", "3", "A")
        assert (xmp["dc:title"], xmp["dc:creator"]) == ("Of Rivers & Towns", ["Somebody", "Anybody"])
        assert xmp["dc:description"] == "A walk downstream."
    assert document.docinfo.Title == "Of Rivers & Towns"


def test_words_that_were_hyphenated_are_extracted_whole(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        raw = "".join(page.get_textpage().get_text_range() for page in document)
    assert len(re.findall("[\u00ad\ufffe]", raw)) > 10
    text = flat(" ".join(page_texts(pdf)[FRONT:]))
    assert text.count("incomprehensible business of carrying mountains") == text.count("A river is older") > 10


def text_objects(pdf: bytes) -> list[list[tuple[pypdfium2.PdfObject, float]]]:
    """The pieces of text on each page, each with the height of its baseline in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            [(item.get_bounds(), item.get_matrix().f) for item in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]
            for page in document
        ]


def test_no_text_falls_outside_the_page(pdf: bytes) -> None:
    for page in text_objects(pdf):
        assert page
        for (left, bottom, right, top), _ in page:
            assert 50 < left <= right < A5[0] - 50
            assert 30 < bottom <= top < A5[1] - 30


def test_lines_of_facing_pages_stand_level(pdf: bytes) -> None:
    verso, recto = ({round(baseline, 1) for _, baseline in page} for page in text_objects(pdf)[FRONT + 3 : FRONT + 5])
    assert len(verso & recto) > 25


LONG_WORDS = {
    "title": article(section(), title="Donaudampfschifffahrtsgesellschaftskapitän" * 3),
    "heading": article(section("Riverbank" * 20, id="one"), section("Two", id="two")),
    "word": article(section(None, "a" * 400)),
    "address": article(section(None, f"See https://example.org/{'rivers' * 40}.html for more.")),
}


@pytest.mark.parametrize("made", LONG_WORDS.values(), ids=LONG_WORDS)
def test_a_word_that_is_longer_than_its_line_is_broken_and_not_cut_off(made: Article) -> None:
    data, findings = write(published(made), "pdf")
    assert findings == ()
    assert max(right for page in text_objects(data) for (_, _, right, _), _ in page) < A5[0] - 50


def test_folios_and_lists_count_in_the_figures_of_the_text() -> None:
    body = "<p>در سال ۱۳۷۷ بود</p><ol><li>نخست</li><li>دوم</li></ol>"
    persian = article(section("یکم", body=body), section("دوم"), title="ساعت", language="fa")
    data, _ = write(published(persian), "pdf")
    contents, *_, text = page_texts(data)[1:]
    assert "۱" in contents and "1" not in contents
    assert {"۱", "۲"} <= set(text) and "1" not in text


def test_notes_and_days_count_in_the_figures_of_the_text() -> None:
    call = '<a class="noteref" role="doc-noteref" href="#note-1" id="noteref-1">1</a>'
    back = '<a class="backlink" role="doc-backlink" href="#noteref-1">1</a>'
    note = f'<aside class="note" role="doc-footnote" id="note-1"><p>{back} چنین</p></aside>'
    persian = article(
        section("یکم", body=f"<p>در سال ۱۳۷۷ بود{call}</p>{note}"),
        title="ساعت", language="fa", published=date(2026, 11, 26),
    )  # fmt: skip
    said = "".join(page_texts(write(published(persian), "pdf")[0]))
    assert not set(said) & set("0123456789")
    assert "۲۰۲۶" in said and said.count("۱") >= 4


def test_readings_above_characters_and_marks_of_stress_leave_the_lines_where_they_were() -> None:
    def baselines(body: str) -> set[float]:
        made = published(article(section(None, body=f"<p>{body}</p>"), title="山", language="ja"))
        data, findings = write(made, "pdf")
        assert findings == ()
        return {round(baseline, 1) for _, baseline in text_objects(data)[-1]}

    plain = baselines("山" * 120)
    marked = baselines(f"{'山' * 50}<ruby>山<rt>やま</rt></ruby>{'山' * 9}<em>山山</em>{'山' * 58}")
    assert len(plain) >= 4
    assert plain < marked
    assert len(marked - plain) == 1, "the reading, and nothing else, has a baseline of its own"


@pytest.mark.parametrize("theme", ["report", "magazine"])
def test_no_face_writes_signs_of_its_own(theme: str) -> None:
    made = published(article(section("A 3x3 matrix", "It is 2x2, and 3x2.")), theme=theme)
    said = " ".join(page_texts(write(made, "pdf")[0]))
    assert "×" not in said
    assert "3x3" in said and "2x2" in said and "3x2" in said
