"""The page numbers of a PDF in the EPUB that is built with it."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from support.making import MODIFIED, RIVER, article, published, section
from support.page_texts import disagreements, epub_pages, labels, page_list
from support.pdfs import opened
from writing.conftest import example

from publish.build import build, written
from publish.model import Article, PageBreak, Publication
from publish.settings import Settings
from publish.writing import agreeing
from publish.writing.pagination import roman

MARK = re.compile('<span epub:type="pagebreak" role="doc-pagebreak" id="page-([a-z0-9]+)" aria-label="([^"]+)"></span>')


def editions(*sections: object, **known: object) -> tuple[bytes, bytes]:
    made = build([article(*sections, **known)], ["epub", "pdf"], settings=Settings(), modified=MODIFIED)  # type: ignore[arg-type]
    return made.files["epub"], made.files["pdf"]


def spoken(epub: bytes, name: str = "text-1.xhtml") -> str:
    with ZipFile(BytesIO(epub)) as archive:
        return archive.read(f"EPUB/{name}").decode()


def both(one: Article) -> tuple[bytes, bytes]:
    files = build([one], ["epub", "pdf"], settings=Settings(), modified=MODIFIED).files
    return files["epub"], files["pdf"]


def test_the_list_has_the_folios_of_the_pdf() -> None:
    epub, pdf = both(example())
    assert [label for label, _ in page_list(epub)] == labels(pdf) == ["i", "ii", "1", "2", "3", "4", "5"]
    assert disagreements(epub, pdf) == []


def test_marks_are_all_that_is_added_to_the_text() -> None:
    files = build([example()], ["epub"], settings=Settings(), modified=MODIFIED).files
    assert MARK.sub("", spoken(both(example())[0])) == spoken(files["epub"])
    assert page_list(files["epub"]) == []


def test_a_page_may_begin_inside_of_a_word() -> None:
    epub, pdf = editions(section(None, *[RIVER.replace(", ", " ") * 3] * 12))
    inside = re.findall(r"[a-z]{2}<span epub:type=.pagebreak[^>]*></span>[a-z]{2}", spoken(epub))
    assert inside, "no page of this text ends within a word: the test needs another text"
    assert disagreements(epub, pdf) == []


def test_a_blank_page_begins_where_the_next_one_does() -> None:
    epub, pdf = editions(section(None, RIVER))
    assert [label for label, _ in page_list(epub)] == labels(pdf) == ["i", "ii", "1"]
    assert [(label, bool(said)) for _, label, said in epub_pages(epub)] == [("i", True), ("ii", False), ("1", True)]


@pytest.mark.parametrize(
    ("body", "element", "letters", "expected"),
    [
        ("<body><p>One two</p></body>", 1, 0, "<body><p>|One two</p></body>"),
        ("<body><p>One two</p></body>", 1, 3, "<body><p>One |two</p></body>"),
        ("<body><p>One t<em>w</em>o</p></body>", 1, 4, "<body><p>One t<em>w</em>|o</p></body>"),
        ("<body><p>One t<em>w</em>o</p></body>", 2, 0, "<body><p>One t<em>|w</em>o</p></body>"),
        ("<body><p>S\u00e3o&amp;\u65e5x</p></body>", 1, 4, "<body><p>S\u00e3o&amp;|\u65e5x</p></body>"),
        ("<body><p>a\u00ad\u00a0b</p></body>", 1, 1, "<body><p>a\u00ad\u00a0|b</p></body>"),
        ('<body><p>a <img src="x"/></p></body>', 2, None, '<body><p>a |<img src="x"/></p></body>'),
        ("<body><p>One</p></body>", 1, 9, "<body><p>One|</p></body>"),
    ],
)
def test_a_mark_stands_before_its_letter(body: str, element: int, letters: int | None, expected: str) -> None:
    publication = published(article())
    first = replace(publication.pages[0], body=body)
    told = agreeing(replace(publication, pages=(first,)), [PageBreak("7", first.name, element, letters)])
    assert MARK.sub("|", told.pages[0].body) == expected


def test_what_is_one_thing_is_not_torn() -> None:
    """A page that begins with a formula, a reading, a call or a link: the mark stands before all of it."""
    pieces = (
        '<a href="https://example.org/">Linked</a> words. ',
        "<ruby>\u5ddd<rt>\u304b\u308f</rt></ruby> is a river. ",
        '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math> is unknown. ',
    )
    for piece in pieces:
        epub, pdf = editions(section(None, id="lead", body="".join(f"<p>{piece}</p>" for _ in range(120))))
        assert len(page_list(epub)) > 4
        assert disagreements(epub, pdf) == []
        assert not re.search(r"<(a|rt|ruby|mi|math)\b[^>]*><span epub:type=.pagebreak", spoken(epub))


def test_figures_of_the_text_are_those_of_its_folios() -> None:
    text = "\u0661\u0662\u0663\u0664 \u0646\u0647\u0631 " * 10
    epub, pdf = editions(section(None, text), language="ar", title="\u0646\u0647\u0631")
    assert page_list(epub)[-1] == ("\u0661", "text-1.xhtml#page-1")
    assert disagreements(epub, pdf) == []


def test_a_page_that_begins_a_word_too_late_is_noticed() -> None:
    epub, pdf = both(example())
    out = BytesIO()
    with ZipFile(BytesIO(epub)) as archive, ZipFile(out, "w") as changed:
        for name in archive.namelist():
            data = archive.read(name).decode("utf-8", "surrogateescape")
            moved = re.sub(r'(<span [^>]*id="page-2"[^>]*></span>)(\w+)', r"\2\1", data)
            changed.writestr(name, moved.encode("utf-8", "surrogateescape"))
    assert any(told.startswith("page 2") for told in disagreements(out.getvalue(), pdf))


def claims(publication: Publication, *formats: str) -> set[str]:
    with ZipFile(BytesIO(written(publication, formats).files["epub"])) as archive:
        package = archive.read("EPUB/content.opf").decode()
    return {word for word in ("pageNavigation", "pageBreakMarkers", "pageBreakSource") if word in package}


def test_pages_are_claimed_where_they_are(publication: Publication) -> None:
    assert claims(publication, "epub") == set()
    assert claims(publication, "epub", "pdf") == {"pageNavigation", "pageBreakMarkers", "pageBreakSource"}


def test_the_pdf_is_the_source_that_the_epub_names() -> None:
    epub, pdf = both(example())
    with ZipFile(BytesIO(epub)) as archive:
        (source,) = re.findall('"pageBreakSource">([^<]+)<', archive.read("EPUB/content.opf").decode())
    assert source.startswith("urn:uuid:")
    with opened(pdf) as document:
        assert f"<dc:identifier>{source}</dc:identifier>".encode() in document.Root.Metadata.read_bytes()


def test_roman_numerals() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 99, 444)] == "i iv ix xiv xl xcix cdxliv".split()
