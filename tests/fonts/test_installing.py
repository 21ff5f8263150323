from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from publish.errors import BuildError
from publish.fonts import installing
from publish.fonts.installing import cache_folder, file_name, install
from publish.fonts.table import FACES

INSTALL = "import sys, pathlib; from publish.fonts.installing import install; print(install(pathlib.Path(sys.argv[1])))"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(tmp_path_factory.mktemp("cache"))


def contents(configuration: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((configuration.parent / "faces").iterdir())}


def test_every_face_is_installed(installed: Path) -> None:
    assert set(contents(installed)) == {file_name(face) for face in FACES}
    assert len(contents(installed)) == len(FACES)


def test_configuration_names_only_what_was_installed(installed: Path) -> None:
    root = ElementTree.parse(installed).getroot()
    assert [(node.get("prefix"), node.text) for node in root.iter("dir")] == [("relative", "faces")]
    assert [node.text for node in root.iter("cachedir")] == [str(installed.parent / "scanned")]
    assert root.find("reset-dirs") is not None
    assert root.find("include") is None
    families = {face.family for face in FACES}
    assert {node.text for node in root.iter() if node.tag == "family"} - families <= set(installing.GENERIC)


def test_installed_again_is_left_alone(installed: Path) -> None:
    before = installed.stat().st_mtime_ns
    assert install(installed.parents[1]) == installed
    assert installed.stat().st_mtime_ns == before


def test_two_processes_at_once_make_the_same_bytes(installed: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", INSTALL, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONHASHSEED": "7"}
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(2)]
    answers = [process.communicate()[0].strip() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert answers[0] == answers[1]
    assert contents(Path(answers[0])) == contents(installed)
    assert [path.name for path in tmp_path.iterdir()] == [installed.parent.name], "a draft is left behind"


def test_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BuildError, match="No space left on device; set PUBLISH_CACHE"):
        install(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_another_version_of_a_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "version", lambda _: "0")
    with pytest.raises(BuildError, match="is of version 0; install fontpkg-eb-garamond=="):
        install(tmp_path)


def test_cache_folder_is_the_one_that_the_environment_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("PUBLISH_CACHE")
    assert cache_folder().name == "publish"


def test_fontconfig_knows_the_faces_and_no_others(installed: Path) -> None:
    pango = pytest.importorskip("weasyprint", reason="WeasyPrint brings the binding to fontconfig")
    assert pango
    script = (
        "from weasyprint.text.ffi import ffi, fontconfig as fc\n"
        "known = fc.FcConfigGetFonts(fc.FcInitLoadConfigAndFonts(), fc.FcSetSystem)\n"
        "print(known.nfont)\n"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(installed)}
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert told.stdout.strip() == str(len(FACES))
