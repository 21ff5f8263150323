"""The catalogue: valid, complete, its links right; and nothing written that is as it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from shelf.conftest import Bind, article, made
from support.shelves import listed, problems

from publish.model import Contributor, Metadata
from publish.shelf import Card, Shelf

Enter = Callable[[int, Card], None]

HOSTILE = Metadata(
    "</script><script>alert(1)</script> & “quoted” \"'\x00\x0b\ud800",
    "zh-Hant",
    contributors=(Contributor("<b>A</b> & Sons"), Contributor("\x01"), Contributor("Somebody", "trl")),
    published=date(2020, 2, 29),
    description="]]> <!-- " + "word " * 200,
    publisher="Æther & <Co>",
    subjects=("a/b", "<i>", "a/b", " "),
)


def state() -> dict[str, tuple[int, bytes]]:
    """Every file of the catalogue, which file it is, and what is in it."""
    paths = [Path("out/index.html"), *sorted(Path("out/shelf").rglob("*"))]
    return {
        str(path): (path.stat().st_ino, path.read_bytes()) for path in paths if path.suffix != ".jpg" and path.is_file()
    }


def rewritten(before: dict[str, tuple[int, bytes]]) -> set[str]:
    now = state()
    return {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}


def data() -> list[list[object]]:
    """What the page searches."""
    cards = []
    for path in Path("out/shelf/data").iterdir():
        told = path.read_text(encoding="utf-8")
        cards += json.loads(told.removeprefix("shelf.add(").rstrip().removesuffix(")"))
    return cards


@pytest.fixture
def hundred(enter: Enter, bind: Bind) -> None:
    for number in range(100):
        day = date(2000 + number % 9, 1 + number % 12, 1)
        told = {"published": day, "subjects": (f"Subject {number % 3}",), "language": "en" if number % 10 else "de"}
        enter(number, made(f"a/{number}", article(number, **told)))
    bind()


def test_names_from_hell(enter: Enter, bind: Bind) -> None:
    enter(1, made("a b/ü#?%&\"'<é", HOSTILE))
    enter(2, made("plain", Metadata("Plain", "und"), cover=False))
    bind(Shelf("<Shelf> & “more”"))
    assert problems(Path("out")) == []
    assert listed(Path("out/shelf/all.xml")) == ["</script><script>alert(1)</script> & “quoted” \"'", "Plain"]
    page = Path("out/index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<title>&lt;Shelf&gt; &amp; “more”</title>" in page
    assert "</script>" not in Path("out/shelf/data/0.js").read_text(encoding="utf-8")
    first, _ = sorted(data(), key=str)
    assert first[1:5] == [
        "</script><script>alert(1)</script> & “quoted” \"'", "zh-Hant", ["<b>A</b> & Sons"], ["a/b", "<i>"],
    ]  # fmt: skip


def test_an_empty_shelf_is_one_all_the_same(bind: Bind) -> None:
    bind()
    assert problems(Path("out")) == []
    assert "0 articles" in Path("out/index.html").read_text(encoding="utf-8")


def test_with_an_address_every_link_is_whole(enter: Enter, bind: Bind) -> None:
    enter(1, made("a b", HOSTILE))
    bind(Shelf(address="https://example.org/tides"))
    assert problems(Path("out"), "https://example.org/tides/") == []


@pytest.mark.usefixtures("hundred")
def test_every_way_leads_to_every_article() -> None:
    assert problems(Path("out")) == []
    titles = sorted(f"Article {number}" for number in range(100))
    assert sorted(listed(Path("out/shelf/all.xml"))) == titles
    assert sorted(str(told[1]) for told in data()) == titles
    for kind, values in (("author", 7), ("subject", 3), ("language", 2), ("year", 9)):
        feeds = list(Path("out/shelf").glob(f"{kind}-????????.xml"))
        assert len(feeds) == values
        assert sorted(title for path in feeds for title in listed(path)) == titles
    newest = [json.loads(path.read_text(encoding="utf-8")) for path in [Path("out/shelf/new.json")]]
    dates = [one["metadata"]["published"] for feed in newest for one in feed["publications"]]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 50


@pytest.mark.usefixtures("hundred")
def test_what_has_not_changed_is_not_written(enter: Enter, bind: Bind) -> None:
    before = state()
    assert bind() == []
    assert rewritten(before) == set()
    enter(5, made("a/5", article(5, published=date(2005, 6, 1), subjects=("Subject 2",))))  # As it was.
    bind()
    assert rewritten(before) == set()
    bind(token="a newer program")
    assert rewritten(before) == set()


@pytest.mark.usefixtures("hundred")
def test_an_article_that_has_changed_changes_the_files_that_it_is_in(enter: Enter, bind: Bind) -> None:
    before = state()
    enter(5, made("a/5", article(5, published=date(2005, 6, 1), subjects=("Subject 2",), title="Another")))
    bind()
    assert problems(Path("out")) == []
    changed = rewritten(before)
    ways = {"all", "author", "subject", "language", "year", "new"}
    assert {path.split("/")[-1].partition("-")[0].partition(".")[0] for path in changed} <= ways | {
        "0",
        "atom",
        "index",
    }
    assert len(changed) <= 2 * len(ways) + 3
    assert len(before) > 50


@pytest.mark.usefixtures("hundred")
def test_one_that_is_gone_leaves_nothing_behind(base: sqlite3.Connection, bind: Bind) -> None:
    base.execute("UPDATE article SET state = 'failed' WHERE id IN (0, 7)")
    base.execute("DELETE FROM article WHERE id % 7 = 0")  # All of one author.
    left = bind()
    assert {path.partition("-")[0] for path in left} >= {"out/shelf/author"}
    assert problems(Path("out")) == []
    assert len(listed(Path("out/shelf/all.xml"))) == 85
    assert base.execute("SELECT count(*) FROM facet WHERE article % 7 = 0").fetchone() == (0,)
    kept = state()
    for path in kept:
        Path(path).unlink()
    bind(token="from the beginning")
    assert {path: text for path, (_, text) in state().items()} == {path: text for path, (_, text) in kept.items()}


@pytest.mark.usefixtures("hundred")
def test_a_file_that_somebody_changed_is_put_right(bind: Bind) -> None:
    before = state()
    Path("out/shelf/all.xml").write_text("mine", encoding="utf-8")
    Path("out/index.html").unlink()
    bind()
    assert {path: text for path, (_, text) in state().items()} == {path: text for path, (_, text) in before.items()}


def test_near_duplicates_say_what_they_are_like(base: sqlite3.Connection, enter: Enter, bind: Bind) -> None:
    enter(1, made("first", article(1)))
    enter(2, made("second", article(2, description="Later.")))
    base.execute("UPDATE article SET twin_id = 1 WHERE id = 2")
    bind(linked=True)
    assert problems(Path("out")) == []
    assert [told[9] for told in sorted(data(), key=str)] == [0, ["first", "Article 1"]]
    assert "Nearly the same as Article 1. Later." in Path("out/shelf/all.xml").read_text(encoding="utf-8")
    bind(linked=False)
    assert [told[9] for told in data()] == [0, 0]


def test_many_articles_are_in_several_parts(enter: Enter, bind: Bind) -> None:
    for number in range(2100):
        enter(number, made(f"{number}", article(number), cover=False))
    bind()
    assert sorted(path.name for path in Path("out/shelf/data").iterdir()) == ["0.js", "1.js", "2.js", "3.js"]
    assert len(data()) == 2100
    before = state()
    enter(2100, made("2100", article(2100), cover=False))
    bind()
    assert problems(Path("out")) == []
    assert len([path for path in rewritten(before) if "/data/" in path]) == 1
    assert len(rewritten(before)) < 25
