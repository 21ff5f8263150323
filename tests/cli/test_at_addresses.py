"""Sources and editions at addresses: S3 for real, against a server of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import boto3
import pyarrow
import pytest
from cli.conftest import Answer
from PIL import Image
from pyarrow import parquet
from support.running import Start, run, tree

Call = Callable[..., Answer]


class Store:
    """A bucket, asked without threads: a process that has some cannot be forked."""

    def __init__(self, address: str) -> None:
        self._client: Any = boto3.client("s3", endpoint_url=address)
        self._client.create_bucket(Bucket="bucket")

    def put(self, path: str, data: bytes) -> None:
        self._client.put_object(Bucket="bucket", Key=path, Body=data)

    def get(self, path: str) -> bytes:
        return bytes(self._client.get_object(Bucket="bucket", Key=path)["Body"].read())

    def remove(self, path: str) -> None:
        self._client.delete_object(Bucket="bucket", Key=path)

    def paths(self, folder: str = "") -> list[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket="bucket", Prefix=folder)
        return [one["Key"] for page in pages for one in page.get("Contents", [])]

    def tree(self, folder: str) -> dict[str, str]:
        """As :func:`support.running.tree`."""
        paths = [path for path in self.paths(f"{folder}/") if not path.startswith(f"{folder}/.publish/")]
        return {path.removeprefix(f"{folder}/"): sha256(self.get(path)).hexdigest() for path in paths}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = subprocess.DEVNULL
    running = subprocess.Popen([sys.executable, "-m", "moto.server", "-p", str(port)], stdout=quiet, stderr=quiet)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    running.terminate()
    running.wait()


@pytest.fixture
def s3(server: str, monkeypatch: pytest.MonkeyPatch, sea: Path, tmp_path: Path) -> Store:
    """A bucket with the folder of sources in it, with a picture and a sidecar, and a dump of each kind."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    more(sea)
    store = Store(server)
    for path in store.paths():
        store.remove(path)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            store.put(str(file.relative_to(tmp_path)), file.read_bytes())
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


def test_the_same_comes_of_it_wherever_it_is(s3: Store, start: Start, tmp_path: Path) -> None:
    code, err = run(start("batch", *SOURCES, "-o", "out", "-q"))
    assert (code, err) == (0, b"")
    here = tree(tmp_path / "out")
    assert {"wave-0.pdf", "deep/water.epub", "row-1.pdf", "p-row-2.epub", "zipped.pdf", "index.html"} <= here.keys()
    assert run(start("batch", *at(SOURCES), "-o", "s3://bucket/out", "-q")) == (0, b"")
    assert s3.tree("out") == here
    assert run(start("batch", *at(SOURCES), "-o", "mixed", "-q")) == (0, b"")
    assert tree(tmp_path / "mixed") == here
    assert run(start("batch", *SOURCES, "-o", "s3://bucket/mixed/", "-q")) == (0, b"")
    assert s3.tree("mixed") == here
    address = f"file://{tmp_path}/filed"
    assert run(start("batch", *(f"file://{tmp_path}/{name}" for name in SOURCES), "-o", address, "-q")) == (0, b"")
    assert tree(tmp_path / "filed") == here


def test_only_what_has_changed_is_built(s3: Store, command: Call, tmp_path: Path) -> None:
    asked = ("batch", "s3://bucket/sea/", "-o", "s3://bucket/out", "--json")

    def counted() -> tuple[int, int, int]:
        told = json.loads(command(*asked).out)
        return told["built"], told["cached"], told["failed"]

    assert counted() == (7, 0, 0)
    assert counted() == (0, 7, 0)
    s3.put("sea/wave-1.txt", b"Wave 1\n\nIt is another one.\n")
    assert counted() == (1, 6, 0)
    s3.put("out/wave-2.pdf", b"mine")
    assert counted() == (1, 6, 0)
    for path in (tmp_path / "cache").rglob("*"):  # Another machine.
        if path.is_file():
            path.unlink()
    assert counted() == (0, 7, 0)
    s3.remove("sea/wave-3.txt")
    assert command(*asked, "--prune").code == 0
    assert not [path for path in s3.paths("out/") if "wave-3" in path]
    assert {"out/.publish/ledger.sqlite", "out/.publish/report.html"} <= set(s3.paths("out/.publish/"))
    assert "“" in command(*asked, "--shelf-address", "x").err


def test_a_pattern_finds_what_is_there(s3: Store, command: Call, tmp_path: Path) -> None:
    answer = command(
        "batch", "s3://bucket/sea/wave-[12].txt", "s3://bucket/*.jsonl", "-o", "out", "--to", "epub", "--json"
    )
    assert json.loads(answer.out)["built"] == 5
    assert len(list((tmp_path / "out").glob("*.epub"))) == 5


def test_a_killed_run_goes_on(s3: Store, start: Start, tmp_path: Path) -> None:
    assert run(start("batch", "sea", "-o", "out", "-q")) == (0, b"")
    process = start("batch", "s3://bucket/sea", "-o", "s3://bucket/out")
    assert process.stderr
    assert b'"built"' in process.stderr.readline()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    process = start("batch", "s3://bucket/sea", "-o", "s3://bucket/out")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0
    assert err.count(b'"event": "built"') < 7  # The first one was noted.
    assert s3.tree("out") == tree(tmp_path / "out")


def test_a_cluster_reads_and_writes_there(s3: Store, start: Start, tmp_path: Path) -> None:
    assert run(start("batch", "sea", "-o", "out", "-q")) == (0, b"")
    asked = ("batch", "s3://bucket/sea", "-o", "s3://bucket/out", "-q", "--scheduler", "local", "--jobs", "2")
    assert run(start(*asked)) == (0, b"")
    assert s3.tree("out") == tree(tmp_path / "out")


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
def test_mistakes(command: Call, arguments: list[str], code: int, told: str) -> None:
    answer = command("batch", *arguments, "-q")
    assert told in answer.err
    assert len(answer.err.splitlines()) == 1
    assert answer.code == code
