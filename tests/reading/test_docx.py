"""Documents of Word: what their authors meant, and what they hide."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from support.words import PNG, document, field, listed, p, r, zipped

from publish.errors import SourceError
from publish.model import Article, Contributor
from publish.reading import read
from publish.settings import Settings

FILLER = p("The sea comes in, and the sea goes out again.")


def article(data: bytes) -> Article:
    return read(data, source="tides.docx", settings=Settings(language="en"))


def body(*blocks: str, **options: object) -> str:
    """The body of the only section."""
    (section,) = article(document("".join(blocks) + FILLER, **options)).sections  # type: ignore[arg-type]
    return section.body.removesuffix("<p>The sea comes in, and the sea goes out again.</p>").rstrip("\n")


def dropped(found: Article) -> list[tuple[str, str]]:
    return [(one.rule, one.text) for one in found.dropped]


class TestStructure:
    def test_headings_by_name_by_level_and_by_their_styles_style(self) -> None:
        found = article(
            document(
                p("Tides", "Title") + p("A Study", "Subtitle") + FILLER
                + p("One", "Heading1") + FILLER + p("Deep", "Heading2") + FILLER
                + p("Two", "MyChapter") + FILLER + p("Three", "MyOtherChapter") + FILLER
                + p("Four", properties='<w:outlineLvl w:val="1"/>') + FILLER + p("Not", "Round") + FILLER
            )
        )  # fmt: skip
        assert (found.metadata.title, found.metadata.subtitle) == ("Tides", "A Study")
        assert [(one.level, one.title) for one in found.sections] == [
            (1, None), (1, "One"), (2, "Deep"), (1, "Two"), (1, "Three"), (2, "Four"),
        ]  # fmt: skip

    def test_lists_nest_and_go_on(self) -> None:
        assert body(
            listed("a", 1), listed("b", 1, 1), listed("c", 1, 1), listed("d", 1), p("between"), listed("e", 1),
            listed("x", 3), listed("y", 2),
        ).replace("\n", "") == (
            '<ol><li>a<ol type="a"><li>b</li><li>c</li></ol></li><li>d</li></ol><p>between</p>'
            '<ol start="3"><li>e</li></ol><ol><li>x</li></ol><ul><li>y</li></ul>'
        )  # fmt: skip

    def test_quotations_and_listings(self) -> None:
        got = body(p("a", "Quote"), p("b", "Quote"), p("x = 1", "HtmlPreformatted"), p("  y", "HtmlPreformatted"))
        assert got.replace("</blockquote>\n", "</blockquote>") == (
            "<blockquote><p>a</p><p>b</p></blockquote><pre><code>x = 1\n  y</code></pre>"
        )

    def test_a_document_without_styles_has_headings_by_their_look(self) -> None:
        bold = [p(r(text, "<w:b/>")) for text in ("High Water", "Low Water")]
        found = article(document(FILLER + bold[0] + FILLER + bold[1] + FILLER))
        assert [one.title for one in found.sections] == [None, "High Water", "Low Water"]
        assert "heading-by-look" in [one.code for one in found.findings]

    def test_tables(self) -> None:
        def row(cells: str, header: str = "") -> str:
            return f"<w:tr><w:trPr>{header}</w:trPr>{cells}</w:tr>"

        def cell(text: str, properties: str = "") -> str:
            return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

        table = (
            row(cell("Port") + cell("Height", '<w:gridSpan w:val="2"/>'), "<w:tblHeader/>")
            + row(cell("Brest", '<w:vMerge w:val="restart"/>') + cell("7") + cell("8"))
            + row(cell("", "<w:vMerge/>") + cell("9") + cell("10"))
        )
        got = body(p("Table 1", "Caption"), f"<w:tbl>{table}</w:tbl>")
        for part in ("<figcaption>Table 1</figcaption>", '<th scope="col">Port</th>', 'colspan="2"', 'rowspan="2"'):
            assert part in got
        assert got.count("<td") == 5

    def test_text_boxes_stand_below_once(self) -> None:
        box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
        both = (
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        assert body(p(both + r("beside"))).replace("\n", "") == '<p>beside</p><div class="sidebar"><p>boxed</p></div>'


class TestWords:
    def test_marks(self) -> None:
        runs = (
            r("a", "<w:b/>")
            + r("b", "<w:b/>")
            + r("c", '<w:i/><w:b w:val="0"/>')
            + r("2", '<w:vertAlign w:val="superscript"/>')
        )
        assert body(p(runs)) == "<p><strong>ab</strong><em>c</em><sup>2</sup></p>"

    def test_links_by_relation_by_field_and_within(self) -> None:
        got = body(
            p(
                '<w:hyperlink r:id="rId9">'
                + r("a")
                + "</w:hyperlink>"
                + field(' HYPERLINK "https://example.org/b" ', r("b"))
            ),
            p('<w:hyperlink w:anchor="here">' + r("c") + "</w:hyperlink>"),
            p('<w:bookmarkStart w:id="0" w:name="here"/>' + r("target")),
            relations={"rId9": ("hyperlink", "https://example.org/a")},
        )
        assert '<a href="https://example.org/a">a</a><a href="https://example.org/b">b</a>' in got
        assert '<a href="#here">c</a>' in got and 'id="here"' in got

    def test_results_of_fields_are_words(self) -> None:
        simple = f'<w:fldSimple w:instr=" SEQ Figure ">{r("7")}</w:fldSimple>'
        assert body(p(r("Figure ") + simple + field(" REF x ", r(" of 9")))) == "<p>Figure 7 of 9</p>"

    def test_characters_that_word_has_elements_for(self) -> None:
        run = '<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:br/><w:sym w:char="F061"/><w:sym w:char="F0AE"/></w:r>'
        assert body(p(run)) == "<p>a\u2011b<br/>α→</p>"
        found = article(document(p("a\uf0ff") + FILLER))
        assert "a\ufffd" in found.sections[0].body
        assert "symbol-unknown" in [one.code for one in found.findings]

    def test_notes(self) -> None:
        def note(name: str, text: str) -> str:
            return f'<w:footnote w:id="{name}">{p("<w:r><w:footnoteRef/></w:r>" + r(text))}</w:footnote>'

        text = p(
            r("Sea")
            + '<w:r><w:footnoteReference w:id="5"/></w:r>'
            + r(" and land")
            + '<w:r><w:endnoteReference w:id="2"/></w:r>'
        )
        endnotes = f'<w:endnote w:id="2">{p("An endnote.")}</w:endnote>'
        notes = (
            f'<w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
            + note("5", " A note.")
            + note("6", "Never.")
        )
        found = article(document(text + FILLER, parts={"footnotes": notes, "endnotes": endnotes}))
        got = found.sections[-1].body
        assert 'href="#note-1"' in got and 'href="#note-2"' in got
        assert got.index("A note.") < got.index("An endnote.")
        assert "Never" not in got

    def test_tracked_changes_comments_and_what_is_around(self) -> None:
        tracked = (
            r("It ") + f"<w:ins>{r('rises')}</w:ins>" + "<w:del><w:r><w:delText>falls</w:delText></w:r></w:del>"
            + r(" hidden", "<w:vanish/>")
        )  # fmt: skip
        joined = p("one ", properties="<w:rPr><w:del/></w:rPr>") + p("paragraph")
        parts = {
            "comments": f'<w:comment w:id="0">{p("Really?")}</w:comment>',
            "header": p("The Tides · Draft"),
        }
        found = article(document(p(tracked) + joined + FILLER, parts=parts))
        assert found.sections[0].body.startswith("<p>It rises</p>\n<p>one paragraph</p>")
        assert dropped(found) == [
            ("deletion-removed", "falls"),
            ("hidden-text-removed", "hidden"),
            ("comment-removed", "Really?"),
            ("page-furniture-removed", "The Tides · Draft"),
        ]
        codes = {one.code for one in found.findings}
        assert {"deletion-removed", "hidden-text-removed", "comment-removed", "page-furniture-removed"} <= codes

    def test_its_contents_are_contents(self) -> None:
        entries = (
            p("Contents", "TocHeading")
            + p(
                field(
                    ' TOC \\o "1-3" ',
                    '<w:hyperlink w:anchor="_Toc1">'
                    + r("High Water")
                    + "<w:r><w:tab/></w:r>"
                    + r("3")
                    + "</w:hyperlink>",
                ),
                "Toc1",
            )
            + p(r("Low Water") + "<w:r><w:tab/></w:r>" + r("14"), "Toc2")
        )
        gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        found = article(
            document(
                p("Tides", "Title") + f"<w:sdt>{gallery}<w:sdtContent>{entries}</w:sdtContent></w:sdt>"
                + p('<w:bookmarkStart w:id="1" w:name="_Toc1"/>' + r("High Water"), "Heading1") + FILLER
                + p("Low Water", "Heading2") + FILLER
            )
        )  # fmt: skip
        assert [one.title for one in found.sections] == ["High Water", "Low Water"]
        assert found.contents is not None and found.contents.label == "Contents"
        assert [(one.text, one.depth, one.section) for one in found.contents.entries] == [
            ("High Water", 1, "section-1"), ("Low Water", 2, "section-2"),
        ]  # fmt: skip
        assert dropped(found) == [("page-number-removed", "3"), ("page-number-removed", "14")]


class TestObjects:
    def picture(self, name: str = 'r:embed="rId9"', properties: str = 'descr="A wave"') -> str:
        return f"<w:r><w:drawing><wp:inline><wp:docPr {properties}/><a:blip {name}/></wp:inline></w:drawing></w:r>"

    def test_pictures(self) -> None:
        found = article(
            document(
                p(self.picture()) + p("Figure 1", "Caption") + FILLER,
                relations={"rId9": ("image", "media/image1.png")},
                extra={"word/media/image1.png": PNG},
            )
        )
        (resource,) = found.resources
        assert resource.name.endswith(".png")
        assert f'src="{resource.name}"' in found.sections[0].body
        assert 'alt="A wave"' in found.sections[0].body
        assert "<figcaption>Figure 1</figcaption>" in found.sections[0].body

    def test_pictures_elsewhere_are_not_fetched(self) -> None:
        found = article(
            document(
                p(self.picture('r:link="rId9"')) + FILLER, relations={"rId9": ("image", "https://example.org/a.png")}
            )
        )
        assert found.resources == ()
        assert "picture-blocked" in [one.code for one in found.findings]

    def test_drawings_without_anything(self) -> None:
        found = article(document(p("a") + p("<w:r><w:drawing/></w:r>") + FILLER))
        assert "drawing-omitted" in [one.code for one in found.findings]

    def test_formulas(self) -> None:
        parts = "<m:num><m:r><m:t>a+1</m:t></m:r></m:num><m:den><m:r><m:t>2b</m:t></m:r></m:den>"
        got = body(p(r("so ") + f"<m:oMath><m:f>{parts}</m:f></m:oMath>"))
        assert "<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mrow><mn>2</mn><mi>b</mi></mrow></mfrac>" in got
        found = article(document(p("<m:oMath><m:new><m:r><m:t>a+b</m:t></m:r></m:new></m:oMath>") + FILLER))
        assert "a+b" in found.sections[0].body
        assert "equation-as-text" in [one.code for one in found.findings]


class TestMetadata:
    def test_properties(self) -> None:
        core = (
            "<dc:title>The Tides</dc:title><dc:creator>Pytheas; Strabo</dc:creator><dc:subject>Of the sea</dc:subject>"
            "<dcterms:created>2026-11-24T10:00:00Z</dcterms:created><cp:keywords>sea, moon</cp:keywords>"
        )
        found = article(document(FILLER, core=core))
        known = found.metadata
        assert (known.title, known.published, known.description) == ("The Tides", date(2026, 11, 24), "Of the sea")
        assert known.contributors == (Contributor("Pytheas"), Contributor("Strabo"))
        assert dict(found.origins)["contributors"] == "properties: creator"
        assert (known.subjects, dict(found.origins)["subjects"]) == (("sea", "moon"), "properties: keywords")

    def test_the_title_in_the_text_wins(self) -> None:
        found = article(document(p("Low Water", "Title") + FILLER, core="<dc:title>The Tides</dc:title>"))
        assert (found.metadata.title, dict(found.origins)["title"]) == ("Low Water", "style: Title")

    @pytest.mark.parametrize("title", ["Microsoft Word - tides.doc", "Document1", "tides.docx"])
    def test_titles_that_a_program_gave(self, title: str) -> None:
        assert article(document(FILLER, core=f"<dc:title>{title}</dc:title>")).metadata.title != title


def test_what_python_docx_writes() -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("The Tides", 0)
    made.add_heading("High Water", 1)
    made.add_paragraph("one", style="List Bullet")
    made.add_paragraph("deeper", style="List Bullet 2")
    made.add_table(rows=1, cols=1, style="Light Grid Accent 1").cell(0, 0).text = "alone"
    data = BytesIO()
    made.save(data)
    found = article(data.getvalue())
    assert (found.metadata.title, found.sections[0].title) == ("The Tides", "High Water")
    assert found.sections[0].body.startswith("<ul><li>one<ul><li>deeper</li></ul></li></ul>")


def test_every_word_of_a_document_is_in_the_article_or_among_what_was_dropped() -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("Title word", 0)
    made.add_paragraph("Subtitle word", "Subtitle")
    made.add_heading("Heading word", 1)
    said = made.add_paragraph("Plain ")
    said.add_run("bold").bold = True
    said.add_run().add_break()
    said.add_run("broken\ttabbed")
    made.add_comment(said.runs, text="Comment word", author="Reader")
    for style in ("List Bullet", "List Bullet 2", "List Number", "List Continue", "Quote", "Intense Quote", "macro"):
        made.add_paragraph(f"{style.replace(' ', '')}word", style)
    table = made.add_table(rows=3, cols=3, style="Table Grid")
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row.cells):
            cell.text = f"cell{number}{place}"
    table.cell(1, 0).merge(table.cell(2, 1))
    table.cell(0, 2).add_table(1, 1).cell(0, 0).text = "nested"
    made.add_picture(BytesIO(PNG))
    made.add_paragraph("Caption word", "Caption")
    made.sections[0].header.paragraphs[0].text = "Header word"
    made.sections[0].footer.paragraphs[0].text = "Footer word"
    data = BytesIO()
    made.save(data)
    with zipfile.ZipFile(data) as archive:
        parts = [
            archive.read(name) for name in archive.namelist() if re.search("document|header|footer|comments", name)
        ]
    texts = (etree.fromstring(part).iter("{*}t") for part in parts if part.startswith(b"<?xml"))
    written = " ".join(text.text or "" for part in texts for text in part).split()
    found = article(data.getvalue())
    bodies = " ".join(re.sub("<[^>]*>", " ", one.body) for one in found.sections)
    titles = [found.metadata.title, found.metadata.subtitle or "", *(one.title or "" for one in found.sections)]
    read_ = " ".join([bodies, *titles, *(one.text for one in found.dropped)]).split()
    assert len(written) > 30
    assert Counter(written) - Counter(read_) == Counter()
    assert found.sections[0].body.count("<table>") == 1
    assert found.metadata.published is None


OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"PK\3\4nothing", "no ZIP archive"),
        (zipped({"a.txt": b"x"}), "no document in it"),
        (zipped({"word/document.xml": b"<w"}), "is no XML"),
        (zipped({"word/document.xml": BOMB + b"<a><body>&c;</body></a>"}), "holds entities"),
        (zipped({"word/document.xml": OUTSIDE + b"<a><body>&b;</body></a>"}), "holds entities"),
        (zipped({"word/document.xml": b"<a><body>" + b"<w>" * 200 + b"</w>" * 200 + b"</body></a>"}), "too deeply"),
        (zipped({"word/document.xml": b"<a><body>" + b"<w>" * 90_000 + b"</w>" * 90_000}), "is no XML"),
        (zipped({"word/document.xml": b"<document/>"}), "no text document"),
        (zipped({"word/document.xml": b" " * 60_000_000}), "more than 50 MB of text"),
        (zipped({"word/document.xml": b"", "a": b"\0" * 201_000_000}), "unpacks to more than 200 MB"),
        (zipped({f"{number}": b"" for number in range(20_001)}), "too many files"),
    ],
)  # fmt: skip
def test_hostile_documents_end_in_one_line(data: bytes, problem: str) -> None:
    with pytest.raises(SourceError, match=problem) as caught:
        article(data)
    assert caught.value.place == "tides.docx"


def test_paths_that_lead_out_of_the_archive_lead_nowhere() -> None:
    found = article(
        document(
            p(TestObjects().picture()) + FILLER,
            relations={"rId9": ("image", "../../../../etc/passwd")},
            extra={"../../../../etc/passwd": PNG, "/etc/passwd": PNG},
        )
    )
    assert "picture-missing" in [one.code for one in found.findings]


def test_words_in_very_many_runs_and_fields_that_never_end() -> None:
    """Each took a time that grew with the square of their number."""
    runs = "<w:p>" + r("sea ", "<w:b/>") * 30_000 + "</w:p>"
    fields = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5_000 + r("tide"))
    found = article(document(runs + fields + FILLER))
    assert found.sections[0].body.count("sea ") >= 29_999
    assert "tide" in found.sections[0].body


TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "hyperlink",
    "fldChar",
    "drawing",
    "ins",
    "del",
    "oMath",
    "pPr",
]
ELEMENTS = st.recursive(
    st.sampled_from(["", "sea", "\t"]),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda one: f"<w:{one[0]} w:val='1' w:fldCharType='begin' r:id='part-styles'>{''.join(one[1])}</w:{one[0]}>"
    ),
    max_leaves=25,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ELEMENTS, max_size=6).map("".join))
def test_any_document_is_an_article_or_one_error(content: str) -> None:
    with suppress(SourceError):
        article(document(content))
        article(document(FILLER + content, parts={"footnotes": content, "numbering": content, "comments": content}))
