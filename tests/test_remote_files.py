"""Files at addresses, in a store of fsspec's that is nothing but memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from publish.errors import Absent, Blocked, SourceError, UsageError
from publish.files import (
    Source,
    find_sources,
    inside_of,
    is_file,
    is_folder,
    is_remote,
    joined,
    load,
    matching,
    opened,
    plain,
    real,
    remove,
    save,
    settings_beside,
    sources_below,
    stamp,
    stamps,
    surroundings,
)


@pytest.fixture(autouse=True)
def store() -> Iterator[MemoryFileSystem]:
    system = MemoryFileSystem()
    system.store.clear()
    for name in ("a.txt", "b/c.md", "b/c.toml", "b/blue.png", "b/.hidden.txt", ".git/x.txt", "other.bin"):
        save(f"memory://sea/{name}", name.encode())
    yield system
    system.store.clear()


def test_what_is_an_address() -> None:
    names = ["memory://sea", "s3://a/b", "https://example.org", "HTTP://example.org", "a/b", "-", "C:\\a"]
    assert [is_remote(name) for name in names] == [True, True, False, False, False, False, False]
    assert plain("file:///tmp/a%20b") == "/tmp/a b"
    assert plain("s3://a/b") == "s3://a/b"


def test_names_in_a_folder() -> None:
    assert joined("s3://a/b/", PurePath("c", "d.pdf")) == "s3://a/b/c/d.pdf"
    assert inside_of("s3://a/b/c/d.pdf", "s3://a/b") == "c/d.pdf"
    assert joined("out", "c/d.pdf") == "out/c/d.pdf"
    assert inside_of("out/c/d.pdf", "out") == "c/d.pdf"
    assert real("s3://a/b/") == "s3://a/b"


def test_bytes_come_back(store: MemoryFileSystem) -> None:
    assert load("memory://sea/a.txt") == b"a.txt"
    assert opened("memory://sea/a.txt").readline(2) == b"a."
    assert (is_file("memory://sea/a.txt"), is_file("memory://sea/b"), is_file("memory://sea/x")) == (True, False, False)
    assert (is_folder("memory://sea/b"), is_folder("memory://sea/x"), is_folder("memory://sea/x/")) == (
        True,
        False,
        True,
    )
    remove(["memory://sea/a.txt", "memory://sea/gone.txt"], "memory://sea")
    assert not store.exists("/sea/a.txt")


def test_a_source_that_is_too_large_is_not_read() -> None:
    with pytest.raises(SourceError, match="is more than 3 bytes large"):
        load("memory://sea/a.txt", 3)


@pytest.mark.parametrize("name", ["memory://sea/gone.txt", "memory://gone/a.txt"])
def test_what_is_not_there_is_told(name: str) -> None:
    with pytest.raises(SourceError) as raised:
        load(name)
    assert str(raised.value) == f"{name}: there is no such file; check the name"
    assert stamp(name) is None


def test_a_store_that_nobody_knows_is_told() -> None:
    with pytest.raises(SourceError, match="what://a/b: cannot be reached: ValueError: Protocol not known: what"):
        load("what://a/b")


def test_a_driver_that_is_missing_is_told() -> None:
    with pytest.raises(UsageError, match=r"gs://a/b: needs .*; install publish\[cluster\], and the driver"):
        load("gs://a/b")


def test_a_stamp_is_another_when_the_content_is() -> None:
    before, all_before = stamp("memory://sea/a.txt"), stamps("memory://sea")
    assert before == all_before("memory://sea/a.txt")
    assert all_before("memory://sea/b/c.md") == stamp("memory://sea/b/c.md")
    assert all_before("memory://sea/gone") is None
    save("memory://sea/a.txt", b"b.txt")
    assert stamp("memory://sea/a.txt") != before


def test_sources_in_a_folder_are_those_that_are_seen() -> None:
    found = list(sources_below("memory://sea"))
    assert [(source.name, source.place) for source in found] == [
        ("memory://sea/a.txt", PurePath("a")),
        ("memory://sea/b/c.md", PurePath("b/c")),
    ]
    assert {source.home for source in found} == {"memory://sea"}
    assert find_sources(["memory://sea/a.txt"])[0] == Source("memory://sea/a.txt", PurePath("a"), "memory://sea")
    with pytest.raises(UsageError, match="the folder has no source"):
        list(sources_below("memory://nothing"))


def test_patterns() -> None:
    assert matching("memory://sea/*.txt") == ["memory:///sea/a.txt"]
    assert matching("memory://sea/*.pdf") == []


def test_what_stands_beside_a_source_is_had_and_nothing_else() -> None:
    around = surroundings(Source("memory://sea/b/c.md", PurePath("c"), "memory://sea"))
    assert around.sidecar == b"b/c.toml"
    assert around.fetch("blue.png") == b"b/blue.png"
    assert around.fetch("../a.txt?size=1") == b"a.txt"
    for reference in ("../../secret", "/etc/passwd", "../../sea2/x"):
        with pytest.raises(Blocked, match="is outside the source's folder"):
            around.fetch(reference)
    for reference in ("file:///etc/passwd", "memory://sea/a.txt", "https://example.org/a.png"):
        with pytest.raises(Blocked):
            around.fetch(reference)
    with pytest.raises(Absent):
        around.fetch("red.png")
    assert surroundings(Source("memory://sea/a.txt", PurePath("a"), "memory://sea")).sidecar is None


def test_settings_are_those_of_the_folder() -> None:
    source = Source("memory://sea/b/c.md", PurePath("c"), "memory://sea/b")
    assert settings_beside([source]) is None
    save("memory://sea/publish.toml", b"x")
    assert settings_beside([source]) is None
    save("memory://sea/b/publish.toml", b"y")
    assert settings_beside([source]) == (b"y", "memory://sea/b/publish.toml")
