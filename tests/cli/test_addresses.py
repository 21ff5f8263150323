"""Sources and editions at addresses: S3 for real, against a server of its own."""

from __future__ import annotations

import json
import os
import signal
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pyarrow
import pytest
from cli.conftest import Answer
from moto.server import ThreadedMotoServer
from PIL import Image
from pyarrow import parquet
from s3fs import S3FileSystem
from support.running import Start, run, tree

Call = Callable[..., Answer]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def s3(server: str, monkeypatch: pytest.MonkeyPatch, sea: Path, tmp_path: Path) -> S3FileSystem:
    """A bucket with the folder of sources in it, with a picture and a sidecar, and a dump of each kind."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    more(sea)
    S3FileSystem.clear_instance_cache()
    store = S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
    if store.exists("bucket"):
        store.rm("bucket", recursive=True)
    store.mkdir("bucket")
    for path in tmp_path.rglob("*"):
        if path.is_file():
            store.pipe_file(f"bucket/{path.relative_to(tmp_path)}", path.read_bytes())
    return store


def more(sea: Path) -> None:
    """What is beside the six waves: a picture, a sidecar, dumps, an archive, and what is nobody's business."""
    picture = BytesIO()
    Image.new("RGB", (20, 10), "navy").save(picture, "PNG")
    (sea / "deep").mkdir()
    (sea / "deep/blue.png").write_bytes(picture.getvalue())
    (sea / "deep/water.md").write_text("# Water\n\nIt is blue.\n\n![Blue](blue.png)\n\n![No](../../secret.png)\n")
    (sea / "deep/water.toml").write_text('author = "Pytheas"\nsubjects = ["sea"]\n')
    (sea / ".hidden.txt").write_text("Hidden\n\nIt is.\n")
    (sea.parent / "secret.png").write_bytes(picture.getvalue())
    rows = [{"id": f"row-{number}", "title": f"Row {number}", "text": f"Row {number} says so."} for number in range(3)]
    (sea.parent / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    parquet.write_table(
        pyarrow.Table.from_pylist([{**row, "id": f"p-{row['id']}"} for row in rows]), sea.parent / "rows.parquet"
    )
    with zipfile.ZipFile(sea.parent / "all.zip", "w") as archive:
        archive.writestr("zipped.md", "# Zipped\n\nIt was.\n\n![Blue](blue.png)\n")
        archive.writestr("blue.png", picture.getvalue())


SOURCES = ("sea", "rows.jsonl", "rows.parquet", "all.zip")


def at(names: tuple[str, ...]) -> list[str]:
    return [f"s3://bucket/{name}" for name in names]


def stored(store: S3FileSystem, folder: str) -> dict[str, str]:
    """As :func:`support.running.tree`."""
    root = f"bucket/{folder}/"
    return {
        path.removeprefix(root): sha256(store.cat_file(path)).hexdigest()
        for path in store.find(root)
        if not path.startswith(f"{root}.publish/")
    }


def test_the_same_comes_of_it_wherever_it_is(s3: S3FileSystem, start: Start, tmp_path: Path) -> None:
    code, err = run(start("batch", *SOURCES, "-o", "out", "-q"))
    assert (code, err) == (0, b"")
    here = tree(tmp_path / "out")
    assert {"wave-0.pdf", "deep/water.epub", "row-1.pdf", "p-row-2.epub", "zipped.pdf", "index.html"} <= here.keys()
    assert run(start("batch", *at(SOURCES), "-o", "s3://bucket/out", "-q")) == (0, b"")
    assert stored(s3, "out") == here
    assert run(start("batch", *at(SOURCES), "-o", "mixed", "-q")) == (0, b"")
    assert tree(tmp_path / "mixed") == here
    assert run(start("batch", *SOURCES, "-o", "s3://bucket/mixed/", "-q")) == (0, b"")
    assert stored(s3, "mixed") == here
    address = f"file://{tmp_path}/filed"
    assert run(start("batch", *(f"file://{tmp_path}/{name}" for name in SOURCES), "-o", address, "-q")) == (0, b"")
    assert tree(tmp_path / "filed") == here


def test_only_what_has_changed_is_built(s3: S3FileSystem, publish: Call, tmp_path: Path) -> None:
    asked = ("batch", "s3://bucket/sea/", "-o", "s3://bucket/out", "--json")

    def counted() -> tuple[int, int, int]:
        told = json.loads(publish(*asked).out)
        return told["built"], told["cached"], told["failed"]

    assert counted() == (7, 0, 0)
    assert counted() == (0, 7, 0)
    s3.pipe_file("bucket/sea/wave-1.txt", b"Wave 1\n\nIt is another one.\n")
    assert counted() == (1, 6, 0)
    s3.pipe_file("bucket/out/wave-2.pdf", b"mine")
    assert counted() == (1, 6, 0)
    for path in (tmp_path / "cache").rglob("*"):  # Another machine.
        if path.is_file():
            path.unlink()
    assert counted() == (0, 7, 0)
    s3.rm_file("bucket/sea/wave-3.txt")
    assert publish(*asked, "--prune").code == 0
    assert not [path for path in s3.find("bucket/out") if "wave-3" in path]
    assert s3.exists("bucket/out/.publish/ledger.sqlite")
    assert s3.exists("bucket/out/.publish/report.html")
    assert "“" in publish(*asked, "--shelf-address", "x").err


def test_a_pattern_finds_what_is_there(s3: S3FileSystem, publish: Call, tmp_path: Path) -> None:
    answer = publish(
        "batch", "s3://bucket/sea/wave-[12].txt", "s3://bucket/*.jsonl", "-o", "out", "--to", "epub", "--json"
    )
    assert json.loads(answer.out)["built"] == 5
    assert len(list((tmp_path / "out").glob("*.epub"))) == 5


def test_a_killed_run_goes_on(s3: S3FileSystem, start: Start, tmp_path: Path) -> None:
    assert run(start("batch", "sea", "-o", "out", "-q")) == (0, b"")
    process = start("batch", "s3://bucket/sea", "-o", "s3://bucket/out")
    assert process.stderr
    assert b'"built"' in process.stderr.readline()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    process = start("batch", "s3://bucket/sea", "-o", "s3://bucket/out")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0
    assert err.count(b'"built"') < 7  # The first one was noted.
    assert stored(s3, "out") == tree(tmp_path / "out")


def test_a_cluster_reads_and_writes_there(s3: S3FileSystem, start: Start, tmp_path: Path) -> None:
    assert run(start("batch", "sea", "-o", "out", "-q")) == (0, b"")
    asked = ("batch", "s3://bucket/sea", "-o", "s3://bucket/out", "-q", "--scheduler", "local", "--jobs", "2")
    assert run(start(*asked)) == (0, b"")
    assert stored(s3, "out") == tree(tmp_path / "out")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["s3://bucket/nothing.txt", "-o", "out"], 1, "s3://bucket/nothing.txt: there is no such file; check the name"),
        (["s3://nowhere/sea/", "-o", "out"], 1, "s3://nowhere/sea/: "),
        (["what://bucket/sea", "-o", "out"], 1, "what://bucket/sea: cannot be reached"),
        (["sea", "-o", "s3://nowhere/out"], 1, "s3://nowhere/out/.publish/begun: cannot be saved: there is no"),
        (["s3://bucket/sea", "-o", "s3://bucket/sea"], 2, "the editions would go among their sources"),
    ],
)
@pytest.mark.usefixtures("s3")
def test_mistakes(publish: Call, arguments: list[str], code: int, told: str) -> None:
    answer = publish("batch", *arguments, "-q")
    assert told in answer.err
    assert len(answer.err.splitlines()) == 1
    assert answer.code == code
