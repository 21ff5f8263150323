"""Everything that a body may hold, on the pages of a PDF and in its structure."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from support.making import RIVER, article, published, section
from support.pdfs import Element, layout_text, opened, page_texts, spoken, structure
from support.pictures import KINDS, body
from support.translations import japanese, persian
from support.vocabulary import everything, long_table

from publish.model import Article
from publish.writing import write
from publish.writing.document import joined
from publish.writing.ruby import pair

ALLOWED = {
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Ruby": {"RB", "RT"},
    "Reference": {"Link"},
    "TOC": {"TOCI"},
    "TOCI": {"Reference", "TOC"},
}
"""What may stand in an element that holds no text itself (ISO 32000-1, 14.8.4)."""


def made(source: Article) -> bytes:
    data, findings = write(published(source), "pdf")
    assert findings == ()
    return data


@pytest.fixture(scope="module")
def data() -> bytes:
    return made(everything())


@pytest.fixture(scope="module")
def document(data: bytes) -> pikepdf.Pdf:
    return opened(data)


@pytest.fixture(scope="module")
def root(document: pikepdf.Pdf) -> Element:
    return structure(document)


def elements(document: pikepdf.Pdf, tag: str) -> list[pikepdf.Object]:
    return [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{tag}"]


def test_elements_stand_where_the_standard_has_them(root: Element) -> None:
    for element in root.walk():
        if element.tag in ALLOWED:
            assert {kid.tag for kid in element.kids} <= ALLOWED[element.tag], element.tag
            assert element.marks == ()


def test_there_is_an_element_of_every_kind(root: Element) -> None:
    kinds = Counter(element.tag for element in root.walk())
    assert set(kinds) >= {
        *("Art", "BlockQuote", "Caption", "Code", "Div", "Figure", "Formula", "H1", "H2", "H3", "L", "LBody", "LI"),
        *("Lbl", "Link", "Note", "P", "Quote", "RB", "RT", "Reference", "Ruby", "Sect", "Span", "TBody", "TD", "TFoot"),
        *("TH", "THead", "TR", "Table"),
    }


def test_lists_say_how_they_are_numbered(document: pikepdf.Pdf) -> None:
    found = Counter(str(item.A.ListNumbering) for item in elements(document, "L"))
    assert set(found) == {"/Disc", "/Decimal", "/LowerAlpha", "/UpperRoman", "/None"}


def test_items_have_the_numbers_of_the_source(document: pikepdf.Pdf) -> None:
    said = [text.strip() for text in spoken(document)]
    assert said[said.index("Nine") - 1 : said.index("Nine") + 3] == ["9.", "Nine", "4.", "Four"]
    assert said[said.index("Roman") - 1] == "I."


def test_terms_and_their_definitions_are_items(root: Element) -> None:
    entries = [[kid.tag for kid in item.kids] for item in root.find("LI")]
    assert ["Lbl", "Lbl", "LBody"] in entries


def test_headers_have_scopes_and_cells_their_spans(document: pikepdf.Pdf) -> None:
    assert {str(item.A.Scope) for item in elements(document, "TH")} == {"/Row", "/Column"}
    spans = [dict(item.A) for item in elements(document, "TD") if "/A" in item]
    assert {int(span["/ColSpan"]) for span in spans if "/ColSpan" in span} == {3}
    assert {int(span["/RowSpan"]) for span in spans if "/RowSpan" in span} == {3}


def test_the_head_of_a_table_is_seen_on_every_page_and_heard_once(document: pikepdf.Pdf, data: bytes) -> None:
    seen = sum("Remark" in text for text in page_texts(data))
    assert seen >= 2
    assert [text.strip() for text in spoken(document)].count("Remark") == 1


def test_a_link_in_a_repeated_head_belongs_to_the_first() -> None:
    linked = long_table(60).replace("Remark", '<a href="https://example.org/">Remark</a>')
    pdf = opened(made(article(section(body=linked))))
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert len(notes) == 1


def test_notes_have_names_and_references_lead_to_them(document: pikepdf.Pdf) -> None:
    names = [str(item.ID) for item in elements(document, "Note")]
    assert sorted(names) == ["a1-note-1", "a1-note-2"]
    tree = document.Root.StructTreeRoot.IDTree.Names
    assert [str(name) for name in list(tree)[::2]] == sorted(names)
    places = {str(note.Dest) for page in document.pages for note in page.get("/Annots", []) if "/Dest" in note}
    assert places >= {*names, "a1-noteref-1", "a1-noteref-2", "a1-words", "a1-mouth", "a1-flow"}


def test_pictures_say_what_they_show_and_where_they_stand(document: pikepdf.Pdf) -> None:
    said = [str(item.Alt) for item in elements(document, "Figure")]
    assert said == ["A hill with a low sun", "The hill again", "Picture", "a wave"]
    for item in elements(document, "Figure"):
        left, bottom, right, top = map(float, item.A.BBox)
        assert 40 < left < right < 148 / 25.4 * 72 - 40
        assert 60 < bottom < top < 210 / 25.4 * 72 - 50


def test_an_abbreviation_says_its_words(document: pikepdf.Pdf) -> None:
    assert [str(item.E) for item in elements(document, "Span") if "/E" in item] == [
        "International Organization for Standardization"
    ]


def test_code_keeps_its_spaces_and_lines(data: bytes, document: pikepdf.Pdf, tmp_path: Path) -> None:
    (tmp_path / "code.pdf").write_bytes(data)
    lines = [line.rstrip() for line in layout_text(tmp_path / "code.pdf").splitlines()]
    for line in ("def flow(river):", '    """How much water passes."""', "    if river.frozen:"):
        assert lines.count(line) == 2
    said = [text for text in spoken(document) if "river.frozen" in text or "return None" in text]
    assert [text[:27] for text in said] == 2 * ["    if river.frozen: ", "        return None  # Tabs"]


def test_lines_of_a_verse_and_after_a_break_are_words_apart(document: pikepdf.Pdf) -> None:
    said = " ".join(spoken(document))
    assert "tired of all that going down to the sea" in said
    assert "1 May. A new line" in re.sub(r"\s+", " ", said)


def test_a_long_item_is_said_word_by_word() -> None:
    nested = f"<ul><li>{RIVER}<ul><li>{RIVER}</li></ul></li><li><p>{RIVER}</p></li></ul>"
    lists = f"{nested}<blockquote>{RIVER}</blockquote><dl><dt>A</dt><dd>{RIVER}</dd></dl>"
    said = spoken(opened(made(article(section(body=lists)))))
    assert said.count(RIVER) == 5


def test_what_decorates_is_no_figure() -> None:
    pdf = opened(made(article(section(body=f'<p>A.</p><p><img src="{KINDS["grey"].name}" alt="" '
                                           'role="presentation"/></p>'), resources=(KINDS["grey"],))))  # fmt: skip
    assert structure(pdf).find("Figure") == []


@pytest.mark.parametrize("source", [everything, persian, japanese])
def test_nothing_stands_outside_of_the_measure(source: object) -> None:
    pages = pypdfium2.PdfDocument(made(source()))  # type: ignore[operator]
    for page in pages:
        for item in page.get_objects():
            left, bottom, right, top = item.get_bounds()
            if right - left < 400:  # The page itself is painted, too.
                assert left > 45 and right < page.get_width() - 45
                assert bottom > 25 and top < page.get_height() - 25


def test_every_kind_of_picture_is_set() -> None:
    pdf = opened(made(article(section(body=body()), resources=tuple(KINDS.values()))))
    images = {item.objgen: item for item in pdf.objects if getattr(item, "Subtype", None) == "/Image"}
    assert {str(image.ColorSpace) for image in images.values()} <= {"/DeviceRGB", "/DeviceGray"}
    assert not any(image.get("/Interpolate") for image in images.values())
    assert max(int(image.Width) for image in images.values()) <= 1600
    assert len(elements(pdf, "Figure")) == len(KINDS)


def test_a_picture_that_is_none_is_told_and_its_alternative_printed() -> None:
    broken = KINDS["grey"].__class__("images/0000000000000000.png", "image/png", b"\x89PNG nothing")
    source = article(section(body=f'<p>A <img src="{broken.name}" alt="hill"/> here.</p>'), resources=(broken,))
    data, findings = write(published(source), "pdf")
    assert {finding.code for finding in findings} == {"layout"}
    assert "hill" in " ".join(spoken(opened(data)))


def test_readings_stand_above_what_they_are_for() -> None:
    root = structure(opened(made(japanese())))
    assert [[kid.tag for kid in ruby.kids] for ruby in root.find("Ruby")] == [["RB", "RT"]] * 4


def test_a_reading_wider_than_its_base_makes_room_for_itself() -> None:
    ruby = ElementTree.fromstring("<ruby>承<rp>(</rp><rt>うけたまわ</rt><rp>)</rp>る<rt>る</rt>と</ruby>")
    pair(ruby)
    assert [child.get("class") for child in ruby] == ["pair", "pair", "base"]
    assert ["padding" in (child.get("style") or "") for child in ruby] == [True, False, False]
    assert "".join(ruby.itertext()) == "承うけたまわるると"


def test_code_in_a_text_from_the_right_keeps_its_brackets_where_they_are() -> None:
    publication = published(persian())
    (inline, block) = joined(publication, publication.pages).tree.iter("code")
    assert inline.text == "\u200ex = river.depth()\u200e"
    assert "\u200e" not in (block.text or "")


def test_the_bytes_are_the_same_again(data: bytes) -> None:
    assert made(everything()) == data
