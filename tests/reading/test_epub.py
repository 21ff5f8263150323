"""Books that exist, as articles."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path, PurePath
from unicodedata import decimal

import pytest
from lxml import etree
from support.books import PROSE, book, page
from support.words import PNG, zipped

from publish.build import build, understand
from publish.errors import SourceError
from publish.files import Source, surroundings
from publish.measure import plain
from publish.model import Article, Contributor
from publish.reading import read
from publish.settings import Settings

ROOT = Path(__file__).parents[2]


def article(data: bytes) -> Article:
    return read(data, source="tides.epub", settings=Settings(language="en"))


def codes(found: Article) -> set[str]:
    return {finding.code for finding in found.findings}


def text(found: Article) -> str:
    return " ".join(plain(section.body) for section in found.sections)


class TestReadingOrder:
    def test_documents_are_joined_in_the_order_of_the_spine(self) -> None:
        found = article(
            book(
                {"b.xhtml": page(f"<h1>One</h1>{PROSE}"), "a.xhtml": page(f"<h1>Two</h1>{PROSE}<h2>Three</h2>{PROSE}")}
            )
        )
        assert found.metadata.title == "The Tides"
        assert [(one.level, one.title) for one in found.sections] == [(1, "One"), (1, "Two"), (2, "Three")]

    def test_links_between_documents_lead_to_the_same_place(self) -> None:
        found = article(
            book(
                {
                    "one.xhtml": page(
                        '<h1>One</h1><p id="x"><a href="t%77o.xhtml#x">there</a>, <a href="TWO.xhtml">all</a>'
                        f' or <a href="#x">here</a> or <a href="http://example.org/#x">out</a>.</p>{PROSE}'
                    ),
                    "two.xhtml": page(f'<h1>Two</h1><p id="x">There.</p>{PROSE}'),
                }
            )
        )  # fmt: skip
        one, two = (section.body for section in found.sections)
        there, all_of_it, here, out = (part.split('"')[0] for part in one.split('href="')[1:])
        assert f'id="{there[1:]}"' in two and f'id="{here[1:]}"' in one and there != here
        assert all_of_it == "#section-2" or f'id="{all_of_it[1:]}"' in two
        assert out == "http://example.org/#x"

    def test_documents_that_are_not_well_formed(self) -> None:
        found = article(book({"a.xhtml": page(f"<h1>A &nbsp;&mdash; B</h1><p>open <b>bold</p>{PROSE}")}))
        assert found.sections[0].title == "A \N{EM DASH} B" or "\N{NO-BREAK SPACE}" in str(found.sections[0].title)
        assert "open" in text(found) and "bold" in text(found)

    def test_names_that_only_html_knows(self) -> None:
        assert "caf\u00e9 \u2014" in text(article(book({"a.xhtml": page(f"<p>caf&eacute; &#8212; &amp;</p>{PROSE}")})))

    def test_a_document_that_is_missing_is_told(self) -> None:
        data = book({"a.xhtml": page(PROSE), "b.xhtml": page(PROSE)})
        broken = zipped({name: content for name, content in files(data).items() if not name.endswith("b.xhtml")})
        assert "book-part-missing" in codes(article(broken))

    def test_pictures(self) -> None:
        found = article(
            book(
                {"text/a.xhtml": page(f'<p><img src="../img/a%20b.png" alt="A wave"/></p>{PROSE}<svg xmlns="http://www.w3.org/'
                 '2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="../img/a b.png"/></svg>')},
                extra={"OEBPS/img/a b.png": PNG},
            )
        )  # fmt: skip
        assert len(found.resources) == 1
        assert found.sections[0].body.count(f'src="{found.resources[0].name}"') == 2

    def test_pictures_outside_of_it(self) -> None:
        body = '<img src="../../../etc/passwd" alt="a"/><img src="http://example.org/a.png" alt="b"/>'
        found = article(book({"a.xhtml": page(f"<p>{body}</p>{PROSE}")}, extra={"../../etc/passwd": PNG}))
        assert {"picture-missing", "picture-blocked"} <= codes(found)

    def test_numbers_of_printed_pages_are_left_out(self) -> None:
        found = article(book({"a.xhtml": page(f'<p>One <span epub:type="pagebreak" id="p3">3</span>two.</p>{PROSE}')}))
        assert "One two." in text(found)
        assert [(one.rule, one.text) for one in found.dropped] == [("page-number-removed", "3")]


class TestFrontMatter:
    PAGES = {  # noqa: RUF012
        "cover.xhtml": page('<img src="cover.png" alt=""/>', 'epub:type="cover"'),
        "title.xhtml": page("<h1>The Tides</h1><p>Pytheas</p>"),
        "text.xhtml": page(f"<h1>One</h1>{PROSE}"),
    }
    METADATA = "<dc:title>The Tides</dc:title><dc:creator>Pytheas</dc:creator>"

    def test_pages_that_repeat_the_metadata_are_left_out(self) -> None:
        found = article(
            book(self.PAGES, metadata=self.METADATA, guide='<reference type="title-page" href="title.xhtml"/>')
        )
        assert [one.title for one in found.sections] == ["One"]
        assert [(one.rule, one.text) for one in found.dropped if one.text] == [
            ("front-matter-repeated", "The Tides Pytheas")
        ]
        assert "front-matter-repeated" in codes(found)

    def test_a_title_page_that_says_more_is_text(self) -> None:
        said = self.PAGES | {"title.xhtml": page("<h1>The Tides</h1><p>Pytheas</p><p>For Strabo</p>")}
        assert "For Strabo" in text(article(book(said, metadata=self.METADATA)))

    def test_a_chapter_that_says_nothing_new_is_text(self) -> None:
        said = self.PAGES | {"end.xhtml": page("<p>Pytheas</p>")}
        assert "Pytheas" in text(article(book(said, metadata=self.METADATA)))


class TestContents:
    PAGES = {  # noqa: RUF012
        "cover.xhtml": page(""),
        "a.xhtml": page(f'<h1 id="x">One</h1>{PROSE}<h2 id="y">Deep</h2>{PROSE}'),
        "b.xhtml": page(f"<h1>Two</h1>{PROSE}"),
    }
    ENTRIES = [("One", 1, "section-1"), ("Deep", 2, "section-2"), ("Two", 1, "section-3")]  # noqa: RUF012

    def entries(self, data: bytes) -> list[tuple[str, int, str | None]]:
        found = article(data)
        assert [one.title for one in found.sections] == ["One", "Deep", "Two"]
        assert found.contents is not None
        return [(one.text, one.depth, one.section) for one in found.contents.entries]

    def test_of_the_navigation_document(self) -> None:
        nav = (
            '<ol><li><a href="cover.xhtml">Cover</a></li><li><a href="a.xhtml">One</a><ol><li>'
            '<a href="a.xhtml#y">Deep</a></li></ol></li><li><a href="b.xhtml">Two</a></li></ol>'
        )
        assert self.entries(book(self.PAGES, nav=nav)) == self.ENTRIES

    def test_of_the_ncx(self) -> None:
        def point(label: str, target: str, below: str = "") -> str:
            return f'<navPoint><navLabel><text>{label}</text></navLabel><content src="{target}"/>{below}</navPoint>'

        ncx = point("One", "a.xhtml#x", point("Deep", "a.xhtml#y")) + point("Two", "b.xhtml")
        assert self.entries(book(self.PAGES, ncx=ncx)) == self.ENTRIES

    def test_what_explains_the_marks_of_the_list_goes_with_them(self) -> None:
        printed = page(
            '<h1>Contents</h1><ol><li><a href="a.xhtml">One</a></li><li>Deep <span>†</span></li></ol><p>† Lost.</p>'
        )
        found = article(book({"toc.xhtml": printed} | self.PAGES, guide='<reference type="toc" href="toc.xhtml"/>'))
        assert found.contents is not None and [one.text for one in found.contents.entries] == ["One", "Deep"]
        assert ("contents-legend-removed", "† Lost.") in [(one.rule, one.text) for one in found.dropped]
        assert "contents-legend-removed" in codes(found)

    def test_printed_in_the_book(self) -> None:
        printed = page('<h1>Contents</h1><ul><li><a href="a.xhtml">One</a></li><li><a href="b.xhtml">Two</a></li></ul>')
        pages = {"toc.xhtml": printed} | self.PAGES
        found = self.entries(book(pages, guide='<reference type="toc" href="toc.xhtml"/>', nav="<ol><li/></ol>"))
        assert [(text, section) for text, _, section in found] == [("One", "section-1"), ("Two", "section-3")]


def test_metadata() -> None:
    found = article(
        book(
            {"a.xhtml": page(PROSE)},
            metadata='<dc:title id="t">The Tides</dc:title><dc:title id="s">A Study</dc:title>'
            '<meta refines="#t" property="title-type">main</meta>'
            '<meta refines="#s" property="title-type">subtitle</meta>'
            '<dc:creator id="c">Pytheas</dc:creator><dc:creator opf:role="trl">Strabo</dc:creator>'
            '<dc:contributor opf:role="bkp">calibre</dc:contributor>'
            '<dc:date opf:event="modification">2020-01-01</dc:date>'
            "<dc:date>2026-11-24</dc:date><dc:description>&lt;p&gt;Of the sea.&lt;/p&gt;</dc:description>"
            "<dc:publisher>Massalia</dc:publisher><dc:rights>CC0</dc:rights><dc:source>https://example.org/a</dc:source>",
        )
    )
    known = found.metadata
    assert (known.title, known.subtitle, known.description) == ("The Tides", "A Study", "Of the sea.")
    assert known.contributors == (Contributor("Pytheas"), Contributor("Strabo", "trl"))
    assert (known.published, known.publisher, known.rights) == (date(2026, 11, 24), "Massalia", "CC0")
    assert (known.source_url, known.identifier) == ("https://example.org/a", None)
    assert dict(found.origins)["published"] == "OPF: dc:date"


LOCKED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
    '<e:EncryptedData><e:EncryptionMethod Algorithm="{}"/></e:EncryptedData></encryption>'
)


def test_a_locked_book_is_refused() -> None:
    locked = LOCKED.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")
    with pytest.raises(SourceError, match=r"is locked \(DRM\)"):
        article(book({"a.xhtml": page(PROSE)}, extra={"META-INF/encryption.xml": locked}))


def test_obfuscated_fonts_lock_nothing() -> None:
    fonts = LOCKED.format("http://www.idpf.org/2008/embedding")
    assert article(book({"a.xhtml": page(PROSE)}, extra={"META-INF/encryption.xml": fonts})).sections


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "no ZIP archive"),
        (zipped({"a": b""}), "no package document"),
        (zipped({"a.opf": b"<package"}), "is no XML"),
        (book({}), "without any text"),
        (book({"a.xhtml": page("")}), "has no text"),
    ],
)
def test_what_is_no_book_ends_in_one_line(data: bytes, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        article(data)


def test_entities_of_its_own_making_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "lollollol"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    found = article(book({"a.xhtml": page(f"<p>x &a; &b; y</p>{PROSE}").replace("<html", bomb + "<html", 1)}))
    assert "root:" not in text(found) and "lollollol" not in text(found)
    assert text(found).startswith("x &a; &b; y")


def test_a_password() -> None:
    data = bytearray(book({"a.xhtml": page(PROSE)}))
    for header, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        place = -1
        while (place := data.find(header, place + 1)) >= 0:
            data[place + offset] |= 1
    with pytest.raises(SourceError, match="protected with a password"):
        article(bytes(data))


SAMPLES = sorted(path for path in (ROOT / "sources").iterdir() if path.suffix in (".txt", ".md", ".html"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_what_we_build_reads_the_same_again(path: Path) -> None:
    settings = Settings()
    around = surroundings(Source(str(path), PurePath(path.stem), str(path.parent)))
    first = understand(path.read_bytes(), source=path.name, settings=settings, surroundings=around)
    editions = build([first], ["epub"], settings=settings, modified="2026-11-24T00:00:00Z")
    second = read(editions.files["epub"], source=f"{path.stem}.epub")
    assert (second.metadata.title, second.metadata.language) == (first.metadata.title, first.metadata.language)
    assert (second.metadata.subtitle, second.metadata.published) == (first.metadata.subtitle, first.metadata.published)
    assert [(one.level, one.title) for one in second.sections] == [(one.level, one.title) for one in first.sections]
    assert [canonical(one.body) for one in second.sections] == [canonical(one.body) for one in first.sections]
    assert [(one.data, one.media_type) for one in second.resources] == [
        (one.data, one.media_type) for one in first.resources
    ]
    labels = [[entry.text.split() for entry in one.contents.entries] for one in (first, second) if one.contents]
    assert not labels or labels[0] == labels[-1]


def canonical(body: str) -> str:
    """A body without its lines, without the links that an edition makes of addresses, and with its ids' own names."""
    body = re.sub(r"\d", lambda figure: str(decimal(figure[0])), body)  # An edition counts in its own figures.
    body = re.sub(r'((?:id|href)="#?)d[0-9]+-a1-', r"\1", body)
    plainly = re.sub(r' data-line="[0-9]+"', "", re.sub('<a href="([^"]+)">\\1</a>', "\\1", body))
    return str(etree.canonicalize(f"<body>{plainly}</body>"))


def files(data: bytes) -> dict[str, bytes]:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
