"""The catalogue of a collection follows its editions, whatever happens to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from exporting.test_batch import WISHES, kinds, why, write
from support.shelves import listed, problems

from publish.errors import NoRoom
from publish.exporting.batch import Wishes
from publish.files import save
from publish.shelf import Shelf

SHELVED = replace(WISHES, shelf=Shelf())


@pytest.fixture(autouse=True)
def sea(stages: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        write(name, f"{name} is fine")
    monkeypatch.setattr("publish.exporting.worker.thumbnail", _thumbnail)


def _thumbnail(files: Mapping[str, bytes]) -> bytes:
    return b"a small cover of " + files["epub"]


def tree(folder: str = "out") -> dict[str, bytes]:
    paths = [path for path in Path(folder).rglob("*") if path.is_file() and ".publish" not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def places() -> list[str]:
    return sorted(path.stem for path in Path("out/shelf/covers").rglob("*.jpg"))


def built(wishes: Wishes = SHELVED) -> list[str]:
    told = kinds(wishes=wishes)
    assert problems(Path("out")) == []
    return told


def test_the_editions_are_on_the_shelf() -> None:
    assert built() == ["built"] * 3
    assert len(listed(Path("out/shelf/all.xml"))) == 3
    assert places() == ["a", "b", "c"]
    before = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*") if path.is_file()}
    assert built() == ["cached"] * 3
    now = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*") if path.is_file()}
    assert {path for path in now if now[path] != before.get(path) and ".publish" not in path.parts} == set()


def test_whatever_came_before_it_is_as_if_made_at_once() -> None:
    built()
    write("d", "d is fine")
    write("b", "bad")
    built()
    Path("sea/a.txt").unlink()
    write("b", "b is better")
    built(replace(SHELVED, prune=True))
    assert places() == ["b", "c", "d"]
    came = tree()
    Path("out").rename("before")
    built()
    assert tree() == came


def test_an_article_that_fails_is_not_on_it() -> None:
    write("b", "bad")
    assert built() == ["built", "failed", "built"]
    assert len(listed(Path("out/shelf/all.xml"))) == 2
    write("b", "b is fine")
    assert built() == ["cached", "built", "cached"]
    assert len(listed(Path("out/shelf/all.xml"))) == 3
    write("b", "bad")
    built()
    assert len(listed(Path("out/shelf/all.xml"))) == 2


def test_articles_of_another_run_in_the_same_folder_stay_on_it() -> None:
    write("x", "x is fine", "land")
    built()
    kinds("land", wishes=SHELVED)
    assert problems(Path("out")) == []
    assert places() == ["a", "b", "c", "x"]
    assert len(listed(Path("out/shelf/all.xml"))) == 4


def test_without_it_nothing_of_it_is_left() -> None:
    built(WISHES)
    bare = tree()
    assert why("sea/a.txt", wishes=SHELVED) == ["with the shelf, it has a small cover"]
    built()
    assert len(tree()) > len(bare)
    assert why("sea/a.txt") == ["with the shelf, it had a small cover"]
    built(WISHES)
    assert tree() == bare
    assert not Path("out/shelf").exists()


def test_with_another_title_nothing_is_built() -> None:
    built()
    assert built(replace(SHELVED, shelf=Shelf("Tides"))) == ["cached"] * 3
    assert "<h1>Tides</h1>" in Path("out/index.html").read_text(encoding="utf-8")


def test_near_duplicates_are_linked() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    write("d", words)
    write("e", f"{words} more")
    built(replace(SHELVED, near="link"))
    assert "Nearly the same as Title." in Path("out/shelf/all.xml").read_text(encoding="utf-8")
    assert built() == ["cached"] * 5
    assert "Nearly" not in Path("out/shelf/all.xml").read_text(encoding="utf-8")


def test_an_interrupted_shelf_is_finished_by_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    built()
    wanted = tree()
    Path("out").rename("before")
    room: list[None] = []

    def save_where_there_is_room(path: str, data: bytes, workshop: str) -> None:
        if not room:
            raise NoRoom("the disk is full", place=path)
        room.pop()
        save(path, data, workshop)

    for _ in range(3):
        room += [None] * 3
        with monkeypatch.context() as patched:
            patched.setattr("publish.exporting.catalogue.save", save_where_there_is_room)
            with pytest.raises(NoRoom):
                kinds(wishes=SHELVED)
    assert built() == ["cached"] * 3
    assert tree() == wanted
