"""The real command, started as a user starts it, with everything that can be wrong in front of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

ARTICLE = """\
How the Tide Turns
Table of Contents
- 1. How the Tide Turns
- 2. High Water
- 3. Low Water
Twice a day the sea comes up the beach, and twice a day it goes away again.
High Water
The Moon pulls at the near side of the ocean harder than at the Earth below it, and the water heaps up there.
Low Water
Between the two heaps the water is missing, and whoever knows the hour can walk to the island.
"""

BAD: dict[str, tuple[bytes, int | None]] = {
    "empty": (b"", None),
    "blank": (b"\n \n\t\n", None),
    "binary": (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00" * 40, None),
    "damaged": (b"How the Tide Turns\n\nA bo\x81\xfet by the s\xaa\x9d\xff, and nothing else.\n", 3),
    "one-line": (b"How the Tide Turns\n", 1),
    "contents-only": (b"How the Tide Turns\nTable of Contents\n- 1. High Water\n- 2. Low Water\n", None),
}
"""What is no article, with the line that the complaint names, where it has to name one."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which everything happens; a good source is in it."""
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def built(folder: str = "build") -> list[str]:
    """All files below a folder, hidden ones too; each edition among them has to be whole."""
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    for path in files:
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                assert book.testzip() is None
        elif path.suffix == ".pdf":
            assert path.read_bytes().rstrip().endswith(b"%%EOF")
    return [str(path.relative_to(folder)) for path in files]


def one_line(answer: Any, place: str, code: int = 1) -> str:
    """The only line of an answer, which names a place and a remedy."""
    assert answer.code == code, answer.err
    assert answer.out == ""
    [line] = answer.told
    assert line.startswith(f"{place}: "), line
    assert "; " in line, "a remedy"
    assert isinstance(line, str)
    return line


class TestBadSources:
    @pytest.mark.parametrize("name", BAD)
    def test_each_is_told_in_one_line(self, command: Run, name: str) -> None:
        data, line = BAD[name]
        Path(f"{name}.txt").write_bytes(data)
        answer = command("build", f"{name}.txt")
        [told] = answer.told
        place = told.split(": ")[0]
        assert place == f"{name}.txt" if line is None and ":" not in place else place.startswith(f"{name}.txt:")
        assert line is None or place == f"{name}.txt:{line}"
        one_line(answer, place)
        assert built() == []

    def test_a_missing_one(self, command: Run) -> None:
        assert one_line(command("build", "missing.txt"), "missing.txt").endswith("no such file; check the name")

    def test_one_that_is_too_large(self, command: Run) -> None:
        with Path("large.txt").open("wb") as file:
            file.truncate(200_000_000)
        assert "is 200 MB large; split it" in one_line(command("build", "large.txt"), "large.txt")

    def test_none_of_them_stops_the_others(self, command: Run) -> None:
        for name, (data, _) in BAD.items():
            Path(f"{name}.txt").write_bytes(data)
        answer = command("build", ".", "missing.txt")
        assert answer.code == 1
        assert answer.told[-1].startswith(f"1 built, {len(BAD) + 1} failed in ")
        for name in (*BAD, "missing"):
            assert sum(line.startswith(f"{name}.txt") for line in answer.told) == 1
        assert built() == ["good.epub", "good.pdf"]

    def test_inspect_tells_the_same(self, command: Run) -> None:
        Path("empty.txt").write_bytes(b"")
        assert command("inspect", "empty.txt").told == command("build", "empty.txt").told

    def test_a_folder_without_sources(self, command: Run) -> None:
        Path("notes").mkdir()
        one_line(command("build", "notes"), "notes", code=2)


class TestGoodSources:
    def test_one_that_is_not_utf_8_is_read_and_told(self, command: Run) -> None:
        Path("latin-1.txt").write_bytes(ARTICLE.replace("ocean", "océan").encode("latin-1"))
        answer = command("build", "latin-1.txt")
        assert (answer.code, built()) == (0, ["latin-1.epub", "latin-1.pdf"])
        guessed = "the source is not UTF-8; it is read as Windows-1252, for example “océan”"
        assert any(line.startswith(f"latin-1.txt:8: {guessed}; ") for line in answer.told)

    def test_headings_that_are_all_the_same(self, command: Run) -> None:
        Path("same.txt").write_text(ARTICLE.replace("Low Water", "High Water"), encoding="utf-8")
        answer = command("build", "same.txt")
        assert answer.code == 0 and "Traceback" not in answer.err
        assert built() == ["same.epub", "same.pdf"]

    def test_two_sources_with_the_same_name(self, command: Run) -> None:
        for name in ("a/tide.txt", "b/Tide.txt"):
            Path(name).parent.mkdir()
            Path(name).write_text(ARTICLE, encoding="utf-8")
        assert command("build", "a/tide.txt", "b/Tide.txt").code == 0
        assert built() == ["Tide-2.epub", "Tide-2.pdf", "tide.epub", "tide.pdf"]

    def test_standard_input_to_standard_output(self, start: Run) -> None:
        process = start("build", "-", "--to", "epub", "-o", "-", stdin=subprocess.PIPE)
        out, err = process.communicate(ARTICLE.encode())
        assert process.returncode == 0, err
        assert out.startswith(b"PK\x03\x04") and b"mimetypeapplication/epub+zip" in out[:100]

    def test_the_same_bytes_alone_and_in_company_at_any_time(self, command: Run) -> None:
        Path("other.txt").write_text(ARTICLE.replace("Tide", "Sea"), encoding="utf-8")
        assert command("build", "good.txt", "-o", "alone/").code == 0
        assert command("build", "other.txt", "good.txt", "-o", "company/", TZ="Asia/Tokyo", LC_ALL="C").code == 0
        for name in ("good.epub", "good.pdf"):
            assert Path("alone", name).read_bytes() == Path("company", name).read_bytes()

    def test_json_is_utf_8_whatever_the_locale(self, command: Run) -> None:
        Path("moon.txt").write_text(ARTICLE.replace("Tide", "Tide “ж”"), encoding="utf-8")
        answer = command(
            "inspect", "--json", "moon.txt", "good.txt", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0"
        )
        first, second = map(json.loads, answer.out.splitlines())
        assert (first["source"], first["title"]) == ("moon.txt", "How the Tide “ж” Turns")
        assert [section["id"] for section in second["sections"]] == ["lead", "section-1", "section-2"]
        assert [entry["section"] is not None for entry in second["contents"]["entries"]] == [True, True, True]

    def test_a_terminal_without_boxes_gets_a_plain_tree(self, command: Run) -> None:
        assert (
            "\n|- title: How the Tide Turns [line 1]\n" in command("inspect", "good.txt", PYTHONIOENCODING="ascii").out
        )

    def test_a_name_that_is_no_text(self, command: Run) -> None:
        name = os.fsdecode(b"tide-\xff.txt")
        Path(name).write_text(ARTICLE, encoding="utf-8")
        assert command("build", name).code == 0
        assert json.loads(command("inspect", "--json", name).out)["title"] == "How the Tide Turns"


class TestPlacesThatCannotBeWritten:
    def test_a_file_where_a_folder_should_be(self, command: Run) -> None:
        Path("taken").write_bytes(b"")
        line = one_line(command("build", "good.txt", "--to", "epub", "-o", "taken/"), "taken/good.epub")
        assert "a part of its path is a file; choose another folder with -o" in line

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
    def test_a_folder_that_may_not_be_written(self, command: Run) -> None:
        Path("locked").mkdir(mode=0o500)
        line = one_line(command("build", "good.txt", "--to", "epub", "-o", "locked/"), "locked/good.epub")
        assert "permission denied" in line

    def test_an_output_that_is_a_source(self, command: Run) -> None:
        Path("good.pdf").write_text(ARTICLE, encoding="utf-8")
        line = one_line(command("build", "good.pdf", "-o", "good.pdf"), "good.pdf", code=2)
        assert "would overwrite its source" in line
        assert Path("good.pdf").read_text(encoding="utf-8") == ARTICLE

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            ("build good.txt --to epub -o - -q", "-: cannot be saved: the disk is full; make room and build again"),
            ("inspect good.txt", "standard output: no space left on device"),
        ],
    )
    def test_standard_output_on_a_full_disk(self, folder: Path, arguments: str, line: str) -> None:
        script = f"'{sys.executable}' -m publish {arguments} >/dev/full"
        done = shell(script)
        assert done.returncode == 1
        assert done.stderr.startswith(line) and done.stderr.count("\n") == 1

    def test_standard_output_that_nobody_reads(self) -> None:
        done = shell(f"'{sys.executable}' -m publish explain | true; exit ${{PIPESTATUS[0]}}")
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
    def test_closed_streams(self, closed: str) -> None:
        done = shell(f"'{sys.executable}' -m publish build good.txt --to epub {closed}")
        assert done.returncode == 0 and "Traceback" not in done.stderr
        assert built() == ["good.epub"]


def shell(script: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, env=environment)


class TestStopping:
    SOURCES = 12

    @pytest.fixture
    def shelf(self) -> str:
        """A folder of more sources than are built before the test stops it."""
        Path("shelf").mkdir()
        for number in range(self.SOURCES):
            Path(f"shelf/tide-{number:02}.txt").write_text(ARTICLE * 8, encoding="utf-8")
        return "shelf"

    @staticmethod
    def wait_for_editions(process: subprocess.Popen[bytes]) -> None:
        """Wait for three: that is when one of two workers has reported its first one, and has gone on."""
        while process.poll() is None and len(list(Path().glob("build/*.pdf"))) < 3:
            time.sleep(0.02)

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_in_the_middle_of_a_folder(self, start: Run, shelf: str, number: signal.Signals) -> None:
        process = start("build", shelf, "--jobs", "2")
        self.wait_for_editions(process)
        # A terminal sends Ctrl-C to the whole group; a supervisor sends SIGTERM to the one process that it knows.
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
        out, err = process.communicate(timeout=30)
        count = int(err.decode().removeprefix("interrupted: ").split(" of ")[0])
        assert (process.returncode, out) == (130, b"")
        assert err.decode() == f"interrupted: {count} of {self.SOURCES} built\n"
        assert 0 < count < self.SOURCES
        assert all(name.startswith("tide-") for name in built()), "nothing half-made is left"
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)  # Nobody of the group is left.

    def test_in_the_middle_of_one_source(self, start: Run) -> None:
        Path("long.txt").write_text(ARTICLE + ("The tide turns and turns. " * 900 + "\n") * 220, encoding="utf-8")
        process = start("build", "long.txt")
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (130, b"interrupted: 0 of 1 built\n")
        assert built() == []

    def test_inside_code_that_a_library_generates(self) -> None:
        """Python would end ``-m`` with the signal itself, see ``publish.cli.app._Stop``."""
        generated = "import os, signal; os.kill(os.getpid(), signal.SIGINT); [None for _ in range(10**6)]"
        Path("generated.py").write_text(
            "import signal, sys, publish.cli.app as app, publish.cli.explain as room\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            f"room.all_codes = lambda: exec({generated!r})\n"
            "sys.exit(app.main(['explain']))\n"
        )
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run([sys.executable, "-m", "generated"], capture_output=True, check=False, env=environment)
        assert (done.returncode, done.stderr) == (130, b"interrupted\n")

    @pytest.mark.skipif(sys.platform != "linux", reason="finds the worker in /proc")
    def test_a_process_that_is_killed_takes_no_source_with_it(self, start: Run, shelf: str) -> None:
        process = start("build", shelf, "--jobs", "2")
        self.wait_for_editions(process)
        [worker, *_] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(worker), signal.SIGKILL)
        _, err = process.communicate(timeout=300)
        assert process.returncode == 0
        assert err.decode().splitlines()[-1].startswith(f"{self.SOURCES} built in ")
        assert len(built()) == 2 * self.SOURCES


def test_all_of_a_page_is_kept_if_the_user_says_so(publish: Run) -> None:
    prose = "<p>The sea comes in twice a day, and twice a day it goes, as anybody may see who waits.</p>" * 8
    Path("page.html").write_text(f"<!doctype html><title>T</title><nav><a href='/'>Home</a></nav>{prose}")
    assert "boilerplate-dropped" in publish("inspect", "page.html").out
    assert "boilerplate-dropped" not in publish("inspect", "--keep-all", "page.html").out
