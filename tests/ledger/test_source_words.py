"""The words of a source, found without our readers."""

from __future__ import annotations

from support.words import NAMES, document, p, r

from publish.ledger.sources import docx, epub, html, markdown, text
from publish.ledger.words import Piece, words


def owed(pieces: list[Piece]) -> list[str]:
    return [word for piece in pieces if piece.owed for word in words(piece.text)]


def unowed(pieces: list[Piece]) -> list[str]:
    return [word for piece in pieces if not piece.owed for word in words(piece.text)]


def of_markdown(source: str) -> list[Piece]:
    return list(markdown.pieces(source.encode(), None))


def test_every_line_of_a_text_is_its_own() -> None:
    assert list(text.pieces(b"one\r\n\r\ntwo\rthree", None)) == [
        Piece("one", line=1),
        Piece("two", line=3),
        Piece("three", line=4),
    ]


def test_bytes_are_what_they_say_or_what_they_were_read_as() -> None:
    for data, told in (
        ("é".encode("utf-16"), None),
        ("é".encode("utf-8-sig"), None),
        (b"\xe9", "windows-1252"),
        (b"\xe9", "UTF-8 with Windows-1252 in it"),
    ):
        assert [piece.text for piece in text.pieces(data, told)] == ["é"]


def test_markdown_is_its_text_without_what_is_for_programs() -> None:
    pieces = of_markdown(
        '# Title {#an-id .wide}\n\nSee [the map](maps/one.html "A map"), [its legend][legend] and <https://a.example>.\n'
        "A note.[^n] <span class='x'>Inline</span><!-- unseen -->\n\n[legend]: legend.html\n[^n]: Its words.\n"
    )
    assert " ".join(owed(pieces)) == "Title See the map its legend and https a example A note Inline Its words"
    assert {"maps", "map", "legend", "id"} <= set(unowed(pieces))
    assert "unseen" not in owed(pieces) + unowed(pieces)


def test_what_numbers_formulas_is_not_owed() -> None:
    found = of_markdown("$$ a \\tag{7} $$ {#eq:x}\n\nSee \\eqref{eq:x}, [@eq:x] and b.\n\n$$ c $$ (d)")
    assert owed(found) == ["a", "See", "and", "b", "c"]
    page = list(html.pieces(b"<p>See \\eqref{eq:x} and \\(b \\tag{7}\\).</p>", None))
    assert owed(page) == ["See", "and", "b"]


def test_code_in_markdown_is_what_it_says() -> None:
    pieces = of_markdown("Call `f[x](y)` now.\n\n```python\nprint('[a](b)')  # {#c}\n```\n\nAnd on.")
    assert " ".join(owed(pieces)) == "Call f x y now print a b c And on"
    assert [piece.line for piece in pieces if "print" in piece.text] == [4]


def test_pictures_numbers_and_front_matter_are_not_owed() -> None:
    pieces = of_markdown('---\ntitle: Springs\n---\n\n![A basin](b.png "By Ada")\n\n7. Seventh\n')
    assert owed(pieces) == ["Seventh"]
    assert unowed(pieces) == ["title", "Springs", "A", "basin", "b", "png", "By", "Ada", "7"]


def test_boxes_of_tasks_are_signs() -> None:
    assert owed(of_markdown("- [x] done\n- [ ] open\n")) == ["☑", "done", "☐", "open"]
    assert owed(of_markdown("<p><input type='checkbox' checked> done</p>")) == ["☑", "done"]
    assert unowed(list(html.pieces(b"<p><input type=checkbox> open<iframe src=/video></iframe>", None))) == [
        "☐",
        "video",
    ]


def test_a_page_is_what_is_seen_of_it() -> None:
    page = (
        b"<html><head><title>Page</title><script>one()</script></head><body><p>Two <b>th</b>ree<style>x{}</style></p>"
        b"<p hidden>four</p><p style='display: none'>five</p><img alt='six'><ol><li>seven</li></ol></body></html>"
    )
    pieces = list(html.pieces(page, None))
    assert owed(pieces) == ["Two", "three", "seven"]
    assert sorted(unowed(pieces)) == ["1", "Page", "five", "four", "six"]
    assert list(html.pieces(b"", None)) == []


def test_a_page_says_how_it_is_encoded() -> None:
    page = "<meta charset=windows-1251><p>Слово".encode("cp1251")
    assert owed(list(html.pieces(page, None))) == ["Слово"]


def test_a_document_is_its_runs_and_its_notes() -> None:
    deleted = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    note = f'<w:footnotes {NAMES}><w:footnote w:id="2">{p("A note.")}</w:footnote></w:footnotes>'
    data = document(p(r("Half") + r("way")) + p("there.") + deleted, parts={"footnotes": note.encode()})
    assert [(piece.role, piece.text) for piece in docx.pieces(data)] == [
        ("text", "Halfway"),
        ("text", "there."),
        ("note", "A note."),
    ]


def test_a_book_is_the_documents_of_its_spine() -> None:
    from support.making import MODIFIED, article, section

    from publish.build import build
    from publish.settings import Settings

    data = build([article(section("Banks", "Sand."))], ["epub"], settings=Settings(), modified=MODIFIED).files["epub"]
    assert " ".join(owed(list(epub.pieces(data)))).endswith("Of Rivers Banks Sand")
