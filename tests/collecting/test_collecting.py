"""Articles out of folders, patterns and files that hold many of them."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pyarrow
import pytest
from pyarrow import parquet

from publish.collecting import collect, expected, origins
from publish.exporting.bringing import bring
from publish.files import LIMIT, Source
from publish.settings import Settings

TEXT = "The sea comes in twice a day."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def dump(name: str, *rows: object) -> str:
    Path(name).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return name


def told(source: Source) -> str:
    assert source.held
    return (source.held.sidecar or b"").decode()


def errors(origin: str) -> list[str]:
    return [str(source.held.error) for source in collect(origin) if source.held and source.held.error]


def test_a_folder_gives_its_sources_in_the_order_of_their_paths() -> None:
    for name in ("b.txt", "a/z.md", "a/a.html", "a.txt", ".hidden/x.txt", "a/.x.txt", "notes.pdf", "c/D.TXT"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("x")
    Path("passwd.txt").symlink_to("/etc/passwd")
    os.mkfifo("pipe.txt")
    found = list(collect("."))
    assert [source.name for source in found] == ["a/a.html", "a/z.md", "a.txt", "b.txt", "c/D.TXT"]
    assert [str(source.place) for source in found] == ["a/a", "a/z", "a", "b", "c/D"]


def test_a_pattern_gives_what_it_matches_each_once() -> None:
    for name in ("b.txt", "a.txt", "x.md"):
        Path(name).write_text("x")
    assert origins(["*.txt", "a.txt", "./b.txt", "none*"]) == ("a.txt", "b.txt", "none*")
    assert errors("none*") == ["none*: there is no such file; check the name"] or not errors("none*")


def test_a_folder_without_sources_is_told_and_stops_nothing() -> None:
    Path("empty").mkdir()
    assert errors("empty")[0].startswith("empty: the folder has no source; name a folder with files that end in .txt")


def test_a_line_of_json_is_an_article_with_its_metadata() -> None:
    row = {"id": 7, "headline": "High Water", "byline": "Pytheas", "content": TEXT, "lang": "en_GB",
           "pubdate": "Tue, 24 Nov 2026 10:00:00 GMT", "url": "https://example.org/tides",
           "tags": "sea, moon"}  # fmt: skip
    (source,) = collect(dump("dump.jsonl", row))
    assert (source.name, str(source.place)) == ("dump.jsonl:1", "high-water")
    assert source.held and source.held.id == "7" and source.held.format == "text"
    assert source.held.data.decode() == f"High Water\n\n{TEXT}"
    assert told(source).splitlines() == [
        'title = "High Water"', 'authors = ["Pytheas"]', 'published = "2026-11-24"', 'language = "en-GB"',
        'source_url = "https://example.org/tides"', 'subjects = ["sea", "moon"]',
    ]  # fmt: skip


def test_what_a_row_cannot_mean_is_passed_over() -> None:
    row = {
        "title": 5,
        "text": TEXT,
        "date": "yesterday",
        "lang": "English!",
        "url": "javascript:x",
        "author": {"name": ""},
    }
    (source,) = collect(dump("dump.jsonl", row))
    assert told(source) == ""
    assert source.held and len(source.held.id) == 16


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"High  water\n{TEXT}", f"High  water\n{TEXT}"),
        (f"# High Water\n{TEXT}", f"# High Water\n{TEXT}"),
        (TEXT, f"High Water\n\n{TEXT}"),
    ],
)
def test_a_text_has_its_title_once(text: str, wanted: str) -> None:
    (source,) = collect(dump("dump.jsonl", {"title": "High Water", "text": text}))
    assert source.held and source.held.data.decode() == wanted


def test_html_of_a_row_is_all_article_and_a_page_is_not() -> None:
    rows = ({"title": "A", "html": f"<p>{TEXT}"}, {"title": "A", "body": f"<p>{TEXT}<p>{TEXT}"},
            {"html": f"<html><body><h1>B</h1>{TEXT}</body></html>", "title": "B"})  # fmt: skip
    part, guessed, page = (source.held for source in collect(dump("dump.jsonl", *rows)))
    assert part and part.whole and b"<h1>A</h1>" in part.data
    assert guessed and guessed.format == "html" and guessed.whole
    assert page and not page.whole and page.data.count(b"<h1>") == 1


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"slug": "../../etc/Passwd.html"}, "etc/passwd"),
        ({"id": "why-the-sea", "title": "Other"}, "why-the-sea"),
        ({"id": "0b0d3c4e-7c8a-4e2a-9d3b-0123456789ab", "title": "Ebbe & Flut"}, "ebbe-flut"),
        ({"title": "海" * 200}, "海" * 60),
        ({"title": "..."}, "article"),
    ],
)
def test_where_a_row_goes(row: dict[str, str], place: str) -> None:
    (source,) = collect(dump("dump.jsonl", {"text": TEXT, **row}))
    if row.get("title") == "...":
        assert source.held and str(source.place) == source.held.id
    else:
        assert str(source.place) == place


def test_rows_that_are_no_articles_are_told_and_the_others_come() -> None:
    Path("dump.jsonl").write_bytes(b'{"text": "One"}\n{oops\n[1]\n\n{"title": "T"}\n{"text": "caf\xe9"}\n')
    assert errors("dump.jsonl") == [
        "dump.jsonl:2: is no JSON: expecting property name enclosed in double quotes; mend the line",
        'dump.jsonl:3: is no JSON object; write it as {"title": "…", "text": "…"}',
        "dump.jsonl:5: has no text; give it a column called html, markdown or text",
    ]
    assert [source.held.data for source in collect("dump.jsonl") if source.held] == [
        b"One",
        b"",
        b"",
        b"",
        "café".encode(),
    ]


def test_a_line_without_an_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.collecting.lines.LIMIT", 100)
    dump("dump.jsonl", {"text": "x" * 1000}, {"text": TEXT})
    assert [bool(source.held and source.held.error) for source in collect("dump.jsonl")] == [True, False]
    assert LIMIT == 50_000_000


def test_a_packed_dump_and_one_that_is_cut_off() -> None:
    data = gzip.compress(json.dumps({"text": TEXT}).encode() + b"\n" + os.urandom(50_000))
    Path("dump.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": TEXT}).encode()))
    assert [source.held.data for source in collect("dump.jsonl.gz") if source.held] == [TEXT.encode()]
    Path("cut.jsonl.gz").write_bytes(data[:5000])
    assert any("cut.jsonl.gz: cannot be read" in error for error in errors("cut.jsonl.gz"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_with_any_delimiter(delimiter: str) -> None:
    Path("dump.csv").write_text(
        f'\ufefftitle{delimiter}text\nA{delimiter}"One{delimiter}\ntwo"\n\nB{delimiter}x{delimiter}y\nC\n',
        encoding="utf-8",
    )
    found = list(collect("dump.csv"))
    assert found[0].held and found[0].held.data.decode() == f"A\n\nOne{delimiter}\ntwo"
    assert errors("dump.csv") == [
        "dump.csv:5: has 3 values for 2 columns; put texts with commas in quotes",
        "dump.csv:6: has no text; give it a column called html, markdown or text",
    ]


def test_parquet_is_read_by_rows() -> None:
    table = pyarrow.table({"title": ["A", "B"], "markdown": [TEXT, f"# B\n{TEXT}"], "other": [1, 2]})
    parquet.write_table(table, "dump.parquet")
    found = list(collect("dump.parquet"))
    assert [source.name for source in found] == ["dump.parquet:1", "dump.parquet:2"]
    assert found[0].held and found[0].held.data.decode() == f"# A\n\n{TEXT}"
    Path("bad.parquet").write_bytes(b"PAR1 nothing")
    assert errors("bad.parquet")[0].startswith("bad.parquet: is damaged: ")


def test_an_archive_gives_articles_with_their_pictures_and_sidecars() -> None:
    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.writestr("sea/tides.md", f"# Tides\n\n{TEXT}\n")
        archive.writestr("sea/tides.toml", 'title = "T"')
        archive.writestr("pictures/a.png", b"picture")
        archive.writestr("../evil.txt", "evil")
        archive.writestr("__MACOSX/._tides.md", "x")
    evil, tides = collect("all.zip")
    assert str(evil.held and evil.held.error) == "all.zip/../evil.txt: leads out of the archive; pack it again"
    assert (tides.name, str(tides.place)) == ("all.zip/sea/tides.md", "sea/tides")
    data, _, around = bring(tides, Settings())
    assert data.startswith(b"# Tides") and around.sidecar == b'title = "T"'
    assert around.fetch("../pictures/a.png") == b"picture"
    with pytest.raises(Exception, match="there is no such file in the archive"):
        around.fetch("../../pictures/a.png")


FEEDS = {
    "rss.xml": f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>
<language>en</language><item><title>Ebb &amp;amp; flow</title><guid>g1</guid><link>https://example.org/1</link>
<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{TEXT}</p><script>x</script>]]></content:encoded></item></channel></rss>""",
    "atom.xml": f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title><entry><id>g1</id>
<title>Ebb &amp; flow</title><published>2026-11-24T10:00:00Z</published><link href="https://example.org/1"/>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>""",
    "feed.json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "language": "en", "items": [
        {"id": "g1", "title": "Ebb & flow", "url": "https://example.org/1", "date_published": "2026-11-24T10:00:00Z",
         "content_html": f"<p>{TEXT}</p>"}]}),
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_give_the_whole_text_of_their_entries(name: str) -> None:
    Path(name).write_text(FEEDS[name], encoding="utf-8")
    (source,) = collect(name)
    assert (source.name, str(source.place)) == (f"{name}:1", "ebb-flow")
    assert source.held and source.held.id == "g1" and source.held.format == "html"
    assert f"<p>{TEXT}</p>".encode() in source.held.data
    for line in ('title = "Ebb & flow"', 'published = "2026-11-24"', 'language = "en"', "https://example.org/1"):
        assert line in told(source)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.xml", "<html><p>No feed</p></html>", "is no feed"),
        ("x.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "is no feed"),
        ("x.json", "{", "is no JSON"),
        ("x.json", '{"a": 1}', "has no list of articles"),
        ("x.zip", "PK", "is damaged: it is no ZIP archive"),
        ("x.csv", "", "has no line of names"),
    ],
)
def test_what_is_no_container_is_told(name: str, data: str, message: str) -> None:
    Path(name).write_text(data)
    assert [message in error for error in errors(name)] == [True]


def test_how_many_there_will_be() -> None:
    for name in ("sea/a.txt", "sea/b.md"):
        Path("sea").mkdir(exist_ok=True)
        Path(name).write_text("x")
    parquet.write_table(pyarrow.table({"text": ["A", "B"]}), "dump.parquet")
    assert expected(["sea", "dump.parquet", dump("d.jsonl", {}, {}, {}), "sea/a.txt"]) == 8
    Path("x.csv").write_text("text\nA\n")
    assert expected(["x.csv"]) is None


def test_only_the_columns_that_are_needed_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    parquet.write_table(pyarrow.table({"text": ["A"], "embedding": [[0.5] * 9]}), "dump.parquet")
    asked: list[SimpleNamespace] = []
    read = parquet.ParquetFile.iter_batches

    def watch(self: object, **wishes: object) -> object:
        asked.append(SimpleNamespace(**wishes))
        return read(self, **wishes)

    monkeypatch.setattr(parquet.ParquetFile, "iter_batches", watch)
    assert len(list(collect("dump.parquet"))) == 1
    assert asked[0].columns == ["text"]
    (source,) = collect("dump.parquet")
    assert source.held and source.held.unused == ("embedding",)
