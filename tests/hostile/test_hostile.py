"""Hostile sources, built by the real command line, and watched: by the kernel, by Python, and by who would be asked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fetching.conftest import Site, answer
from lxml import etree
from support.hostile import ATTACKS, CANARY, SECRET, Attack, plant
from support.watch.kernel import opened_in

ROOT = Path(__file__).parents[2]
MEMORY = 700
"""The most megabytes that a process of ours may take over any of them; a usual article takes 110."""
PATIENCE = 900
"""The seconds after which the build is killed: no measure, only an end."""
ACTING = {"script", "iframe", "frame", "object", "embed", "applet", "form", "input", "base", "foreignObject", "animate"}
ALLOWED = re.compile(r"https?:|mailto:|tel:|#|[a-z0-9./-]+\.x?html(#.*)?$|[a-z0-9./-]+$")


@dataclass(frozen=True)
class Watched:
    """What came of a build, and what was seen of it."""

    folder: Path
    code: int
    told: dict[str, str]
    """What was said of each attack."""
    said: str
    connections: list[str]
    events: list[tuple[str, str]]
    opened: set[str]
    """Files of the planted tree that anybody opened, as the kernel saw it."""
    memory: int
    """In megabytes, of the process that took the most."""

    def editions(self, attack: Attack) -> list[Path]:
        return sorted(self.folder.glob(f"out/{attack.name}/*"))


@contextmanager
def _server() -> Iterator[tuple[Site, list[str]]]:
    """A server that holds the canary at every path."""
    site = Site()
    body = SECRET["secret.svg"].encode()
    site.pages = defaultdict(lambda: answer(body, Content_Type="image/svg+xml"))
    connections: list[str] = []
    accept = site.server.get_request

    def noted() -> object:
        request, address = accept()
        connections.append(str(address))
        return request, address

    site.server.get_request = noted  # type: ignore[method-assign,assignment]
    yield site, connections
    site.close()


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("hostile")
    with _server() as (site, connections):
        plant(folder, site.address)
        log = folder / "events"
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "tests" / "support" / "watch"), str(ROOT)]),
            "WATCH": str(log),
        }
        measured = (
            "import json, resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stderr=subprocess.PIPE);"
            "peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss;"
            "print(json.dumps([done.returncode, peak, done.stderr.decode('utf-8', 'replace')]))"
        )
        command = [sys.executable, "-m", "publish", "build", "set", "-o", "out/", "--explain", "--jobs", "2"]
        places = [folder / "outside", folder / "set", *(path for path in (folder / "set").rglob("*") if path.is_dir())]
        with opened_in(places) as opened:
            done = subprocess.run(
                [sys.executable, "-I", "-c", measured, *command],
                cwd=folder, env=environment, stdout=subprocess.PIPE, check=True, timeout=PATIENCE,
            )  # fmt: skip
        code, peak, said = json.loads(done.stdout)
        events = [line.split("\t", 1) for line in log.read_text(encoding="utf-8").splitlines()]
    told = {attack.name: "\n".join(re.findall(rf"^set/{attack.name}/.*$", said, re.MULTILINE)) for attack in ATTACKS}
    names = {str(path.relative_to(folder)) for path in opened}
    yield Watched(folder, code, told, said, connections, [(a, b) for a, b in events], names, peak // 1000)


each_attack = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)


def unpacked(data: bytes) -> Iterator[bytes]:
    """The bytes of an edition, and of all that is packed in it; and the words of its pages."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
        return
    with pikepdf.open(BytesIO(data)) as pdf:
        for thing in pdf.objects:
            yield thing.unparse()
            if isinstance(thing, pikepdf.Stream):
                try:
                    yield thing.read_bytes()
                except pikepdf.PdfError:  # A picture's own packing.
                    yield thing.read_raw_bytes()
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        yield text.get_text_range().encode("utf-8", "replace")
        text.close()
        page.close()
    document.close()


def spellings(word: str) -> set[bytes]:
    return {word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le"), word.encode().hex().encode()}


def acting(data: bytes) -> Iterator[str]:
    """What in an edition could run, or be fetched."""
    if data.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(data)) as pdf:
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Dictionary):
                    acts = {"/JS", "/JavaScript", "/AA", "/Launch", "/EmbeddedFiles", "/EF", "/AcroForm", "/RichMedia"}
                    yield from acts & set(thing.keys())
                    if str(thing.get("/S")) in ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR"):
                        yield str(thing.S)
                    if "/URI" in thing and not re.match("https?:|mailto:|tel:", str(thing.URI)):
                        yield str(thing.URI)
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            assert ".." not in name and not name.startswith("/")
            if name.endswith((".xhtml", ".svg", ".ncx", ".opf")):
                yield from _in_markup(archive.read(name), name)
            if name.endswith(".css"):
                yield from re.findall(
                    rb"@import|url\((?!['\"]?[a-z0-9./-]+['\"]?\))".decode(), archive.read(name).decode()
                )


def _in_markup(data: bytes, name: str) -> Iterator[str]:
    for element in etree.fromstring(data).iter(etree.Element):
        tag = etree.QName(element).localname
        if tag in ACTING:
            yield f"{name}: {tag}"
        for attribute, value in element.attrib.items():
            local = etree.QName(attribute).localname
            if local.startswith("on") or (local == "src" and not re.fullmatch(r"[a-z0-9./-]+(#[a-z0-9-]+)?", value)):
                yield f"{name}: {local}={value}"
            if local == "href" and not ALLOWED.match(value):
                yield f"{name}: {value}"


@each_attack
def test_no_canary_is_in_any_edition(watched: Watched, attack: Attack) -> None:
    words = spellings(CANARY)
    for path in watched.editions(attack):
        assert not [piece[:80] for piece in unpacked(path.read_bytes()) if any(word in piece for word in words)]


@each_attack
def test_nothing_in_an_edition_acts(watched: Watched, attack: Attack) -> None:
    assert not [what for path in watched.editions(attack) for what in acting(path.read_bytes())]


@each_attack
def test_it_is_told_what_was_blocked(watched: Watched, attack: Attack) -> None:
    told = watched.told[attack.name]
    assert all(code in told for code in attack.told), told


@each_attack
def test_there_are_both_editions_or_one_line_that_says_why_not(watched: Watched, attack: Attack) -> None:
    names = [path.name for path in watched.editions(attack)]
    refused = [line for line in watched.told[attack.name].splitlines() if not line.endswith("]")]
    assert (names, len(refused)) in ((["tides.epub", "tides.pdf"], 0), ([], 1))


def test_the_exit_code_says_that_some_failed_and_nothing_has_a_traceback(watched: Watched) -> None:
    assert watched.code == 1
    assert "Traceback" not in watched.said and "internal error" not in watched.said
    assert f"{len(ATTACKS)} " not in watched.said.splitlines()[-1]  # Some are built, some are not.


def test_no_half_file_is_left(watched: Watched) -> None:
    assert not [path for path in (watched.folder / "out").rglob("*") if path.is_file() and path.name[0] == "."]
    assert {path.name for path in watched.folder.iterdir()} == {"events", "out", "outside", "set"}
    assert {path.name: path.read_text() for path in (watched.folder / "outside").iterdir()} == SECRET


def test_no_socket_was_opened(watched: Watched) -> None:
    assert watched.connections == []
    assert not [event for event in watched.events if event[0].startswith("socket.")]
    assert any(name == "open" for name, _ in watched.events), "Python was watched"


def test_no_process_was_started(watched: Watched) -> None:
    started = [what for name, what in watched.events if name.startswith(("os.", "subprocess."))]
    assert started == []


@pytest.mark.skipif(sys.platform != "linux", reason="inotify tells what is opened")
def test_no_file_was_opened_but_sources_and_what_is_beside_them(watched: Watched) -> None:
    assert f"set/{ATTACKS[0].source}" in watched.opened, "the kernel was asked"
    assert not [name for name in watched.opened if name.startswith("outside")]
    links = {
        f"set/{attack.name}/{name}" for attack in ATTACKS for name, one in attack.beside.items() if one[:2] == "->"
    }
    assert not watched.opened & links


def test_memory_is_bounded(watched: Watched) -> None:
    assert watched.memory < MEMORY
