"""Parts of a collection, built apart and brought together: the same as if it was built at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from exporting.test_batch import WISHES, done, why, write
from support.shelves import problems

from publish.errors import UsageError
from publish.exporting.batch import Wishes
from publish.exporting.merging import is_in
from publish.settings import Settings
from publish.shelf import Shelf

SHELVED = replace(WISHES, shelf=Shelf())
NAMES = [f"{letter}{number}" for letter in "ab" for number in range(8)]


@pytest.fixture(autouse=True)
def sea(stages: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        write(name, f"{name} is fine")
    write("a0", "bad")
    write("a1", "a1 is fine", "sea/deep")
    write("A1", "A1 is fine")
    monkeypatch.setattr("publish.exporting.worker.thumbnail", lambda files: b"of " + files["epub"])


def tree(folder: str) -> dict[str, bytes]:
    paths = [path for path in Path(folder).rglob("*") if path.is_file() and ".publish" not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def parts(count: int, wishes: Wishes = SHELVED) -> tuple[str, ...]:
    """Build all parts, each in a folder of its own; the last one first."""
    for number in range(count, 0, -1):
        done(wishes=replace(wishes, folder=f"part-{number}", shard=(number, count)))
    return tuple(f"part-{number}" for number in range(1, count + 1))


def counted(told: Mapping[str, str]) -> dict[str, int]:
    return {kind: list(told.values()).count(kind) for kind in set(told.values())}


def test_every_article_is_in_one_part() -> None:
    folders = parts(3)
    built = [{path for path in tree(folder) if path.endswith(".pdf")} for folder in folders]
    assert all(built)
    assert sum(map(len, built)) == len(set().union(*built)) == len(NAMES) + 1
    assert [is_in((number, 5), b"x") for number in range(1, 6)].count(True) == 1


@pytest.mark.parametrize("count", [1, 2, 8])
def test_together_they_are_the_whole(count: int) -> None:
    done(wishes=SHELVED)
    whole = tree("out")
    told = done(wishes=replace(SHELVED, folder="merged", merge=parts(count)))
    assert counted(told) == {"cached": len(NAMES) + 1, "failed": 1}
    assert tree("merged") == whole
    assert problems(Path("merged")) == []
    assert counted(done(wishes=replace(SHELVED, folder="merged"))) == {"cached": len(NAMES) + 1, "failed": 1}


def test_what_is_missing_or_another_there_is_built_here() -> None:
    done(wishes=SHELVED)
    whole = tree("out")
    first, second = parts(2)
    (Path(first) / next(path for path in tree(first) if path.endswith(".pdf"))).write_text("mine")
    (Path(second) / next(path for path in tree(second) if path.endswith(".epub"))).unlink()
    told = done(wishes=replace(SHELVED, folder="merged", merge=(first, second)))
    assert counted(told) == {"cached": len(NAMES) - 1, "failed": 1, "built": 2}
    assert tree("merged") == whole


def test_what_was_made_otherwise_is_not_taken() -> None:
    folders = parts(1)
    write("b2", "b2 is another one")
    told = done(wishes=replace(SHELVED, folder="merged", merge=folders))
    assert {name for name, kind in told.items() if kind == "built"} == {"sea/b2.txt"}
    told = done(settings=Settings(theme="report"), wishes=replace(SHELVED, folder="merged", merge=folders))
    assert counted(told) == {"built": len(NAMES) + 1, "failed": 1}


@pytest.mark.parametrize(
    ("folders", "told"),
    [
        (("nowhere",), "nowhere: no collection was built there; check the name after --merge"),
        (("sea/../out",), "sea/../out: is where the editions go; leave it out of --merge"),
    ],
)
def test_mistakes(folders: tuple[str, ...], told: str) -> None:
    done(wishes=SHELVED)
    with pytest.raises(UsageError) as raised:
        done(wishes=replace(SHELVED, merge=folders))
    assert str(raised.value) == told
    assert not Path("nowhere").exists()


def test_a_folder_may_be_named_twice() -> None:
    (part,) = parts(1)
    assert counted(done(wishes=replace(SHELVED, merge=(part, f"./{part}/")))) == {"cached": len(NAMES) + 1, "failed": 1}


def test_parts_may_be_built_in_one_folder() -> None:
    done(wishes=SHELVED)
    for number in (2, 1):
        done(wishes=replace(SHELVED, folder="one", shard=(number, 2)))
    assert tree("one") == tree("out")
    assert why("sea/b1.txt", wishes=replace(SHELVED, folder="one")) == ["nothing has changed"]
