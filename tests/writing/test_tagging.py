"""The structure tree, as a screen reader walks it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from support.making import RIVER
from support.pdfs import Element, opened, page_texts, spoken, structure, structure_text

NESTING = {
    "Document": {"Sect", "Art"},
    "Art": {"H1", "Sect"},
    "Sect": {"H1", "H2", "H3", "P", "BlockQuote", "L", "TOC"},
    "TOC": {"TOCI"},
    "TOCI": {"Reference", "TOC"},
    "Reference": {"Link"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "BlockQuote": {"P"},
}
"""Which elements stand in which; what is not named here holds text only."""


@pytest.fixture(scope="module")
def document(pdf: bytes) -> pikepdf.Pdf:
    return opened(pdf)


@pytest.fixture(scope="module")
def root(document: pikepdf.Pdf) -> Element:
    return structure(document)


@pytest.fixture(scope="module")
def heard(pdf: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path: Path = tmp_path_factory.mktemp("heard") / "rivers.pdf"
    path.write_bytes(pdf)
    return [" ".join(block.split()) for block in structure_text(path).splitlines()]


def test_elements_stand_where_the_standard_has_them(root: Element) -> None:
    for element in root.walk():
        assert {kid.tag for kid in element.kids} <= NESTING.get(element.tag, set()), element.tag


def test_headings_descend_in_order(root: Element) -> None:
    (text,) = root.find("Art")
    assert [heading.tag for heading in text.find("H1", "H2", "H3")] == ["H1", "H2", "H2", "H3"]


def test_a_row_of_the_contents_is_an_item_with_a_reference_and_its_link(root: Element) -> None:
    items = root.find("TOCI")
    assert [[kid.tag for kid in item.kids] for item in items] == [
        ["Reference"],
        ["Reference"],
        [],
        ["Reference", "TOC"],
        ["Reference"],
    ]
    assert all(len(link.links) == 1 for link in root.find("Link"))
    absent = items[2]
    assert absent.marks and not absent.find("Link")


def test_every_annotation_is_described_and_belongs_to_one_link(document: pikepdf.Pdf, root: Element) -> None:
    annotations = [note for page in document.pages for note in page.get("/Annots", [])]
    owned = Counter(objgen for element in root.walk() for objgen in element.links)
    assert owned == Counter(note.objgen for note in annotations)
    assert set(owned.values()) == {1}
    assert [" ".join(str(note.Contents).split())[:15] for note in annotations] == [
        "Of Rivers & Tow", "1. The Source 1", "3. The Long Way", "3.1. The Mouth ",
    ]  # fmt: skip


def test_a_paragraph_over_two_pages_is_one_element(root: Element) -> None:
    paragraphs = root.find("Art")[0].find("P")
    assert len(paragraphs) == 2 + 4 + 1 + 1 + 9 + 1
    broken = [paragraph for paragraph in paragraphs if len(set(paragraph.marks)) == 2]
    assert broken
    assert all(paragraph.marks == tuple(sorted(paragraph.marks)) for paragraph in broken)


def test_lines_are_no_elements_of_their_own(root: Element) -> None:
    assert root.find("Span", "NonStruct", "Div") == []
    broken = [paragraph for paragraph in root.find("Art")[0].find("P") if len(paragraph.marks) > 5]
    assert len(broken) == 1 + 4 + 1 + 9 + 1


def test_lists_have_labels_and_bodies(root: Element) -> None:
    (listed,) = root.find("L")
    assert [[kid.tag for kid in item.kids] for item in listed.kids] == [["Lbl", "LBody"]] * 2


def test_only_elements_for_text_hold_text(root: Element) -> None:
    groups = root.find("Document", "Art", "Sect", "TOC", "Reference", "L", "LI", "BlockQuote")
    assert [element.tag for element in groups if element.marks] == []


def test_running_heads_and_folios_are_on_the_page_and_not_in_the_structure(pdf: bytes, document: pikepdf.Pdf) -> None:
    verso = page_texts(pdf)[3]
    assert "Of Rivers & Towns" in verso
    assert "2" in verso.split()
    said = spoken(document)
    assert said.count("Of Rivers & Towns") == 2  # On the title page and above the text.
    assert not [text for text in said if text.strip().isdecimal()]


def test_what_is_heard_is_the_article_and_not_its_furniture(heard: list[str]) -> None:
    assert heard.count("The Source") == 1  # As a heading, and never as a running head.
    assert not [block for block in heard if block.isdecimal()]
    assert "❦" not in "".join(heard)
    assert " ".join(heard).count(RIVER) == 1 + 4 + 1 + 9 + 1


def test_a_paragraph_is_said_word_by_word_over_lines_hyphens_and_pages(document: pikepdf.Pdf) -> None:
    assert spoken(document).count(RIVER) == 1 + 4 + 1 + 9 + 1


def test_each_page_knows_the_owner_of_each_of_its_marks(document: pikepdf.Pdf) -> None:
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    for page in document.pages:
        marks = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
        ]
        assert marks == list(range(len(marks)))
        assert not marks or len(owners[int(page.StructParents)]) == len(marks)


def test_whatever_is_painted_is_marked_as_text_or_as_an_artifact(document: pikepdf.Pdf) -> None:
    for number, page in enumerate(document.pages):
        depth, bare = 0, []
        for _, operator in pikepdf.parse_content_stream(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            if str(operator) in {"Tj", "TJ", "f", "S", "B", "Do"} and not depth:
                bare.append(str(operator))
        assert bare == [], number
