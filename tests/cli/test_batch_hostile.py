"""A collection that is out to stop the run: it is finished, and every bad article is named with its reason."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.conftest import Answer
from support.shelves import listed, problems

GOOD = "The sea comes in twice a day, and twice a day it goes out again, as anybody may see who waits for it.\n"

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "the source is empty"),
    "binary.txt": (bytes(range(256)) * 20, "this is a binary file, not text"),
    "broken.docx": (b"PK\x03\x04rubbish", "is damaged: it is no ZIP archive"),
    "broken.epub": (b"no", "is damaged: it is no ZIP archive"),
    "misled.txt": (GOOD.encode(), "no metadata is called “titel”"),
    "greedy.html": (
        b"<article><h1>Wide</h1><table>" + (b"<tr>" + b"<td colspan=65534>a</td>" * 20) * 2000 + b"</table></article>",
        "-limit",  # Of memory, as Python or a library finds out first; or of time, on a slow machine.
    ),
}


@pytest.fixture
def collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("sea")
    (folder / "sub").mkdir(parents=True)
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "misled.toml").write_text('titel = "x"\n')
    for name in ("one.txt", "two.txt", "ONE.md", "sub/one.txt"):
        (folder / name).write_text(f"# {name}\n\n{GOOD * 3}")
    (folder / "pictures.md").write_text(f"# P\n\n{GOOD}\n\n![a](x.png) ![b](../../../etc/passwd) ![c](gone.png)\n")
    (folder / "x.png").write_bytes(b"\x89PNG\r\n\x1a\nrubbish")
    (folder / "deep.md").write_text("# Deep\n\n" + "> " * 500 + GOOD)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "round.txt").symlink_to("round.txt")
    os.mkfifo("pipe.txt")
    row = json.dumps({"title": "Three", "slug": "../../etc/three", "html": f"<p>{GOOD}<script>x</script>"})
    Path("dump.jsonl").write_text(f"{row}\n{{oops\n", encoding="utf-8")
    Path("bad.parquet").write_bytes(b"PAR1xx")
    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.writestr("four.txt", f"Four\n\n{GOOD}")
        archive.writestr("../evil.txt", GOOD)


@pytest.mark.usefixtures("collection")
def test_a_hostile_collection_is_finished(publish: Callable[..., Answer]) -> None:
    limits = ("--memory-limit", "200", "--time-limit", "30")
    answer = publish("batch", "sea", "pipe.txt", "dump.jsonl", "bad.parquet", "all.zip", "-o", "out", "--json", *limits)
    assert answer.code == 1
    assert "Traceback" not in answer.err
    told = json.loads(answer.out)
    reasons = {failure["name"]: failure["reason"] for failure in told["failures"]}
    here = {name: reason for name, reason in reasons.items() if name.startswith("sea/")}
    assert here.keys() == {f"sea/{name}" for name in BAD}
    assert [reason for name, reason in here.items() if BAD[Path(name).name][1] not in reason] == []
    others = {name: reason for name, reason in reasons.items() if not name.startswith("sea/")}
    assert others.keys() == {"pipe.txt", "dump.jsonl:2", "bad.parquet", "all.zip/../evil.txt"}
    assert "is given up after 30 seconds" in others["pipe.txt"]
    made = {str(path.relative_to("out").with_suffix("")) for path in Path("out").rglob("*.pdf")}
    assert made == {"one-2", "ONE", "two", "sub/one", "pictures", "deep", "etc/three", "four"}
    assert told["renamed"] == [["sea/one.txt", "one", "one-2"]]
    assert problems(Path("out")) == []
    assert len(listed(Path("out/shelf/all.xml"))) == len(made)
