"""What the disk can do to us, and what the user then reads."""

from __future__ import annotations

import errno
import os
from io import TextIOWrapper
from pathlib import Path, PurePath
from unittest.mock import patch

import pytest

from publish.errors import Absent, Blocked, BuildError, SourceError, UsageError
from publish.files import LIMIT, Source, discard_unfinished, find_sources, is_folder, load, save, surroundings
from publish.model import Fetch


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"The text of {name}", encoding="utf-8")


def names(*given: str) -> list[str]:
    return [source.name for source in find_sources(given)]


class TestFinding:
    def test_files_stay_as_given_even_those_that_do_not_exist(self, shelf: Path) -> None:
        write("b.txt", "a.html")
        assert names("b.txt", "a.html", "missing", "-") == ["b.txt", "a.html", "missing", "-"]

    def test_a_folder_is_searched_at_any_depth_and_sorted(self, shelf: Path) -> None:
        write("in/b.txt", "in/a/z.txt", "in/A.TXT", "in/notes.pdf")
        assert names("in/") == ["in/A.TXT", "in/a/z.txt", "in/b.txt"]

    def test_sources_of_a_folder_keep_their_place_in_it(self, shelf: Path) -> None:
        write("in/sub/kursk.de.txt")
        assert find_sources(["in"])[0].place == PurePath("sub/kursk.de")
        assert find_sources(["in/sub/kursk.de.txt"])[0].place == PurePath("kursk.de")

    def test_hidden_files_and_folders_are_passed_over(self, shelf: Path) -> None:
        write("in/a.txt", "in/.b.txt", "in/.git/c.txt")
        assert names("in") == ["in/a.txt"]

    def test_links_that_lead_out_of_the_folder_are_passed_over(self, shelf: Path) -> None:
        write("in/a.txt", "out/b.txt")
        Path("in/b.txt").symlink_to(shelf / "out/b.txt")
        Path("in/round.txt").symlink_to("round.txt")
        Path("in/out").symlink_to(shelf / "out")
        Path("in/inside.txt").symlink_to("a.txt")
        assert names("in") == ["in/a.txt", "in/inside.txt"]

    def test_a_source_named_twice_counts_once(self, shelf: Path) -> None:
        write("in/a.txt", "in/b.txt")
        assert names("in/b.txt", "in", "./in/a.txt", str(shelf / "in/a.txt"), "-", "-") == ["in/b.txt", "in/a.txt", "-"]

    def test_a_folder_without_sources_is_refused(self, shelf: Path) -> None:
        write("in/notes.pdf")
        with pytest.raises(UsageError, match=r"in: the folder has no source; name .+ \.txt, "):
            find_sources(["in"])

    @pytest.mark.parametrize(("name", "expected"), [("new/", True), ("there", True), ("new", False), ("file", False)])
    def test_what_counts_as_a_folder(self, shelf: Path, name: str, expected: bool) -> None:
        write("there/a.txt", "file")
        assert is_folder(name) is expected


class TestLoading:
    def test_all_bytes_come_back(self, shelf: Path) -> None:
        Path("a.txt").write_bytes(b"\xff\x00\r\n")
        assert load("a.txt") == b"\xff\x00\r\n"

    def test_a_source_may_be_as_large_as_the_limit(self, shelf: Path) -> None:
        Path("a.txt").write_bytes(b"12345")
        assert load("a.txt", limit=5) == b"12345"
        with pytest.raises(SourceError, match=r"^a\.txt: is 5 bytes large; split it: .* up to 4 bytes$"):
            load("a.txt", limit=4)

    def test_a_large_source_is_not_even_read(self, shelf: Path) -> None:
        with Path("large.txt").open("wb") as file:
            file.truncate(4 * LIMIT)
        with pytest.raises(SourceError, match=r"^large\.txt: is 200 MB large; split it: .* up to 50 MB$"):
            load("large.txt")

    def test_a_device_without_end_is_given_up(self) -> None:
        with pytest.raises(SourceError, match=r"^/dev/zero: is more than 1 MB large"):
            load("/dev/zero", limit=1_000_000)

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("missing.txt", "missing.txt: there is no such file; check the name"),
            ("file/a.txt", "file/a.txt: there is no such file; check the name: a part of it is a file, not a folder"),
            ("folder", "folder: is a folder; name a file in it"),
            ("x" * 300, f"{'x' * 300}: cannot be read: file name too long; try another copy"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_a_remedy(self, shelf: Path, name: str, message: str) -> None:
        write("file", "folder/a.txt")
        with pytest.raises(SourceError) as caught:
            load(name)
        assert str(caught.value) == message

    def test_permission_denied(self, shelf: Path) -> None:
        with (
            patch.object(Path, "open", side_effect=PermissionError(errno.EACCES, "Permission denied")),
            pytest.raises(SourceError, match=r"^a\.txt: cannot be read: permission denied; allow"),
        ):
            load("a.txt")

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read, write = os.pipe()
        os.write(write, b"piped")
        os.close(write)
        with os.fdopen(read) as stream:
            monkeypatch.setattr("sys.stdin", stream)
            assert load("-") == b"piped"

    def test_closed_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", None)
        with pytest.raises(SourceError, match="standard input is closed; pipe"):
            load("-")


class TestSaving:
    def test_folders_are_made_and_an_old_edition_is_replaced(self, shelf: Path) -> None:
        save("a/b/c.pdf", b"old and long")
        save("a/b/c.pdf", b"new")
        assert Path("a/b/c.pdf").read_bytes() == b"new"
        assert os.listdir("a/b") == ["c.pdf"]  # noqa: PTH208

    def test_an_edition_has_the_permissions_of_any_new_file(self, shelf: Path) -> None:
        write("any")
        save("c.pdf", b"new")
        assert Path("c.pdf").stat().st_mode == Path("any").stat().st_mode

    @pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
    def test_whatever_interrupts_it_the_old_edition_stays_and_nothing_else(
        self, shelf: Path, error: BaseException
    ) -> None:
        write("c.pdf")
        with patch.object(Path, "replace", side_effect=error), pytest.raises((BuildError, KeyboardInterrupt)):
            save("c.pdf", b"new")
        assert [path.name for path in shelf.iterdir()] == ["c.pdf"]
        assert Path("c.pdf").read_text() == "The text of c.pdf"

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("file/c.pdf", "cannot be saved: a part of its path is a file; choose another folder with -o"),
            ("file/a/c.pdf", "cannot be saved: a part of its path is a file; choose another folder with -o"),
            ("folder", "cannot be saved: a folder has that name; choose another name with -o"),
        ],
    )
    def test_a_place_that_is_taken(self, shelf: Path, name: str, message: str) -> None:
        write("file", "folder/a.txt")
        with pytest.raises(BuildError) as caught:
            save(name, b"new")
        assert str(caught.value) == f"{name}: {message}"
        assert not list(shelf.rglob(".*"))

    @pytest.mark.parametrize(
        ("number", "message"),
        [
            (errno.ENOSPC, "the disk is full; make room"),
            (errno.EACCES, "permission denied; choose another folder"),
            (errno.EROFS, "the disk is read-only; choose another folder"),
            (errno.EIO, "input/output error; choose another place"),
        ],
    )
    def test_a_disk_that_refuses(self, shelf: Path, number: int, message: str) -> None:
        with (
            patch.object(Path, "open", side_effect=OSError(number, os.strerror(number))),
            pytest.raises(BuildError, match=f"^c.pdf: cannot be saved: {message}"),
        ):
            save("c.pdf", b"new")

    def test_closed_standard_output(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdout", None)
        with pytest.raises(BuildError, match="standard output is closed; save"):
            save("-", b"new")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
    def test_standard_output_on_a_full_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with Path("/dev/full").open("wb", buffering=0) as device:
            monkeypatch.setattr("sys.stdout", TextIOWrapper(device))  # type: ignore[type-var]
            with pytest.raises(BuildError, match=r"^-: cannot be saved: the disk is full"):
                save("-", b"new")


def test_what_a_killed_process_left_is_removed_and_nothing_else(shelf: Path) -> None:
    write(".publish-12-0a0b", ".publish-123-0a0b", "c.pdf")
    discard_unfinished(shelf, 12)
    discard_unfinished(shelf / "missing", 12)
    assert sorted(path.name for path in shelf.iterdir()) == [".publish-123-0a0b", "c.pdf"]


def beside(source: str, home: str | None = None) -> Fetch:
    return surroundings(Source(source, PurePath("x"), home or str(Path(source).parent))).fetch


@pytest.mark.parametrize(
    "reference", ["sea.png", "./sea.png?width=3", "a%20b.png", "wave.png?large", "deep/../sea.png"]
)
def test_what_a_source_refers_to_is_read_out_of_its_folder(tmp_path: Path, reference: str) -> None:
    for name in ("sea.png", "a b.png", "wave.png?large"):
        (tmp_path / name).write_bytes(b"picture")
    assert beside(str(tmp_path / "sea.md"))(reference) == b"picture"


@pytest.mark.parametrize(
    "reference",
    [
        "../secret", "/etc/hostname", "%2e%2e/secret", "..\\secret", "link", "linked/secret", "file:///etc/hostname",
        "http://127.0.0.1/secret", "//127.0.0.1/secret", "C:\\secret", "", "a\0b", "http://[", "data:,secret",
    ],
)  # fmt: skip
def test_what_is_outside_of_it_is_blocked(tmp_path: Path, reference: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    home = tmp_path / "home"
    home.mkdir()
    (home / "link").symlink_to(tmp_path / "secret")
    (home / "linked").symlink_to(tmp_path)
    with pytest.raises(Blocked) as caught:
        beside(str(home / "sea.md"))(reference)
    assert not isinstance(caught.value, Absent)


@pytest.mark.parametrize("reference", ["no.png", ".", "x" * 5000, "\udcff"])
def test_what_is_not_there_is_absent(tmp_path: Path, reference: str) -> None:
    with pytest.raises(Absent, match="there is no such file"):
        beside(str(tmp_path / "sea.md"))(reference)


def test_a_named_folder_is_the_home_of_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "sea.png").write_bytes(b"picture")
    source = str(tmp_path / "text" / "sea.md")
    assert beside(source, str(tmp_path))("../sea.png") == b"picture"
    with pytest.raises(Blocked):
        beside(source)("../sea.png")


def test_standard_input_has_nothing_beside_it() -> None:
    with pytest.raises(Blocked):
        beside("-")("sea.png")


def test_a_sidecar_is_found(tmp_path: Path) -> None:
    (tmp_path / "sea.toml").write_bytes(b'title = "Sea"')
    source = Source(str(tmp_path / "sea.md"), PurePath("sea"), str(tmp_path))
    assert surroundings(source).sidecar == b'title = "Sea"'
    assert surroundings(Source("-", PurePath("stdin"), ".")).sidecar is None
